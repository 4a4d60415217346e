// A declared machine as DOT: what the file says, not what exploration found, with what exploration found
// marked on it. A row that never fired is dashed, a state that was not reached is dashed and says so, the
// steps of a trace are bold and numbered. Rows of the whole machine are one edge from a small `any`
// node: one edge from every state would hide the rest.

import type { Chart, ChartEdge, ChartState } from "../model/result.ts";
import type { Trace, TraceStep } from "../model/trace.ts";
import {
  attributes,
  type Badge,
  centredLabel,
  type Label,
  type LabelLine,
  type LabelRow,
  quoted,
  tableLabel,
  wrapped,
} from "./dot-text.ts";
import { COLORS, FONT, haste } from "./picture-style.ts";
import { goesRound } from "./words.ts";

/** The machine as a DOT digraph; with a trace, its steps in this machine are marked. */
export function machineDot(chart: Chart, trace?: Trace): string {
  const names = new Set(chart.states.map(state => state.name));
  const ids = { start: unused("start", names), any: unused("any", names) };
  const walk = walkOf(chart, trace);
  const arcs = arcsOf(chart, ids.any);
  return [
    `digraph ${quoted(`machine ${chart.machine}`)} {`,
    ...header(arcs.length > 3 * chart.states.length, arcs.length),
    `  ${quoted(ids.start)}${attributes({ shape: "point", width: 0.16, color: COLORS.ink, fillcolor: COLORS.ink })}`,
    `  { rank=source; ${quoted(ids.start)} }`,
    ...chart.states.map(state => stateLine(state, walk)),
    ...anyNode(ids.any, arcs),
    ...chart.initial.map(name => `  ${quoted(ids.start)} -> ${quoted(name)}${initialStyle(walk)}`),
    ...paired(arcs, walk).map(({ arc, both }) =>
      arcLine(arc, walk, { both, bare: arcs.length > MOST_LABELS }),
    ),
    "}",
    "",
  ].join("\n");
}

/** A name no state has. */
function unused(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? unused(`${name}*`, taken) : name;
}

function header(dense: boolean, arcs: number): string[] {
  const graph = {
    rankdir: "TB",
    bgcolor: COLORS.paper,
    pad: 0.15,
    nodesep: dense ? 0.3 : 0.4,
    ranksep: dense ? 0.6 : 0.5,
    fontname: FONT,
    ...haste(arcs),
  };
  const node = {
    shape: "box",
    style: "rounded,filled",
    fillcolor: COLORS.panel,
    color: COLORS.line,
    fontcolor: COLORS.ink,
    fontname: FONT,
    fontsize: 13,
    margin: "0.16,0.09",
    height: 0.42,
  };
  const edge = {
    color: COLORS.line,
    fontcolor: COLORS.ink,
    fontname: FONT,
    fontsize: 11,
    arrowsize: 0.75,
  };
  return [`  graph${attributes(graph)}`, `  node${attributes(node)}`, `  edge${attributes(edge)}`];
}

/** What a trace does in one machine. */
interface Walk {
  /** Step numbers by row id and source state, and by row id alone. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  readonly visited: ReadonlySet<string>;
  /** Where each agent of the machine is in the end. */
  readonly ends: ReadonlyMap<string, readonly string[]>;
  readonly decisive: number | undefined;
  readonly marked: boolean;
}

function walkOf(chart: Chart, trace: Trace | undefined): Walk {
  const numbers = new Map<string, number[]>();
  const ends = new Map<string, string[]>();
  const steps = (trace?.steps ?? []).filter(step => step.machine === chart.machine);
  for (const step of steps) {
    if (!step.row) continue;
    push(numbers, key(step.row.id, step.from), step.number);
    push(numbers, key(step.row.id, undefined), step.number);
  }
  for (const [agent, state] of trace && !goesRound(trace) ? lastStates(trace, steps) : [])
    push(ends, state, agent);
  return {
    numbers,
    ends,
    visited: new Set(steps.flatMap(step => [step.from ?? "", step.to ?? step.from ?? ""])),
    decisive: trace?.decision?.proven ? trace.decision.step : undefined,
    marked: trace !== undefined,
  };
}

function lastStates(trace: Trace, steps: readonly TraceStep[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { agent, from, to } of steps) {
    const state = to ?? from;
    if (agent !== undefined && state !== undefined) last.set(agent, state);
  }
  const values = trace.states.at(-1) ?? [];
  trace.start.forEach(({ name }, slot) => {
    const agent = name.endsWith(".state") ? name.slice(0, -".state".length) : "";
    const value = values[slot];
    if (last.has(agent) && value !== undefined) last.set(agent, value);
  });
  return last;
}

function push<K, V>(map: Map<K, V[]>, at: K, value: V): void {
  map.set(at, [...(map.get(at) ?? []), value]);
}

