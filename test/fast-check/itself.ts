// A model as an implementation: it takes steps of its own as tasks of the scheduler, and takes triggers as the language says: who is
// busy lets them wait, who has ended does not hear them. It knows nothing of how `conforms` follows it.

import { namedAction } from "../../src/fast-check/action.ts";
import type { Reply } from "../../src/fast-check/system.ts";
import type { AppliedTrigger, System, World } from "../../src/fast-check.ts";
import { type CheckSettings, type Given, runnable } from "../../src/given.ts";
import { isOwn } from "../../src/model/quiet.ts";
import { showSlot } from "../../src/model/show-slot.ts";
import type { Interpreter, State, Step } from "../../src/model/stepper.ts";

/** Steps of its own that it takes at most, for models that go on for ever. */
const MOST = 40;

export class Itself {
  readonly #interpreter: Interpreter;
  readonly #scheduler: World["scheduler"];
  state: State;
  #taken = 0;
  #going = false;
  #draws = 1;

  constructor(interpreter: Interpreter, { scheduler }: World) {
    this.#interpreter = interpreter;
    this.#scheduler = scheduler;
    let first: State | undefined;
    interpreter.initial(state => {
      first = state.slice();
      return false;
    });
    this.state = first ?? new Int32Array();
    void this.#go();
  }

  async apply(trigger: AppliedTrigger): Promise<Reply> {
    for (let waited = 0; waited < 2 * MOST; waited++) {
      const steps = this.#enabled().filter(step => this.#takes(step, trigger));
      const step = this.#draw(steps);
      if (step) {
        const policy = this.#interpreter.program.commands[step.command]?.policy;
        this.#take(step);
        void this.#go();
        return policy ?? "done";
      }
      if (!this.#isBusy(trigger)) return "done";
      await this.#scheduler.schedule(Promise.resolve(), `${trigger.name} waits`);
    }
    return "sent";
  }

  /** Values of variables and states whose place in the list is none of those left out. */
  show(leave: (slot: number) => boolean): Record<string, string> {
    const { program } = this.#interpreter;
    const shown = program.slots.flatMap((slot, i) => {
      if ((slot.role !== "variable" && slot.role !== "state") || leave(i)) return [];
      return [[slot.name, showSlot(program, i, this.state[i] ?? 0)]];
    });
    return Object.fromEntries(shown);
  }

  async #go(): Promise<void> {
    if (this.#going) return;
    this.#going = true;
    while (this.#taken < MOST && this.#own().length > 0) {
      await this.#scheduler.schedule(Promise.resolve(), "a step");
      const step = this.#draw(this.#own());
      this.#taken++;
      if (step) this.#take(step);
    }
    this.#going = false;
  }

  #own(): Step[] {
    const { commands } = this.#interpreter.program;
    return this.#enabled().filter(({ command }) => isOwn(commands[command]));
  }

  /** Without those that fail. */
  #enabled(): Step[] {
    return this.#interpreter
      .enabled(this.state)
      .filter(step => this.#interpreter.apply(this.state, step)?.next);
  }

  #take(step: Step): void {
    this.state = this.#interpreter.apply(this.state, step)?.next ?? this.state;
  }

  #takes(step: Step, { name, agent, params }: AppliedTrigger): boolean {
    const { program } = this.#interpreter;
    const action = namedAction(program, step);
    if (action.kind !== "trigger" || action.name !== name || action.agent !== agent) return false;
    return Object.entries(params).every(([p, value]) => {
      const own = action.params[p];
      return own === undefined || own === value;
    });
  }

  #isBusy({ agent }: AppliedTrigger): boolean {
    const { slots, agents } = this.#interpreter.program;
    return slots.some(
      (slot, i) =>
        slot.role === "step" && agents[slot.agent ?? -1]?.name === agent && this.state[i] !== 0,
    );
  }

  /** Any of them, but the same in every run. */
  #draw<T>(list: readonly T[]): T | undefined {
    this.#draws = (this.#draws * 48_271) % 2_147_483_647;
    return list[this.#draws % Math.max(1, list.length)];
  }
}

/** The model as a system that shows a part of itself. */
export function itself(
  given: Given,
  settings: CheckSettings,
  leave: (slot: number) => boolean,
): System<Itself> {
  const { interpreter } = runnable(given, settings);
  return {
    create: world => new Itself(interpreter, world),
    apply: (system, _trigger, _params, whole) => system.apply(whole),
    observe: system => system.show(leave),
  };
}
