// `all h in Host (...)`, `any`, `count`: a binder over a domain, and a body for each of its values.

import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import type { ScalarType } from "../model/types.ts";
import { bind, type Context, type Env, report } from "./context.ts";
import { domainOf, writtenDomain } from "./domain.ts";
import { BOOL, typed } from "./expect.ts";
import { warnHidden } from "./hiding.ts";

/** A quantifier. */
export function quantifierExpr(
  context: Context,
  syntax: Extract<Syntax, { kind: "quantifier" }>,
  env: Env,
): Expr | undefined {
  const { binder: word, op, span } = syntax;
  if (word.text === "self" || word.text === "message") {
    const message = `'${word.text}' has a meaning of its own and cannot be a new name`;
    return report(context, "reserved-name", { message, span: word.span });
  }
  const domain = domainOf(context, syntax.domain, env, { name: word.text });
  if (!domain) {
    typed(context, syntax.body, bind(env, word.text, "broken"), BOOL);
    return undefined;
  }
  warnHidden(context, word, env);
  const inner = bind(env, word.text, domain.binder);
  const body = typed(context, syntax.body, inner, BOOL);
  if (!body) return undefined;
  const { values, where, binder } = domain;
  const type: ScalarType = op === "count" ? { kind: "int", low: 0, high: values.length } : BOOL;
  const written = writtenDomain(syntax.domain);
  return {
    kind: "quantifier",
    op,
    binder: binder.id,
    domain: written,
    values,
    where,
    body,
    type,
    span,
  };
}
