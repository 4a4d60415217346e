// Mermaid text for pictures that GitHub, GitLab and many wikis draw by themselves. Names stand in labels only,
// never as identifiers, and every character with a meaning in some Mermaid grammar is written as an entity
// code (`#35;`), so a stranger's name cannot end a label or start a directive.

import { unreachable } from "../base/bug.ts";
import { printable } from "../base/printable.ts";
import type { Chart, ChartEdge, StateGraph } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { type SequenceItem, sequenceText } from "./sequence-text.ts";

/** Mermaid draws no more edges than this unless configured otherwise. */
export const MERMAID_EDGES = 500;

/** A text as it may stand in any Mermaid label. */
export function escapeMermaid(text: string): string {
  const codes = printable(text).replaceAll(/[^\p{L}\p{N} .,=()/→-]/gu, entity);
  return codes.replaceAll(/-{2,}|\.{2,}|={2,}|\/{2,}|^ +| +$/g, run =>
    [...run].map(entity).join(""),
  );
}

function entity(character: string): string {
  return `#${character.codePointAt(0)};`;
}

/** A label is never empty, and never the word that ends a block. */
function label(text: string): string {
  if (text === "") return entity(" ");
  return /^end$/i.test(text) ? entity(text.slice(0, 1)) + text.slice(1) : escapeMermaid(text);
}

/** The states and rows of one machine; the rows that a trace took are numbered with its steps. */
export function machineDiagram(chart: Chart, trace?: Trace): string {
  const ids = new Map(chart.states.map((s, i) => [s.name, `s${i}`]));
  const id = (name: string) => ids.get(name) ?? "s0";
  const visited = trace ? chart.states.filter(s => visits(trace, chart, s.name)) : [];
  const unreached = chart.states.filter(s => s.reached === false);
  return [
    "stateDiagram-v2",
    ...chart.states.map(s => `  state "${label(s.name)}" as ${id(s.name)}`),
    ...chart.initial.map(s => `  [*] --> ${id(s)}`),
    ...chart.edges.map(e => `  ${id(e.from)} --> ${id(e.to)} : ${edgeLabel(e, chart, trace)}`),
    ...chart.states.filter(s => s.type === "final").map(s => `  ${id(s.name)} --> [*]`),
    ...classes(
      "visited",
      "fill:#fff3c4,stroke:#b45309,color:#000",
      visited.map(s => id(s.name)),
    ),
    ...classes(
      "unreached",
      "stroke-dasharray:4 3,color:#888",
      unreached.map(s => id(s.name)),
    ),
  ].join("\n");
}

function visits(trace: Trace, chart: Chart, state: string): boolean {
  return trace.steps.some(s => s.machine === chart.machine && (s.from === state || s.to === state));
}

function classes(name: string, style: string, members: readonly string[]): string[] {
  if (members.length === 0) return [];
  return [`  classDef ${name} ${style}`, `  class ${members.join(",")} ${name}`];
}

function edgeLabel(edge: ChartEdge, chart: Chart, trace: Trace | undefined): string {
  const numbers = trace ? stepsOnEdge(edge, chart, trace) : [];
  return label((numbers.length > 0 ? `(${numbers.join(", ")}) ` : "") + edgeWords(edge));
}

/** The steps of a trace that the row of this edge took from this state. */
export function stepsOnEdge(edge: ChartEdge, chart: Chart, trace: Trace): number[] {
  return trace.steps
    .filter(s => s.machine === chart.machine && s.row?.id === edge.row)
    .filter(s => !edge.wide || s.from === edge.from)
    .map(s => s.number);
}

/** The edge as UML writes it: `trigger [guard] / actions`. */
export function edgeWords(edge: ChartEdge): string {
  const guard = edge.guard === undefined ? "" : `[${edge.guard}]`;
  const actions = edge.actions.length === 0 ? "" : `/ ${edge.actions.join("; ")}`;
  return [edge.label, guard, actions].filter(w => w !== "").join(" ");
}

/** The run with a lane for everybody who acts. */
export function sequenceDiagram(trace: Trace): string {
  const { lanes, items } = sequenceText(trace);
  return [
    "sequenceDiagram",
    ...lanes.map(l => `  ${l.actor ? "actor" : "participant"} ${l.id} as ${label(l.title)}`),
    ...items.map(i => `  ${itemText(i)}`),
  ].join("\n");
}

const ARROWS = { call: "->>", message: "-)", event: "--)" } as const;

function itemText(item: SequenceItem): string {
  switch (item.kind) {
    case "arrow":
      return `${item.from}${ARROWS[item.style]}${item.to}: ${label(item.text)}`;
    case "note":
      return `Note over ${item.over.join(",")}: ${item.text.map(label).join("<br/>")}`;
    case "loop":
      return `loop ${label(item.text)}`;
    case "loop-end":
      return "end";
    default:
      return unreachable(item, "sequence item");
  }
}

/** A reachable graph; `path` (node indexes) is drawn thick. Too many edges for Mermaid become a sentence. */
export function graphDiagram(graph: StateGraph, path: readonly number[] = []): string {
  if (graph.edges.length > MERMAID_EDGES) {
    const size = `${graph.nodes.length} nodes and ${graph.edges.length} edges`;
    return `flowchart TD\n  n0["${label(`${size}: too many to draw here`)}"]`;
  }
  const onPath = graph.edges.flatMap((e, i) => (isOn(path, e.from, e.to) ? [i] : []));
  const marked = [...new Set(path)].filter(n => n in graph.nodes).map(n => `n${n}`);
  return [
    "flowchart TD",
    ...graph.nodes.map((n, i) => `  n${i}["${nodeLines(graph, n.values).join("<br/>")}"]`),
    ...graph.nodes.flatMap((n, i) => (n.initial ? [`  start(( )) --> n${i}`] : [])),
    ...graph.edges.map(e => `  n${e.from} -->${pipe(e.labels)} n${e.to}`),
    ...(onPath.length > 0 ? [linkStyle(graph, onPath)] : []),
    ...classes("visited", "fill:#fff3c4,stroke:#b45309,color:#000", marked),
  ].join("\n");
}

function nodeLines(graph: StateGraph, values: readonly string[]): string[] {
  const lines = values.map((v, i) => label(`${graph.variables[i] ?? ""} = ${v}`));
  return lines.length > 0 ? lines : [label("")];
}

function pipe(labels: readonly string[]): string {
  return labels.length === 0 ? "" : `|"${labels.map(label).join("<br/>")}"|`;
}

function isOn(path: readonly number[], from: number, to: number): boolean {
  return path.some((n, i) => n === from && path[i + 1] === to);
}

/** Links are numbered in order of appearance, so those to initial nodes come first. */
function linkStyle(graph: StateGraph, edges: readonly number[]): string {
  const before = graph.nodes.filter(n => n.initial).length;
  const numbers = edges.map(i => i + before).join(",");
  return `  linkStyle ${numbers} stroke:#b45309,stroke-width:3px`;
}
