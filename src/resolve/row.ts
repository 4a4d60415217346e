// One row: its parameters, guard, steps and target, and the text that pictures put on its arrow.

import type { Action, Choice, Expr } from "../model/expression.ts";
import type { Cause, Channel, Row } from "../model/model.ts";
import { showStep } from "../model/show-action.ts";
import { showExpr } from "../model/show-expr.ts";
import type { Policy, RowTree } from "../model/tree.ts";
import { showName } from "../model/types.ts";
import { resolveActions } from "./action.ts";
import { stateNamed } from "./agent.ts";
import type { Received } from "./cause.ts";
import { chooseParameters } from "./choice.ts";
import { type Context, type Env, type MachineInfo, report } from "./context.ts";
import { BOOL, typed } from "./expect.ts";

/** Where a row stands. */
export interface Standing {
  readonly machine: MachineInfo;
  readonly id: string;
  readonly from: readonly number[];
  readonly wide: boolean;
  readonly received: Received;
}

/** The row; parts with errors are left out. */
export function resolveRow(context: Context, tree: RowTree, at: Standing): Row {
  const { machine, received } = at;
  const start: Env = { binders: new Map(), machine, message: received.message };
  const { choices, env } = chooseParameters(context, tree.choose, start);
  const guard = guardOf(context, tree, env);
  const steps = tree.steps.map((step, i) =>
    resolveActions(context, step, env, {
      blocks: true,
      what: "a step",
      received: i === 0 && received.message !== undefined,
    }),
  );
  const { name, because, source, span } = tree;
  const policy = policyOf(context, tree, received);
  return {
    id: at.id,
    name,
    cause: received.cause,
    from: at.from,
    wide: at.wide,
    target: tree.target && stateNamed(context, machine, tree.target),
    guard,
    choose: choices,
    steps,
    policy,
    fair: tree.fair ?? machine.tree.fair ?? "weak",
    fairBegun: tree.fair === "strong" ? "strong" : (machine.tree.fair ?? "weak"),
    because,
    source,
    span,
    ...rowTexts(context, machine.name, { cause: received.cause, choices, guard, steps, policy }),
  };
}

/** Only a trigger has a caller who may be refused. */
function policyOf(context: Context, tree: RowTree, { cause }: Received): Policy | undefined {
  const { policy, span } = tree;
  if (!policy || cause.kind === "trigger") return policy;
  const message = `'${WORDS[policy]}: true' is for triggers: nobody outside waits for an answer to this row`;
  const taken = "to take the message and do nothing, write 'actions: skip'";
  const fix = cause.kind === "message" ? taken : undefined;
  return report(context, "policy-without-trigger", { message, span }, { fix });
}

function guardOf(context: Context, tree: RowTree, env: Env): Expr | "else" | undefined {
  if (tree.guard === undefined || tree.guard === "else") return tree.guard;
  return typed(context, tree.guard, env, BOOL);
}

interface Parts {
  readonly cause: Cause;
  readonly choices: readonly Choice[];
  readonly guard: Expr | "else" | undefined;
  readonly steps: readonly (readonly Action[])[];
  readonly policy: Policy | undefined;
}

const WORDS: Readonly<Record<Policy, string>> = { ignored: "ignore", refused: "refuse" };

function rowTexts(
  context: Context,
  own: string,
  parts: Parts,
): Pick<Row, "text" | "head" | "does"> {
  const channels = new Map<string, Channel>();
  for (const { name } of context.tree.channels) {
    const channel = context.channel(name.text);
    if (channel) channels.set(name.text, channel);
  }
  const chosen = parts.choices.map(c => `${showName(c.name)} in ${c.domain ?? ""}`);
  const guard = typeof parts.guard === "object" ? showExpr(parts.guard, own) : parts.guard;
  const does = parts.policy
    ? [WORDS[parts.policy]]
    : parts.steps.map(step => showStep(step, own, channels));
  const head = joined([
    causeText(parts.cause),
    chosen.length > 0 ? `(${chosen.join(", ")})` : "",
    guard === undefined ? "" : `[${guard}]`,
  ]);
  const actions = does.join(" | ");
  return { head, does, text: joined([head, actions === "" ? "" : `/ ${actions}`]) };
}

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== "").join(" ");
}

function causeText(cause: Cause): string {
  switch (cause.kind) {
    case "trigger":
      return cause.trigger;
    case "message":
      return cause.message;
    case "timeout":
      return `after ${cause.name}`;
    case "always":
      return "";
  }
}
