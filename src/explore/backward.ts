// Questions that are answered against the direction of the steps, on a space that was seen whole: from
// which states can a goal still be reached (`possible`), and from which can a violation no longer be
// avoided (the decisive step of a trace). Predecessors are kept in two flat arrays (compressed sparse
// rows), filled by making all successors twice; from there on both are linear walks with a stack.

import type { Hit, Space, StopReason } from "../model/outcome.ts";
import type { Command } from "../model/program.ts";
import type { Fault, State, Stepper } from "../model/stepper.ts";
import { mebibytes } from "./budget.ts";

/** The first lost state of each `possible` check; with a reason, it is not known. */
export interface Lost {
  readonly hits: ReadonlyMap<number, Hit>;
  readonly reason?: StopReason | undefined;
}

/** Memory left, in MiB, and who says when to stop; asked before each state. */
export interface BackwardLimits {
  readonly memory: number;
  readonly stop: () => StopReason | undefined;
}

/** For each `possible` check the first state from which its goal cannot be reached any more. */
export function lostStates(space: Space, stepper: Stepper, limits: BackwardLimits): Lost {
  const checks = stepper.program.checks.flatMap((c, i) => (c.meaning.by === "possible" ? [i] : []));
  const hits = new Map<number, Hit>();
  if (checks.length === 0) return { hits };
  const back = predecessors(space, stepper, limits);
  if (!(back instanceof Predecessors)) return { hits, reason: back };
  const state = new Int32Array(stepper.program.slots.length);
  for (const check of checks) {
    const reaches = new Uint8Array(space.count);
    const stack: number[] = [];
    for (let number = 0; number < space.count; number++) {
      space.read(number, state);
      if (stepper.goal(check, state)) stack.push(number);
    }
    for (const number of stack) reaches[number] = 1;
    back.spread(stack, number => mark(reaches, number));
    const first = reaches.indexOf(0);
    if (first >= 0) hits.set(check, { state: first });
  }
  return { hits };
}

function mark(set: Uint8Array, number: number): boolean {
  if (set[number] === 1) return false;
  set[number] = 1;
  return true;
}

/** What is wrong about a state, or about a step whether or not it has a successor. */
export interface Badness {
  state(state: State): boolean;
  step(from: State, taken: Taken): boolean;
}

/** One action that is enabled in a state: with a next state or with a fault. */
export interface Taken {
  readonly command: number;
  readonly choice: number;
  readonly next?: State | undefined;
  readonly fault?: Fault | undefined;
  readonly marks: readonly number[];
}

/**
 * From which states the violation can no longer be avoided: the bad ones, and those where the machines owe a step and
 * every enabled action is bad or leads to such a state. Undefined where the space has more than `largest` states.
 * A step that changes nothing avoids nothing, as long as a step that is owed does change something.
 */
export function unavoidable(
  space: Space,
  stepper: Stepper,
  badness: Badness,
  largest = 50_000,
): ((state: number) => boolean) | undefined {
  if (space.count > largest) return;
  const sweep = new AvoidanceSweep(space, stepper, badness);
  const inevitable = sweep.solve();
  return state => inevitable[state] === 1;
}

/** Who comes before each state; the same state as often as it has ways there. */
class Predecessors {
  readonly #first: Int32Array;
  #sources: Int32Array = new Int32Array(0);

  constructor(states: number) {
    this.#first = new Int32Array(states + 1);
  }

  /** First for all steps this. */
  count(to: number): void {
    this.#first[to] = (this.#first[to] as number) + 1;
  }

