// The value of an expression that does not depend on the state, or undefined. Also sees through halves: `false and x` is
// false whatever x is. The rules are those of the interpreter; what it would report (`%` by zero) has no value here.

import { unreachable } from "../base/bug.ts";
import type { Expr, Operator } from "../model/expression.ts";
import { bounds } from "../model/types.ts";

type Binary = Extract<Expr, { kind: "binary" }>;

/** The value under the present constants, where it is the same in every state. */
export function fold(expr: Expr): number | undefined {
  switch (expr.kind) {
    case "const":
      return expr.value;
    case "named":
    case "old":
      return fold(expr.of);
    case "not":
      return map(fold(expr.of), v => 1 - v);
    case "negate":
      return map(fold(expr.of), v => 0 - v);
    case "size":
      return map(fold(expr.of), ones);
    case "binary":
      return binary(expr);
    case "if":
      return conditional(expr);
    case "set":
      return foldSet(expr);
    case "one-of":
    case "between":
    case "member":
      return membership(expr);
    default:
      return undefined;
  }
}

function map(value: number | undefined, f: (value: number) => number): number | undefined {
  return value === undefined ? undefined : f(value);
}

function conditional(expr: Extract<Expr, { kind: "if" }>): number | undefined {
  const test = fold(expr.test);
  if (test !== undefined) return fold(test === 1 ? expr.then : expr.else);
  const then = fold(expr.then);
  return then !== undefined && then === fold(expr.else) ? then : undefined;
}

function binary(expr: Binary): number | undefined {
  const left = fold(expr.left);
  const right = fold(expr.right);
  const decided = shortCut(expr.op, left, right);
  if (decided !== undefined) return decided;
  if (left === undefined || right === undefined) return undefined;
  return compute(expr.op, left, right);
}

function shortCut(op: Operator, left?: number, right?: number): number | undefined {
  if (op === "and" && (left === 0 || right === 0)) return 0;
  if (op === "or" && (left === 1 || right === 1)) return 1;
  if (op === "implies" && (left === 0 || right === 1)) return 1;
  return undefined;
}

const TABLE: Record<Operator, (a: number, b: number) => number> = {
  implies: (a, b) => Number(a === 0 || b === 1),
  or: (a, b) => a | b,
  and: (a, b) => a & b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b + 0,
  "%": modulo,
  min: Math.min,
  max: Math.max,
  union: (a, b) => a | b,
  difference: (a, b) => a & ~b,
};

function compute(op: Operator, a: number, b: number): number | undefined {
  return op === "%" && b === 0 ? undefined : TABLE[op](a, b);
}

function modulo(a: number, b: number): number {
  const n = Math.abs(b);
  return ((a % n) + n) % n;
}

function ones(bits: number): number {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n += 1;
  return n;
}

function foldSet(expr: Extract<Expr, { kind: "set" }>): number | undefined {
  const { low, high } = bounds(expr.type.of);
  let bits = 0;
  for (const item of expr.items) {
    const value = fold(item);
    if (value === undefined || value < low || value > high) return undefined;
    bits |= 1 << (value - low);
  }
  return bits;
}

type Membership = Extract<Expr, { kind: "one-of" | "between" | "member" }>;

function membership(expr: Membership): number | undefined {
  const value = fold(expr.value);
  if (value === undefined) return undefined;
  switch (expr.kind) {
    case "one-of":
      return oneOf(value, expr.items.map(fold));
    case "between":
      return between(value, fold(expr.low), fold(expr.high));
    case "member":
      return member(value, expr.set);
    default:
      return unreachable(expr);
  }
}

function oneOf(value: number, items: readonly (number | undefined)[]): number | undefined {
  if (items.includes(value)) return 1;
  return items.includes(undefined) ? undefined : 0;
}

function between(value: number, low?: number, high?: number): number | undefined {
  if (low === undefined || high === undefined) return undefined;
  return Number(low <= value && value <= high);
}

function member(value: number, set: Expr): number | undefined {
  const bits = fold(set);
  if (bits === undefined || set.type.kind !== "set") return undefined;
  const { low, high } = bounds(set.type.of);
  return value < low || value > high ? 0 : (bits >> (value - low)) & 1;
}
