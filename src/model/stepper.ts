// What an engine makes of a program: initial states, successors, and the truth of terms. Exploration
// sees this interface only and cannot tell the interpreter from compiled code.

import type { Program } from "./program.ts";

/** One value per slot, in order of slots. */
export type State = Int32Array;

/** Why an action has no successor. `slot` and `value` where a value was outside the slot's range. */
export type Fault =
  | { readonly kind: "range"; readonly slot: number; readonly value: number }
  | { readonly kind: "index"; readonly value: number; readonly low: number; readonly high: number }
  | { readonly kind: "zero" }
  | { readonly kind: "assert"; readonly mark: number };

/**
 * Told of every enabled (state, action) pair in order of commands, then of choices. `choice` numbers the action's
 * parameters in mixed radix, the first parameter slowest. `next` and `marks` are only lent.
 */
export interface Visitor {
  step(command: number, choice: number, next: State, marks: readonly number[]): void;
  fault(command: number, choice: number, fault: Fault): void;
}

export interface Stepper {
  readonly program: Program;
  /** Every initial state once, in order. False from `visit` stops. The state is only lent. */
  initial(visit: (state: State) => boolean): void;
  successors(state: State, visitor: Visitor): void;
  /** Is the probe true (see Probe.onFault); step probes are given both states. */
  probe(index: number, state: State, old?: State): boolean;
  /** The goal of a `possible` check, by check index. */
  goal(check: number, state: State): boolean;
  atRest(state: State): boolean;
}
