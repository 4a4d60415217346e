// How large an expression is when definitions are put in place of their names and quantifiers are written out for each
// value. Definitions are shared, not copied, so a short text can stand for 2^n nodes: this finds out in time.

import { unreachable } from "../base/bug.ts";
import type { Expr } from "../model/expression.ts";

const known = new WeakMap<Expr, number>();
const heights = new WeakMap<Expr, number>();

/** How deep the nodes are nested, definitions included. */
export function height(expr: Expr): number {
  const before = heights.get(expr);
  if (before !== undefined) return before;
  const result = partsOf(expr).reduce((n, part) => Math.max(n, height(part)), 0) + 1;
  heights.set(expr, result);
  return result;
}

/** The number of nodes. */
export function weight(expr: Expr): number {
  const before = known.get(expr);
  if (before !== undefined) return before;
  const sum = partsOf(expr).reduce((n, part) => n + weight(part), 1);
  const total = expr.kind === "quantifier" ? sum * Math.max(1, expr.values.length) : sum;
  known.set(expr, total);
  return total;
}

/** The expressions directly inside one. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "const":
    case "observed":
    case "bound":
    case "self":
    case "at-rest":
    case "field":
      return [];
    case "variable":
      return expr.instance ? [expr.instance, ...expr.indexes] : expr.indexes;
    case "state":
    case "busy":
    case "enabled":
      return expr.instance ? [expr.instance] : [];
    case "query":
      return expr.index ? [expr.index] : [];
    case "not":
    case "negate":
    case "size":
    case "old":
    case "named":
      return [expr.of];
    case "binary":
      return [expr.left, expr.right];
    case "if":
      return [expr.test, expr.then, expr.else];
    case "one-of":
      return [expr.value, ...expr.items];
    case "between":
      return [expr.value, expr.low, expr.high];
    case "member":
      return [expr.value, expr.set];
    case "set":
      return expr.items;
    case "quantifier":
      return expr.where ? [expr.where, expr.body] : [expr.body];
    default:
      return unreachable(expr);
  }
}
