// `when`: takes out of the tree what the constants switch off, and remembers it, so that a reference to
// it can say why it is not there and so that what only it used is not called unused.

import type { Syntax } from "../model/syntax.ts";
import type {
  Declared,
  MachineTree,
  ObserverTree,
  RowTree,
  StateTree,
  Tree,
} from "../model/tree.ts";
import { constantCondition } from "./constant.ts";
import type { Context } from "./context.ts";

/** Does a thing with this `when` exist? After an error in the condition it does. */
export function exists(context: Context, when: Syntax | undefined): boolean {
  return when === undefined || constantCondition(context, when) !== false;
}

/** The tree without what is switched off; rows are left for machines, whose names count them all. */
export function switched(context: Context, tree: Tree): Tree {
  const kept = <T extends Declared>(trees: readonly T[], what: string) =>
    keep(context, trees, { what, prefix: "" });
  return {
    ...tree,
    defines: kept(tree.defines, "definition"),
    variables: kept(tree.variables, "variable"),
    waitables: kept(tree.waitables, "lock"),
    channels: kept(tree.channels, "channel"),
    events: kept(tree.events, "event"),
    processes: kept(tree.processes, "process"),
    triggers: tree.triggers && kept(tree.triggers, "trigger"),
    machines: kept(tree.machines, "machine").map(m => machine(context, m)),
    observers: kept(tree.observers, "observer").map(o => observer(context, o)),
    properties: kept(tree.properties, "property"),
    races: tree.races && { accepted: existing(context, tree.races.accepted) },
  };
}

function keep<T extends Declared>(
  context: Context,
  trees: readonly T[],
  how: { readonly what: string; readonly prefix: string },
): T[] {
  return trees.filter(tree => {
    if (!tree.when || exists(context, tree.when)) return true;
    const removed = { what: how.what, when: tree.when, span: tree.name.span };
    context.removed.set(how.prefix + tree.name.text, removed);
    mention(context, tree);
    return false;
  });
}

function machine(context: Context, tree: MachineTree): MachineTree {
  const prefix = `${tree.name.text}.`;
  return {
    ...tree,
    variables: keep(context, tree.variables, { what: "variable", prefix }),
    states: states(context, tree.states, prefix),
  };
}

function observer(context: Context, tree: ObserverTree): ObserverTree {
  return { ...tree, states: states(context, tree.states, `${tree.name.text}.`) };
}

function states(context: Context, trees: readonly StateTree[], prefix: string): StateTree[] {
  return keep(context, trees, { what: "state", prefix });
}

/** The parts that are not switched off. */
export function existing<T extends { readonly when?: Syntax | undefined }>(
  context: Context,
  parts: readonly T[],
): T[] {
  return parts.filter(part => {
    if (exists(context, part.when)) return true;
    mention(context, part);
    return false;
  });
}

/** The rows that exist, each with its number among all that are written. */
export function existingRows(
  context: Context,
  rows: readonly RowTree[],
): { readonly row: RowTree; readonly number: number }[] {
  return rows.flatMap((row, i) => {
    if (exists(context, row.when)) return [{ row, number: i + 1 }];
    mention(context, row);
    return [];
  });
}

/** Collects every name in something switched off. */
export function mention(context: Context, part: unknown): void {
  const open: unknown[] = [part];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      if (key === "span") continue;
      if (typeof value === "string") context.mentioned.add(value);
      else open.push(value);
    }
  }
}
