// A bare name in an expression: a bound name, one of the machine's own variables, a shared variable, a definition, a constant, a
// named set, and, where none of these has the name, a value of the enum that is expected.

import type { Expr } from "../model/expression.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import { LARGEST_SET, type ScalarType } from "../model/types.ts";
import {
  type Context,
  describe,
  type Entity,
  type Env,
  lacksParts,
  type NamedSet,
  report,
  reportUnknown,
  use,
} from "./context.ts";
import { BOOL, constant } from "./expect.ts";
import { meaning, visible } from "./meaning.ts";
import { namedSet } from "./membership.ts";
import { placeExpr } from "./place.ts";
import { isTemplate, namedTemplate } from "./template.ts";

type NameSyntax = Extract<Syntax, { kind: "name" }>;

/** A bare name as an expression. */
export function nameExpr(
  context: Context,
  syntax: NameSyntax,
  env: Env,
  hint?: ScalarType,
): Expr | undefined {
  const found = meaning(context, syntax, env);
  const { span } = syntax;
  if (!found) return literal(context, syntax, env, hint);
  switch (found.kind) {
    case "bound":
      if (found.binder === "broken") return undefined;
      if ("expr" in found.binder) return found.binder.expr;
      return { kind: "bound", binder: found.binder.id, type: found.binder.type, span };
    case "local":
      return placeExpr(context, { variable: found.id, span }, env);
    case "self":
      return self(context, syntax, env);
    case "entity":
      return entityExpr(context, syntax, env, found.entity);
  }
}

function self(context: Context, syntax: NameSyntax, env: Env): Expr | undefined {
  const type = env.machine?.replicas;
  if (type) return { kind: "self", type, span: syntax.span };
  const message = env.machine
    ? `'self' is the index of a replica, and ${env.machine.name} has no 'count'`
    : "'self' stands only inside a machine with 'count'";
  return report(context, "self-outside-replica", { message, span: syntax.span });
}

function entityExpr(
  context: Context,
  syntax: NameSyntax,
  env: Env,
  entity: Entity,
): Expr | undefined {
  const { name, span } = syntax;
  if (env.constant !== undefined && entity.kind !== "constant" && entity.kind !== "set") {
    const message = `'${name}' is a ${describe(entity)}; ${env.constant} may use constants only`;
    return report(
      context,
      "not-constant",
      { message, span },
      { notes: [{ message: `'${name}' is declared here`, span: entity.tree.name.span }] },
    );
  }
  use(context, entity.kind, name);
  switch (entity.kind) {
    case "constant": {
      const found = context.constant(name);
      const of = found && constant(found.type, found.value, span);
      return of && { kind: "named", name, of, type: of.type, span };
    }
    case "define": {
      if (isTemplate(context, entity.tree)) return namedTemplate(context, syntax, env, entity.tree);
      const of = context.define(name);
      return of && { kind: "named", name, of, type: of.type, span };
    }
    case "set": {
      const set = context.set(name);
      return set && setExpr(context, syntax, set);
    }
    default:
      return placeExpr(context, { variable: name, span }, env);
  }
}

function setExpr(context: Context, syntax: NameSyntax, set: NamedSet): Expr | undefined {
  const { span } = syntax;
  if (set.of.values.length > LARGEST_SET) {
    const message = `a set is a value only up to ${LARGEST_SET} members; ${set.of.name} has ${set.of.values.length} values`;
    return report(context, "too-large", { message, span }, { fix: "use the set after 'in'" });
  }
  return namedSet(syntax, set);
}

function literal(
  context: Context,
  syntax: NameSyntax,
  env: Env,
  hint: ScalarType | undefined,
): Expr | undefined {
  const value = hint?.kind === "enum" ? hint.values.indexOf(syntax.name) : -1;
  if (hint && value >= 0) return constant(hint, value, syntax.span);
  const word: Word = { text: syntax.name, span: syntax.span };
  const entity = context.entities.get(syntax.name);
  if (entity) return noValue(context, word, entity);
  const shared = env.machine === undefined && env.constant === undefined;
  if (syntax.name === "at-rest" && !syntax.quoted && shared)
    return { kind: "at-rest", type: BOOL, span: syntax.span };
  const fix = hint === undefined ? qualified(context, syntax.name) : undefined;
  if (fix && lacksParts(context)) return undefined;
  if (fix) {
    const message = `'${syntax.name}' is a value of an enum, but nothing here tells of which`;
    return report(context, "value-without-type", { message, span: word.span }, { fix });
  }
  const what =
    hint?.kind === "enum" ? `name or value of ${hint.name}` : "variable, definition or constant";
  return reportUnknown(context, {
    code: "unknown-name",
    what,
    word,
    known: visible(context, env, hint),
  });
}

function noValue(context: Context, word: Word, entity: Entity): undefined {
  const message = `'${word.text}' is a ${describe(entity)} and has no value by itself`;
  const fix = entity.kind === "machine" ? `did you mean '${word.text}.state'?` : undefined;
  return report(
    context,
    "not-a-value",
    { message, span: word.span },
    { fix, notes: [{ message: "declared here", span: entity.tree.name.span }] },
  );
}

function qualified(context: Context, value: string): string | undefined {
  for (const [name, entity] of context.entities) {
    if (entity.kind !== "type" || entity.tree.type.kind !== "enum") continue;
    if (entity.tree.type.values.some(v => v.text === value)) return `write ${name}.${value}`;
  }
  return undefined;
}
