// The value of a term for given values of its leaves, to try all of them; a fault is its kind.

import { Bug, unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Term } from "../../model/program.ts";
import { termParts } from "../../model/term-parts.ts";
import type { FaultKind } from "../passes/safety.ts";

/** What a term is made of. */
export interface Leaves {
  /** Each once. */
  readonly distinct: readonly Term[];
  /** Where they stand: an index into `distinct`. */
  readonly places: ReadonlyMap<Term, number>;
}

/** Slots, elements, parameters, temporaries, and what else `isLeaf` takes for one; what stands inside is not looked at. */
export function leavesOf(term: Term, isLeaf: (term: Term) => boolean): Leaves {
  const distinct: Term[] = [];
  const numbers = new Map<string, number>();
  const places = new Map<Term, number>();
  const visit = (at: Term): void => {
    if (at.kind === "const") return;
    const parts = at.kind === "element" || isLeaf(at) ? [] : termParts(at);
    if (parts.length > 0) {
      parts.forEach(visit);
      return;
    }
    const text = JSON.stringify(at);
    const number = numbers.get(text) ?? distinct.push(at) - 1;
    numbers.set(text, number);
    places.set(at, number);
  };
  visit(term);
  return { distinct, places };
}

type Value = number | FaultKind;

/** As the interpreter does it; `leafValue` is defined for leaves. */
export function evaluate(term: Term, leafValue: (leaf: Term) => number | undefined): Value {
  const known = leafValue(term);
  if (known !== undefined) return known;
  const value = (t: Term): Value => evaluate(t, leafValue);
  switch (term.kind) {
    case "const":
      return term.value;
    case "slot":
    case "element":
    case "param":
    case "temp":
      throw new Bug("a leaf without a value");
    case "not":
      return map(value(term.of), v => (v === 0 ? 1 : 0));
    case "negate":
      return map(value(term.of), v => -v + 0);
    case "bit-count":
      return map(value(term.of), bitCount);
    case "bound":
      return map(value(term.of), v => (v < term.low || v > term.high ? "index" : v - term.low));
    case "if":
      return map(value(term.test), test => value(test === 0 ? term.else : term.then));
    case "binary":
      return binary(term, value);
    default:
      return unreachable(term, "term");
  }
}

function map(value: Value, then: (value: number) => Value): Value {
  return typeof value === "number" ? then(value) : value;
}

function binary(term: Extract<Term, { kind: "binary" }>, value: (t: Term) => Value): Value {
  return map(value(term.left), left => {
    if (term.op === "and" && left === 0) return 0;
    if (term.op === "or" && left !== 0) return 1;
    return map(value(term.right), right => OPERATIONS[term.op](left, right));
  });
}

const truth = (value: boolean): number => (value ? 1 : 0);

const OPERATIONS: Record<BinaryOperator, (a: number, b: number) => Value> = {
  and: (_, b) => truth(b !== 0),
  or: (_, b) => truth(b !== 0),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "%": (a, b) => (b === 0 ? "zero" : a - b * Math.floor(a / b)),
  "/": (a, b) => (b === 0 ? "zero" : Math.floor(a / b)),
  min: Math.min,
  max: Math.max,
  "bit-or": (a, b) => a | b,
  "bit-and": (a, b) => a & b,
  "bit-clear": (a, b) => a & ~b,
  "bit-test": (a, b) => (a >> b) & 1,
};

function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
