// Types an expression, in both directions: a type that is expected from outside gives bare enum values and lists their
// meaning, and every node gets the type it has. Numbers carry their bounds (interval arithmetic).

import { unreachable } from "../base/bug.ts";
import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import type { IntType, ScalarType } from "../model/types.ts";
import { callExpr } from "./call.ts";
import { type Context, type Env, report } from "./context.ts";
import { placed } from "./enabled.ts";
import { BOOL, constant, fits, interval, typed } from "./expect.ts";
import { listExpr } from "./list.ts";
import { needsHint } from "./meaning.ts";
import { memberExpr } from "./member.ts";
import { nameExpr } from "./name.ts";
import { binaryExpr } from "./operator.ts";
import { variableExpr } from "./place.ts";
import { quantifierExpr } from "./quantifier.ts";
import { height, weight } from "./weight.ts";

type Kind<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

const DEEPEST = 1000;
const HEAVIEST = 200_000;

/** The typed expression, or undefined after an error has been reported. */
export function typeExpr(
  context: Context,
  syntax: Syntax,
  env: Env,
  hint?: ScalarType,
): Expr | undefined {
  const counters = context.counters;
  if (counters.depth >= DEEPEST) {
    counters.cut = true;
    return undefined;
  }
  counters.depth += 1;
  if (context.open.length > 0) counters.work += 1;
  const expr = placed(context, dispatch(context, syntax, env, hint), env);
  counters.depth -= 1;
  if (counters.depth === 0 && counters.cut) return tooDeep(context, syntax);
  if (expr && height(expr) > DEEPEST) {
    counters.cut = true;
    return counters.depth === 0 ? tooDeep(context, syntax) : undefined;
  }
  if (!expr || weight(expr) <= HEAVIEST) return expr;
  const message =
    "the expression is too large when its definitions and quantifiers are written out";
  return report(context, "too-large", { message, span: syntax.span });
}

function tooDeep(context: Context, syntax: Syntax): undefined {
  context.counters.cut = false;
  const message = "the expression is nested too deeply";
  return report(context, "too-deep", { message, span: syntax.span });
}

function dispatch(
  context: Context,
  syntax: Syntax,
  env: Env,
  hint: ScalarType | undefined,
): Expr | undefined {
  switch (syntax.kind) {
    case "bool":
      return constant(BOOL, Number(syntax.value), syntax.span);
    case "int":
      return int(context, syntax);
    case "name":
      return nameExpr(context, syntax, env, hint);
    case "member":
      return memberExpr(context, syntax, env);
    case "index":
      return variableExpr(context, syntax, env);
    case "not":
      return not(context, syntax, env);
    case "negate":
      return negate(context, syntax, env);
    case "binary":
      return binaryExpr(context, syntax, env, hint);
    case "if":
      return conditional(context, syntax, env, hint);
    case "list":
      return listExpr(context, syntax, env, hint);
    case "range":
      return range(context, syntax);
    case "quantifier":
      return quantifierExpr(context, syntax, env);
    case "call":
      return callExpr(context, syntax, env, hint);
    default:
      return unreachable(syntax);
  }
}

function int(context: Context, syntax: Kind<"int">): Expr | undefined {
  const type = interval(context, syntax.value, syntax.value, syntax.span);
  return type && constant(type, syntax.value, syntax.span);
}

function range(context: Context, syntax: Kind<"range">): undefined {
  const message = "a range stands only after 'in' or as a type";
  return report(context, "range-alone", { message, span: syntax.span });
}

function not(context: Context, syntax: Kind<"not">, env: Env): Expr | undefined {
  const of = typed(context, syntax.of, env, BOOL);
  return of && { kind: "not", of, type: BOOL, span: syntax.span };
}

function negate(context: Context, syntax: Kind<"negate">, env: Env): Expr | undefined {
  const { span } = syntax;
  if (syntax.of.kind === "int")
    return int(context, { kind: "int", value: 0 - syntax.of.value, span });
  const of = typed(context, syntax.of, env, { kind: "int", low: 0, high: 0 });
  if (of?.type.kind !== "int") return undefined;
  const type = interval(context, 0 - of.type.high, 0 - of.type.low, span);
  return type && { kind: "negate", of, type, span };
}

function conditional(
  context: Context,
  syntax: Kind<"if">,
  env: Env,
  hint: ScalarType | undefined,
): Expr | undefined {
  const test = typed(context, syntax.test, env, BOOL);
  const late = !hint && needsHint(context, syntax.then, env);
  const first = context.expr(late ? syntax.else : syntax.then, env, hint);
  const second = context.expr(late ? syntax.then : syntax.else, env, hint ?? first?.type);
  if (!test || !first || !second || !fits(context, second, first.type)) return undefined;
  const [then, other] = late ? [second, first] : [first, second];
  const type = union(then.type, other.type);
  return { kind: "if", test, then, else: other, type, span: syntax.span };
}

function union(a: ScalarType, b: ScalarType): ScalarType {
  if (a.kind !== "int" || b.kind !== "int") return a;
  const joined: IntType = {
    kind: "int",
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  };
  return joined;
}
