// What starts a step: a trigger that can arrive, a message that can be taken, a timeout that is armed.

import type { Row } from "../model/model.ts";
import type { Statement, Term } from "../model/program.ts";
import { type Lowered, tell } from "./action.ts";
import * as channels from "./channel.ts";
import { known, lowerExpr } from "./expression.ts";
import { carriesMessage } from "./mentions.ts";
import type { Received, Scope } from "./scope.ts";
import type { Site } from "./site.ts";
import { blockOf, isTimer, slotOf } from "./table.ts";
import { all, binary, constant, equal, set, slot } from "./terms.ts";

/** What must be true and what happens first, before the step's own actions. */
export interface Gate extends Lowered {
  readonly received?: Received | undefined;
}

/** The gate of a site. `sent`: the code that a rendezvous hands over. */
export function gateOf(site: Site, scope: Scope, sent: Term | undefined): Gate {
  const { row, index, instance } = site;
  const first = row.steps[index]?.[0];
  if (first?.kind === "receive") return messageGate(first.channel, first.message, scope, sent);
  if (index > 0) return { guard: constant(1), effect: [], received: carriedMessage(site, scope) };
  switch (row.cause.kind) {
    case "trigger":
      return triggerGate(row.cause.trigger, scope);
    case "message":
      return messageGate(row.cause.channel, row.cause.message, scope, sent);
    case "timeout": {
      if (!isTimer(row)) return { guard: constant(1), effect: [] };
      const timer = slotOf(scope.table, `timer:${row.id}`, instance);
      return { guard: equal(slot(timer), constant(1)), effect: [set(timer, constant(0))] };
    }
    case "always":
      return { guard: constant(1), effect: [] };
  }
}

/** A trigger can arrive: its own guard is true and its budget is not used up. */
export function triggerGate(name: string, scope: Scope): Lowered {
  const trigger = known(
    scope.table.model.triggers.find(t => t.name === name),
    name,
  );
  const guard = trigger.guard
    ? lowerExpr(trigger.guard, { ...scope, instance: undefined })
    : constant(1);
  if (trigger.times === undefined) return { guard, effect: [] };
  const { base } = blockOf(scope.table, `left:${name}.left`);
  const spend = set(base, binary("-", slot(base), constant(1)));
  return { guard: all([binary(">", slot(base), constant(0)), guard]), effect: [spend] };
}

function messageGate(channel: string, message: string, scope: Scope, sent: Term | undefined): Gate {
  const cells = channels.cellsOf(scope.table, channel);
  const kept: Term = { kind: "temp", temp: scope.draft.temp() };
  const heard = (code: Term): Statement[] => [
    { kind: "assign", to: kept, value: code },
    tell(scope, { kind: "receive", channel, codes: cells.codes }, kept),
  ];
  if (cells.channel.kind === "rendezvous") {
    const code = sent ?? constant(0);
    return { guard: constant(1), effect: heard(code), received: { channel, message, code, kept } };
  }
  const bag = cells.channel.kind === "bag" && cells.size > 1;
  const positions = channels.indexes(cells);
  const at = bag
    ? scope.draft.param(`${channel}#`, { kind: "int", low: 0, high: cells.size - 1 }, positions)
    : constant(0);
  const taking = channels.take(cells, message, at);
  return {
    guard: taking.guard,
    effect: [...heard(taking.code), ...taking.effect],
    received: { channel, message, code: taking.code, kept },
  };
}

function carriedMessage(site: Site, scope: Scope): Received | undefined {
  const { row, instance } = site;
  if (row.cause.kind !== "message" || !carriesMessage(row)) return undefined;
  const code = slot(slotOf(scope.table, `carry:${row.id}`, instance));
  return { channel: row.cause.channel, message: row.cause.message, code };
}

/** A way in which a cause can be there, and what rows see of it. */
export interface Arrival {
  readonly guard: Term;
  readonly within: Scope;
}

/** All ways in which the cause can be there, without parameters; none for a rendezvous, where it is up to the sender. */
export function arrivals(cause: Row["cause"], scope: Scope): Arrival[] {
  if (cause.kind === "trigger")
    return [{ guard: triggerGate(cause.trigger, scope).guard, within: scope }];
  if (cause.kind !== "message") return [{ guard: constant(1), within: scope }];
  const { channel, message } = cause;
  const cells = channels.cellsOf(scope.table, channel);
  if (cells.channel.kind === "rendezvous") return [];
  const places = cells.channel.kind === "bag" ? channels.indexes(cells) : [0];
  return places.map(place => {
    const { guard, code } = channels.take(cells, message, constant(place));
    return { guard, within: { ...scope, received: { channel, message, code } } };
  });
}
