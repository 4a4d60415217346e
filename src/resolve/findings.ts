// Findings about the table as written, before any state is explored: guards that never change, rows that stand twice,
// states that nothing enters, and what the text itself left open.

import { diagnostic } from "../base/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import type { Machine, Model, Row } from "../model/model.ts";
import { type Context, report } from "./context.ts";
import { fold } from "./fold.ts";
import { warnHiddenByLocals, warnHiddenStates } from "./hiding.ts";
import { unusedFindings } from "./unused.ts";
import { partsOf } from "./weight.ts";

/** Reports all static findings of a model without errors. */
export function reportFindings(context: Context, model: Model): void {
  unusedFindings(context, model);
  warnHiddenByLocals(context);
  warnHiddenStates(context);
  for (const machine of model.machines) {
    for (const row of machine.rows) constantGuard(context, row);
    duplicates(context, machine);
    statesWithoutWayIn(context, machine);
  }
  for (const { guard, name } of model.triggers) if (guard) constantCondition(context, guard, name);
  for (const { code, message, span } of context.tree.open) {
    context.diagnostics.push(diagnostic(code, message, span, { severity: "note" }));
  }
}

function constantGuard(context: Context, row: Row): void {
  if (typeof row.guard === "object") constantCondition(context, row.guard, undefined);
}

function constantCondition(context: Context, guard: Expr, trigger: string | undefined): void {
  const value = fold(guard);
  if (value === undefined) return;
  const of = trigger === undefined ? "the guard" : `the guard of '${trigger}'`;
  const byConstant = mentionsName(guard);
  const why = byConstant ? " under the present constants" : "";
  const message = `${of} is always ${value === 1}${why}`;
  const severity = byConstant ? "note" : "warning";
  report(context, "guard-constant", { message, span: guard.span }, { severity });
}

function mentionsName(expr: Expr): boolean {
  return expr.kind === "named" || partsOf(expr).some(mentionsName);
}

function duplicates(context: Context, machine: Machine): void {
  const first = new Map<string, Row>();
  for (const row of machine.rows) {
    const key = JSON.stringify([row.cause, row.from, row.target ?? -1, row.text, row.wide]);
    const before = first.get(key);
    if (!before) {
      first.set(key, row);
      continue;
    }
    const message = "the row stands twice: same cause, guard, actions and target";
    const notes = [{ message: "the other one is here", span: before.span }];
    report(context, "row-duplicate", { message, span: row.span }, { severity: "warning", notes });
  }
}

function statesWithoutWayIn(context: Context, machine: Machine): void {
  const entered = new Set([...machine.initial, ...(machine.process ? machine.recovery : [])]);
  for (const row of machine.rows) {
    const leaves = row.from.some(state => state !== row.target);
    if (row.target !== undefined && leaves) entered.add(row.target);
  }
  machine.states.forEach((state, i) => {
    if (entered.has(i) || context.mentioned.has(state.name)) return;
    const message = `no row leads to the state '${state.name}' of ${machine.name}`;
    report(context, "state-without-way-in", { message, span: state.span }, { severity: "warning" });
  });
}
