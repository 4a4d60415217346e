// A scenario file to what a check is told: settings, limits, manner of exploration, expectations. Pure, and
// without the model: whether names exist is judged by resolve, and `located` gives its messages their
// places in the scenario's file.

import { type Diagnostic, diagnostic } from "../base/diagnostic.ts";
import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import type { Plan, ScenarioName } from "../model/job.ts";
import type { Limits } from "../model/outcome.ts";
import { printSyntax } from "../model/print-syntax.ts";
import type { ExploreTree, FaultTree, ScenarioTree } from "../model/scenario.ts";
import type { Settings } from "../model/settings.ts";
import type { Word } from "../model/syntax.ts";
import type { ExpectTree } from "../model/tree.ts";

/** What a scenario says of a check. */
export interface ScenarioPlan {
  readonly settings: Settings;
  readonly limits: Limits;
  readonly random?: Plan["random"];
  readonly reduce?: Plan["reduce"];
  readonly expect: readonly ExpectTree[];
  readonly scenario: ScenarioName;
  readonly diagnostics: readonly Diagnostic[];
}

/** Random exploration where nothing else is said. */
export const RANDOM_DEFAULTS: NonNullable<Plan["random"]> = { runs: 1000, depth: 50, seed: 1 };

/** The scenario as parts of a plan. */
export function planOf(tree: ScenarioTree): ScenarioPlan {
  return {
    settings: settingsOf(tree),
    limits: tree.limits,
    random: randomOf(tree.explore),
    reduce: tree.reduce,
    expect: tree.expect,
    scenario: { name: tree.name.text, file: tree.span.source.name, about: tree.about },
    diagnostics: leftOut(tree),
  };
}

function settingsOf(tree: ScenarioTree): Settings {
  return {
    constants: new Map(tree.constants.map(c => [c.name.text, printSyntax(c.value)])),
    variant: tree.variant?.text,
    times: new Map(tree.triggers.map(t => [t.name.text, t.times])),
    faults: new Map(tree.faults.map(f => [faultName(f), f.times])),
    properties: tree.properties?.map(p => p.text),
  };
}

function faultName(fault: FaultTree): string {
  return `${fault.of.text}.${fault.kind}`;
}

function randomOf(explore: ExploreTree): Plan["random"] {
  if (explore.kind === "exhaustive") return undefined;
  const { runs, depth, seed } = RANDOM_DEFAULTS;
  return {
    runs: explore.runs ?? runs,
    depth: explore.depth ?? depth,
    seed: explore.seed ?? seed,
  };
}

/** Expectations of properties that the scenario itself leaves out. */
function leftOut(tree: ScenarioTree): Diagnostic[] {
  const only = tree.properties;
  if (!only) return [];
  const names = only.map(p => p.text);
  const notes = only
    .slice(0, 1)
    .map(p => ({ message: "the properties are listed here", span: p.span }));
  return tree.expect
    .filter(e => e.count === undefined && !names.includes(e.name.text))
    .map(e =>
      diagnostic(
        "expectation-unmatched",
        `'${e.name.text}' is expected but is none of the properties of this scenario`,
        e.name.span,
        { notes, fix: didYouMean(e.name.text, names) },
      ),
    );
}

/** The messages with places in the scenario's file where they speak of what it sets. */
export function located(diagnostics: readonly Diagnostic[], tree: ScenarioTree): Diagnostic[] {
  return diagnostics.map(d => {
    const at = d.span ? undefined : spanFor(d, tree);
    return at ? { ...d, span: at } : d;
  });
}

/** The setting whose name the message quotes; of several the one its code is about. */
function spanFor(d: Diagnostic, tree: ScenarioTree): Span | undefined {
  const quoted = new Set([...d.message.matchAll(/'([^']*)'/g)].map(m => m[1]));
  const named = (list: readonly Word[]) => list.find(w => quoted.has(w.text))?.span;
  const places: readonly (readonly [RegExp, () => Span | undefined])[] = [
    [/variant/, () => named(tree.variant ? [tree.variant] : [])],
    [/setting|constant/, () => named(tree.constants.map(c => c.name))],
    [/trigger|times/, () => named(tree.triggers.map(t => t.name))],
    [
      /fault|process|channel|crash/,
      () => tree.faults.find(f => quoted.has(faultName(f)) || quoted.has(f.of.text))?.span,
    ],
    [/property|check/, () => named(tree.properties ?? [])],
  ];
  const likely = places.filter(([code]) => code.test(d.code));
  return firstOf([...likely, ...places].map(([, find]) => find));
}

function firstOf(finders: readonly (() => Span | undefined)[]): Span | undefined {
  for (const find of finders) {
    const found = find();
    if (found) return found;
  }
  return undefined;
}
