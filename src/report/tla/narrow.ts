// What a condition that is true says of the ranges of variables: behind `cancel.left > 0` the value less one is not
// below 0, so the assignment that spends the budget needs no test of its own.

import type { BinaryOperator, Term } from "../../model/program.ts";
import type { Range } from "./value.ts";

export interface Narrowed {
  readonly slot: number;
  readonly low: number;
  readonly high: number;
}

/** The ranges that follow from the term, for slots that are compared with constants. */
export function narrowedBy(term: Term): Narrowed[] {
  if (term.kind !== "binary") return [];
  const { op, left, right } = term;
  if (op === "and") return [...narrowedBy(left), ...narrowedBy(right)];
  if (isNow(left) && right.kind === "const") return narrowed(left.slot, op, right.value);
  const flipped = FLIPPED[op];
  if (flipped && left.kind === "const" && isNow(right))
    return narrowed(right.slot, flipped, left.value);
  return [];
}

/** The range within both; undefined where there is none, that is, where the condition is never true. */
export function meet(a: Range, b: Range): Range | undefined {
  const range = { low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) };
  return range.low <= range.high ? range : undefined;
}

const FLIPPED: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

function isNow(term: Term): term is Extract<Term, { kind: "slot" }> {
  return term.kind === "slot" && term.old !== true;
}

function narrowed(slot: number, op: BinaryOperator, value: number): Narrowed[] {
  const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  switch (op) {
    case "==":
      return [{ slot, low: value, high: value }];
    case "<":
      return [{ slot, low, high: value - 1 }];
    case "<=":
      return [{ slot, low, high: value }];
    case ">":
      return [{ slot, low: value + 1, high }];
    case ">=":
      return [{ slot, low: value, high }];
    case "!=":
      // Of a slot that counts down to 0 or is empty at 0.
      return value === 0 ? [{ slot, low: 1, high }] : [];
    default:
      return [];
  }
}
