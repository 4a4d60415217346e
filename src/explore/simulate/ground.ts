// What runs go over: states in, what is met in them and their successors out. The interpreter and compiled code do the same, record
// for record, so runs do not depend on the engine. Actions that change nothing are looked at but make no record:
// a run that took one would stand where it stood.

import type { Layout } from "../../model/layout.ts";
import type { Happening } from "../../model/machine-code.ts";

/** Something that happened for the first time: in the state of a walk, or by an action there. */
export interface Met {
  readonly what: Happening;
  /** The number that the walk's state was given. */
  readonly walk: number;
  /** Of a state as such: -1. */
  readonly action: number;
}

/** Where runs are. States are packed, one behind the other. */
export interface Ground {
  readonly layout: Layout;
  /** How many states can be handed over at once. */
  readonly most: number;
  /** Looks at the states of these numbers: what is met in them as such. */
  look(states: Int32Array, numbers: Int32Array): readonly Met[];
  /** Takes every action of `count` of the states, from the state numbered `first` on: what is met. */
  expand(states: Int32Array, first: number, count: number): readonly Met[];
  /** One for each action of `expand` that changes something. */
  records(): Records;
}

/** Records one behind the other: the next state, the action, the number of the state it was taken in. Only lent. */
export interface Records {
  readonly words: Int32Array;
  /** Where they stand in `words`. */
  readonly begin: number;
  readonly end: number;
}