function key(row: string, from: string | undefined): string {
  return JSON.stringify([row, from ?? null]);
}

/** Rows with the same source and target, drawn as one edge. */
interface Arc {
  readonly from: string;
  readonly to: string;
  readonly wide: boolean;
  readonly rows: readonly ArcRow[];
}

interface ArcRow {
  readonly edge: ChartEdge;
  readonly fired: boolean | undefined;
}

function arcsOf(chart: Chart, any: string): Arc[] {
  const arcs = new Map<string, { from: string; to: string; wide: boolean; rows: ArcRow[] }>();
  const add = (from: string, to: string, wide: boolean, row: ArcRow) => {
    const at = JSON.stringify([wide, from, to]);
    const arc = arcs.get(at) ?? { from, to, wide, rows: [] };
    arc.rows.push(row);
    arcs.set(at, arc);
  };
  for (const edge of chart.edges) {
    if (!edge.wide) add(edge.from, edge.to, false, { edge, fired: edge.fired });
  }
  for (const { edge, fired, stays } of wideRows(chart.edges)) {
    add(any, stays ? any : edge.to, true, { edge, fired });
  }
  return [...arcs.values()];
}

interface WideRow extends ArcRow {
  /** Without a target: the machine stays where it is. */
  readonly stays: boolean;
}

function wideRows(edges: readonly ChartEdge[]): WideRow[] {
  const groups = new Map<string, ChartEdge[]>();
  for (const edge of edges) if (edge.wide) push(groups, edge.row, edge);
  return [...groups.values()].flatMap(group => {
    const stays = group.length > 1 && group.every(edge => edge.from === edge.to);
    const targets = new Map(group.map(edge => [stays ? "" : edge.to, edge] as const));
    return [...targets.values()].map(edge => ({ edge, stays, fired: firedAny(group) }));
  });
}

function firedAny(group: readonly ChartEdge[]): boolean | undefined {
  if (group.some(edge => edge.fired === true)) return true;
  return group.every(edge => edge.fired === false) ? false : undefined;
}

function stateLine(state: ChartState, walk: Walk): string {
  const unreached = state.reached === false;
  const here = walk.ends.get(state.name);
  const lines: LabelLine[] = wrapped(state.name, { bold: true }, 24, 3);
  if (state.type === "rest")
    lines.push({ text: "may rest here", small: true, color: COLORS.muted });
  if (unreached) lines.push({ text: "unreached", small: true, color: COLORS.muted });
  if (here) lines.push(...wrapped(`${here.join(", ")} ends here`, ENDS, 24, 2));
  const style = {
    peripheries: state.type === "final" ? 2 : undefined,
    style: unreached ? "rounded,filled,dashed" : undefined,
    ...stateColors(state, walk),
  };
  return `  ${quoted(state.name)}${attributes(style, centredLabel(lines))}`;
}

const ENDS = { small: true, bold: true, color: COLORS.bad } as const;

function stateColors(state: ChartState, walk: Walk): Record<string, string | number | undefined> {
  if (walk.ends.has(state.name)) {
    return { color: COLORS.bad, fillcolor: COLORS.badFill, penwidth: 2 };
  }
  if (walk.visited.has(state.name)) {
    return { color: COLORS.path, fillcolor: COLORS.pathFill, penwidth: 2 };
  }
  if (state.reached !== false) return {};
  return { color: COLORS.faint, fontcolor: COLORS.muted, fillcolor: COLORS.paper };
}

function anyNode(id: string, arcs: readonly Arc[]): string[] {
  if (!arcs.some(arc => arc.wide)) return [];
  const style = {
    style: "rounded,filled",
    fillcolor: COLORS.paper,
    color: COLORS.hairline,
    height: 0.3,
    margin: "0.1,0.04",
  };
  const label = centredLabel([{ text: "any state", small: true, color: COLORS.muted }]);
  return [`  ${quoted(id)}${attributes(style, label)}`];
}

function initialStyle(walk: Walk): string {
  return attributes({ penwidth: walk.marked ? 1.2 : undefined });
}

/** More rows than this between two states are counted, not shown. */
const ROWS = 5;

interface Drawn {
  readonly arc: Arc;
  readonly both: boolean;
}

/** There and back without labels is one line with two heads: half as many lines in a dense machine. */
function paired(arcs: readonly Arc[], walk: Walk): Drawn[] {
  const drawn = new Map<string, { arc: Arc; both: boolean }>();
  arcs.forEach((arc, i) => {
    const bare = isBare(arc, walk) && arc.from !== arc.to;
    const there = drawn.get(bareKey({ ...arc, from: arc.to, to: arc.from }));
    if (bare && there) there.both = true;
    else drawn.set(bare ? bareKey(arc) : `${i}`, { arc, both: false });
  });
  return [...drawn.values()];
}

