// What is checked and expected, by name: the policies of the built-in checks, the properties that the settings leave in,
// and whether `expect` and the settings name things that exist.

import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import type { CheckPolicy, Checks, Property } from "../model/model.ts";
import { LARGEST_NUMBER } from "../model/words.ts";
import { triggerNames } from "./cause.ts";
import { type Context, namesOf, report, reportUnknown } from "./context.ts";

const CHECKS = ["deadlock", "unhandled", "range", "assert", "debts", "observers"] as const;
const COUNTS = ["states", "transitions", "depth"] as const;

/** The policies: as written, and off where the settings name properties and not this one. */
export function resolveChecks(context: Context): Checks {
  return {
    deadlock: policy(context, "deadlock"),
    unhandled: policy(context, "unhandled"),
    range: policy(context, "range"),
    assert: policy(context, "assert"),
    debts: policy(context, "debts"),
    observers: policy(context, "observers"),
  };
}

function policy(context: Context, name: keyof Checks): CheckPolicy {
  const only = context.settings.properties;
  const asked = (p: string): boolean =>
    name === "observers" ? p.startsWith("observer ") || p === name : p === name;
  if (only && !only.some(asked)) return "off";
  return context.tree.checks.find(c => c.name.text === name)?.policy ?? "on";
}

/** The properties that the settings name, or all. */
export function chosenProperties(context: Context, all: readonly Property[]): readonly Property[] {
  const only = context.settings.properties;
  return only ? all.filter(p => only.includes(p.name)) : all;
}

/** Reports names in `expect` and in the settings that nothing has. What is switched off may be expected. */
export function checkNames(context: Context): void {
  const { tree, settings } = context;
  const verdicts = verdictNames(context);
  const expected = new Map([...verdicts, ...COUNTS.map(c => [c, undefined] as const)]);
  for (const { name: word } of tree.expect) {
    if (expected.has(word.text) || context.removed.has(word.text)) continue;
    reportUnknown(context, { code: "unknown-property", what: "property", word, known: expected });
  }
  for (const name of settings.properties ?? []) unknown(context, "property", name, verdicts);
  for (const [name, times] of settings.times) {
    unknown(context, "trigger", name, triggerNames(context));
    counted(context, name, times);
  }
  for (const [name, times] of settings.faults) {
    unknown(context, "fault", name, faultNames(context));
    counted(context, name, times);
  }
}

/** A program's settings come unread from JavaScript, so anything that is called a number may be there. */
function counted(context: Context, name: string, times: number): void {
  if (Number.isInteger(times) && times >= 0 && times <= LARGEST_NUMBER) return;
  const message = `'${name}' is set to happen ${times} times; it takes a whole number from 0 to ${LARGEST_NUMBER}`;
  report(context, "bad-setting", { message });
}

function verdictNames(context: Context): Map<string, Span | undefined> {
  const { tree } = context;
  const known = new Map<string, Span | undefined>(namesOf(tree.properties));
  for (const check of CHECKS) known.set(check, undefined);
  for (const { name } of tree.observers) known.set(`observer ${name.text}`, name.span);
  return known;
}

function faultNames(context: Context): Map<string, undefined> {
  const { processes, channels } = context.tree;
  const names = [
    ...processes.map(p => `${p.name.text}.crashes`),
    ...channels.flatMap(c => [`${c.name.text}.losses`, `${c.name.text}.duplicates`]),
  ];
  return new Map(names.map(name => [name, undefined]));
}

function unknown(
  context: Context,
  what: "property" | "trigger" | "fault",
  name: string,
  known: ReadonlyMap<string, unknown>,
): void {
  if (known.has(name)) return;
  const owner = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  const removed = context.removed.get(name) ?? context.removed.get(owner);
  const message = removed
    ? `the ${what} '${name}' is switched off`
    : `there is no ${what} '${name}'`;
  const notes = removed
    ? [{ message: "by this 'when', under the present constants", span: removed.when.span }]
    : [];
  const fix = removed ? undefined : didYouMean(name, known.keys());
  report(context, removed ? "switched-off" : `unknown-${what}`, { message }, { notes, fix });
}
