// The states found and how each was reached: its parent's number and the action, as one number that
// counts all actions of the program (commands in order, each with all its choices), so two words a
// state are enough however many choices there are.

import type { Path, Space } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { State, Step } from "../model/stepper.ts";
import { Actions, lastAtMost } from "./actions.ts";
import type { Orbits } from "./orbits.ts";
import { Column, Visited } from "./visited.ts";

/** The states found so far, with a path to each. */
export class Found implements Space {
  /** How many actions the program has in one state at most. */
  readonly actions: number;
  readonly #slots: number;
  readonly #visited: Visited;
  readonly #parents = new Column();
  readonly #arrivals = new Column();
  readonly #actions: Actions;
  readonly #levels: readonly number[] | undefined;
  readonly #orbits: Orbits | undefined;

  /**
   * `levels`: the first number of each depth, kept by whoever adds states in order of depth. With `orbits`, of each orbit
   * only the representative is kept.
   */
  constructor(program: Program, levels?: readonly number[], orbits?: Orbits) {
    this.#orbits = orbits;
    this.#slots = program.slots.length;
    this.#visited = new Visited(program.slots);
    this.#levels = levels;
    this.#actions = new Actions(program);
    this.actions = this.#actions.count;
  }

  get count(): number {
    return this.#visited.count;
  }

  get bytes(): number {
    return this.#visited.bytes + this.#parents.bytes + this.#arrivals.bytes;
  }

  /** As Visited.add. */
  addInitial(state: State): number {
    return this.#arrive(this.#visited.add(this.#kept(state)), -1, -1);
  }

  /** As Visited.add; a new state remembers from where and by which action it was reached. */
  add(state: State, parent: number, command: number, choice: number): number {
    const action = this.#actions.number(command, choice);
    return this.#arrive(this.#visited.add(this.#kept(state)), parent, action);
  }

  read(index: number, into: State): void {
    this.#visited.read(index, into);
  }

  find(state: State): number {
    return this.#visited.find(this.#kept(state));
  }

  depthOf(index: number): number {
    if (this.#levels) return lastAtMost(this.#levels, index);
    let depth = 0;
    for (let at = this.#parents.get(index); at >= 0; at = this.#parents.get(at)) depth++;
    return depth;
  }

  path(index: number): Path {
    const steps: Step[] = [];
    let at = index;
    for (let parent = this.#parents.get(at); parent >= 0; parent = this.#parents.get(at)) {
      steps.push(this.#actions.stepOf(this.#arrivals.get(at)));
      at = parent;
    }
    const start = new Int32Array(this.#slots);
    this.read(at, start);
    const path = { start, steps: steps.reverse() };
    return this.#orbits?.unfold(path) ?? path;
  }

  #kept(state: State): State {
    return this.#orbits?.representative(state) ?? state;
  }

  #arrive(number: number, parent: number, action: number): number {
    if (number >= 0) {
      this.#parents.set(number, parent);
      this.#arrivals.set(number, action);
    }
    return number;
  }
}
