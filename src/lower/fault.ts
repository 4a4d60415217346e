// Faults as commands of the outside: a process crashes, a message is lost or doubled. Each has a
// budget, so that a run has finitely many of them.

import type { Channel, Process, Variable } from "../model/model.ts";
import type { Parameter, Statement, Term } from "../model/program.ts";
import { sizeOf } from "../model/types.ts";
import { tell } from "./action.ts";
import * as channels from "./channel.ts";
import { timerSlots, type Unnamed } from "./row.ts";
import { type Notes, type Scope, scopeOf } from "./scope.ts";
import { blockOf, debtKey, type Instance, slotOf, type Table } from "./table.ts";
import { all, binary, constant, element, equal, set, slot } from "./terms.ts";

/** Every fault that the model's budgets allow, in order of processes, then of channels. */
export function faultCommands(table: Table, notes: Notes): Unnamed[] {
  const { processes, channels: declared } = table.model;
  return [
    ...processes.filter(p => p.crashes > 0).map(p => crash(p, scopeOf(table, notes))),
    ...declared.filter(c => c.losses > 0).map(c => lose(c, scopeOf(table, notes))),
    ...declared.filter(c => c.duplicates > 0).map(c => double(c, scopeOf(table, notes))),
  ];
}

interface Fault {
  readonly name: string;
  readonly guard: Term;
  readonly effect: readonly Statement[];
  readonly of: Process | Channel;
}

function command(fault: Fault, scope: Scope): Unnamed {
  return {
    name: fault.name,
    kind: "fault",
    step: 1,
    steps: 1,
    params: scope.draft.params,
    guard: fault.guard,
    effect: fault.effect,
    temps: scope.draft.temps,
    fair: "none",
    span: fault.of.span,
  };
}

function spend(table: Table, budget: string): { guard: Term; effect: Statement } {
  const { base } = blockOf(table, `left:${budget}`);
  const effect = set(base, binary("-", slot(base), constant(1)));
  return { guard: binary(">", slot(base), constant(0)), effect };
}

// ---------------------------------------------------------------- crashes

/** In one step the machines of the process are where recovery begins, and what was volatile is as at the start. */
function crash(process: Process, scope: Scope): Unnamed {
  const { table } = scope;
  const budget = spend(table, `${process.name}.crashes-left`);
  const victims = table.instances.filter(i => i.machine.process === process.name);
  const effect = [
    budget.effect,
    tell(scope, { kind: "crash", process: process.name }),
    ...victims.flatMap(instance => restart(instance, scope)),
    ...table.model.variables.filter(v => dies(v, process, table)).flatMap(v => reset(v, scope)),
    ...table.model.channels.filter(c => c.process === process.name).flatMap(c => drain(c, table)),
    ...victims.flatMap(instance => forgiven(instance.agent, table)),
    ...table.model.waitables
      .filter(w => w.process === process.name && (w.kind !== "debt" || w.shared) && !w.persistent)
      .flatMap(w => initialOf(slotsFrom(table, `wait:${w.name}`, w.name), scope)),
  ];
  return command(
    { name: `${process.name}: crash`, guard: budget.guard, effect, of: process },
    scope,
  );
}

function restart(instance: Instance, scope: Scope): Statement[] {
  const { table } = scope;
  const { machine } = instance;
  const state = slotOf(table, `state:${machine.name}`, instance);
  const recovery = pick(`${instance.name}.state`, machine.recovery, scope);
  const step = table.blocks.has(`step:${machine.name}`)
    ? [slotOf(table, `step:${machine.name}`, instance)]
    : [];
  const carries = [...table.blocks.keys()].filter(k => k.startsWith("carry:"));
  const carried = carries
    .map(k => slotOf(table, k, instance))
    .filter(s => table.slots[s]?.agent === instance.agent);
  const rest = [...step, ...carried].map(s => set(s, constant(table.slots[s]?.low ?? 0)));
  return [set(state, recovery), ...rest, ...timersAfter(instance, recovery, table)];
}

/** What a machine has taken is gone with it, but for what is persistent. */
function forgiven(agent: number, table: Table): Statement[] {
  return table.model.waitables.flatMap(waitable => {
    const block = table.blocks.get(debtKey(waitable.name, agent));
    if (!block || waitable.persistent) return [];
    const size = waitable.by ? sizeOf(waitable.by) : 1;
    return Array.from({ length: size }, (_, i) => set(block.base + i, constant(0)));
  });
}

