// The rows of a machine as commands: one command for each atomic step of a row, in each state where
// the row stands, for each replica. What starts a step (trigger, message, timeout) is its gate.

import type { Action } from "../model/expression.ts";
import type { Row } from "../model/model.ts";
import type { Command, CommandKind, Statement, Term } from "../model/program.ts";
import type { Fairness } from "../model/tree.ts";
import { type Lowered, lowerStep, sequence } from "./action.ts";
import { chooseAll, guardOf } from "./enabled.ts";
import { known } from "./expression.ts";
import { gateOf } from "./gate.ts";
import { carriedChoices, carriesMessage } from "./mentions.ts";
import { bind, type Draft, type Scope } from "./scope.ts";
import { here, isLast, type Site } from "./site.ts";
import { type Instance, isTimer, slotOf, type Table } from "./table.ts";
import { all, constant, set, slot } from "./terms.ts";

/** A command without what the program's list adds: its number in the list and its unique name. */
export type Unnamed = Omit<Command, "row" | "partnerRow"> & {
  readonly row?: string | undefined;
  readonly partnerRow?: string | undefined;
};

/** A site as lowered, with what its guards and a rendezvous with it see. */
export interface LoweredSite extends Lowered {
  readonly scope: Scope;
}

/** What the site does, given a scope whose draft takes its parameters. `sent`: the code a rendezvous hands over. */
export function lowerSite(site: Site, base: Scope, sent?: Term): LoweredSite {
  const { row, index } = site;
  const chosen =
    index === 0 ? chooseAll(row.choose, base) : { scope: restore(site, base), guard: constant(1) };
  const gate = gateOf(site, chosen.scope, sent);
  const scope = gate.received ? { ...chosen.scope, received: gate.received } : chosen.scope;
  const own = index === 0 ? guardOf(row, site.from, site.instance, scope) : constant(1);
  const step = lowerStep(row.steps[index] ?? [], { before: scope, within: within(scope) });
  return {
    scope,
    guard: all([here(site, scope.table), chosen.guard, gate.guard, own, step.guard]),
    effect: [
      ...gate.effect,
      ...leave(site, within(scope)),
      ...keep(site, within(scope)),
      ...step.effect,
      ...move(site, within(scope)),
    ],
  };
}

/** While the effect runs the message has left its channel and is read from where it was kept. */
function within(scope: Scope): Scope {
  const { received } = scope;
  if (!received?.kept) return scope;
  return { ...scope, received: { ...received, code: received.kept } };
}

// ---------------------------------------------------------------- leaving, keeping, moving on

/** Exit actions run with the first step of a row that has a target. */
function leave(site: Site, scope: Scope): readonly Statement[] {
  if (site.index > 0 || site.row.target === undefined) return [];
  const exit = site.instance.machine.states[site.from]?.exit ?? [];
  return [...sequence(exit, scope), ...timers(site, scope, site.from, 0)];
}

/** Arms or disarms the one-shot timeouts of a state. */
function timers(site: Site, scope: Scope, state: number, value: 0 | 1): Statement[] {
  return timerSlots(scope.table, site.instance, state).map(each => set(each, constant(value)));
}

export function timerSlots(table: Table, instance: Instance, state: number): number[] {
  const rows = instance.machine.rows.filter(r => isTimer(r) && r.from.includes(state));
  return rows.map(r => slotOf(table, `timer:${r.id}`, instance));
}

/** The first step stores what later steps read. */
function keep(site: Site, scope: Scope): Statement[] {
  const { row, index, instance } = site;
  if (index > 0) return [];
  const choices = carriedChoices(row).map(c =>
    set(
      slotOf(scope.table, `carry:${c.binder}`, instance),
      known(scope.binders.get(c.binder), c.binder),
    ),
  );
  if (!carriesMessage(row) || !scope.received) return choices;
  return [...choices, set(slotOf(scope.table, `carry:${row.id}`, instance), scope.received.code)];
}

