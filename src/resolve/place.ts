// Variables where they are used: `x`, `a[i][j]`, `m.x`, `rm[i].a[j]`. A place is the same for reading and for writing;
// who may write it is decided by actions.

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import { type IndexType, showType, type Type } from "../model/types.ts";
import { localOf } from "./agent.ts";
import { type Context, describe, type Env, report, reportUnknown, use } from "./context.ts";
import { typedWithin } from "./expect.ts";
import { meaning, visible } from "./meaning.ts";

/** A variable (by id) with its indexes as written. */
export interface Written {
  readonly variable: string;
  readonly instance?: Expr | undefined;
  readonly indexes?: readonly Syntax[] | undefined;
  readonly span: Span;
}

/** A variable that is read. */
export function placeExpr(context: Context, written: Written, env: Env): Expr | undefined {
  if (env.constant !== undefined) return notConstant(context, written.span, env.constant);
  const place = indexed(context, written, env);
  if (!place) return undefined;
  use(context, "read", written.variable);
  const { instance, span } = written;
  return { kind: "variable", variable: written.variable, instance, ...place, span };
}

/** The indexes typed, one per dimension, down to a scalar. */
export function indexed(
  context: Context,
  written: Written,
  env: Env,
): Pick<Extract<Expr, { kind: "variable" }>, "indexes" | "type"> | undefined {
  const info = context.variable(written.variable);
  if (!info) return undefined;
  let type: Type = info.type;
  const indexes: Expr[] = [];
  let good = true;
  for (const syntax of written.indexes ?? []) {
    if (type.kind !== "array") return notAnArray(context, info.name, type, syntax.span);
    const index = typedWithin(context, syntax, env, type.by);
    if (index) indexes.push(index);
    else good = false;
    type = type.of;
  }
  if (type.kind === "array") return missingIndex(context, info.name, type.by, written.span);
  return good ? { indexes, type } : undefined;
}

function notAnArray(context: Context, name: string, type: Type, span: Span): undefined {
  const message = `'${name}' has no index here: it is ${showType(type)}`;
  return report(context, "not-an-array", { message, span });
}

function missingIndex(context: Context, name: string, by: IndexType, span: Span): undefined {
  const message = `'${name}' is an array and needs an index of ${showType(by)}`;
  return report(context, "missing-index", { message, span }, { fix: `write ${name}[...]` });
}

/** An element of an array, whoever owns it. */
export function variableExpr(context: Context, syntax: Syntax, env: Env): Expr | undefined {
  const written = writtenPlace(context, syntax, env);
  return written && placeExpr(context, written, env);
}

/** The variable and indexes that a syntax names, or undefined after an error. */
export function writtenPlace(context: Context, syntax: Syntax, env: Env): Written | undefined {
  const indexes: Syntax[] = [];
  let base = syntax;
  while (base.kind === "index") {
    indexes.unshift(base.index);
    base = base.of;
  }
  const { span } = syntax;
  if (base.kind === "member") {
    const local = localOf(context, base, env);
    return local && { ...local, indexes, span };
  }
  if (base.kind !== "name") return notAPlace(context, base.span);
  const found = meaning(context, base, env);
  if (found?.kind === "local") return { variable: found.id, indexes, span };
  if (found?.kind === "entity" && found.entity.kind === "variable") {
    return { variable: base.name, indexes, span };
  }
  return wrongBase(context, base, env);
}

function wrongBase(context: Context, base: Extract<Syntax, { kind: "name" }>, env: Env): undefined {
  const word = { text: base.name, span: base.span };
  const entity = context.entities.get(base.name);
  const found = meaning(context, base, env);
  if (!entity && !found) {
    const known = visible(context, env, undefined);
    return reportUnknown(context, { code: "unknown-name", what: "variable", word, known });
  }
  const what = entity && found?.kind !== "bound" ? describe(entity) : "bound name";
  const message = `'${word.text}' is a ${what}, not a variable`;
  const agent = entity?.kind === "machine" ? `did you mean '${word.text}[...].state'?` : undefined;
  return report(context, "not-a-variable", { message, span: word.span }, { fix: agent });
}

function notAPlace(context: Context, span: Span): undefined {
  return report(context, "not-a-variable", { message: "this is not a variable", span });
}

/** The error for what depends on the state where only constants may stand. */
export function notConstant(context: Context, span: Span, what: string): undefined {
  const message = `${what} may use constants only`;
  return report(context, "not-constant", { message, span });
}
