// The initial states of a program: all combinations of the slots' start values in which every term of
// `initially` is true, in lexicographic order by slot. A walk over the product that never holds more
// than one state; a term is evaluated as soon as the last slot it reads has its value, so a branch
// that cannot succeed is cut at its root.

import { unreachable } from "../base/bug.ts";
import type { Program, Term } from "../model/program.ts";
import type { State } from "../model/stepper.ts";

/** What the walk asks: both answers false stop it. `going` is asked for each value that is tried, initial or not. */
export interface InitialVisitor {
  readonly visit: (state: State) => boolean;
  readonly going?: (() => boolean) | undefined;
}

/** Is a term of `initially`, by index, true. */
type Holds = (term: number, state: State) => boolean;

/** Visits every initial state. */
export function visitInitial(
  program: Program,
  holds: Holds,
  { visit, going }: InitialVisitor,
): void {
  for (const state of initialStates(program, holds)) {
    if (going?.() === false || (state && !visit(state))) return;
  }
}

/** Every initial state, lent, and undefined after each value that was tried. */
export function* initialStates(program: Program, holds: Holds): Generator<State | undefined> {
  const { initial } = program;
  const due = dueBySlot(program);
  const state = new Int32Array(initial.length);
  const tried = new Int32Array(initial.length);
  const passes = (slot: number) => (due.get(slot) ?? []).every(term => holds(term, state));
  let slot = passes(-1) ? 0 : -1;
  while (slot >= 0) {
    if (slot === initial.length) {
      yield state;
      slot--;
      continue;
    }
    const value = initial[slot]?.[tried[slot] as number];
    if (value === undefined) {
      tried[slot] = 0;
      slot--;
      continue;
    }
    tried[slot] = (tried[slot] as number) + 1;
    state[slot] = value;
    if (passes(slot)) slot++;
    yield undefined;
  }
}

/** The terms (by index) that can be evaluated once a slot has its value; -1 where no slot is read. */
function dueBySlot(program: Program): Map<number, number[]> {
  const due = new Map<number, number[]>();
  program.initially.forEach((term, index) => {
    const slot = lastSlot(term);
    due.set(slot, [...(due.get(slot) ?? []), index]);
  });
  return due;
}

/** The last slot that the term may read, or -1. */
function lastSlot(term: Term): number {
  switch (term.kind) {
    case "const":
    case "param":
    case "temp":
      return -1;
    case "slot":
      return term.slot;
    case "element":
      return Math.max(term.base + term.size - 1, lastSlot(term.index));
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return lastSlot(term.of);
    case "binary":
      return Math.max(lastSlot(term.left), lastSlot(term.right));
    case "if":
      return Math.max(lastSlot(term.test), lastSlot(term.then), lastSlot(term.else));
    default:
      return unreachable(term, "term");
  }
}
