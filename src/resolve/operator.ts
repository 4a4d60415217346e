// Operators: which types they take, which they give, and the bounds of the number that comes out. The side that has a type
// of its own is typed first and tells the other.

import { unreachable } from "../base/bug.ts";
import type { Expr, Operator } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import type { ScalarType } from "../model/types.ts";
import { numeric } from "./arithmetic.ts";
import { type Context, type Env, report } from "./context.ts";
import { ANY_INT, BOOL, fits, typed, wording } from "./expect.ts";
import { fold } from "./fold.ts";
import { needsHint } from "./meaning.ts";
import { membershipExpr } from "./membership.ts";

type Binary = Extract<Syntax, { kind: "binary" }>;

/** A binary operator. */
export function binaryExpr(
  context: Context,
  syntax: Binary,
  env: Env,
  hint?: ScalarType,
): Expr | undefined {
  switch (syntax.op) {
    case "implies":
    case "or":
    case "and":
      return logic(context, syntax, env, syntax.op);
    case "==":
    case "!=":
      return equality(context, syntax, env, syntax.op);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return order(context, syntax, env, syntax.op);
    case "in":
    case "not in":
      return membershipExpr(context, syntax, env);
    case "+":
    case "-":
      return sum(context, syntax, env, hint);
    case "*":
    case "%":
      return arithmetic(context, syntax, env, syntax.op);
    default:
      return unreachable(syntax.op);
  }
}

function logic(context: Context, syntax: Binary, env: Env, op: Operator): Expr | undefined {
  const left = typed(context, syntax.left, env, BOOL);
  const right = typed(context, syntax.right, env, BOOL);
  return left && right && { kind: "binary", op, left, right, type: BOOL, span: syntax.span };
}

/** Both sides, the one first that has a type of its own. */
function sides(
  context: Context,
  syntax: Binary,
  env: Env,
  hint?: ScalarType,
): { left: Expr; right: Expr } | undefined {
  const open = !hint && needsHint(context, syntax.left, env);
  const late = open && !needsHint(context, syntax.right, env);
  const [a, b] = late ? [syntax.right, syntax.left] : [syntax.left, syntax.right];
  const first = context.expr(a, env, hint);
  if (!first) {
    if (!needsHint(context, b, env)) context.expr(b, env);
    return undefined;
  }
  const second = context.expr(b, env, hint ?? first.type);
  if (!second) return undefined;
  return late ? { left: second, right: first } : { left: first, right: second };
}

function equality(context: Context, syntax: Binary, env: Env, op: "==" | "!="): Expr | undefined {
  const both = sides(context, syntax, env);
  if (!both) return undefined;
  const { left, right } = both;
  const late = needsHint(context, syntax.left, env);
  const good = late ? fits(context, left, right.type) : fits(context, right, left.type);
  if (!good) return undefined;
  const expr: Expr = { kind: "binary", op, left, right, type: BOOL, span: syntax.span };
  sameAlways(context, expr, op === "!=");
  return expr;
}

const ORDER: Record<"<" | "<=" | ">" | ">=", (a: number, b: number) => boolean> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function order(
  context: Context,
  syntax: Binary,
  env: Env,
  op: keyof typeof ORDER,
): Expr | undefined {
  const left = numberSide(context, syntax.left, env);
  const right = numberSide(context, syntax.right, env);
  if (!left || !right) return undefined;
  const expr: Expr = { kind: "binary", op, left, right, type: BOOL, span: syntax.span };
  if (left.kind === "const" || right.kind === "const") {
    sameAlways(context, expr, ORDER[op](lowOf(left), lowOf(right)));
  }
  return expr;
}

function numberSide(context: Context, syntax: Syntax, env: Env): Expr | undefined {
  const before = needsHint(context, syntax, env) ? ANY_INT : undefined;
  const expr = context.expr(syntax, env, before);
  if (!expr || expr.type.kind === "int") return expr;
  const message = `only numbers have an order, and this is ${wording(expr.type)}`;
  const fix = expr.type.kind === "enum" ? "compare with '==' or 'in [...]'" : undefined;
  return report(context, "not-a-number", { message, span: expr.span }, { fix });
}

function lowOf(expr: Expr): number {
  return expr.type.kind === "int" ? expr.type.low : 0;
}

/** A comparison with a number that the other side never is. */
function sameAlways(
  context: Context,
  expr: Extract<Expr, { kind: "binary" }>,
  always: boolean,
): void {
  const { left, right } = expr;
  if (left.type.kind !== "int" || right.type.kind !== "int") return;
  if (left.type.high >= right.type.low && right.type.high >= left.type.low) return;
  const folded = [left, right].filter(side => fold(side) !== undefined);
  if (folded.length !== 1) return;
  const ranges = `${left.type.low}..${left.type.high} and ${right.type.low}..${right.type.high}`;
  const message = `the comparison is always ${always}: its sides are ${ranges}`;
  report(context, "comparison-always-same", { message, span: expr.span }, { severity: "warning" });
}

function sum(
  context: Context,
  syntax: Binary,
  env: Env,
  hint: ScalarType | undefined,
): Expr | undefined {
  const sets = hint?.kind === "set" ? hint : undefined;
  const both = sides(context, syntax, env, sets);
  if (!both) return undefined;
  const { left, right } = both;
  if (left.type.kind === "set") {
    if (!fits(context, right, left.type)) return undefined;
    const op = syntax.op === "+" ? "union" : "difference";
    return { kind: "binary", op, left, right, type: left.type, span: syntax.span };
  }
  return numeric(context, syntax.span, { left, right }, syntax.op === "+" ? "+" : "-");
}

function arithmetic(context: Context, syntax: Binary, env: Env, op: "*" | "%"): Expr | undefined {
  const left = context.expr(syntax.left, env, ANY_INT);
  const right = context.expr(syntax.right, env, ANY_INT);
  return left && right && numeric(context, syntax.span, { left, right }, op);
}
