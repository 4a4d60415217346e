// What a bare name stands for where it is used, and which syntax has no type of its own: bare enum values and
// lists take their type from the other side.

import type { Span } from "../base/source.ts";
import type { Syntax } from "../model/syntax.ts";
import type { ScalarType } from "../model/types.ts";
import type { Binder, Context, Entity, Env, Substitute } from "./context.ts";

type NameSyntax = Extract<Syntax, { kind: "name" }>;

/** What a bare name stands for. */
export type Meaning =
  | { readonly kind: "bound"; readonly binder: Binder | Substitute | "broken" }
  | { readonly kind: "local"; readonly id: string }
  | { readonly kind: "self" }
  | { readonly kind: "entity"; readonly entity: Entity };

/** What a name stands for where it is used, or undefined: then it can only be an enum value. */
export function meaning(context: Context, syntax: NameSyntax, env: Env): Meaning | undefined {
  const binder = env.binders.get(syntax.name);
  if (binder) return { kind: "bound", binder };
  if (env.machine?.locals.has(syntax.name)) {
    return { kind: "local", id: `${env.machine.name}.${syntax.name}` };
  }
  if (syntax.name === "self" && !syntax.quoted) return { kind: "self" };
  const entity = context.entities.get(syntax.name);
  return entity && hasValue(entity) ? { kind: "entity", entity } : undefined;
}

function hasValue(entity: Entity): boolean {
  return ["constant", "set", "define", "variable"].includes(entity.kind);
}

/** Has it no type of its own, so that one must be expected from outside? */
export function needsHint(context: Context, syntax: Syntax, env: Env): boolean {
  switch (syntax.kind) {
    case "name":
      return meaning(context, syntax, env) === undefined;
    case "list":
      return true;
    case "if":
      return needsHint(context, syntax.then, env) && needsHint(context, syntax.else, env);
    case "call":
      return syntax.name.text === "old" && syntax.args.every(arg => needsHint(context, arg, env));
    case "binary":
      return (
        (syntax.op === "+" || syntax.op === "-") &&
        needsHint(context, syntax.right, env) &&
        needsHint(context, syntax.left, env)
      );
    default:
      return false;
  }
}

/** The names that would do here, with their declarations. */
export function visible(
  context: Context,
  env: Env,
  hint: ScalarType | undefined,
): Map<string, Span | undefined> {
  const known = new Map<string, Span | undefined>();
  for (const value of hint?.kind === "enum" ? hint.values : []) known.set(value, undefined);
  for (const [name, entity] of context.entities) {
    if (env.constant === undefined ? hasValue(entity) : entity.kind === "constant") {
      known.set(name, entity.tree.name.span);
    }
  }
  for (const [name, local] of env.machine?.locals ?? []) known.set(name, local.name.span);
  for (const name of env.binders.keys()) known.set(name, undefined);
  return known;
}
