// `enabled(machine, state)`: some row that leads to the state can begin now. For properties only: a row that asked whether it can
// begin itself would have no answer.

import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import { agentOf, machineNamed, replica, stateNamed } from "./agent.ts";
import { type Context, type Env, report, use } from "./context.ts";
import { BOOL } from "./expect.ts";
import { partsOf } from "./weight.ts";

type Call = Extract<Syntax, { kind: "call" }>;

/** The call as an expression. */
export function enabledExpr(context: Context, { args, span }: Call, env: Env): Expr | undefined {
  const [who, what] = args;
  const agent = who && agentOf(who);
  if (!agent || what?.kind !== "name") {
    const message = "'enabled' takes a machine and the name of one of its states";
    const at = agent && what ? what.span : (who?.span ?? span);
    const fix = "write enabled(m, s), or enabled(m[i], s) of a replica";
    return report(context, "enabled-of-what", { message, span: at }, { fix });
  }
  const machine = machineNamed(context, agent.name, agent.name.span);
  if (!machine) return undefined;
  use(context, "machine", machine.name);
  const found = replica(context, agent, { by: machine.replicas, rest: "" }, env);
  const state = { text: what.name, span: what.span };
  const target = stateNamed(context, machine, state);
  if (!found || target === undefined) return undefined;
  const of = { machine: machine.name, instance: found.index, target, state: state.text };
  return { kind: "enabled", ...of, type: BOOL, span };
}

/** The expression, if it may stand here: whatever runs cannot depend on what can run. */
export function placed(context: Context, expr: Expr | undefined, env: Env): Expr | undefined {
  const runs = env.machine !== undefined || env.constant !== undefined || env.runs === true;
  if (!runs || !expr || !(expr.kind === "enabled" || expr.kind === "named")) return expr;
  if (!asks(expr)) return expr;
  const message =
    expr.kind === "enabled"
      ? "'enabled' stands in properties only, and in definitions that they use"
      : `'${expr.name}' says 'enabled', so it stands in properties only`;
  return report(context, "enabled-outside-property", { message, span: expr.span });
}

const known = new WeakMap<Expr, boolean>();

/** Does it say `enabled`, or a definition in it? */
export function asks(expr: Expr): boolean {
  const before = known.get(expr);
  if (before !== undefined) return before;
  const result = expr.kind === "enabled" || partsOf(expr).some(asks);
  known.set(expr, result);
  return result;
}
