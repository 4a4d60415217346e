// What an engine makes of a program: initial states, successors, and the truth of terms. Exploration
// sees this interface only and cannot tell the interpreter from compiled code.

import type { Program, Term } from "./program.ts";

/** One value per slot, in order of slots. */
export type State = Int32Array;

/** Why an action has no successor. `slot` and `value` where a value was outside the slot's range. */
export type Fault =
  | { readonly kind: "range"; readonly slot: number; readonly value: number }
  | { readonly kind: "index"; readonly value: number; readonly low: number; readonly high: number }
  | { readonly kind: "zero" }
  | { readonly kind: "assert"; readonly mark: number };

/** One action: the command and its choice, as Visitor numbers them. */
export interface Step {
  readonly command: number;
  readonly choice: number;
}

/**
 * Told of every enabled (state, action) pair in order of commands, then of choices. `choice` numbers the action's
 * parameters in mixed radix, the first parameter slowest. `next` and `marks` are only lent; `marks` of a fault are
 * those raised before it, an assert's own among them. A visitor does not call `successors` of the same stepper.
 */
export interface Visitor {
  step(command: number, choice: number, next: State, marks: readonly number[]): void;
  fault(command: number, choice: number, fault: Fault, marks: readonly number[]): void;
}

export interface Stepper {
  readonly program: Program;
  /**
   * Every initial state once, in order. False from `visit` stops, and so does false from `going`, which is asked while
   * initial states are looked for, however many there are. The state is only lent.
   */
  initial(visit: (state: State) => boolean, going?: () => boolean): void;
  successors(state: State, visitor: Visitor): void;
  /** Is the probe true (see Probe.onFault); step probes are given both states. */
  probe(index: number, state: State, old?: State): boolean;
  /** The goal of a `possible` check, by check index. */
  goal(check: number, state: State): boolean;
  /** Does a `possible` check ask for its goal in this state; is the state bad for a `quiet` one, should it be quiet. */
  concerned(check: number, state: State): boolean;
  atRest(state: State): boolean;
  /** Can a step of the machines' own happen, if only to fail (see isOwn). Not asked by visitors either. */
  owes(state: State): boolean;
}

/** What one action does in one state. */
export interface Applied {
  /** Undefined iff there is a fault. */
  readonly next?: State | undefined;
  readonly fault?: Fault | undefined;
  /** Raised, in order; of a faulting action those before the fault, an assert's own among them. */
  readonly marks: readonly number[];
  /** Index into Program.tells. A value whose term faults is undefined. */
  readonly tells: readonly { readonly tell: number; readonly value?: number | undefined }[];
}

/** The stepper that defines what a program means; replay re-executes every trace with it. */
export interface Interpreter extends Stepper {
  /** Initial states as `initial` visits them, one when it is asked for; undefined after each value that was tried. */
  starts(): Iterable<State | undefined>;
  /** Undefined where the action is not enabled. Everything in the answer is the caller's own. */
  apply(state: State, step: Step): Applied | undefined;
  /** A term without parameters and temporaries; `old` is what its `old` parts read. */
  evaluate(term: Term, state: State, old?: State): number | Fault;
  /** In order of commands, then of choices; faulting actions are among them. */
  enabled(state: State): Step[];
}
