// A reachable graph as DOT, whole or projected to machine states, with the way of a trace marked on it.
// Variables that never change are named once below the picture and not in every node.

import type { StateGraph } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import {
  attributes,
  centredLabel,
  type LabelLine,
  quoted,
  tableLabel,
  wrapped,
} from "./dot-text.ts";
import { COLORS, FONT, haste } from "./picture-style.ts";

/** More nodes or edges than this are a grey cloud and take Graphviz minutes. */
const MOST_NODES = 150;
const MOST_EDGES = 400;
/** With more edges than this only those of the trace have labels: each label costs as much as a node. */
const MOST_LABELS = 80;
const MOST_READABLE = 160;
const MOST_MARKED = 40;

/** Can the graph be drawn so that a person can read it. */
export function isDrawable(graph: StateGraph): boolean {
  return graph.nodes.length <= MOST_NODES && graph.edges.length <= MOST_EDGES;
}

/** Is the picture worth its place in a report: beyond this it shows that there is much, and little else. */
export function isReadable(graph: StateGraph): boolean {
  return isDrawable(graph) && graph.edges.length <= MOST_READABLE;
}

/** Is a run worth being marked in it: in a larger one it says less than the run's own pictures. */
export function showsRuns(graph: StateGraph): boolean {
  return graph.edges.length <= MOST_MARKED;
}

/** The graph as a DOT digraph; with a trace, its steps are numbered on the edges. */
export function graphDot(graph: StateGraph, trace?: Trace): string {
  const shown = changing(graph);
  const walk = walkOf(graph, trace);
  const start = graph.nodes.some(node => node.initial);
  return [
    `digraph ${quoted(graph.projected ? "reachable states, projected" : "reachable states")} {`,
    `  graph${attributes({ ...GRAPH, ...haste(graph.edges.length) }, centredLabel(legend(graph, shown)))}`,
    `  node${attributes(NODE)}`,
    `  edge${attributes(EDGE)}`,
    ...(start ? [`  start${attributes(START)}`] : []),
    ...graph.nodes.map((_, i) => nodeLine(graph, i, shown, walk)),
    ...graph.nodes.flatMap((node, i) => (node.initial ? [`  start -> n${i}`] : [])),
    ...graph.edges.map(edge => edgeLine(edge, walk, graph.edges.length <= MOST_LABELS)),
    "}",
    "",
  ].join("\n");
}

const GRAPH = {
  rankdir: "TB",
  bgcolor: COLORS.paper,
  pad: 0.15,
  nodesep: 0.3,
  ranksep: 0.45,
  labelloc: "b",
  fontname: FONT,
  fontsize: 11,
  fontcolor: COLORS.muted,
};
const NODE = {
  shape: "box",
  style: "rounded,filled",
  fillcolor: COLORS.panel,
  color: COLORS.line,
  fontcolor: COLORS.ink,
  fontname: FONT,
  fontsize: 12,
  margin: "0.12,0.07",
  height: 0.35,
};
const EDGE = {
  color: COLORS.line,
  fontcolor: COLORS.ink,
  fontname: FONT,
  fontsize: 10,
  arrowsize: 0.7,
};
const START = { shape: "point", width: 0.15, color: COLORS.ink, fillcolor: COLORS.ink };

/** Indexes of the variables that have more than one value. */
function changing(graph: StateGraph): number[] {
  const all = graph.variables.map((_, v) => v);
  const some = all.filter(v => new Set(graph.nodes.map(node => node.values[v])).size > 1);
  return some.length === 0 ? all : some;
}

function legend(graph: StateGraph, shown: readonly number[]): LabelLine[] {
  const names = (list: readonly number[]) => list.map(v => graph.variables[v] ?? "").join(", ");
  const others = graph.variables.map((_, v) => v).filter(v => !shown.includes(v));
  const lines = wrapped(`each box: ${names(shown)}`, {}, 90, 2);
  if (others.length > 0) {
    const text = others
      .map(v => `${graph.variables[v]} = ${graph.nodes[0]?.values[v] ?? ""}`)
      .join(", ");
    lines.push(...wrapped(`everywhere: ${text}`, {}, 90, 2));
  }
  if (graph.edges.length > MOST_LABELS) {
    lines.push({ text: "too many edges to name them all" });
  }
  if (graph.cut) lines.push({ text: "cut: there are more states than these" });
  return lines;
}

interface Walk {
  readonly nodes: ReadonlySet<number>;
  readonly last: number | undefined;
  /** Step numbers by edge. */
  readonly steps: ReadonlyMap<string, readonly number[]>;
}

function walkOf(graph: StateGraph, trace: Trace | undefined): Walk {
  const byValues = new Map(graph.nodes.map((node, i) => [JSON.stringify(node.values), i]));
  const slots = new Map((trace?.start ?? []).map(({ name }, i) => [name, i]));
  const columns = graph.variables.map(name => slots.get(name) ?? -1);
  const nodes = (trace?.states ?? []).map(row =>
    byValues.get(JSON.stringify(columns.map(column => row[column] ?? ""))),
  );
  const steps = new Map<string, number[]>();
  nodes.forEach((to, i) => {
    const at = `${nodes[i - 1]}-${to}`;
    if (i > 0) steps.set(at, [...(steps.get(at) ?? []), i]);
  });
  const known = nodes.filter(node => node !== undefined);
  return { nodes: new Set(known), last: known.at(-1), steps };
}

function nodeLine(graph: StateGraph, index: number, shown: readonly number[], walk: Walk): string {
  const node = graph.nodes[index];
  const values = shown.map(v => node?.values[v] ?? "");
  const lines = wrapped(values.join(", "), { bold: true }, 30, 6);
  if (graph.projected && (node?.states ?? 1) > 1) {
    lines.push({ text: `${node?.states} states`, small: true, color: COLORS.muted });
  }
  if (walk.last === index) {
    lines.push({ text: "the run ends here", small: true, bold: true, color: COLORS.bad });
  }
  return `  n${index}${attributes(nodeColors(index, walk), centredLabel(lines))}`;
}

function nodeColors(index: number, walk: Walk): Record<string, string | number> {
  if (walk.last === index) return { color: COLORS.bad, fillcolor: COLORS.badFill, penwidth: 2 };
  if (!walk.nodes.has(index)) return {};
  return { color: COLORS.path, fillcolor: COLORS.pathFill, penwidth: 2 };
}

const LABELS = 3;

function edgeLine(edge: StateGraph["edges"][number], walk: Walk, all: boolean): string {
  const steps = walk.steps.get(`${edge.from}-${edge.to}`) ?? [];
  const marked = steps.length > 0;
  const labels = all || marked ? edge.labels : [];
  const lines = labels.slice(0, LABELS).flatMap(label => wrapped(label, {}, 26, 2));
  if (labels.length > LABELS) {
    lines.push({ text: `\u2026 ${labels.length - LABELS} more`, color: COLORS.muted });
  }
  const badges = steps.map(step => ({ text: `${step}`, color: COLORS.path }));
  const style = marked ? { style: "bold", color: COLORS.path, penwidth: 2.4 } : {};
  const label = lines.length + badges.length === 0 ? undefined : tableLabel([{ badges, lines }]);
  return `  n${edge.from} -> n${edge.to}${attributes(style, label)}`;
}