  /** Then this once; false where the memory (MiB) is not enough. */
  seal(memory: number): boolean {
    let total = 0;
    for (let to = 0; to < this.#first.length; to++) {
      total += this.#first[to] as number;
      this.#first[to] = total;
    }
    const bytes = (total + this.#first.length) * 4;
    if (total >= 2 ** 31 || mebibytes(bytes) > memory) return false;
    this.#sources = new Int32Array(total);
    return true;
  }

  /** Then for the same steps, in any order, this. */
  put(from: number, to: number): void {
    const place = (this.#first[to] as number) - 1;
    this.#first[to] = place;
    this.#sources[place] = from;
  }

  /** Walks backward from the states on the stack; `enter` is asked of each predecessor, true walks on from it. */
  spread(stack: number[], enter: (state: number) => boolean): void {
    for (let to = stack.pop(); to !== undefined; to = stack.pop()) {
      const end = this.#first[to + 1] as number;
      for (let i = this.#first[to] as number; i < end; i++) {
        const from = this.#sources[i] as number;
        if (enter(from)) stack.push(from);
      }
    }
  }
}

function predecessors(
  space: Space,
  stepper: Stepper,
  limits: BackwardLimits,
): Predecessors | StopReason {
  const back = new Predecessors(space.count);
  const pass = (edge: (from: number, to: number) => void): StopReason | undefined => {
    const state = new Int32Array(stepper.program.slots.length);
    let from = 0;
    const visitor = {
      step: (_command: number, _choice: number, next: State) => edge(from, space.find(next)),
      fault: () => undefined,
    };
    for (; from < space.count; from++) {
      const reason = limits.stop();
      if (reason !== undefined) return reason;
      space.read(from, state);
      stepper.successors(state, visitor);
    }
    return;
  };
  const counted = pass((_, to) => back.count(to));
  if (counted !== undefined) return counted;
  if (!back.seal(limits.memory)) return "memory";
  return pass((from, to) => back.put(from, to)) ?? back;
}

/** The least set, by counting for each state the ways out that are left. */
class AvoidanceSweep {
  readonly #space: Space;
  readonly #stepper: Stepper;
  readonly #badness: Badness;
  readonly #back: Predecessors;
  /** By state: enabled actions that neither are bad nor lead into the set. */
  readonly #waysOut: Int32Array;
  readonly #owes: Uint8Array;

  constructor(space: Space, stepper: Stepper, badness: Badness) {
    this.#space = space;
    this.#stepper = stepper;
    this.#badness = badness;
    this.#back = new Predecessors(space.count);
    this.#waysOut = new Int32Array(space.count);
    this.#owes = new Uint8Array(space.count);
  }

  solve(): Uint8Array {
    this.#pass((_, to) => this.#back.count(to));
    this.#back.seal(Number.POSITIVE_INFINITY);
    this.#waysOut.fill(0);
    this.#pass((from, to) => this.#back.put(from, to));
    const inside = new Uint8Array(this.#space.count);
    const stack: number[] = [];
    const state = new Int32Array(this.#stepper.program.slots.length);
    for (let number = 0; number < this.#space.count; number++) {
      this.#space.read(number, state);
      const caught = this.#owes[number] === 1 && this.#waysOut[number] === 0;
      if (caught || this.#badness.state(state)) stack.push(number);
    }
    for (const number of stack) inside[number] = 1;
    this.#back.spread(stack, from => {
      const left = (this.#waysOut[from] as number) - 1;
      this.#waysOut[from] = left;
      return left === 0 && this.#owes[from] === 1 && mark(inside, from);
    });
    return inside;
  }

  #pass(edge: (from: number, to: number) => void): void {
    const state = new Int32Array(this.#stepper.program.slots.length);
    for (let from = 0; from < this.#space.count; from++) {
      this.#space.read(from, state);
      this.#owes[from] = this.#expand(from, state, edge) ? 1 : 0;
    }
  }

  /** Counts the ways out of one state; is a step owed there that surely changes something. */
  #expand(from: number, state: State, edge: (from: number, to: number) => void): boolean {
    const { commands } = this.#stepper.program;
    const owed = new Set<number>();
    const idle = new Set<number>();
    const take = (taken: Taken) => {
      owed.add(taken.command);
      if (this.#badness.step(state, taken)) return;
      const to = taken.next ? this.#space.find(taken.next) : -1;
      if (to === from) {
        idle.add(taken.command);
        return;
      }
      this.#waysOut[from] = (this.#waysOut[from] as number) + 1;
      if (to >= 0) edge(from, to);
    };
    this.#stepper.successors(state, {
      step: (command, choice, next, marks) => take({ command, choice, next, marks }),
      fault: (command, choice, fault, marks) => take({ command, choice, fault, marks }),
    });
    return [...owed].some(c => !idle.has(c) && isOwed(commands[c]));
  }
}

/** Must the machines take it if it stays enabled. */
function isOwed(command: Command | undefined): boolean {
  if (!command || command.policy !== undefined) return false;
  const own = command.kind === "own" || command.kind === "message" || command.kind === "timeout";
  return own && command.fair !== "none";
}
