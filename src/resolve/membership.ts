// `x in S` and `x not in S`, where S is a range, a list, a named set, a range type, or any expression that is a set.

import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import { LARGEST_SET, type ScalarType } from "../model/types.ts";
import { type Context, describe, type Env, type NamedSet, report, use } from "./context.ts";
import { ANY_INT, BOOL, constant, fits, typed, wording } from "./expect.ts";
import { inferredItems, typedItems } from "./list.ts";
import { meaning, needsHint } from "./meaning.ts";

type Binary = Extract<Syntax, { kind: "binary" }>;
type Name = Extract<Syntax, { kind: "name" }>;

/** Membership; `not in` is the negation of `in`. */
export function membershipExpr(context: Context, syntax: Binary, env: Env): Expr | undefined {
  const inside = membership(context, syntax, env);
  if (!inside || syntax.op === "in") return inside;
  return { kind: "not", of: inside, type: BOOL, span: syntax.span };
}

function membership(context: Context, syntax: Binary, env: Env): Expr | undefined {
  const domain = syntax.right;
  if (domain.kind === "range") return between(context, syntax, env, domain);
  if (domain.kind === "list") return oneOf(context, syntax, env, domain);
  if (domain.kind === "name" && !env.binders.has(domain.name)) {
    const entity = context.entities.get(domain.name);
    if (entity?.kind === "type") return inType(context, syntax, env, domain);
    if (entity?.kind === "set") return inNamed(context, syntax, env, domain);
    if (entity && !meaning(context, domain, env)) {
      const message = `'${domain.name}' is a ${describe(entity)}, not a set`;
      return report(context, "not-a-set", { message, span: domain.span });
    }
  }
  return member(context, syntax, env);
}

function between(
  context: Context,
  syntax: Binary,
  env: Env,
  range: Extract<Syntax, { kind: "range" }>,
): Expr | undefined {
  const value = typed(context, syntax.left, env, ANY_INT);
  const low = typed(context, range.low, env, ANY_INT);
  const high = typed(context, range.high, env, ANY_INT);
  if (!value || !low || !high) return undefined;
  return { kind: "between", value, low, high, type: BOOL, span: syntax.span };
}

function oneOf(
  context: Context,
  syntax: Binary,
  env: Env,
  list: Extract<Syntax, { kind: "list" }>,
): Expr | undefined {
  const { span } = syntax;
  if (!needsHint(context, syntax.left, env)) {
    const value = context.expr(syntax.left, env);
    const want = value && { type: value.type, within: false };
    const items = want && typedItems(context, list.items, env, want);
    return value && items && { kind: "one-of", value, items, type: BOOL, span };
  }
  const found = inferredItems(context, list, env);
  const value = found && typed(context, syntax.left, env, found.type);
  return value && { kind: "one-of", value, items: found.items, type: BOOL, span };
}

function inType(context: Context, syntax: Binary, env: Env, domain: Name): Expr | undefined {
  const type = context.type(domain.name);
  use(context, "type", domain.name);
  if (!type) return undefined;
  if (type.kind !== "int") {
    const message = `'${domain.name}' is a type; after 'in' stands a set, a list or a range`;
    return report(context, "not-a-set", { message, span: domain.span });
  }
  const value = typed(context, syntax.left, env, ANY_INT);
  const [low, high] = [type.low, type.high].map(n => constant(type, n, domain.span));
  return (
    value && low && high && { kind: "between", value, low, high, type: BOOL, span: syntax.span }
  );
}

function inNamed(context: Context, syntax: Binary, env: Env, domain: Name): Expr | undefined {
  const set = context.set(domain.name);
  use(context, "set", domain.name);
  if (!set) {
    if (!needsHint(context, syntax.left, env)) context.expr(syntax.left, env);
    return undefined;
  }
  const value = typed(context, syntax.left, env, set.of);
  if (!value) return undefined;
  const { span } = syntax;
  if (set.of.values.length > LARGEST_SET) {
    const items = set.values.map(v => constant(set.of, v, domain.span));
    return { kind: "one-of", value, items, type: BOOL, span };
  }
  return { kind: "member", value, set: namedSet(domain, set), type: BOOL, span };
}

/** A named set as a value: its members as bits. */
export function namedSet(syntax: Name, set: NamedSet): Expr {
  const bits = set.values.reduce((all, value) => all | (1 << value), 0);
  const { name, span } = syntax;
  const type: ScalarType = { kind: "set", of: set.of };
  return { kind: "named", name, of: constant(type, bits, span), type, span };
}

function member(context: Context, syntax: Binary, env: Env): Expr | undefined {
  const late = needsHint(context, syntax.left, env);
  const value = late ? undefined : context.expr(syntax.left, env);
  const setHint: ScalarType | undefined =
    value && value.type.kind !== "set" ? { kind: "set", of: value.type } : undefined;
  const hint = value?.type.kind === "int" ? undefined : setHint;
  const set = context.expr(syntax.right, env, hint);
  if (!set || (!late && !value)) return undefined;
  if (set.type.kind !== "set") {
    const message = `after 'in' stands a set, a list or a range; this is ${wording(set.type)}`;
    return report(context, "not-a-set", { message, span: set.span });
  }
  const of = value ?? context.expr(syntax.left, env, set.type.of);
  if (!of || !fits(context, of, set.type.of)) return undefined;
  return { kind: "member", value: of, set, type: BOOL, span: syntax.span };
}