/** One-shot timeouts are armed as if the recovery state had been entered. */
function timersAfter(instance: Instance, recovery: Term, table: Table): Statement[] {
  const states = instance.machine.states.map((_, i) => i);
  const slots = [...new Set(states.flatMap(s => timerSlots(table, instance, s)))];
  return slots.map(each => {
    const armedIn = states.filter(s => timerSlots(table, instance, s).includes(each));
    const armed = armedIn.reduce<Term>(
      (t, s) => binary("or", t, equal(recovery, constant(s))),
      constant(0),
    );
    return set(each, armed);
  });
}

function dies(variable: Variable, process: Process, table: Table): boolean {
  if (variable.persistent) return false;
  const owner = variable.machine ? table.machines.get(variable.machine)?.process : undefined;
  return (variable.process ?? owner) === process.name;
}

function reset(variable: Variable, scope: Scope): Statement[] {
  const { base, width } = blockOf(scope.table, `variable:${variable.id}`);
  const copies = variable.machine
    ? scope.table.instances.filter(i => i.machine.name === variable.machine).length
    : 1;
  return initialOf(
    Array.from({ length: width * copies }, (_, i) => base + i),
    scope,
  );
}

function initialOf(slots: readonly number[], scope: Scope): Statement[] {
  const { table } = scope;
  return slots.map(s => set(s, pick(table.slots[s]?.name ?? "", table.initial[s] ?? [], scope)));
}

/** The value, or a parameter where there are several. */
function pick(name: string, values: readonly number[], scope: Scope): Term {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return constant(only);
  const slotType = scope.table.slots.find(s => s.name === name)?.show;
  const type: Parameter["type"] =
    slotType?.kind === "scalar"
      ? slotType.type
      : { kind: "int", low: 0, high: Math.max(...values) };
  return scope.draft.param(name, type, values);
}

function drain(channel: Channel, table: Table): Statement[] {
  const { base, width } = blockOf(table, `channel:${channel.name}`);
  return Array.from({ length: width }, (_, i) => set(base + i, constant(0)));
}

function slotsFrom(table: Table, key: string, name: string): number[] {
  const { base } = blockOf(table, key);
  const found: number[] = [];
  for (let s = base; s < table.slots.length; s++) {
    const slotName = table.slots[s]?.name ?? "";
    if (slotName !== name && !slotName.startsWith(`${name}[`)) break;
    found.push(s);
  }
  return found;
}

// ---------------------------------------------------------------- messages

function lose(channel: Channel, scope: Scope): Unnamed {
  const site = somewhere(channel, scope);
  const budget = spend(scope.table, `${channel.name}.losses-left`);
  const effect = [
    budget.effect,
    tell(scope, { kind: "lose", channel: channel.name, codes: site.cells.codes }, site.code),
    ...channels.removeAt(site.cells, site.at),
  ];
  return command(
    { name: `${channel.name}: lose`, guard: all([budget.guard, site.guard]), effect, of: channel },
    scope,
  );
}

function double(channel: Channel, scope: Scope): Unnamed {
  const site = somewhere(channel, scope);
  const budget = spend(scope.table, `${channel.name}.duplicates-left`);
  const guard = all([budget.guard, site.guard, channels.hasRoom(site.cells)]);
  const kept: Term = { kind: "temp", temp: scope.draft.temp() };
  const effect: Statement[] = [
    budget.effect,
    { kind: "assign", to: kept, value: site.code },
    tell(scope, { kind: "duplicate", channel: channel.name, codes: site.cells.codes }, kept),
    ...channels.doubleAt(site.cells, site.at, kept),
  ];
  return command({ name: `${channel.name}: duplicate`, guard, effect, of: channel }, scope);
}

interface Spot {
  readonly cells: channels.Cells;
  readonly at: Term;
  readonly code: Term;
  readonly guard: Term;
}

/** Any message in the channel: which one is a parameter where there can be several. */
function somewhere(channel: Channel, scope: Scope): Spot {
  const cells = channels.cellsOf(scope.table, channel.name);
  const type = { kind: "int", low: 0, high: cells.size - 1 } as const;
  const at =
    cells.size > 1
      ? scope.draft.param(`${channel.name}#`, type, channels.indexes(cells))
      : constant(0);
  const code = element(cells.base, cells.size, at);
  const occupied = binary("!=", code, constant(0));
  return { cells, at, code, guard: all([occupied, channels.distinct(cells, at)]) };
}