function isBare(arc: Arc, walk: Walk): boolean {
  return arc.rows.every(
    ({ edge }) =>
      edge.label === "" &&
      !edge.guard &&
      edge.actions.length === 0 &&
      numbersOf(edge, walk).length === 0,
  );
}

function bareKey(arc: Arc): string {
  return JSON.stringify([arc.wide, arc.from, arc.to, arc.rows.every(row => row.fired === false)]);
}

/** With more lines than this only those of the trace have labels: the matrix says the rest. */
const MOST_LABELS = 300;

interface Drawing {
  readonly both: boolean;
  readonly bare: boolean;
}

function arcLine(arc: Arc, walk: Walk, { both, bare }: Drawing): string {
  const numbers = arc.rows.map(row => numbersOf(row.edge, walk));
  const onTrace = numbers.some(list => list.length > 0);
  const never = arc.rows.every(row => row.fired === false);
  const style = {
    dir: both ? "both" : undefined,
    style: lineStyle(onTrace, never),
    color: lineColor(onTrace, never),
    penwidth: onTrace ? 2.4 : undefined,
  };
  const ends = `  ${quoted(arc.from)} -> ${quoted(arc.to)}`;
  return `${ends}${attributes(style, bare && !onTrace ? undefined : arcLabel(arc, numbers, walk))}`;
}

function lineStyle(onTrace: boolean, never: boolean): string | undefined {
  if (onTrace) return "bold";
  return never ? "dashed" : undefined;
}

function lineColor(onTrace: boolean, never: boolean): string | undefined {
  if (onTrace) return COLORS.path;
  return never ? COLORS.faint : undefined;
}

function numbersOf(edge: ChartEdge, walk: Walk): readonly number[] {
  const from = edge.wide ? undefined : edge.from;
  return walk.numbers.get(key(edge.row, from)) ?? [];
}

function arcLabel(
  arc: Arc,
  numbers: readonly (readonly number[])[],
  walk: Walk,
): Label | undefined {
  const mixed = arc.rows.some(row => row.fired !== false);
  const order = arc.rows
    .map((_, i) => i)
    .sort((a, b) => rank(numbers, a) - rank(numbers, b) || a - b);
  const rows = order.slice(0, ROWS).map(i => arcRow(arc.rows[i], numbers[i] ?? [], walk, mixed));
  const shown = rows.filter(row => row.lines.length > 0);
  if (arc.rows.length > ROWS) {
    const text = `\u2026 ${arc.rows.length - ROWS} more rows`;
    shown.push({ badges: [], lines: [{ text, small: true, color: COLORS.muted }] });
  }
  return shown.length === 0 ? undefined : tableLabel(shown);
}

/** Rows of the trace first. */
function rank(numbers: readonly (readonly number[])[], i: number): number {
  return numbers[i]?.[0] ?? Number.MAX_SAFE_INTEGER;
}

function arcRow(
  row: ArcRow | undefined,
  numbers: readonly number[],
  walk: Walk,
  mixed: boolean,
): LabelRow {
  const decisive = walk.decisive !== undefined && numbers.includes(walk.decisive);
  const lines = row ? rowLines(row.edge, walk.marked && numbers.length === 0) : [];
  if (row?.fired === false && mixed) {
    lines.push({ text: "(never fired)", small: true, color: COLORS.muted });
  }
  if (decisive)
    lines.push({ text: "last chance", small: true, bold: true, color: COLORS.decisive });
  return { badges: badgesOf(numbers, walk), lines };
}

function rowLines(edge: ChartEdge, quiet: boolean): LabelLine[] {
  const lines: LabelLine[] = [];
  const color = quiet ? COLORS.muted : undefined;
  if (edge.label !== "") lines.push(...wrapped(edge.label, { bold: true, color }, 28, 2));
  if (edge.guard) lines.push(...wrapped(`[${edge.guard}]`, { color }, 28, 3));
  if (edge.actions.length > 0) {
    lines.push(...wrapped(`/ ${edge.actions.join("; ")}`, { color: COLORS.muted }, 28, 3));
  }
  return lines;
}

/** `2`, `4-6`, `9`: step numbers in order, neighbours as a range; the decisive one stands alone. */
function badgesOf(numbers: readonly number[], walk: Walk): Badge[] {
  const runs: { first: number; last: number }[] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    const alone = n === walk.decisive || run?.last === walk.decisive;
    if (run && n === run.last + 1 && !alone) run.last = n;
    else runs.push({ first: n, last: n });
  }
  return runs.map(({ first, last }) => ({
    text: first === last ? `${first}` : `${first}\u2013${last}`,
    color: first === walk.decisive ? COLORS.decisive : COLORS.path,
  }));
}
