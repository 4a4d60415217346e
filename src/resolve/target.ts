// What an action may write: a shared variable or one of the machine's own. Everything else that looks like it gets an
// error that says what it is.

import type { Place } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import type { ResolveCode } from "./codes.ts";
import { type Context, describe, type Env, report, use } from "./context.ts";
import { meaning } from "./meaning.ts";
import { indexed, writtenPlace } from "./place.ts";

type Name = Extract<Syntax, { kind: "name" }>;
type Member = Extract<Syntax, { kind: "member" }>;

/** The place, or undefined after an error. */
export function targetOf(context: Context, syntax: Syntax, env: Env): Place | undefined {
  const refused = refusal(context, syntax, env);
  if (refused)
    return report(context, refused.code, { message: refused.message, span: syntax.span });
  const written = writtenPlace(context, syntax, env);
  if (!written) return undefined;
  const place = indexed(context, written, env);
  if (!place) return undefined;
  use(context, "write", written.variable);
  return { variable: written.variable, ...place, span: syntax.span };
}

interface Refusal {
  readonly code: ResolveCode;
  readonly message: string;
}

function refusal(context: Context, syntax: Syntax, env: Env): Refusal | undefined {
  let base = syntax;
  while (base.kind === "index") base = base.of;
  if (base.kind === "name") return refuseName(context, base, env);
  return base.kind === "member" ? refuseMember(context, base, env) : undefined;
}

function refuseName(context: Context, base: Name, env: Env): Refusal | undefined {
  const found = meaning(context, base, env);
  if (found?.kind === "bound") {
    return { code: "assign-to-bound", message: `'${base.name}' is chosen and cannot be changed` };
  }
  if (found?.kind !== "entity" || found.entity.kind === "variable") return undefined;
  const what = describe(found.entity);
  const code = found.entity.kind === "constant" ? "assign-to-constant" : "not-assignable";
  return { code, message: `'${base.name}' is a ${what}: no action can change it` };
}

function refuseMember(context: Context, base: Member, env: Env): Refusal | undefined {
  const of = base.of.kind === "index" ? base.of.of : base.of;
  const name = of.kind === "name" ? of.name : "";
  const { member } = base;
  if (name === "message" && env.message) {
    return { code: "not-assignable", message: "a received message cannot be changed" };
  }
  const entity = context.entities.get(name);
  if (entity?.kind !== "machine") {
    if (!entity) return undefined;
    return { code: "not-assignable", message: `no action can change '${name}.${member.text}'` };
  }
  if (member.text === "state" || member.text === "busy") {
    const message = `'${name}.${member.text}' changes only by 'target'`;
    return { code: "not-assignable", message };
  }
  const own = env.machine?.name === name;
  if (own && base.of.kind === "name") return undefined;
  if (own) {
    const message = `a replica writes only its own '${member.text}', which is written without '${name}[...]'`;
    return { code: "foreign-local", message };
  }
  if (!entity.tree.variables.some(v => v.name.text === member.text)) return undefined;
  const message = `'${member.text}' is a variable of ${name}; only ${name} itself can change it`;
  return { code: "foreign-local", message };
}
