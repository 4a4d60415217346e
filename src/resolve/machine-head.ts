// What others may know of a machine before its rows are looked at: its states, how many replicas it has, its variables;
// and a variable's type.

import type { Type } from "../model/types.ts";
import { type Context, type MachineInfo, report, type VariableInfo } from "./context.ts";
import { countType } from "./count.ts";
import { typeOf } from "./type.ts";

/** The machine of that name. */
export function resolveMachineHead(context: Context, name: string): MachineInfo | undefined {
  const entity = context.entities.get(name);
  if (entity?.kind !== "machine") return undefined;
  const { tree } = entity;
  if (tree.states.length === 0) {
    const message = `the machine '${name}' has no states`;
    return report(context, "no-states", { message, span: tree.name.span });
  }
  const replicas = tree.count && countType(context, tree.count, name);
  if (tree.count && !replicas) return undefined;
  const values = [...new Set(tree.states.map(s => s.name.text))];
  return {
    name,
    tree,
    states: tree.states,
    ordinals: new Map(values.map((state, i) => [state, i])),
    stateType: { kind: "enum", name: `${name}.state`, values },
    replicas,
    locals: new Map(tree.variables.map(v => [v.name.text, v])),
  };
}

/** The variable with that id: `status`, or `sender.seen` of a machine. */
export function resolveVariableHead(context: Context, id: string): VariableInfo | undefined {
  const entity = context.entities.get(id);
  if (entity?.kind === "variable") {
    const type = typeOf(context, entity.tree.type, id);
    return type && { id, name: id, type, tree: entity.tree };
  }
  const dot = id.indexOf(".");
  const machine = id.slice(0, Math.max(0, dot));
  const owner = context.entities.get(machine);
  const tree =
    owner?.kind === "machine"
      ? owner.tree.variables.find(v => v.name.text === id.slice(dot + 1))
      : undefined;
  const type: Type | undefined = tree && typeOf(context, tree.type, id);
  return tree && type && { id, name: tree.name.text, type, machine, tree };
}
