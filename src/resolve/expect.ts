// An expression where a type is expected, and the errors for what does not fit. Ranges of numbers fit each other while some
// value is in both: whether the value of the moment fits is seen when the model runs (property `range`).

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import {
  type BoolType,
  type IntType,
  type ScalarType,
  sameType,
  showType,
} from "../model/types.ts";
import type { ResolveCode } from "./codes.ts";
import { type Context, type Env, report } from "./context.ts";
import { fold } from "./fold.ts";

export const BOOL: BoolType = { kind: "bool" };
export const SMALLEST: number = -(2 ** 31);
export const LARGEST: number = 2 ** 31 - 1;
/** Where any number will do. */
export const ANY_INT: IntType = { kind: "int", low: SMALLEST, high: LARGEST };

/** The typed expression, or undefined after an error has been reported. */
export function typed(
  context: Context,
  syntax: Syntax,
  env: Env,
  type: ScalarType,
): Expr | undefined {
  const expr = context.expr(syntax, env, type);
  return expr && fits(context, expr, type) ? expr : undefined;
}

/** Like `typed`, and a number that can never be in the range is an error. */
export function typedWithin(
  context: Context,
  syntax: Syntax,
  env: Env,
  type: ScalarType,
): Expr | undefined {
  const expr = typed(context, syntax, env, type);
  return expr && within(context, expr, type) ? expr : undefined;
}

/** A number of constants, with its value. */
export function typedConstant(
  context: Context,
  syntax: Syntax,
  what: string,
  type: ScalarType,
): number | undefined {
  const env: Env = { binders: new Map(), constant: what };
  const expr = typedWithin(context, syntax, env, type);
  if (!expr) return undefined;
  const value = fold(expr);
  if (value !== undefined) return value;
  const message = `${what} must be a value of constants only`;
  return report(context, "not-constant", { message, span: syntax.span });
}

/** Can a value of the type of `expr` be used as a `type`? Reports it where not. */
export function fits(context: Context, expr: Expr, type: ScalarType): boolean {
  if (compatible(expr.type, type)) return true;
  mismatch(context, expr, type);
  return false;
}

/** Are values of the two types comparable and assignable? */
export function compatible(a: ScalarType, b: ScalarType): boolean {
  return (a.kind === "int" && b.kind === "int") || sameType(a, b);
}

function within(context: Context, expr: Expr, type: ScalarType): boolean {
  if (expr.type.kind !== "int" || type.kind !== "int") return true;
  if (expr.type.high >= type.low && expr.type.low <= type.high) return true;
  const value = fold(expr);
  const shown = value === undefined ? `a value of ${showType(expr.type)}` : String(value);
  const message = `${shown} is never in the range ${showType(type)}`;
  report(context, "value-outside-range", { message, span: expr.span });
  return false;
}

const CODES: Record<ScalarType["kind"], ResolveCode> = {
  bool: "not-boolean",
  int: "not-a-number",
  enum: "type-mismatch",
  set: "type-mismatch",
};

function mismatch(context: Context, expr: Expr, type: ScalarType): void {
  const wanted = wording(type);
  const message = `here stands ${wording(expr.type)}, expected is ${wanted}`;
  report(
    context,
    CODES[type.kind],
    { message, span: expr.span },
    { fix: hidden(context, expr, type), notes: sameValues(expr.type, type) },
  );
}

function sameValues(a: ScalarType, b: ScalarType): { message: string }[] {
  if (a.kind !== "enum" || b.kind !== "enum" || a.name === b.name) return [];
  if (a.values.join("\n") !== b.values.join("\n")) return [];
  const message =
    "both have the same values, but are declared apart; give the type one name in 'types'";
  return [{ message }];
}

/** A name that hides the enum value of the same name is the usual reason. */
function hidden(context: Context, expr: Expr, type: ScalarType): string | undefined {
  if (type.kind !== "enum") return undefined;
  const name = nameOf(expr);
  if (name === undefined || !type.values.includes(name)) return undefined;
  if (context.entities.get(type.name)?.kind !== "type") {
    return `the name hides the value '${name}' of ${type.name}: rename one of them`;
  }
  return `the name hides the value: write ${type.name}.${name}`;
}

function nameOf(expr: Expr): string | undefined {
  switch (expr.kind) {
    case "variable":
      return expr.variable.slice(expr.variable.indexOf(".") + 1);
    case "named":
      return expr.name;
    case "bound":
      return expr.binder.replace(/#\d+$/, "");
    default:
      return undefined;
  }
}

/** A type in the words of a message: `a boolean`, `a number`, `Status`. */
export function wording(type: ScalarType): string {
  switch (type.kind) {
    case "bool":
      return "a boolean";
    case "int":
      return "a number";
    case "enum":
      return `a value of ${type.name}`;
    case "set":
      return `a ${showType(type)}`;
  }
}

/** The type of a result between two bounds; a number that 32 bits do not hold is an error. */
export function interval(
  context: Context,
  low: number,
  high: number,
  at: Span,
): IntType | undefined {
  if (low >= SMALLEST && high <= LARGEST) return { kind: "int", low, high };
  const number = low < SMALLEST ? low : high;
  const message = `the number may be ${number}, beyond 32 bits`;
  return report(context, "number-too-large", { message, span: at });
}

/** A constant of a type. */
export function constant(type: ScalarType, value: number, at: Span): Expr {
  return { kind: "const", type, value, span: at };
}
