// All pictures of a result by file name, and the one place that says how they are called: the
// page, the command line and the other reports look names up here. `machine-sender.svg`,
// `trace-cancel-wins.sequence.svg`, each drawing by Graphviz with its `.dot` beside it.

import type { Chart, Result } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { machineDot } from "./dot.ts";
import { graphDot, isDrawable } from "./dot-graph.ts";
import { traceDot } from "./dot-trace.ts";
import { nameGiver } from "./file-name.ts";
import type { Ending } from "./sequence-nouns.ts";
import { sequenceSvg } from "./sequence-svg.ts";
import { renderSvg } from "./svg.ts";

/** A trace of the result and how its files' names begin. */
export interface NamedTrace {
  readonly property: string;
  readonly trace: Trace;
  readonly ending: Ending;
  /** `trace-cancel-wins`; with `--all` the second is `trace-cancel-wins-2`. */
  readonly stem: string;
}

export interface NamedChart {
  readonly chart: Chart;
  /** `machine-sender`. */
  readonly stem: string;
}

/** The traces of all verdicts in order, named. */
export function tracesOf(result: Result): NamedTrace[] {
  const name = nameGiver();
  return result.verdicts.flatMap(verdict => {
    const traces = verdict.trace ? [verdict.trace, ...verdict.more] : verdict.more;
    return traces.map(trace => ({
      property: verdict.property,
      trace,
      ending: verdict.verdict === "reached" ? ("reached" as const) : ("violated" as const),
      stem: `trace-${name(verdict.property)}`,
    }));
  });
}

/** The machines in order, named. */
export function chartsOf(result: Result): NamedChart[] {
  const name = nameGiver();
  return result.charts.map(chart => ({ chart, stem: `machine-${name(chart.machine)}` }));
}

/** The machines that a trace moves: the others have nothing marked. */
export function chartsOfTrace(result: Result, trace: Trace): NamedChart[] {
  const moved = new Set(trace.steps.map(step => step.machine));
  return chartsOf(result).filter(({ chart }) => moved.has(chart.machine));
}

/** The name of the picture of one machine with one trace marked. */
export function markedName(trace: NamedTrace, chart: NamedChart): string {
  return `${trace.stem}.${chart.stem}`;
}

/** Every picture file of the result, in a fixed order. */
export async function picturesOf(result: Result): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const draw = async (stem: string, dot: string) => {
    files.set(`${stem}.dot`, dot);
    files.set(`${stem}.svg`, await renderSvg(dot));
  };
  for (const { chart, stem } of chartsOf(result)) await draw(stem, machineDot(chart));
  if (result.graph && isDrawable(result.graph)) await draw("graph", graphDot(result.graph));
  for (const named of tracesOf(result)) {
    files.set(`${named.stem}.sequence.svg`, sequenceSvg(named.trace, named.ending));
    // A witness is told by its sequence; only a counterexample is worth the seconds that layouts take.
    if (named.ending === "reached") continue;
    await draw(`${named.stem}.states`, traceDot(named.trace));
    for (const chart of chartsOfTrace(result, named.trace)) {
      await draw(markedName(named, chart), machineDot(chart.chart, named.trace));
    }
    if (result.graph && isDrawable(result.graph)) {
      await draw(`${named.stem}.graph`, graphDot(result.graph, named.trace));
    }
  }
  return files;
}
