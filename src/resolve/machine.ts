// A machine: its states with their entry and exit, its rows, its cells, and where it starts and recovers.

import type { Machine, State } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import type { StateTree } from "../model/tree.ts";
import { resolveActions } from "./action.ts";
import { stateNamed } from "./agent.ts";
import { cellsOf } from "./cell.ts";
import { type Context, type MachineInfo, namesOf, report, reportUnknown, use } from "./context.ts";
import { resolveRows } from "./rows.ts";
import { processOf } from "./waitable.ts";

/** The machine, or undefined where its head has errors. */
export function resolveMachine(context: Context, name: string): Machine | undefined {
  const info = context.machine(name);
  if (!info) return undefined;
  const { tree } = info;
  const rows = resolveRows(context, info);
  const initial = ordinals(context, info, tree.initial);
  if (tree.initial.length === 0) {
    const message = `the machine '${name}' has no initial state`;
    report(context, "missing-initial", { message, span: tree.name.span });
  }
  return {
    name,
    about: tree.about,
    span: tree.span,
    replicas: info.replicas,
    stateType: info.stateType,
    states: info.states.map(state => resolveState(context, info, state)),
    initial,
    rows,
    cells: cellsOf(context, info, rows),
    process: processOf(context, tree.process),
    recovery: recoveryOf(context, info, initial),
  };
}

function ordinals(context: Context, info: MachineInfo, words: readonly Word[]): number[] {
  const found = words.flatMap(word => stateNamed(context, info, word) ?? []);
  return [...new Set(found)].sort((a, b) => a - b);
}

function recoveryOf(
  context: Context,
  info: MachineInfo,
  initial: readonly number[],
): readonly number[] {
  const { recovery, process, name } = info.tree;
  if (!recovery) return initial;
  if (!process) {
    const message = `'${name.text}' belongs to no process, so it never recovers`;
    const fix = "add 'process'";
    report(
      context,
      "recovery-without-process",
      { message, span: recovery.span },
      { severity: "warning", fix },
    );
  }
  return ordinals(context, info, [recovery]);
}

function resolveState(context: Context, machine: MachineInfo, tree: StateTree): State {
  const env = { binders: new Map(), machine };
  const { name, about, type, span } = tree;
  const part = (which: "entry" | "exit") =>
    resolveActions(context, tree[which], env, { blocks: false, what: `'${which}'` });
  const holds = tree.holds.flatMap(word => heldHere(context, word) ?? []);
  return { name: name.text, about, type, entry: part("entry"), exit: part("exit"), holds, span };
}

/** A debt of `holds`: each machine's own, and a single one. */
function heldHere(context: Context, word: Word): string | undefined {
  const known = namesOf(context.tree.waitables.filter(w => w.kind === "debt"));
  if (!known.has(word.text))
    return reportUnknown(context, { code: "unknown-debt", what: "debt", word, known });
  use(context, "waitable", word.text);
  const waitable = context.waitable(word.text);
  if (!waitable?.by && !waitable?.shared) return word.text;
  const message = `'${word.text}' is ${waitable.by ? "an array of debts" : "shared"}; 'holds' is for a machine's own`;
  const fix = "say 'take' and 'give' where that happens";
  return report(context, "holds-not-own", { message, span: word.span }, { fix });
}
