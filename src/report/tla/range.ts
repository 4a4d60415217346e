// Between which numbers the result of an operator lies, given where its operands lie. Too wide is right, too narrow
// would leave out a test that is needed.

import type { BinaryOperator } from "../../model/program.ts";
import { corners, INT32, type Range } from "./value.ts";

/** The range of `left op right` where it does not fault. */
export function rangeOfBinary(op: BinaryOperator, left: Range, right: Range): Range {
  switch (op) {
    case "+":
      return { low: left.low + right.low, high: left.high + right.high };
    case "-":
      return { low: left.low - right.high, high: left.high - right.low };
    case "*":
      return corners(left, right, (a, b) => a * b + 0);
    case "min":
      return { low: Math.min(left.low, right.low), high: Math.min(left.high, right.high) };
    case "max":
      return { low: Math.max(left.low, right.low), high: Math.max(left.high, right.high) };
    case "%":
      return { low: Math.min(0, right.low + 1), high: Math.max(0, right.high - 1) };
    case "/": {
      const most = Math.max(Math.abs(left.low), Math.abs(left.high));
      return right.low > 0
        ? corners(left, right, (a, b) => Math.floor(a / b))
        : { low: -most, high: most };
    }
    case "bit-or":
      return left.low >= 0 && right.low >= 0 ? bits(Math.max(left.high, right.high)) : INT32;
    case "bit-and":
    case "bit-clear":
      return left.low >= 0 ? { low: 0, high: Math.min(left.high, INT32.high) } : INT32;
    default:
      return { low: 0, high: 1 };
  }
}

/** All numbers that need no more bits. */
function bits(high: number): Range {
  return high > INT32.high ? INT32 : { low: 0, high: 2 ** (32 - Math.clz32(high)) - 1 };
}
