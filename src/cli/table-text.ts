// A machine as a table of rows, one on a line, in the arrow notation of mails: from, to, what causes it, under
// which guard, what it does. Rows that never fired and states that were not reached say so.

import type { Chart, ChartEdge } from "../model/result.ts";
import { type Line, piece, type ReportOptions, render, symbols } from "../report/style.ts";
import { displayWidth, hang, padEnd } from "../report/wrap.ts";

/** All machines, one after the other. */
export function tableText(charts: readonly Chart[], options: ReportOptions): string {
  const lines = charts.flatMap((c, i) => [...(i === 0 ? [] : [[]]), ...chartLines(c, options)]);
  return render(lines, options);
}

function chartLines(chart: Chart, options: ReportOptions): Line[] {
  const replicas = chart.replicas === undefined ? "" : `[${chart.replicas}]`;
  const from = widest(chart.edges.map(sourceOf));
  const to = widest(chart.edges.map(e => e.to));
  return [
    [
      piece(`machine ${chart.machine}${replicas}`, "strong"),
      piece(`, starts in ${chart.initial.join(" or ")}`),
    ],
    ...chart.edges.flatMap(e => edgeLines(e, { from, to }, options)),
    ...remarks(chart, options),
  ];
}

function widest(names: readonly string[]): number {
  return Math.min(32, Math.max(0, ...names.map(n => displayWidth(piece(n).text))));
}

function sourceOf(edge: ChartEdge): string {
  return edge.wide ? `${edge.from} (any)` : edge.from;
}

function edgeLines(
  edge: ChartEdge,
  widths: { readonly from: number; readonly to: number },
  options: ReportOptions,
): Line[] {
  const cell = (text: string, width: number) => padEnd(piece(text).text, width);
  const arrow = symbols(options).arrow;
  const guard = edge.guard === undefined ? "" : ` [${edge.guard}]`;
  const actions = edge.actions.length === 0 ? "" : ` / ${edge.actions.join("; ")}`;
  const margin = [
    piece(`  ${cell(sourceOf(edge), widths.from)} ${arrow} `),
    piece(cell(edge.to, widths.to)),
    piece(" : "),
  ];
  const never = edge.fired === false ? [piece("  never taken", "unsure")] : [];
  const words = [piece(edge.label, "strong"), piece(guard), piece(actions), ...never];
  return hang(margin, words, options.width);
}

function remarks(chart: Chart, options: ReportOptions): Line[] {
  const told = (label: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : hang([piece(`  ${label}: `, "dim")], [piece(names.join(", "))], options.width);
  const of = (type: string) => chart.states.filter(s => s.type === type).map(s => s.name);
  return [
    ...told("final", of("final")),
    ...told("may rest in", of("rest")),
    ...told(
      "not reached",
      chart.states.filter(s => s.reached === false).map(s => s.name),
    ),
  ];
}
