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
  /** Looks at `count` of the states, from the state numbered `first` on: what is met in them as such. */
  look(states: Int32Array, first: number, count: number): readonly Met[];
  /** Takes every action of the states that `look` was given last; what is met. */
  expand(): readonly Met[];
  /** Of each action of `expand` that changes something: the next state, the action, the number of the state it was taken in; only lent. */
  readonly records: Int32Array;
}
