// `old(e)`, `min(a, b)`, `max(a, b)`, `size(s)`, `enabled(m, s)`: the only functions there are, beside definitions with parameters.

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import { type ScalarType, sizeOf } from "../model/types.ts";
import { numeric } from "./arithmetic.ts";
import { type Context, type Env, report, reportUnknown } from "./context.ts";
import { enabledExpr } from "./enabled.ts";
import { ANY_INT, typed, wording } from "./expect.ts";
import { calledDefine } from "./template.ts";

type Call = Extract<Syntax, { kind: "call" }>;

/** The functions of the language and how much they take. */
export const ARITY: ReadonlyMap<string, number> = new Map([
  ["old", 1],
  ["min", 2],
  ["max", 2],
  ["size", 1],
  ["enabled", 2],
]);

/** A call of one of the functions. */
export function callExpr(
  context: Context,
  syntax: Call,
  env: Env,
  hint?: ScalarType,
): Expr | undefined {
  const { name, args } = syntax;
  const arity = ARITY.get(name.text);
  const entity = context.entities.get(name.text);
  if (arity === undefined && entity?.kind === "define")
    return calledDefine(context, syntax, env, entity.tree);
  if (arity === undefined) return unknown(context, syntax);
  const [first, second] = args;
  if (!first || args.length !== arity) {
    const message = `'${name.text}' takes ${arity} argument${arity > 1 ? "s" : ""}, not ${args.length}`;
    return report(context, "argument-count", { message, span: syntax.span });
  }
  if (name.text === "old") return old(context, syntax, env, { of: first, hint });
  if (name.text === "enabled") return enabledExpr(context, syntax, env);
  if (name.text === "size") return size(context, first, env, syntax.span);
  const left = typed(context, first, env, ANY_INT);
  const right = second && typed(context, second, env, ANY_INT);
  const op = name.text === "min" ? "min" : "max";
  return left && right && numeric(context, syntax.span, { left, right }, op);
}

function unknown(context: Context, syntax: Call): undefined {
  const known = new Map<string, Span | undefined>(
    [...ARITY.keys(), "cas"].map(name => [name, undefined]),
  );
  for (const { name, parameters } of context.tree.defines) {
    if (parameters) known.set(name.text, name.span);
  }
  if (syntax.name.text === "cas") {
    const message = "'cas' is an action, not an expression";
    const fix = "write ok = cas(x, old, new), or if cas(x, old, new) then ...";
    return report(context, "cas-in-expression", { message, span: syntax.span }, { fix });
  }
  const word = syntax.name;
  return reportUnknown(context, { code: "unknown-function", what: "function", word, known });
}

function old(
  context: Context,
  syntax: Call,
  env: Env,
  arg: { of: Syntax; hint: ScalarType | undefined },
): Expr | undefined {
  const { span } = syntax;
  if (!env.old) {
    const message = "'old' stands only in 'step' properties, and not inside another 'old'";
    return report(context, "old-outside-step", { message, span });
  }
  const of = context.expr(arg.of, { ...env, old: false }, arg.hint);
  return of && { kind: "old", of, type: of.type, span };
}

function size(context: Context, syntax: Syntax, env: Env, span: Span): Expr | undefined {
  const of = context.expr(syntax, env);
  if (!of) return undefined;
  if (of.type.kind !== "set") {
    const message = `'size' counts the members of a set; this is ${wording(of.type)}`;
    return report(context, "not-a-set", { message, span: of.span });
  }
  const type: ScalarType = { kind: "int", low: 0, high: sizeOf(of.type.of) };
  return { kind: "size", of, type, span };
}
