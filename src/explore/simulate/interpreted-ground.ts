// The ground as the interpreter makes it.

import { type Layout, packPresent, unpack, wideLayoutOf } from "../../model/layout.ts";
import type { Happening } from "../../model/machine-code.ts";
import type { Program } from "../../model/program.ts";
import type { Fault, State, Stepper, Visitor } from "../../model/stepper.ts";
import { Actions } from "../actions.ts";
import type { Ground, Met, Records } from "./ground.ts";

const MOST = 1024;

/** See the head of this file. */
export class InterpretedGround implements Ground, Visitor {
  readonly layout: Layout;
  readonly most: number = MOST;
  readonly #stepper: Stepper;
  readonly #actions: Actions;
  readonly #moves: readonly boolean[];
  readonly #stateProbes: number[];
  readonly #stepProbes: number[];
  readonly #seen = new Set<string>();
  #records: Int32Array = new Int32Array(1024);
  #end = 0;
  readonly #state: State;
  #walk = 0;
  #alive = false;
  #met: Met[] = [];

  constructor(stepper: Stepper) {
    const { program } = stepper;
    this.#stepper = stepper;
    this.#actions = new Actions(program);
    this.#moves = program.commands.map(c => c.kind !== "fault" && c.policy === undefined);
    this.#stateProbes = probesOf(program, "state");
    this.#stepProbes = probesOf(program, "step");
    this.#state = new Int32Array(program.slots.length);
    this.layout = wideLayoutOf(program.slots);
  }

  records(): Records {
    return { words: this.#records, begin: 0, end: this.#end };
  }

  look(states: Int32Array, numbers: Int32Array): readonly Met[] {
    this.#met = [];
    for (const walk of numbers) {
      this.#enter(states, walk);
      this.#drop(this.#stateProbes, probe => this.#stepper.probe(probe, this.#state), -1);
    }
    return this.#met;
  }

  expand(states: Int32Array, first: number, count: number): readonly Met[] {
    this.#met = [];
    this.#end = 0;
    for (let walk = first; walk < first + count; walk++) {
      this.#enter(states, walk);
      this.#alive = false;
      this.#stepper.successors(this.#state, this);
      if (this.#alive || this.#seen.has("deadlock") || this.#stepper.atRest(this.#state)) continue;
      this.#note("deadlock", { kind: "deadlock" }, -1);
    }
    return this.#met;
  }

  step(command: number, choice: number, next: State, marks: readonly number[]): void {
    const action = this.#happened(command, choice, marks);
    this.#drop(this.#stepProbes, probe => this.#stepper.probe(probe, next, this.#state), action);
    if (next.some((value, slot) => value !== this.#state[slot])) this.#record(next, action);
  }

  fault(command: number, choice: number, fault: Fault, marks: readonly number[]): void {
    const action = this.#happened(command, choice, marks);
    if (fault.kind === "assert") return;
    this.#note(`${fault.kind} ${command}`, { kind: "fault", command }, action);
  }

  #enter(states: Int32Array, walk: number): void {
    this.#walk = walk;
    unpack(this.layout, states, walk * this.layout.words, this.#state);
  }

  #happened(command: number, choice: number, marks: readonly number[]): number {
    const action = this.#actions.number(command, choice);
    if (this.#moves[command]) this.#alive = true;
    this.#note(`fired ${command}`, { kind: "fired", command }, action);
    for (const mark of marks) {
      this.#note(`mark ${mark} ${command}`, { kind: "mark", mark, command }, action);
    }
    return action;
  }

  /** Of the probes that were not met yet, those that are now. */
  #drop(pending: number[], isMet: (probe: number) => boolean, action: number): void {
    for (let i = 0; i < pending.length; i++) {
      const probe = pending[i] as number;
      if (!isMet(probe)) continue;
      pending.splice(i--, 1);
      this.#met.push({ what: { kind: "probe", probe }, walk: this.#walk, action });
    }
  }

  #note(key: string, what: Happening, action: number): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#met.push({ what, walk: this.#walk, action });
  }

  #record(next: State, action: number): void {
    const { words } = this.layout;
    if (this.#end + words + 2 > this.#records.length) {
      const larger = new Int32Array(this.#records.length * 2);
      larger.set(this.#records);
      this.#records = larger;
    }
    packPresent(this.layout, next, this.#records, this.#end);
    this.#records[this.#end + words] = action;
    this.#records[this.#end + words + 1] = this.#walk;
    this.#end += words + 2;
  }
}

function probesOf(program: Program, kind: "state" | "step"): number[] {
  return program.probes.flatMap((probe, index) => (probe.kind === kind ? [index] : []));
}
