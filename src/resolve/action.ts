// Actions: names bound, types checked, blocking verbs only where a step may wait for them. The rest of a step knows what a
// `choose` or `receive` before it has bound.

import { unreachable } from "../base/bug.ts";
import type { Action, CasAction, Expr } from "../model/expression.ts";
import type { ActionSyntax, CasSyntax } from "../model/syntax.ts";
import { chooseAction } from "./choice.ts";
import { type Context, type Env, report } from "./context.ts";
import { eventNamed } from "./event.ts";
import { BOOL, typed, typedWithin } from "./expect.ts";
import { emptyAction, receiveAction, sendAction } from "./messaging.ts";
import { targetOf } from "./target.ts";
import { waitableAction } from "./wait.ts";

type Kind<K extends ActionSyntax["kind"]> = Extract<ActionSyntax, { kind: K }>;

/** Where a list of actions stands. */
export interface Place {
  /** May its first action block? Not inside `if`, `entry`, `exit`. */
  readonly blocks: boolean;
  /** What it is, for messages: `a step`, `an 'if'`, `'entry'`. */
  readonly what: string;
  /** The row has already received a message with this step. */
  readonly received?: boolean | undefined;
}

interface Bound {
  readonly action: Action | undefined;
  /** What the actions after it know. */
  readonly env: Env;
}

/** The actions of one step, in order; those with errors are left out. */
export function resolveActions(
  context: Context,
  list: readonly ActionSyntax[],
  env: Env,
  place: Place,
): Action[] {
  let inner = env;
  const real = list.filter(a => a.kind !== "skip");
  return real.flatMap((syntax, i) => {
    mayStandHere(context, syntax, { ...place, blocks: place.blocks && i === 0 });
    const bound = resolveAction(context, syntax, inner, place);
    inner = bound.env;
    return bound.action ? [bound.action] : [];
  });
}

function resolveAction(context: Context, syntax: ActionSyntax, env: Env, place: Place): Bound {
  switch (syntax.kind) {
    case "choose":
      return chooseAction(context, syntax, env);
    case "receive":
      return receiveAction(context, syntax, env, place.received ?? false);
    default:
      return { action: plain(context, syntax, env), env };
  }
}

function plain(
  context: Context,
  syntax: Exclude<ActionSyntax, { kind: "choose" | "receive" }>,
  env: Env,
): Action | undefined {
  switch (syntax.kind) {
    case "assign":
      return assign(context, syntax, env);
    case "cas":
      return cas(context, syntax, env);
    case "if":
      return conditional(context, syntax, env);
    case "emit":
      return emit(context, syntax, env);
    case "assert":
    case "await": {
      const expr = typed(context, syntax.expr, env, BOOL);
      return expr && { kind: syntax.kind, expr, span: syntax.span };
    }
    case "send":
      return sendAction(context, syntax, env);
    case "empty":
      return emptyAction(context, syntax);
    case "acquire":
    case "release":
    case "wait":
    case "post":
    case "set":
    case "reset":
    case "take":
    case "give":
      return waitableAction(context, syntax, env);
    case "skip":
      return undefined;
    default:
      return unreachable(syntax);
  }
}

function assign(context: Context, syntax: Kind<"assign">, env: Env): Action | undefined {
  const target = targetOf(context, syntax.target, env);
  if (!target) return undefined;
  const value = typedWithin(context, syntax.value, env, target.type);
  return value && { kind: "assign", target, value, span: syntax.span };
}

function cas(context: Context, syntax: CasSyntax, env: Env): CasAction | undefined {
  const target = targetOf(context, syntax.target, env);
  const result = syntax.result && targetOf(context, syntax.result, env);
  if (!target || (syntax.result && !result)) return undefined;
  context.used.add(`read ${target.variable}`);
  const before = typed(context, syntax.old, env, target.type);
  const after = typedWithin(context, syntax.new, env, target.type);
  if (result && result.type.kind !== "bool") {
    const message = "the result of 'cas' is a boolean: whether it happened";
    return report(context, "not-boolean", { message, span: result.span });
  }
  if (!before || !after) return undefined;
  return { kind: "cas", target, old: before, new: after, result, span: syntax.span };
}

function conditional(context: Context, syntax: Kind<"if">, env: Env): Action | undefined {
  const inside: Place = { blocks: false, what: "an 'if'" };
  const test: Expr | CasAction | undefined =
    syntax.test.kind === "cas"
      ? cas(context, syntax.test, env)
      : typed(context, syntax.test, env, BOOL);
  const then = resolveActions(context, syntax.then, env, inside);
  const other = resolveActions(context, syntax.else, env, inside);
  return test && { kind: "if", test, then, else: other, span: syntax.span };
}

function emit(context: Context, syntax: Kind<"emit">, env: Env): Action | undefined {
  const event = eventNamed(context, syntax.event);
  if (!event) return undefined;
  context.used.add(`emit ${event.name}`);
  const { span } = syntax;
  if (!event.type && syntax.value) {
    const message = `the event '${event.name}' has no value`;
    const notes = [{ message: "it is declared here", span: event.span }];
    return report(context, "event-value", { message, span: syntax.value.span }, { notes });
  }
  if (event.type && !syntax.value) {
    const message = `the event '${event.name}' needs a value`;
    return report(
      context,
      "event-value",
      { message, span },
      { fix: `write emit ${event.name}(...)` },
    );
  }
  const value = syntax.value && event.type && typedWithin(context, syntax.value, env, event.type);
  if (syntax.value && !value) return undefined;
  return { kind: "emit", event: event.name, value, span };
}

const BLOCKING: ReadonlySet<ActionSyntax["kind"]> = new Set([
  "acquire",
  "wait",
  "await",
  "receive",
]);

function mayStandHere(context: Context, syntax: ActionSyntax, place: Place): void {
  const handsOver = syntax.kind === "send" && isRendezvous(context, syntax.channel.text);
  if (place.blocks || (!BLOCKING.has(syntax.kind) && !handsOver)) return;
  const what = handsOver ? "'send' to a rendezvous" : `'${syntax.kind}'`;
  const alone = place.what === "a step";
  const message = alone
    ? `${what} waits, so it must stand first in its step`
    : `${what} waits, and ${place.what} cannot wait`;
  const fix = alone ? "make it the first item of a step of its own, with 'steps'" : undefined;
  report(context, "blocking-not-first", { message, span: syntax.span }, { fix });
}

function isRendezvous(context: Context, name: string): boolean {
  const entity = context.entities.get(name);
  return entity?.kind === "channel" && entity.tree.kind === "rendezvous";
}
