// Scenario files: the same YAML, other keys.

import type { Diagnostic } from "../base/diagnostic.ts";
import type { Source } from "../base/source.ts";
import { REDUCTIONS, type Reduction } from "../model/job.ts";
import type {
  BudgetTree,
  ExploreTree,
  FaultKind,
  FaultTree,
  LimitsTree,
  ScenarioTree,
} from "../model/scenario.ts";
import { MOST_DEPTH, MOST_RUNS, MOST_SEED } from "../model/simulation.ts";
import { LARGEST_NUMBER } from "../model/words.ts";
import { report, type Sink } from "./codes.ts";
import { finished } from "./echoes.ts";
import { Fields } from "./fields.ts";
import type { Node } from "./node.ts";
import { expected } from "./properties.ts";
import { entries, integer, items, oneOf, shorten, text, texts, word, words } from "./reader.ts";
import { given, value } from "./shapes.ts";
import { readYaml } from "./yaml.ts";

export interface ParsedScenario {
  readonly scenario: ScenarioTree | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A scenario file as a tree. */
export function parseScenario(source: Source): ParsedScenario {
  const sink: Sink = [];
  const { root, damaged } = readYaml(source, sink);
  const found = root && scenario(root, sink);
  return { scenario: found, diagnostics: finished(sink, damaged) };
}

/** Whether a text is a scenario and not a model: it has the key `scenario` at its top. */
export function isScenario(source: Source): boolean {
  const { text: all } = source;
  if (!/^\s*\{/.test(all)) return /^(["']?)scenario\1[ \t]*:(?:\s|$)/m.test(all);
  if (!/["']?scenario["']?\s*:/.test(all)) return false;
  const { root } = readYaml(source, []);
  return root?.kind === "map" && root.entries.some(e => e.key.text === "scenario");
}

function scenario(root: Node, sink: Sink): ScenarioTree | undefined {
  const fields = Fields.open("scenario", root, sink);
  if (!fields) return undefined;
  const at = { source: root.span.source, start: 0, end: 0 };
  const name = word(fields.required("scenario", at), "'scenario'", sink);
  const of = word(fields.required("model", at), "'model'", sink);
  const only = fields.get("properties");
  const manner = explore(fields.get("explore"), sink);
  return {
    name: name ?? { text: "", span: at },
    model: of ?? { text: "", span: at },
    about: text(fields.get("about"), "'about'", sink),
    source: texts(fields.get("source"), "'source'", sink),
    variant: word(fields.get("variant"), "'variant'", sink),
    constants: entries(fields.getOrEmpty("constants"), "'constants'", sink).flatMap(e => {
      const held = value(given(e, sink), `the constant '${shorten(e.key.text)}'`, sink);
      return held ? [{ name: e.key, value: held }] : [];
    }),
    triggers: budgets(fields.getOrEmpty("triggers"), sink),
    faults: faults(fields.getOrEmpty("faults"), sink),
    limits: limits(fields.getOrEmpty("limits"), sink),
    explore: manner,
    reduce: reduce(fields.get("reduce"), manner, sink),
    properties: only && words(only, "'properties'", sink),
    expect: expected(fields.getOrEmpty("expect"), sink),
    span: root.span,
  };
}

const BUDGET = { most: LARGEST_NUMBER };

function budgets(node: Node | undefined, sink: Sink): readonly BudgetTree[] {
  return entries(node, "'triggers'", sink).flatMap(e => {
    const times = integer(given(e, sink), `the trigger '${shorten(e.key.text)}'`, sink, BUDGET);
    return times === undefined ? [] : [{ name: e.key, times }];
  });
}

const FAULTS: readonly FaultKind[] = ["crashes", "losses", "duplicates"];

function faults(node: Node | undefined, sink: Sink): readonly FaultTree[] {
  return entries(node, "'faults'", sink).flatMap(e => {
    const dot = e.key.text.lastIndexOf(".");
    const kind = FAULTS.find(f => f === e.key.text.slice(dot + 1));
    const times = integer(given(e, sink), `the fault '${shorten(e.key.text)}'`, sink, BUDGET);
    if (!kind || dot < 1) {
      report(sink, "bad-budget", e.key.span, {
        message: `'${shorten(e.key.text)}' is not a fault`,
        fix: "write process.crashes, channel.losses or channel.duplicates",
      });
      return [];
    }
    const of = { text: e.key.text.slice(0, dot), span: e.key.span };
    return times === undefined ? [] : [{ kind, of, times, span: e.key.span }];
  });
}

function limits(node: Node | undefined, sink: Sink): LimitsTree {
  const fields = node && Fields.open("limits", node, sink);
  if (!fields) return {};
  return {
    states: integer(fields.get("states"), "'states'", sink, { least: 1 }),
    seconds: integer(fields.get("seconds"), "'seconds'", sink, { least: 1 }),
    memory: integer(fields.get("memory"), "'memory'", sink, { least: 1 }),
  };
}

const MANNERS = ["exhaustive", "random"] as const;

function explore(node: Node | undefined, sink: Sink): ExploreTree {
  if (node?.kind !== "map") {
    const kind = oneOf(node, MANNERS, "'explore'", sink);
    return { kind: kind ?? "exhaustive" };
  }
  const random = Fields.open("explore", node, sink)?.required("random");
  const fields = random && Fields.open("random", random, sink);
  if (!fields) return { kind: "random" };
  return {
    kind: "random",
    runs: integer(fields.get("runs"), "'runs'", sink, { least: 1, most: MOST_RUNS }),
    depth: integer(fields.get("depth"), "'depth'", sink, { least: 1, most: MOST_DEPTH }),
    seed: integer(fields.get("seed"), "'seed'", sink, { most: MOST_SEED }),
  };
}

/** Random runs count nothing, so there is nothing to make smaller. */
function reduce(
  node: Node | undefined,
  { kind }: ExploreTree,
  sink: Sink,
): readonly Reduction[] | undefined {
  if (!node) return undefined;
  if (kind === "random") {
    const message = "'reduce' is for all states, not for random runs";
    report(sink, "conflicting-keys", node.span, { message });
  }
  return [...new Set(items(node).flatMap(i => oneOf(i, REDUCTIONS, "'reduce'", sink) ?? []))];
}
