// The operators of the reference in BigInt, written anew: nothing here is shared with an engine.

import type { BinaryOperator } from "../../src/model/program.ts";
import type { Fault } from "../../src/model/stepper.ts";

/** An action without a successor. */
export class FaultError extends Error {
  readonly kind: Fault["kind"];

  constructor(kind: Fault["kind"]) {
    super(kind);
    this.kind = kind;
  }
}

/** What each operator makes of its sides. */
export const OPERATORS: Record<BinaryOperator, (a: bigint, b: bigint) => bigint> = {
  and: (_, b) => truth(b !== 0n),
  or: (_, b) => truth(b !== 0n),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "%": (a, b) => a - b * quotient(a, b),
  "/": quotient,
  min: smaller,
  max: (a, b) => -smaller(-a, -b),
  "bit-or": (a, b) => a | b,
  "bit-and": (a, b) => a & b,
  "bit-clear": (a, b) => a & ~b,
  "bit-test": (a, b) => (a >> b) & 1n,
};

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** Toward minus infinity. */
function quotient(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new FaultError("zero");
  const toZero = a / b;
  return toZero * b !== a && a < 0n !== b < 0n ? toZero - 1n : toZero;
}

/** How many bits are set. */
export function bitCount(value: bigint): bigint {
  return value === 0n ? 0n : (value & 1n) + bitCount(value >> 1n);
}

/** 1 or 0. */
export function truth(is: boolean): bigint {
  return is ? 1n : 0n;
}
