// The reference interpreter: what a program means. An action is a command with values for its
// parameters. Its guard is evaluated in the state; where it is true the effect runs on a copy with
// temporaries at zero. A `require` that is not met makes the action not enabled; a fault anywhere makes
// it enabled and without successor. Guards and effects are closures made once (terms.ts, statements.ts).

import { Bug } from "../base/bug.ts";
import type { Command, Program, Term } from "../model/program.ts";
import { isOwn } from "../model/quiet.ts";
import type { Applied, Fault, Interpreter, State, Step, Visitor } from "../model/stepper.ts";
import { initialStates, visitInitial } from "./initial.ts";
import { compileStatements, type Run, type Told } from "./statements.ts";
import { type Compute, compileTerm, type Frame, faultOf } from "./terms.ts";

interface Action {
  readonly guard: Compute;
  readonly effect: Run;
  /** The parameters' values. */
  readonly values: readonly (readonly number[])[];
  readonly choices: number;
  readonly temps: number;
}

type Trial = "disabled" | "stepped" | "faulted";

/** Makes a stepper of a program by interpreting it. */
export function interpret(program: Program): Interpreter {
  return new Interpretation(program);
}

class Interpretation implements Interpreter {
  readonly program: Program;
  readonly #frame: Frame;
  readonly #marks: number[] = [];
  readonly #told: Told[] = [];
  readonly #next: State;
  readonly #actions: readonly Action[];
  /** Those of the machines' own steps. */
  readonly #own: readonly Action[];
  readonly #telling = new Map<number, Run>();
  readonly #terms = new WeakMap<Term, Compute>();
  readonly #probes: readonly Compute[];
  #fault: Fault | undefined;

  readonly #isInitial = (term: number, state: State): boolean =>
    this.#holds(this.program.initially[term], state);

  constructor(program: Program) {
    this.program = program;
    this.#frame = { params: [], temps: [], old: new Int32Array(program.slots.length) };
    this.#next = new Int32Array(program.slots.length);
    this.#actions = program.commands.map(command => this.#compileCommand(command));
    this.#own = this.#actions.filter((_, index) => isOwn(program.commands[index]));
    this.#probes = program.probes.map(probe => compileTerm(probe.term, this.#frame));
  }

  initial(visit: (state: State) => boolean, going?: () => boolean): void {
    visitInitial(this.program, this.#isInitial, { visit, going });
  }

  starts(): Iterable<State | undefined> {
    return initialStates(this.program, this.#isInitial);
  }

  successors(state: State, visitor: Visitor): void {
    const actions = this.#actions;
    for (let command = 0; command < actions.length; command++) {
      const action = actions[command] as Action;
      for (let choice = 0; choice < action.choices; choice++) {
        const trial = this.#attempt(action, choice, state, action.effect);
        if (trial === "disabled") continue;
        if (trial === "stepped") visitor.step(command, choice, this.#next, this.#marks);
        else visitor.fault(command, choice, this.#fault as Fault, this.#marks);
      }
    }
  }

  apply(state: State, { command, choice }: Step): Applied | undefined {
    const action = this.#actions[command];
    if (!action || !Number.isInteger(choice) || choice < 0 || choice >= action.choices) return;
    this.#told.length = 0;
    const trial = this.#attempt(action, choice, state, this.#tellingEffect(command));
    if (trial === "disabled") return;
    const marks = [...this.#marks];
    const tells = [...this.#told];
    return trial === "stepped"
      ? { next: this.#next.slice(), marks, tells }
      : { fault: this.#fault, marks, tells };
  }

  enabled(state: State): Step[] {
    const steps: Step[] = [];
    const note = (command: number, choice: number) => {
      steps.push({ command, choice });
    };
    this.successors(state, { step: note, fault: note });
    return steps;
  }

  probe(index: number, state: State, old: State = state): boolean {
    this.#frame.old = old;
    try {
      return (this.#probes[index] as Compute)(state) !== 0;
    } catch (thrown) {
      faultOf(thrown);
      return this.program.probes[index]?.onFault === true;
    }
  }

  goal(check: number, state: State): boolean {
    const meaning = this.program.checks[check]?.meaning;
    if (meaning?.by !== "possible") throw new Bug(`check ${check} is not a 'possible' check`);
    return this.#holds(meaning.goal, state);
  }

  concerned(check: number, state: State): boolean {
    const meaning = this.program.checks[check]?.meaning;
    if (meaning?.by === "quiet") return this.#holds(meaning.bad, state);
    if (meaning?.by !== "possible") throw new Bug(`check ${check} concerns no single states`);
    return meaning.from === undefined || this.#holds(meaning.from, state);
  }

  atRest(state: State): boolean {
    return this.#holds(this.program.atRest, state);
  }

  owes(state: State): boolean {
    for (const action of this.#own) {
      for (let choice = 0; choice < action.choices; choice++) {
        if (this.#attempt(action, choice, state, action.effect) !== "disabled") return true;
      }
    }
    return false;
  }

  evaluate(term: Term, state: State, old: State = state): number | Fault {
    this.#frame.old = old;
    try {
      return this.#compiled(term)(state) + 0;
    } catch (thrown) {
      return faultOf(thrown);
    }
  }

  /** Runs one action; the result is in #next, #marks and #fault. */
  #attempt(action: Action, choice: number, state: State, effect: Run): Trial {
    const { values, temps } = action;
    if (values.length > 0) this.#bind(values, choice);
    if (this.#marks.length > 0) this.#marks.length = 0;
    try {
      if (action.guard(state) === 0) return "disabled";
      const next = this.#next;
      for (let slot = 0; slot < next.length; slot++) next[slot] = state[slot] as number;
      for (let temp = 0; temp < temps; temp++) this.#frame.temps[temp] = 0;
      return effect(next) ? "stepped" : "disabled";
    } catch (thrown) {
      this.#fault = faultOf(thrown);
      return "faulted";
    }
  }

  /** Sets the parameters to the choice's digits, the last parameter being the fastest. */
  #bind(values: readonly (readonly number[])[], choice: number): void {
    let rest = choice;
    for (let p = values.length - 1; p >= 0; p--) {
      const list = values[p] as readonly number[];
      this.#frame.params[p] = list[rest % list.length] as number;
      rest = Math.floor(rest / list.length);
    }
  }

  #compileCommand(command: Command): Action {
    const values = command.params.map(param => param.values);
    const scope = { slots: this.program.slots, frame: this.#frame, marks: this.#marks };
    return {
      guard: compileTerm(command.guard, this.#frame),
      effect: compileStatements(command.effect, scope),
      values,
      choices: values.reduce((product, list) => product * list.length, 1),
      temps: command.temps,
    };
  }

  /** The command's effect with its tells, which only traces need. */
  #tellingEffect(command: number): Run {
    const known = this.#telling.get(command);
    if (known) return known;
    const effect = compileStatements(this.program.commands[command]?.effect ?? [], {
      slots: this.program.slots,
      frame: this.#frame,
      marks: this.#marks,
      tells: this.#told,
    });
    this.#telling.set(command, effect);
    return effect;
  }

  #compiled(term: Term): Compute {
    const known = this.#terms.get(term);
    if (known) return known;
    const compiled = compileTerm(term, this.#frame);
    this.#terms.set(term, compiled);
    return compiled;
  }

  /** True where the term is true; a fault is false. */
  #holds(term: Term | undefined, state: State): boolean {
    const value = term === undefined ? 1 : this.evaluate(term, state);
    return typeof value === "number" && value !== 0;
  }
}
