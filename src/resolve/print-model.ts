// The model as text, for `show --stage model`: everything as resolve has understood it, defaults included. For people;
// nothing reads it back.

import { printable } from "../base/printable.ts";
import type { Action } from "../model/expression.ts";
import type {
  Channel,
  Machine,
  MessageType,
  Model,
  Observer,
  Property,
  Row,
  Variable,
} from "../model/model.ts";
import type { AcceptedRace } from "../model/races.ts";
import { showStep } from "../model/show-action.ts";
import { showExpr, showFormula } from "../model/show-expr.ts";
import {
  bounds,
  type ScalarType,
  scalarOf,
  showName,
  showType,
  showValue,
} from "../model/types.ts";

/** The whole model, one declaration a line. */
export function printModel(model: Model): string {
  const channels = new Map(model.channels.map(c => [c.name, c]));
  const lines = [
    `model ${showName(model.name)}`,
    ...section(
      "constants",
      model.constants.map(c => `${c.name}: ${showType(c.type)} = ${showValue(c.type, c.value)}`),
    ),
    ...section(
      "define",
      model.defines.map(
        d => `${d.name}: ${showType(d.expr.type)} = ${showExpr(d.expr)}${emits(d)}`,
      ),
    ),
    ...section("variables", model.variables.map(printVariable)),
    ...section("waitables", model.waitables.map(printWaitable)),
    ...section("channels", model.channels.flatMap(printChannel)),
    ...section(
      "events",
      model.events.map(e => (e.type ? `${e.name}(${showType(e.type)})` : e.name)),
    ),
    ...section(
      "processes",
      model.processes.map(p => `${p.name}: crashes ${p.crashes}`),
    ),
    ...section("triggers", model.triggers.map(printTrigger)),
    ...model.machines.flatMap(m => printMachine(m, channels)),
    ...model.observers.flatMap(o => printObserver(o, model)),
    ...section(
      "initially",
      model.initially.map(e => showExpr(e)),
    ),
    ...section("properties", model.properties.map(printProperty)),
    ...section(
      "checks",
      Object.entries(model.checks).map(([name, policy]) => `${name}: ${policy}`),
    ),
    ...section(
      "accepted races",
      (model.races ?? []).map(r => printAccepted(r, model)),
    ),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function printAccepted({ events, state, because }: AcceptedRace, model: Model): string {
  const machine = model.machines.find(m => m.name === state?.machine);
  const named = state && machine?.states[state.state]?.name;
  const where = state && named !== undefined ? ` in ${state.machine}.${named}` : "";
  return `${events.map(showName).join(" and ")}${where}: ${because}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map(line => `  ${line}`)];
}

function emits(of: { readonly emits?: string | undefined }): string {
  return of.emits === undefined ? "" : `, emits ${of.emits}`;
}

function fate(of: { readonly process?: string | undefined }): string {
  return of.process === undefined ? "" : `, process ${of.process}`;
}

function printVariable(variable: Variable): string {
  const scalar = scalarOf(variable.type);
  const all = variable.initial.map(values => printValues(scalar, values));
  const same = all.every(text => text === all[0]);
  const initial = same ? (all[0] ?? "") : `[${all.join(", ")}]`;
  const kept = variable.persistent ? ", persistent" : "";
  return `${variable.id}: ${showType(variable.type)} = ${initial}${emits(variable)}${fate(variable)}${kept}`;
}

function printValues(type: ScalarType, values: readonly number[]): string {
  const [first] = values;
  if (first !== undefined && values.length === 1) return showValue(type, first);
  const { low, high } = bounds(type);
  if (values.length === high - low + 1) return "any";
  return `one of [${values.map(v => showValue(type, v)).join(", ")}]`;
}

function printWaitable(w: Model["waitables"][number]): string {
  const many = w.by ? `, count ${showType(w.by)}` : "";
  const range = w.kind === "semaphore" ? ` ${w.initial}, max ${w.max}` : "";
  const first = w.kind === "level-event" ? ` ${w.initial === 1}` : "";
  const shared = w.shared ? ", shared" : "";
  const kept = w.persistent ? ", persistent" : "";
  const owed = w.owed?.unless ? `, owed unless ${showExpr(w.owed.unless)}` : "";
  const debt = w.owed && owed === "" ? ", owed" : owed;
  return `${w.name}: ${w.kind}${range}${first}${many}${fate(w)}${shared}${kept}${debt}`;
}

function printChannel(channel: Channel): string[] {
  const { name, kind, capacity, losses, duplicates } = channel;
  const budget = `losses ${losses}, duplicates ${duplicates}`;
  const head = `${name}: ${kind}, capacity ${capacity}, ${budget}${fate(channel)}`;
  return [head, ...channel.messages.map(m => `  ${printMessage(m)}`)];
}

function printMessage({ name, fields }: MessageType): string {
  const list = fields.map(f => `${f.name}: ${showType(f.type)}`).join(", ");
  return fields.length === 0 ? name : `${name}(${list})`;
}

function printTrigger(trigger: Model["triggers"][number]): string {
  const times = trigger.times === undefined ? "" : `, times ${trigger.times}`;
  const guard = trigger.guard ? `, guard ${showExpr(trigger.guard)}` : "";
  return `${trigger.name}: by ${trigger.by}${times}${guard}`;
}

// ---------------------------------------------------------------- machines

function printMachine(machine: Machine, channels: ReadonlyMap<string, Channel>): string[] {
  const { name, states } = machine;
  const named = (ordinals: readonly number[]): string =>
    ordinals.map(i => showName(states[i]?.name ?? "")).join(", ");
  const count = machine.replicas ? ` [${showType(machine.replicas)}]` : "";
  const step = (actions: readonly Action[]): string => showStep(actions, name, channels);
  const lines = states.flatMap((state, i) => {
    const rows = machine.rows.filter(r => !r.wide && r.from.includes(i));
    const type = state.type === "plain" ? "" : ` (${state.type})`;
    return [
      `${showName(state.name)}${type}`,
      ...(state.holds.length > 0 ? [`  holds ${state.holds.map(showName).join(", ")}`] : []),
      ...(state.entry.length > 0 ? [`  entry / ${step(state.entry)}`] : []),
      ...(state.exit.length > 0 ? [`  exit / ${step(state.exit)}`] : []),
      ...rows.map(row => `  ${printRow(row, machine)}`),
      ...printCells(machine, i),
    ];
  });
  const wide = machine.rows.filter(r => r.wide);
  const head = [`initial ${named(machine.initial)}`];
  if (machine.process) head.push(`process ${machine.process}, recovery ${named(machine.recovery)}`);
  const everywhere = wide.map(row => `  in ${named(row.from)}: ${printRow(row, machine)}`);
  const all = wide.length > 0 ? ["every state", ...everywhere] : [];
  return section(`machine ${showName(name)}${count}`, [...head, ...lines, ...all]);
}

function printRow(row: Row, machine: Machine): string {
  const target =
    row.target === undefined ? "" : ` -> ${showName(machine.states[row.target]?.name ?? "")}`;
  const fair = row.fair === "weak" ? "" : `, fair ${row.fair}`;
  const text = row.text === "" ? "always" : row.text;
  return `${text}${target}${fair}`;
}

function printCells(machine: Machine, state: number): string[] {
  const cells = machine.cells.filter(c => c.state === state);
  return (["ignored", "refused", "open"] as const).flatMap(status => {
    const triggers = cells.filter(c => c.status === status).map(c => c.trigger);
    return triggers.length === 0 ? [] : [`  ${status}: ${triggers.join(", ")}`];
  });
}

function printObserver(observer: Observer, model: Model): string[] {
  const { states } = observer;
  const place = (i: number): string => showName(states[i] ?? "");
  const rows = observer.rows.map(row => {
    const type = model.events.find(e => e.name === row.event)?.type;
    const value = type && row.value !== undefined ? `(${showValue(type, row.value)})` : "";
    return `${place(row.from)}: ${row.event}${value} -> ${place(row.target)}`;
  });
  const ignores = observer.ignores.length > 0 ? [`ignore ${observer.ignores.join(", ")}`] : [];
  const head = [`initial ${place(observer.initial)}`, `knows ${observer.knows.join(", ")}`];
  return section(`observer ${showName(observer.name)}`, [...head, ...ignores, ...rows]);
}

// ---------------------------------------------------------------- properties

function printProperty({ name, meaning }: Property): string {
  switch (meaning.kind) {
    case "leads-to":
    case "recoverable":
      return `${name}: ${meaning.kind} ${showExpr(meaning.from)} ~> ${showExpr(meaning.to)}`;
    case "ltl":
      return `${name}: ltl ${showFormula(meaning.formula)}`;
    default:
      return `${name}: ${meaning.kind} ${showExpr(meaning.expr)}`;
  }
}
