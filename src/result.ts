// Puts the parts of a check together into the one object that every report reads.

import type { Analysis } from "./analyze/analyze.ts";
import type { Source } from "./base/source.ts";
import type { Plan } from "./model/job.ts";
import type { Model } from "./model/model.ts";
import type { Outcome } from "./model/outcome.ts";
import type { Finding, Reduced, Result, StateGraph } from "./model/result.ts";
import type { Settings } from "./model/settings.ts";
import { showValue } from "./model/types.ts";
import type { Expectations } from "./replay/expect.ts";

/** What the stages of one check yielded. */
export interface Parts {
  readonly source: Source;
  readonly plan: Plan;
  readonly model: Model;
  readonly outcome: Outcome;
  readonly reduced: Reduced | undefined;
  readonly engine: string;
  readonly expected: Expectations;
  readonly analysis: Analysis;
  readonly graph: StateGraph | undefined;
  readonly timing: Readonly<Record<string, number>>;
}

export function resultOf(parts: Parts): Result {
  const { source, plan, model, outcome, expected, analysis } = parts;
  return {
    model: model.name,
    file: plan.scenario?.file ?? source.name,
    scenario: plan.scenario?.name,
    about: plan.scenario?.about ?? model.about,
    modelFile: source.name,
    modelAbout: model.about,
    source: model.source,
    engine: parts.engine,
    settings: settingsOf(plan.settings),
    constants: model.constants.map(c => ({ name: c.name, value: showValue(c.type, c.value) })),
    states: outcome.states,
    transitions: outcome.transitions,
    depth: outcome.depth,
    complete: outcome.complete,
    reason: outcome.reason,
    reduced: parts.reduced,
    verdicts: expected.verdicts,
    findings: [...unkept(outcome), ...expected.unmatched.map(unmatched), ...analysis.findings],
    counts: expected.counts,
    matrices: analysis.matrices,
    charts: analysis.charts,
    waits: analysis.waits,
    races: analysis.races,
    graph: parts.graph,
    command: plan.command,
    timing: parts.timing,
    exitCode: expected.exitCode,
  };
}

function unkept({ unkept: last }: Outcome): Finding[] {
  if (last === undefined) return [];
  const since = last.states === 0 ? "" : ` since the one with ${last.states} states`;
  const message = `no checkpoint was kept${since}: ${last.why}`;
  return [{ code: "checkpoint-not-kept", severity: "warning", message }];
}

function unmatched(name: string): Finding {
  const message = `'expect' names '${name}', which was not checked`;
  return { code: "expectation-unmatched", severity: "warning", message };
}

/** As the command line would give them. */
export function settingsOf(settings: Settings): string[] {
  const pairs = (map: ReadonlyMap<string, string | number>, flag: string) =>
    [...map]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${flag} ${name}=${value}`);
  const variant = settings.variant === undefined ? [] : [`--variant ${settings.variant}`];
  return [
    ...variant,
    ...pairs(settings.constants, "--set"),
    ...pairs(settings.times, "--times"),
    ...pairs(settings.faults, "--faults"),
  ];
}
