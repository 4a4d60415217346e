// Constructors of program terms and statements that fold constants, so that what is lowered stays
// small enough to read: `true and x` is `x`, an `if` with a known test is one of its branches.

import type { BinaryOperator, Statement, Target, Term } from "../model/program.ts";

export const FALSE: Term = { kind: "const", value: 0 };
export const TRUE: Term = { kind: "const", value: 1 };

export function constant(value: number): Term {
  return { kind: "const", value };
}

export function isConst(term: Term, value?: number): boolean {
  return term.kind === "const" && (value === undefined || term.value === value);
}

export function slot(index: number, old = false): Term {
  return old ? { kind: "slot", slot: index, old } : { kind: "slot", slot: index };
}

export function not(of: Term): Term {
  if (of.kind === "const") return constant(of.value === 0 ? 1 : 0);
  return of.kind === "not" ? of.of : { kind: "not", of };
}

/** The conjunction, left to right; `true` for an empty list. */
export function all(terms: readonly Term[]): Term {
  return terms.reduce<Term>((left, right) => {
    if (isConst(left, 1)) return right;
    if (isConst(right, 1) || isConst(left, 0)) return left;
    return { kind: "binary", op: "and", left, right };
  }, TRUE);
}

/** The disjunction, left to right; `false` for an empty list. */
export function any(terms: readonly Term[]): Term {
  return terms.reduce<Term>((left, right) => {
    if (isConst(left, 0)) return right;
    if (isConst(right, 0) || isConst(left, 1)) return left;
    return { kind: "binary", op: "or", left, right };
  }, FALSE);
}

export function equal(left: Term, right: Term): Term {
  return binary("==", left, right);
}

const FOLD: Partial<Record<BinaryOperator, (a: number, b: number) => number>> = {
  "==": (a, b) => (a === b ? 1 : 0),
  "!=": (a, b) => (a === b ? 0 : 1),
  "<": (a, b) => (a < b ? 1 : 0),
  "<=": (a, b) => (a <= b ? 1 : 0),
  ">": (a, b) => (a > b ? 1 : 0),
  ">=": (a, b) => (a >= b ? 1 : 0),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  min: Math.min,
  max: Math.max,
  "bit-or": (a, b) => a | b,
  "bit-and": (a, b) => a & b,
  "bit-clear": (a, b) => a & ~b,
  "bit-test": (a, b) => (a >> b) & 1,
};

export function binary(op: BinaryOperator, left: Term, right: Term): Term {
  if (op === "and") return all([left, right]);
  if (op === "or") return any([left, right]);
  const fold = FOLD[op];
  if (fold && left.kind === "const" && right.kind === "const") {
    const value = fold(left.value, right.value);
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return constant(value);
  }
  if (op === "+" && isConst(left, 0)) return right;
  const neutral = (op === "+" || op === "-") && isConst(right, 0);
  return neutral ? left : { kind: "binary", op, left, right };
}

export function choose(test: Term, then: Term, otherwise: Term): Term {
  if (test.kind === "const") return test.value === 0 ? otherwise : then;
  return { kind: "if", test, then, else: otherwise };
}

/** The index of `of` in low..high, from 0; a fault outside. */
export function bound(of: Term, low: number, high: number): Term {
  if (of.kind === "const" && of.value >= low && of.value <= high) return constant(of.value - low);
  return { kind: "bound", of, low, high };
}

/** Slot `base + index`, direct where the index is known. */
export function element(base: number, size: number, index: Term, old = false): Term {
  if (index.kind === "const") return slot(base + index.value, old);
  return old ? { kind: "element", base, size, index, old } : { kind: "element", base, size, index };
}

export function elementTarget(base: number, size: number, index: Term): Target {
  if (index.kind === "const") return { kind: "slot", slot: base + index.value };
  return { kind: "element", base, size, index };
}

export function set(index: number, value: Term): Statement {
  return { kind: "assign", to: { kind: "slot", slot: index }, value };
}

/** An `if` statement, or nothing, or one of its branches. */
export function when(
  test: Term,
  then: readonly Statement[],
  otherwise: readonly Statement[] = [],
): Statement[] {
  if (test.kind === "const") return [...(test.value === 0 ? otherwise : then)];
  if (then.length === 0 && otherwise.length === 0) return [];
  return [{ kind: "if", test, then, else: otherwise }];
}

/** A requirement, or nothing where it is always met. */
export function require(test: Term): Statement[] {
  return isConst(test, 1) ? [] : [{ kind: "require", test }];
}
