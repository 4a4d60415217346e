// Model to program: every machine, channel, trigger, fault and observer becomes slots and guarded
// commands. The order of commands (machines as declared, replicas, states, rows, steps; then triggers
// without effect; then faults) is part of the contract.

import { Bug } from "../base/bug.ts";
import type { Define, Model } from "../model/model.ts";
import type { Command, Program, SourceRow, Statement, Term } from "../model/program.ts";
import { type Lowered, sentCode, tell } from "./action.ts";
import { atRest } from "./at-rest.ts";
import { cellsOf } from "./channel.ts";
import { emit } from "./emit.ts";
import { lowerExpr } from "./expression.ts";
import { faultCommands } from "./fault.ts";
import { triggerGate } from "./gate.ts";
import { watch } from "./probe.ts";
import { readsOf, writesOf } from "./reads.ts";
import { commandOf, lowerSite, type Unnamed } from "./row.ts";
import { type Notes, type Scope, scopeOf } from "./scope.ts";
import { type Site, settledIn, sitesOf } from "./site.ts";
import { buildTable, type Instance, isTimer, slotOf, type Table } from "./table.ts";
import { all, any, binary, constant, equal, slot, when } from "./terms.ts";
import { Ways } from "./ways.ts";

/** The program that the model means. The model has no errors, so this cannot fail. */
export function lowerModel(model: Model): Program {
  const table = buildTable(model);
  const notes: Notes = { marks: [], tells: [], cases: new Map(), ways: new Ways() };
  const unnamed = [
    ...table.instances.flatMap(instance => machineCommands(instance, table, notes)),
    ...faultCommands(table, notes),
  ];
  const observed = unnamed.map(command => observeDefines(command, table, notes));
  const rows = sourceRows(model);
  const { probes, checks } = watch(table, notes);
  return {
    name: model.name,
    slots: table.slots,
    initial: table.initial,
    initially: [
      ...model.initially.map(e => lowerExpr(e, scopeOf(table, notes))),
      ...timersFit(table),
    ],
    agents: table.agents,
    rows,
    commands: numbered(observed, rows),
    probes,
    marks: notes.marks,
    tells: notes.tells,
    checks,
    atRest: atRest(table),
  };
}

// ---------------------------------------------------------------- commands

function machineCommands(instance: Instance, table: Table, notes: Notes): Unnamed[] {
  const sites = sitesOf(instance).flatMap(site => siteCommands(site, table, notes));
  return [...sites, ...withoutEffect(instance, table, notes)];
}

/** One command; for a step that sends by rendezvous one for each step that can receive; for one that receives so, none. */
function siteCommands(site: Site, table: Table, notes: Notes): Unnamed[] {
  if (meets(site, "receive", table)) return [];
  const send = meets(site, "send", table);
  const scope = scopeOf(table, notes, site.instance);
  if (send?.kind !== "send") {
    const lowered = lowerSite(site, scope);
    begins([site], lowered, scope);
    return [commandOf(site, lowered, scope.draft)];
  }
  const receivers = table.instances
    .filter(i => i.agent !== site.instance.agent)
    .flatMap(sitesOf)
    .filter(other => {
      const met = meets(other, "receive", table);
      return met?.channel === send.channel && met.message === send.message;
    });
  return receivers.map(receiver => meeting(site, receiver, table, notes));
}

/** Notes for `enabled` that the rows that lead somewhere can begin so. */
function begins(sites: readonly Site[], { guard, effect }: Lowered, scope: Scope): void {
  for (const { row, instance, index } of sites) {
    if (index > 0 || row.target === undefined) continue;
    scope.notes.ways.add(instance.agent, row.target, { params: scope.draft.params, guard, effect });
  }
}

interface Meeting {
  readonly kind: "send" | "receive";
  readonly channel: string;
  readonly message: string;
}

/** The rendezvous with which the site's step begins, if it does. */
function meets(site: Site, kind: Meeting["kind"], table: Table): Meeting | undefined {
  const first = site.row.steps[site.index]?.[0];
  const cause = site.row.cause;
  const row =
    kind === "receive" && site.index === 0 && cause.kind === "message"
      ? { ...cause, kind }
      : undefined;
  const met = first?.kind === kind ? { kind, channel: first.channel, message: first.message } : row;
  if (!met || table.channels.get(met.channel)?.kind !== "rendezvous") return undefined;
  return { kind, channel: met.channel, message: met.message };
}

