// Locks, semaphores, level events, processes and triggers: small declarations with constants in them.

import type { Process, Waitable } from "../model/model.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import type { TriggerTree, WaitableTree } from "../model/tree.ts";
import { triggerNames } from "./cause.ts";
import {
  type Context,
  namesOf,
  report,
  reportUnknown,
  SHARED,
  type TriggerInfo,
  use,
} from "./context.ts";
import { countType } from "./count.ts";
import { ANY_INT, BOOL, typed, typedConstant } from "./expect.ts";

const LARGEST_COUNT = 1_000_000;

/** The lock, semaphore or level event of that name. */
export function resolveWaitable(context: Context, name: string): Waitable | undefined {
  const entity = context.entities.get(name);
  if (entity?.kind !== "waitable") return undefined;
  const { tree } = entity;
  const by = tree.count && countType(context, tree.count, name);
  const levels = levelsOf(context, tree);
  if (!levels || (tree.count && !by)) return undefined;
  const { kind, about, span, shared, persistent } = tree;
  const process = processOf(context, tree.process);
  const owed = owedOf(context, tree);
  if (kind === "debt" && !shared && tree.process) ownFate(context, tree, tree.process);
  return { name, about, kind, by, ...levels, process, owed, shared, persistent, span };
}

function ownFate(context: Context, tree: WaitableTree, at: Word): void {
  const message = `'${tree.name.text}' is each machine's own and shares the fate of the machine that has taken it`;
  const fix = "leave 'process' away, or add 'shared: true'";
  report(context, "debt-process", { message, span: at.span }, { fix });
}

/** May it be held at rest: never a debt, nor a lock that says so, but for what `while` says. */
function owedOf(context: Context, tree: WaitableTree): Waitable["owed"] {
  const unless = tree.while && typed(context, tree.while, SHARED, BOOL);
  return tree.kind === "debt" || tree.debt ? { unless } : undefined;
}

function levelsOf(
  context: Context,
  tree: WaitableTree,
): { initial: number; max: number } | undefined {
  switch (tree.kind) {
    case "lock":
    case "debt":
      return { initial: 0, max: 1 };
    case "level-event": {
      const initial = tree.initial
        ? typedConstant(context, tree.initial, "the initial value of a level event", BOOL)
        : 0;
      return initial === undefined ? undefined : { initial, max: 1 };
    }
    case "semaphore":
      return semaphore(context, tree);
  }
}

function semaphore(
  context: Context,
  tree: WaitableTree,
): { initial: number; max: number } | undefined {
  const initial = tree.initial ? budget(context, tree.initial, "the initial count") : 0;
  const max = tree.max ? budget(context, tree.max, "the largest count") : Math.max(1, initial ?? 0);
  if (initial === undefined || max === undefined) return undefined;
  if (max > LARGEST_COUNT) return tooLarge(context, tree.max ?? tree.initial, max);
  if (initial <= max) return { initial, max };
  const message = `the semaphore starts at ${initial}, above its largest count ${max}`;
  return report(context, "value-outside-range", { message, span: tree.initial?.span });
}

function tooLarge(context: Context, at: Syntax | undefined, n: number): undefined {
  const message = `${n} is more than a semaphore can count (${LARGEST_COUNT})`;
  return report(context, "too-large", { message, span: at?.span });
}

/** A number of times: a constant, not below zero. */
export function budget(context: Context, syntax: Syntax, what: string): number | undefined {
  const value = typedConstant(context, syntax, what, ANY_INT);
  if (value === undefined || value >= 0) return value;
  const message = `${what} is ${value}; it cannot be below zero`;
  return report(context, "value-outside-range", { message, span: syntax.span });
}

/** The name of a process that exists, or undefined. */
export function processOf(context: Context, word: Word | undefined): string | undefined {
  if (!word) return undefined;
  const known = namesOf(context.tree.processes);
  if (!known.has(word.text)) {
    return reportUnknown(context, { code: "unknown-process", what: "process", word, known });
  }
  use(context, "process", word.text);
  return word.text;
}

/** How often a process may crash: by the settings, or as written. */
export function resolveCrashes(context: Context, name: string): number | undefined {
  const tree = context.tree.processes.find(p => p.name.text === name);
  if (!tree) return undefined;
  const written = tree.crashes ? budget(context, tree.crashes, "the number of crashes") : 0;
  return context.settings.faults.get(`${name}.crashes`) ?? written;
}

/** The processes of the model. */
export function resolveProcesses(context: Context): Process[] {
  return context.tree.processes.flatMap(tree => {
    const crashes = context.crashes(tree.name.text);
    const { about, span } = tree;
    return crashes === undefined ? [] : [{ name: tree.name.text, about, crashes, span }];
  });
}

/** What is declared about a trigger; without a section `triggers` there is nothing to say about any. */
export function resolveTriggerHead(context: Context, name: string): TriggerInfo | undefined {
  const { triggers } = context.tree;
  const limit = context.settings.times.get(name);
  if (!triggers) return triggerNames(context).has(name) ? { name, times: limit } : undefined;
  const tree = triggers.find(t => t.name.text === name);
  if (!tree) return undefined;
  const times = limit ?? (tree.times && budget(context, tree.times, `how often '${name}' arrives`));
  return { name, times, to: machineOf(context, tree) };
}

function machineOf(context: Context, tree: TriggerTree): string | undefined {
  if (!tree.to) return undefined;
  const known = namesOf(context.tree.machines);
  if (known.has(tree.to.text)) return tree.to.text;
  return reportUnknown(context, {
    code: "unknown-machine",
    what: "machine",
    word: tree.to,
    known,
  });
}
