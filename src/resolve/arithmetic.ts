// Arithmetic on numbers with bounds: what two ranges can make together (interval arithmetic, Moore 1966).

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import type { IntType } from "../model/types.ts";
import { type Context, report } from "./context.ts";
import { ANY_INT, fits, interval } from "./expect.ts";

type Arithmetic = "+" | "-" | "*" | "%" | "min" | "max";

/** `left op right` on numbers. */
export function numeric(
  context: Context,
  span: Span,
  sides: { left: Expr; right: Expr },
  op: Arithmetic,
): Expr | undefined {
  const { left, right } = sides;
  const a = left.type;
  const b = right.type;
  const good = [left, right].map(side => fits(context, side, ANY_INT));
  if (a.kind !== "int" || b.kind !== "int" || good.includes(false)) return undefined;
  if (op === "%" && b.low === 0 && b.high === 0) {
    const message = "'%' by zero has no value";
    return report(context, "modulo-zero", { message, span: right.span });
  }
  const [low, high] = RESULT[op](a, b);
  const type = interval(context, low, high, span);
  return type && { kind: "binary", op, left, right, type, span };
}

/** The bounds of what comes out. */
const RESULT: Record<Arithmetic, (a: IntType, b: IntType) => readonly [number, number]> = {
  "+": (a, b) => [a.low + b.low, a.high + b.high],
  "-": (a, b) => [a.low - b.high, a.high - b.low],
  "*": (a, b) => {
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
    return [Math.min(...corners) + 0, Math.max(...corners) + 0];
  },
  "%": (a, b) => {
    const largest = Math.max(Math.abs(b.low), Math.abs(b.high)) - 1;
    return [0, a.low >= 0 ? Math.min(a.high, largest) : largest];
  },
  min: (a, b) => [Math.min(a.low, b.low), Math.min(a.high, b.high)],
  max: (a, b) => [Math.max(a.low, b.low), Math.max(a.high, b.high)],
};