/** Sender and receiver in one action: the message is computed before either acts, then the receiver acts, then the sender. */
function meeting(sender: Site, receiver: Site, table: Table, notes: Notes): Unnamed {
  const scope = scopeOf(table, notes, sender.instance);
  const first = sender.row.steps[sender.index]?.[0];
  if (first?.kind !== "send") throw new Bug("a rendezvous without a send");
  const { channel } = first;
  const sent = lowerSite(sender, scope);
  const value = sentCode(first, sent.scope);
  const said = tell(scope, { kind: "send", channel, codes: cellsOf(table, channel).codes }, value);
  const other: Scope = { ...scopeOf(table, notes, receiver.instance), draft: scope.draft };
  const heard = lowerSite(receiver, other, value);
  const lowered = {
    guard: all([sent.guard, heard.guard]),
    effect: [said, ...heard.effect, ...sent.effect],
  };
  begins([sender, receiver], lowered, scope);
  const command = commandOf(sender, lowered, scope.draft, receiver);
  return { ...command, name: `${command.name} with ${receiver.instance.name}` };
}

/** Triggers that the table says are ignored or refused: they arrive, use up their budget, and nothing else. */
function withoutEffect(instance: Instance, table: Table, notes: Notes): Unnamed[] {
  return instance.machine.cells.flatMap(cell => {
    if (cell.status !== "ignored" && cell.status !== "refused") return [];
    const gate = triggerGate(cell.trigger, scopeOf(table, notes, instance));
    return [
      {
        name: `${instance.name}: ${cell.trigger} (${cell.status})`,
        kind: "trigger",
        agent: instance.agent,
        step: 1,
        steps: 1,
        cause: cell.trigger,
        policy: cell.status,
        from: cell.state,
        to: cell.state,
        params: [],
        guard: all([settledIn(table, instance, cell.state), gate.guard]),
        effect: gate.effect,
        temps: 0,
        fair: "none",
        span: instance.machine.states[cell.state]?.span ?? instance.machine.span,
      } satisfies Unnamed,
    ];
  });
}

// ---------------------------------------------------------------- observed defines

/** A define that emits is compared before and after each command that writes something it reads. */
function observeDefines(command: Unnamed, table: Table, notes: Notes): Unnamed {
  const scope = scopeOf(table, notes);
  scope.draft.temps = command.temps;
  const written = writesOf(command.effect);
  let effect = command.effect;
  for (const define of table.model.defines) {
    if (define.emits === undefined) continue;
    const value = lowerExpr(define.expr, scope);
    const touched = [...readsOf(value)].some(s => written.has(s));
    if (touched) effect = around(effect, { define, value, scope });
  }
  return { ...command, effect, temps: scope.draft.temps };
}

interface Observed {
  readonly define: Define;
  readonly value: Term;
  readonly scope: Scope;
}

function around(effect: readonly Statement[], { define, value, scope }: Observed): Statement[] {
  const before: Term = { kind: "temp", temp: scope.draft.temp() };
  const after: Term = { kind: "temp", temp: scope.draft.temp() };
  return [
    { kind: "assign", to: before, value },
    ...effect,
    { kind: "assign", to: after, value },
    ...when(binary("!=", before, after), emit(define.emits ?? "", after, scope)),
  ];
}

// ---------------------------------------------------------------- the rest

/** Commands that would be called alike are numbered, so that a replay file can name them. */
function numbered(commands: readonly Unnamed[], rows: readonly SourceRow[]): Command[] {
  const rowNumbers = new Map(rows.map((row, i) => [row.id, i]));
  const counts = new Map<string, number>();
  const numberOf = (row: string | undefined) =>
    row === undefined ? undefined : rowNumbers.get(row);
  return commands.map(({ row, partnerRow, ...command }) => {
    const count = (counts.get(command.name) ?? 0) + 1;
    counts.set(command.name, count);
    const name = count === 1 ? command.name : `${command.name} #${count}`;
    return { ...command, name, row: numberOf(row), partnerRow: numberOf(partnerRow) };
  });
}

function sourceRows(model: Model): SourceRow[] {
  return model.machines.flatMap(machine =>
    machine.rows.map(({ id, name, text, head, does, span }) => ({
      id,
      machine: machine.name,
      name,
      text,
      head,
      does,
      span,
    })),
  );
}

/** With several initial states, a one-shot timeout is armed in those that have it. */
function timersFit(table: Table): Term[] {
  return table.instances.flatMap(instance =>
    instance.machine.rows.filter(isTimer).map(row => {
      const state = slot(slotOf(table, `state:${instance.machine.name}`, instance));
      const armed = any(row.from.map(s => equal(state, constant(s))));
      return equal(slot(slotOf(table, `timer:${row.id}`, instance)), armed);
    }),
  );
}