function restore(site: Site, scope: Scope): Scope {
  return carriedChoices(site.row).reduce(
    (so, c) => bind(so, c.binder, slot(slotOf(so.table, `carry:${c.binder}`, site.instance))),
    scope,
  );
}

/** To the next step, or after the last to the target. */
function move(site: Site, scope: Scope): readonly Statement[] {
  const { instance, row } = site;
  const step = `step:${site.instance.machine.name}`;
  if (!isLast(site)) {
    const next = known(scope.table.firstStep.get(row.id), row.id) + site.index;
    return [set(slotOf(scope.table, step, instance), constant(next))];
  }
  const settle =
    row.steps.length > 1 ? [set(slotOf(scope.table, step, instance), constant(0))] : [];
  return [...settle, ...forget(site, scope), ...enter(site, scope)];
}

/** What was kept for later steps returns to its first value, so that equal situations are equal states. */
function forget(site: Site, scope: Scope): Statement[] {
  const { row, instance, index } = site;
  if (index === 0) return [];
  const keys = carriedChoices(row).map(c => `carry:${c.binder}`);
  if (carriesMessage(row)) keys.push(`carry:${row.id}`);
  return keys.map(key => {
    const at = slotOf(scope.table, key, instance);
    return set(at, constant(scope.table.slots[at]?.low ?? 0));
  });
}

function enter(site: Site, scope: Scope): readonly Statement[] {
  const { instance, row } = site;
  if (row.target === undefined) return [];
  const entry: readonly Action[] = instance.machine.states[row.target]?.entry ?? [];
  return [
    set(slotOf(scope.table, `state:${site.instance.machine.name}`, instance), constant(row.target)),
    ...timers(site, scope, row.target, 1),
    ...sequence(entry, scope),
  ];
}

// ---------------------------------------------------------------- the command

const KINDS: Record<Row["cause"]["kind"], CommandKind> = {
  trigger: "trigger",
  message: "message",
  timeout: "timeout",
  always: "own",
};

/** The command of one site, or of a sender's and a receiver's site together. */
export function commandOf(site: Site, lowered: Lowered, draft: Draft, partner?: Site): Unnamed {
  const { row, instance, from, index } = site;
  const last = isLast(site);
  return {
    name: `${instance.name}: ${labelOf(site)}`,
    kind: index === 0 ? KINDS[row.cause.kind] : "own",
    agent: instance.agent,
    partner: partner?.instance.agent,
    policy: row.policy ?? (doesNothing(row) ? "ignored" : undefined),
    row: row.id,
    partnerRow: partner?.row.id,
    step: index + 1,
    steps: row.steps.length,
    cause: index === 0 ? causeName(row) : undefined,
    from,
    to: last && row.target !== undefined ? row.target : from,
    params: draft.params,
    guard: lowered.guard,
    effect: lowered.effect,
    temps: draft.temps,
    fair: fairnessOf(row, index),
    span: row.span,
  };
}

/** Nobody owes a trigger; what it begins goes on as any row. */
function fairnessOf(row: Row, index: number): Fairness {
  if (index > 0) return row.fairBegun;
  return row.cause.kind === "trigger" ? "none" : row.fair;
}

/** A trigger's row without target and actions ignores the trigger, perhaps under a condition. */
function doesNothing(row: Row): boolean {
  const still = row.target === undefined && row.steps.length === 1;
  return row.cause.kind === "trigger" && still && row.steps[0]?.length === 0;
}

function causeName(row: Row): string | undefined {
  switch (row.cause.kind) {
    case "trigger":
      return row.cause.trigger;
    case "message":
      return `${row.cause.channel}.${row.cause.message}`;
    case "timeout":
      return row.cause.name;
    case "always":
      return undefined;
  }
}

function labelOf(site: Site): string {
  const { row, instance, from, index } = site;
  const state = (s: number) => instance.machine.states[s]?.name ?? "";
  const arrow = row.target === undefined ? state(from) : `${state(from)} -> ${state(row.target)}`;
  const label = row.name ?? causeName(row) ?? arrow;
  return row.steps.length > 1 ? `${label} (${index + 1}/${row.steps.length})` : label;
}
