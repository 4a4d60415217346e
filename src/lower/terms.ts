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
  return balanced(terms, "and", TRUE);
}

/** The disjunction, left to right; `false` for an empty list. */
export function any(terms: readonly Term[]): Term {
  return balanced(terms, "or", FALSE);
}

/**
 * Joins the terms in their order. Neutral ones are left out, and what stands behind one that decides is never
 * evaluated. Halves instead of a chain: a thousand replicas make a tree of depth ten.
 */
function balanced(terms: readonly Term[], op: "and" | "or", neutral: Term): Term {
  const decisive = op === "and" ? 0 : 1;
  const end = terms.findIndex(t => isConst(t, decisive));
  const needed = (end < 0 ? terms : terms.slice(0, end + 1)).filter(t => !isConst(t, 1 - decisive));
  return halves(needed, op) ?? neutral;
}

function halves(terms: readonly Term[], op: BinaryOperator): Term | undefined {
  if (terms.length < 2) return terms[0];
  const middle = Math.ceil(terms.length / 2);
  const left = halves(terms.slice(0, middle), op);
  const right = halves(terms.slice(middle), op);
  return left && right && { kind: "binary", op, left, right };
}

/** The sum, in order; 0 for an empty list. */
export function sum(terms: readonly Term[]): Term {
  return (
    halves(
      terms.filter(t => !isConst(t, 0)),
      "+",
    ) ?? constant(0)
  );
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
  /** By zero stays a fault of the action: NaN is not folded. */
  "%": (a, b) => a - b * Math.floor(a / b),
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

/** The term with other leaves, constants folded; an element counts as one when its index has been seen to. */
export function mapped(term: Term, leaf: (leaf: Term) => Term): Term {
  const inner = (t: Term) => mapped(t, leaf);
  switch (term.kind) {
    case "not":
      return not(inner(term.of));
    case "negate":
    case "bit-count":
      return { ...term, of: inner(term.of) };
    case "bound":
      return bound(inner(term.of), term.low, term.high);
    case "binary":
      return binary(term.op, inner(term.left), inner(term.right));
    case "if":
      return chosen(term, inner);
    case "element":
      return leaf(element(term.base, term.size, inner(term.index), term.old));
    default:
      return leaf(term);
  }
}

function chosen(term: Extract<Term, { kind: "if" }>, inner: (term: Term) => Term): Term {
  const made = choose(inner(term.test), inner(term.then), inner(term.else));
  return made.kind === "if" && term.meant ? { ...made, meant: { type: term.meant.type } } : made;
}
