// The model, put together from what the names resolve to, in the order of the text.

import type {
  Define,
  Machine,
  Model,
  Property,
  Trigger,
  Variable,
  Waitable,
} from "../model/model.ts";
import type { MachineTree, VariableTree } from "../model/tree.ts";
import { sizeOf, widthOf } from "../model/types.ts";
import { triggerNames } from "./cause.ts";
import { type Context, report, SHARED, use } from "./context.ts";
import { eventNames } from "./event.ts";
import { BOOL, typed } from "./expect.ts";
import { initialOf } from "./initial.ts";
import { resolveMachine } from "./machine.ts";
import { resolveProperty } from "./property.ts";
import { acceptedRaces } from "./races.ts";
import { checkTemplate, isTemplate } from "./template.ts";
import { chosenProperties, resolveChecks } from "./verdicts.ts";
import { processOf, resolveProcesses } from "./waitable.ts";

/** The model; where something has errors it is missing, and the diagnostics say why. */
export function buildModel(context: Context): Model {
  const { tree } = context;
  const constants = tree.constants.flatMap(c => context.constant(c.name.text) ?? []);
  for (const type of tree.types) context.type(type.name.text);
  for (const set of tree.sets) context.set(set.name.text);
  const machines = tree.machines.flatMap<Machine>(m => resolveMachine(context, m.name.text) ?? []);
  const properties = tree.properties.flatMap<Property>(p => resolveProperty(context, p) ?? []);
  const model: Model = {
    name: tree.name.text,
    about: tree.about,
    source: tree.source,
    constants,
    defines: defines(context),
    variables: variables(context),
    waitables: tree.waitables.flatMap<Waitable>(w => context.waitable(w.name.text) ?? []),
    channels: tree.channels.flatMap(c => context.channel(c.name.text) ?? []),
    events: [...eventNames(context).keys()].flatMap(name => context.event(name) ?? []),
    processes: resolveProcesses(context),
    triggers: triggers(context),
    machines,
    observers: tree.observers.flatMap(o => context.observer(o.name.text) ?? []),
    initially: tree.initially.flatMap(e => typed(context, e, SHARED, BOOL) ?? []),
    properties: chosenProperties(context, properties),
    checks: resolveChecks(context),
    expect: tree.expect,
    open: tree.open,
    span: tree.span,
  };
  return tree.races ? { ...model, races: acceptedRaces(context, tree.races, model) } : model;
}

function defines(context: Context): Define[] {
  return context.tree.defines.flatMap(tree => {
    const { name, about, emits, span } = tree;
    if (isTemplate(context, tree)) checkTemplate(context, tree);
    const expr = context.define(name.text);
    return expr ? [{ name: name.text, about, expr, emits: emits?.text, span }] : [];
  });
}

function variables(context: Context): Variable[] {
  const { tree } = context;
  const shared = tree.variables.flatMap(v => variable(context, v.name.text, v, undefined));
  const local = tree.machines.flatMap(m =>
    m.variables.flatMap(v => variable(context, `${m.name.text}.${v.name.text}`, v, m)),
  );
  const all = [...shared, ...local];
  checkSize(context, all);
  return all;
}

const MOST_SCALARS = 65_536;

/** Arrays in replicas multiply: refused before any stage allocates for them. */
function checkSize(context: Context, all: readonly Variable[]): void {
  let total = 0;
  for (const { type, machine, name, span } of all) {
    const replicas = machine === undefined ? undefined : context.machine(machine)?.replicas;
    total += widthOf(type) * (replicas ? sizeOf(replicas) : 1);
    if (total <= MOST_SCALARS) continue;
    const message = `with '${name}' the model has ${total} single values in its state; at most ${MOST_SCALARS}`;
    report(context, "too-large", { message, span });
    return;
  }
}

/** A local variable shares the fate of its machine. */
function variable(
  context: Context,
  id: string,
  tree: VariableTree,
  machine: MachineTree | undefined,
): Variable[] {
  const own = processOf(context, tree.process);
  const info = context.variable(id);
  const initial = info && initialOf(context, info);
  if (!info || !initial) return [];
  return [
    {
      id,
      name: info.name,
      about: tree.about,
      type: info.type,
      initial,
      machine: machine?.name.text,
      emits: tree.emits?.text,
      process: own ?? machine?.process?.text,
      persistent: tree.persistent,
      span: tree.span,
    },
  ];
}

function triggers(context: Context): Trigger[] {
  const trees = new Map((context.tree.triggers ?? []).map(t => [t.name.text, t]));
  return [...triggerNames(context)].flatMap<Trigger>(([name, span]) => {
    const head = context.trigger(name);
    const tree = trees.get(name);
    const guard = tree?.guard && typed(context, tree.guard, { ...SHARED, runs: true }, BOOL);
    if (!head) return [];
    if (head.to !== undefined) use(context, "machine", head.to);
    return [
      {
        name,
        about: tree?.about,
        by: tree?.by ?? "outside",
        times: head.times,
        guard,
        span: tree?.span ?? span ?? context.tree.span,
      },
    ];
  });
}
