// `choose x in S where e`, in an action or as a row's parameter. As an action x may be a variable, which then gets the
// value; otherwise it is a new name for the rest of the step (of the row).

import type { Action, Choice, Expr, Place } from "../model/expression.ts";
import type { ActionSyntax, Word } from "../model/syntax.ts";
import type { ChooseTree } from "../model/tree.ts";
import { bind, type Context, type Env, report } from "./context.ts";
import { domainOf, writtenDomain } from "./domain.ts";
import { BOOL, typed } from "./expect.ts";
import { warnHidden } from "./hiding.ts";
import { meaning } from "./meaning.ts";
import { targetOf } from "./target.ts";

interface Chosen {
  readonly choice: Choice | undefined;
  readonly env: Env;
}

/** A `choose` action and what the actions after it know. */
export function chooseAction(
  context: Context,
  syntax: Extract<ActionSyntax, { kind: "choose" }>,
  env: Env,
): { readonly action: Action | undefined; readonly env: Env } {
  const { binder: word, span } = syntax;
  if (!namesVariable(context, word, env)) {
    const { choice, env: inner } = choose(context, syntax, env);
    return { action: choice && { kind: "choose", choice, span }, env: inner };
  }
  const name = { kind: "name", name: word.text, quoted: false, span: word.span } as const;
  const target = targetOf(context, name, env);
  if (!target) return { action: undefined, env };
  const { choice } = choose(context, syntax, env, target);
  return { action: choice && { kind: "choose", choice, target, span }, env };
}

function namesVariable(context: Context, word: Word, env: Env): boolean {
  const name = { kind: "name", name: word.text, quoted: false, span: word.span } as const;
  const found = meaning(context, name, env);
  return found?.kind === "local" || (found?.kind === "entity" && found.entity.kind === "variable");
}

/** A row's parameters, each of which may use those before it. */
export function chooseParameters(
  context: Context,
  list: readonly ChooseTree[],
  env: Env,
): { readonly choices: readonly Choice[]; readonly env: Env } {
  let inner = env;
  const choices = list.flatMap(tree => {
    const chosen = choose(context, tree, inner);
    inner = chosen.env;
    return chosen.choice ? [chosen.choice] : [];
  });
  return { choices, env: inner };
}

function choose(context: Context, tree: ChooseTree, env: Env, target?: Place): Chosen {
  const word = tree.binder;
  const broken = { choice: undefined, env: bind(env, word.text, "broken") };
  if (!target && !newName(context, word, env)) return broken;
  const domain = domainOf(context, tree.domain, env, { name: word.text, hint: target?.type });
  if (!domain) return broken;
  if (!target) warnHidden(context, word, env);
  const inner = bind(env, word.text, domain.binder);
  const extra = tree.where && typed(context, tree.where, inner, BOOL);
  if (tree.where && !extra) return { choice: undefined, env: inner };
  const choice: Choice = {
    binder: domain.binder.id,
    name: word.text,
    domain: writtenDomain(tree.domain, tree.where),
    type: domain.binder.type,
    values: domain.values,
    where: both(domain.where, extra),
    span: word.span,
  };
  return { choice, env: inner };
}

function both(left: Expr | undefined, right: Expr | undefined): Expr | undefined {
  if (!left || !right) return left ?? right;
  return { kind: "binary", op: "and", left, right, type: BOOL, span: right.span };
}

function newName(context: Context, word: Word, env: Env): boolean {
  const reserved = word.text === "self" || word.text === "message";
  if (!reserved && !env.binders.has(word.text)) return true;
  const message = reserved
    ? `'${word.text}' has a meaning of its own and cannot be a new name`
    : `'${word.text}' is already chosen in this row`;
  report(context, reserved ? "reserved-name" : "duplicate-name", { message, span: word.span });
  return false;
}
