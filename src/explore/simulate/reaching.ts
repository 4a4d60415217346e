// Can a goal still be reached from a state, asked of single states when the space as a whole was not seen. Everything that follows the
// state is searched until there is the goal, or a state known to reach it, or nothing new: then the goal is lost, and so it is from
// all that follow. What was learned is kept. The search is bounded for each state and altogether; beyond that nothing is known.

import type { State, Stepper } from "../../model/stepper.ts";

/** States that are searched for one answer. */
const MOST_FOR_ONE = 5000;
/** States that are searched for all answers of one goal. */
const MOST = 60_000;

/** Answers for one `possible` check. */
export class Reaching {
  readonly #stepper: Stepper;
  readonly #check: number;
  readonly #known = new Map<string, boolean>();
  #left = MOST;

  constructor(stepper: Stepper, check: number) {
    this.#stepper = stepper;
    this.#check = check;
  }

  /** Can the goal be reached from the state; undefined where that was not found out. */
  reaches(state: State): boolean | undefined {
    const known = this.#known.get(keyOf(state));
    return known ?? this.#search(state.slice());
  }

  #search(start: State): boolean | undefined {
    const found = new Found(start);
    for (let at = 0; at < found.states.length; at++) {
      const state = found.states[at] as State;
      const known = this.#known.get(found.keys[at] as string);
      if (known === true || this.#stepper.goal(this.#check, state)) {
        for (const key of found.back(at)) this.#known.set(key, true);
        return true;
      }
      if (known === false) continue;
      if (found.states.length > MOST_FOR_ONE || this.#left <= 0) return undefined;
      this.#left--;
      found.expand(this.#stepper, at);
    }
    for (const key of found.keys) this.#known.set(key, false);
    return false;
  }
}

/** The states of one search, in order, and whence each was reached. */
class Found {
  readonly states: State[];
  readonly keys: string[];
  readonly #parents: number[] = [-1];
  readonly #seen: Set<string>;

  constructor(start: State) {
    this.states = [start];
    this.keys = [keyOf(start)];
    this.#seen = new Set(this.keys);
  }

  expand(stepper: Stepper, from: number): void {
    const step = (_command: number, _choice: number, next: State) => {
      const key = keyOf(next);
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
      this.states.push(next.slice());
      this.keys.push(key);
      this.#parents.push(from);
    };
    stepper.successors(this.states[from] as State, { step, fault: () => undefined });
  }

  /** The states on the way to this one. */
  *back(index: number): Generator<string> {
    for (let at = index; at >= 0; at = this.#parents[at] as number) yield this.keys[at] as string;
  }
}

function keyOf(state: State): string {
  return state.join();
}
