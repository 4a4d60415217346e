// All pictures of a result by file name, and the one place that says how they are called: the
// page, the command line and the other reports look names up here. `machine-sender.svg`,
// `trace-cancel-wins.sequence.svg`, machines and the graph with their `.dot` beside them.

import type { Chart, Result, StateGraph } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { machineDot } from "./dot.ts";
import { graphDot, isReadable, showsRuns } from "./dot-graph.ts";
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

/** Makes an SVG of a DOT text. */
export type Draw = (dot: string) => Promise<string>;

/** Every picture file of the result, in a fixed order. The DOT beside it is what people change and draw again. */
export async function picturesOf(
  result: Result,
  draw: Draw = renderSvg,
): Promise<ReadonlyMap<string, string>> {
  const drawings = drawingsOf(result);
  const pictures = await Promise.all(drawings.map(({ dot, svg }) => svg ?? draw(dot)));
  const files = drawings.flatMap(({ name, dot, kept }, i) => [
    ...(kept ? [[`${name}.dot`, dot] as const] : []),
    [`${name}.svg`, pictures[i] ?? ""] as const,
  ]);
  return new Map(files);
}

interface Drawing {
  readonly name: string;
  readonly dot: string;
  /** Is the DOT a file of its own; `show --as dot` makes the others. */
  readonly kept?: boolean | undefined;
  /** Finished already, without Graphviz. */
  readonly svg?: string | undefined;
}

function drawingsOf(result: Result): Drawing[] {
  const graph = result.graph && isReadable(result.graph) ? result.graph : undefined;
  return [
    ...chartsOf(result).map(({ chart, stem }) => ({
      name: stem,
      dot: machineDot(chart),
      kept: true,
    })),
    ...(graph ? [{ name: "graph", dot: graphDot(graph), kept: true }] : []),
    ...tracesOf(result).flatMap(named => [
      { name: `${named.stem}.sequence`, dot: "", svg: sequenceSvg(named.trace, named.ending) },
      // A witness is told by its sequence; only a counterexample is worth the time of layouts.
      ...(named.ending === "violated" ? markedDrawings(result, named, graph) : []),
    ]),
  ];
}

function markedDrawings(
  result: Result,
  named: NamedTrace,
  graph: StateGraph | undefined,
): Drawing[] {
  const { stem, trace } = named;
  const machines = chartsOfTrace(result, trace);
  return [
    { name: `${stem}.states`, dot: traceDot(trace) },
    ...machines.map(c => ({ name: markedName(named, c), dot: machineDot(c.chart, trace) })),
    ...(graph && showsRuns(graph) ? [{ name: `${stem}.graph`, dot: graphDot(graph, trace) }] : []),
  ];
}
