// Actions and rows as the language writes them: what pictures put on an arrow and what stories say
// a step does. Names of the acting machine's own variables go without its name.

import { unreachable } from "../base/bug.ts";
import type { Action, CasAction, Expr } from "./expression.ts";
import type { Channel } from "./model.ts";
import { showExpr, showVariable } from "./show-expr.ts";
import { showName } from "./types.ts";

type Kind<K extends Action["kind"]> = Extract<Action, { kind: K }>;

/** One action as text, as written in the machine `own`; `channels` gives a send the names of its arguments. */
export function showAction(
  action: Action,
  own?: string,
  channels: ReadonlyMap<string, Channel> = new Map(),
): string {
  switch (action.kind) {
    case "assign":
      return `${showVariable(action.target, own)} = ${showExpr(action.value, own)}`;
    case "cas":
      return cas(action, own);
    case "if":
      return conditional(action, own, channels);
    case "choose":
      return `choose ${showName(action.choice.name)} in ${showDomain(action.choice)}`;
    case "emit":
      return `emit ${showName(action.event)}${action.value ? `(${showExpr(action.value, own)})` : ""}`;
    case "assert":
    case "await":
      return `${action.kind} ${showExpr(action.expr, own)}`;
    case "send":
      return send(action, own, channels);
    case "receive":
      return `receive ${showName(action.message)} from ${showName(action.channel)}`;
    case "empty":
      return `empty ${showName(action.channel)}`;
    default:
      return waiting(action, own);
  }
}

/** The actions of one step as text. */
export function showStep(
  actions: readonly Action[],
  own?: string,
  channels?: ReadonlyMap<string, Channel>,
): string {
  return actions.map(a => showAction(a, own, channels)).join("; ");
}

/** The values of a choice as written, or listed. */
export function showDomain(choice: Kind<"choose">["choice"]): string {
  return choice.domain ?? `[${choice.values.join(", ")}]`;
}

type Waiting = Kind<"acquire" | "release" | "wait" | "post" | "set" | "reset" | "take" | "give">;

function waiting(action: Waiting, own: string | undefined): string {
  const index = action.index ? `[${showExpr(action.index, own)}]` : "";
  switch (action.kind) {
    case "acquire":
    case "release":
      return `${action.kind} ${showName(action.lock)}${index}`;
    case "wait":
      return `wait ${showName(action.on)}${index}`;
    case "post":
      return `post ${showName(action.semaphore)}${index}`;
    case "set":
    case "reset":
      return `${action.kind} ${showName(action.event)}${index}`;
    case "take":
    case "give":
      return `${action.kind} ${showName(action.debt)}${index}`;
    default:
      return unreachable(action);
  }
}

function cas(action: CasAction, own: string | undefined): string {
  const args = [showVariable(action.target, own), showExpr(action.old, own)];
  const text = `cas(${[...args, showExpr(action.new, own)].join(", ")})`;
  return action.result ? `${showVariable(action.result, own)} = ${text}` : text;
}

function conditional(
  action: Kind<"if">,
  own: string | undefined,
  channels: ReadonlyMap<string, Channel>,
): string {
  const test = isCas(action.test) ? cas(action.test, own) : showExpr(action.test, own);
  const inner = block(action.then, own, channels);
  const then = action.then[0]?.kind === "if" && action.then.length === 1 ? `{ ${inner} }` : inner;
  if (action.else.length === 0) return `if ${test} then ${then}`;
  return `if ${test} then ${then} else ${block(action.else, own, channels)}`;
}

function block(
  actions: readonly Action[],
  own: string | undefined,
  channels: ReadonlyMap<string, Channel>,
): string {
  if (actions.length === 0) return "skip";
  const text = showStep(actions, own, channels);
  return actions.length === 1 ? text : `{ ${text} }`;
}

function isCas(test: Expr | CasAction): test is CasAction {
  return test.kind === "cas";
}

function send(
  action: Kind<"send">,
  own: string | undefined,
  channels: ReadonlyMap<string, Channel>,
): string {
  const message = channels.get(action.channel)?.messages.find(m => m.name === action.message);
  const args = action.args.map((arg, i) => {
    const field = message?.fields[i];
    return `${field ? `${showName(field.name)} = ` : ""}${showExpr(arg, own)}`;
  });
  const list = args.length > 0 ? `(${args.join(", ")})` : "";
  return `send ${showName(action.message)}${list} to ${showName(action.channel)}`;
}
