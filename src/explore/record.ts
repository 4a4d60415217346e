// What an exploration notes down while it expands states: transitions, new states, and the first place
// where each probe, mark, fault, command and the deadlock was met. Whoever explores calls `expand` once
// for each state; first means first in the order of these calls, then of commands and choices.

import type { Hit } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { Fault, State, Stepper, Visitor } from "../model/stepper.ts";
import type { Found } from "./found.ts";

/** Expands states and keeps what was met first. */
export class Recorder implements Visitor {
  transitions = 0;
  initial = 0;
  expanded = 0;
  readonly probes: (Hit | undefined)[];
  readonly more: Hit[][];
  readonly marks: Hit[][];
  readonly faults: Hit[] = [];
  readonly fired: (Hit | undefined)[];
  deadlock: Hit | undefined;

  readonly #stepper: Stepper;
  readonly #found: Found;
  readonly #all: boolean;
  readonly #stateProbes: number[];
  readonly #stepProbes: number[];
  /** Marks, kinds of fault and (with `all`) probes that were met, each with the command. */
  readonly #metMarks = new Set<number>();
  readonly #metFaults = new Set<number>();
  readonly #metProbes = new Set<number>();
  /** By command: does it count as something that can happen. */
  readonly #moves: readonly boolean[];
  #from = 0;
  #state: State;
  #alive = false;

  /** With `all`, each probe of a property also gets one hit for each further command. */
  constructor(stepper: Stepper, found: Found, all = false) {
    const { program } = stepper;
    this.#stepper = stepper;
    this.#found = found;
    this.#all = all;
    this.#state = new Int32Array(program.slots.length);
    this.#moves = program.commands.map(c => c.kind !== "fault" && c.policy === undefined);
    this.#stateProbes = probesOf(program, "state");
    this.#stepProbes = probesOf(program, "step");
    this.probes = program.probes.map(() => undefined);
    this.more = program.probes.map(() => []);
    this.marks = program.marks.map(() => []);
    this.fired = program.commands.map(() => undefined);
  }

  /** Takes an initial state. */
  start(state: State): void {
    const number = this.#found.addInitial(state);
    if (number < 0) return;
    this.initial++;
    this.#lookAtState(number, state, -1);
  }

  /** Makes all successors of a found state, whose values are given. */
  expand(number: number, state: State): void {
    this.#from = number;
    this.#state = state;
    this.#alive = false;
    this.expanded++;
    this.#stepper.successors(state, this);
    if (!this.#alive && !this.deadlock && !this.#stepper.atRest(state)) {
      this.deadlock = { state: number };
    }
  }

  step(command: number, choice: number, next: State, marks: readonly number[]): void {
    this.#count(command, choice);
    if (marks.length > 0) this.#raise(marks, command, choice);
    if (this.#stepProbes.length > 0) this.#lookAtStep(command, choice, next);
    const number = this.#found.add(next, this.#from, command, choice);
    if (number >= 0) this.#lookAtState(number, next, command);
  }

  fault(command: number, choice: number, fault: Fault, marks: readonly number[]): void {
    this.#count(command, choice);
    if (marks.length > 0) this.#raise(marks, command, choice, fault);
    if (fault.kind === "assert" || !this.#isNew(this.#metFaults, FAULTS[fault.kind], command))
      return;
    this.faults.push({ state: this.#from, step: { command, choice }, fault });
  }

  #count(command: number, choice: number): void {
    this.transitions++;
    if (this.#moves[command]) this.#alive = true;
    if (this.fired[command]) return;
    this.fired[command] = { state: this.#from, step: { command, choice } };
  }

  #raise(marks: readonly number[], command: number, choice: number, fault?: Fault): void {
    for (const mark of marks) {
      if (!this.#isNew(this.#metMarks, mark, command)) continue;
      this.marks[mark]?.push({ state: this.#from, step: { command, choice }, fault });
    }
  }

  #lookAtState(number: number, state: State, command: number): void {
    const pending = this.#stateProbes;
    for (let i = pending.length - 1; i >= 0; i--) {
      const probe = pending[i] as number;
      if (this.#stepper.probe(probe, state) && this.#hit(probe, command, { state: number })) {
        pending.splice(i, 1);
      }
    }
  }

  #lookAtStep(command: number, choice: number, next: State): void {
    const pending = this.#stepProbes;
    for (let i = pending.length - 1; i >= 0; i--) {
      const probe = pending[i] as number;
      if (!this.#stepper.probe(probe, next, this.#state)) continue;
      const hit = { state: this.#from, step: { command, choice } };
      if (this.#hit(probe, command, hit)) pending.splice(i, 1);
    }
  }

  /** Notes the hit; true where the probe need not be looked at any more. */
  #hit(probe: number, command: number, hit: Hit): boolean {
    const first = this.probes[probe] === undefined;
    if (first) this.probes[probe] = hit;
    const further = this.#all && this.#stepper.program.probes[probe]?.about.kind === "property";
    if (further && this.#isNew(this.#metProbes, probe, command) && !first) {
      this.more[probe]?.push(hit);
    }
    return !further;
  }

  /** Command -1 stands for the initial states. */
  #isNew(met: Set<number>, what: number, command: number): boolean {
    const before = met.size;
    met.add(what * (this.fired.length + 1) + command + 1);
    return met.size > before;
  }
}

/** Faults of one kind count as one. */
const FAULTS: Record<Exclude<Fault["kind"], "assert">, number> = { range: 0, index: 1, zero: 2 };

function probesOf(program: Program, kind: "state" | "step"): number[] {
  return program.probes.flatMap((probe, index) => (probe.kind === kind ? [index] : []));
}
