// The value of a term for given values of its leaves, to try all of them; a fault is its kind.

import { unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Term } from "../../model/program.ts";
import type { FaultKind } from "../passes/safety.ts";

/** Slots, elements, parameters and temporaries, each once by its text; what an element's index reads is not looked at. */
export function leavesOf(term: Term): ReadonlySet<Term> {
  const found = new Map<string, Term>();
  const visit = (at: Term): void => {
    switch (at.kind) {
      case "const":
        return;
      case "slot":
      case "element":
      case "param":
      case "temp":
        found.set(JSON.stringify(at), at);
        return;
      case "not":
      case "negate":
      case "bit-count":
      case "bound":
        visit(at.of);
        return;
      case "if":
        visit(at.test);
        visit(at.then);
        visit(at.else);
        return;
      case "binary":
        visit(at.left);
        visit(at.right);
        return;
      default:
        unreachable(at, "term");
    }
  };
  visit(term);
  return new Set(found.values());
}

type Value = number | FaultKind;

/** As the interpreter does it. */
export function evaluate(term: Term, valueOf: (leaf: Term) => number): Value {
  const value = (t: Term): Value => evaluate(t, valueOf);
  switch (term.kind) {
    case "const":
      return term.value;
    case "slot":
    case "element":
    case "param":
    case "temp":
      return valueOf(term);
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
