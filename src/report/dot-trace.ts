// A trace as a chain of boxes in DOT: the start, then after each action what it changed. The chain runs to and fro in
// rows of four, so that twenty states fit a page; a cycle is one column, so that the way back is beside
// it. The decisive step is marked.

import type { Trace, TraceStep } from "../model/trace.ts";
import {
  attributes,
  type Badge,
  centredLabel,
  type Label,
  type LabelLine,
  quoted,
  tableLabel,
  wrapped,
} from "./dot-text.ts";
import { COLORS, FONT } from "./picture-style.ts";
import { shownChanges } from "./sequence-content.ts";
import { goesRound, stopsForGood } from "./words.ts";

const COLUMNS = 4;

/** The trace as a DOT digraph. */
export function traceDot(trace: Trace): string {
  // The state after a cycle is the one where it starts.
  const boxes = trace.steps.length + (goesRound(trace) ? 0 : 1);
  return [
    `digraph ${quoted(`run to ${trace.property}`)} {`,
    `  graph${attributes(GRAPH)}`,
    `  node${attributes(NODE)}`,
    `  edge${attributes(EDGE)}`,
    boxLine(0, startLines(trace), trace),
    ...trace.steps
      .slice(0, boxes - 1)
      .map((step, i) => boxLine(i + 1, boxLines(step, trace), trace)),
    ...trace.steps.map((step, i) => arrowLine(step, i, trace)),
    ...(goesRound(trace) ? [] : grid(boxes)),
    "}",
    "",
  ].join("\n");
}

const GRAPH = {
  rankdir: "TB",
  bgcolor: COLORS.paper,
  pad: 0.15,
  nodesep: 0.35,
  ranksep: 0.45,
  fontname: FONT,
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
};
const EDGE = {
  color: COLORS.path,
  fontcolor: COLORS.ink,
  fontname: FONT,
  fontsize: 11,
  penwidth: 1.6,
  arrowsize: 0.75,
};

const STARTING = 8;

function startLines(trace: Trace): LabelLine[] {
  const names = new Set([
    ...trace.agents.map(agent => `${agent}.state`),
    ...trace.steps.flatMap(step => shownChanges(step, trace).map(change => change.name)),
  ]);
  const values = trace.start.filter(({ name }) => names.has(name));
  return [
    { text: "start", bold: true },
    ...values
      .slice(0, STARTING)
      .flatMap(({ name, value }) => wrapped(`${name} = ${value}`, {}, 30, 1)),
    ...(values.length > STARTING ? [{ text: "\u2026" }] : []),
  ];
}

function changeLines(step: TraceStep, trace: Trace): LabelLine[] {
  const moved = step.to !== undefined && step.to !== step.from;
  const state = moved ? wrapped(`${step.agent ?? ""}: ${step.to}`, { bold: true }, 30, 2) : [];
  const changes = shownChanges({ ...step, happenings: [] }, trace);
  const lines = [
    ...state,
    ...changes.flatMap(({ name, to }) => wrapped(`${name} = ${to}`, {}, 30, 2)),
  ];
  const fault = step.fault ? wrapped(step.fault, { bold: true, color: COLORS.bad }, 30, 3) : [];
  if (lines.length + fault.length > 0) return [...lines, ...fault];
  return [{ text: "nothing changes", small: true, color: COLORS.muted }];
}

function boxLines(step: TraceStep, trace: Trace): LabelLine[] {
  const stops = stopsForGood(trace) && step === trace.steps.at(-1);
  const end = { text: "nothing more happens", bold: true, color: COLORS.bad };
  return [...changeLines(step, trace), ...(stops ? [end] : [])];
}

function boxLine(index: number, lines: readonly LabelLine[], trace: Trace): string {
  const last = index === trace.steps.length && !goesRound(trace);
  const style = last ? { color: COLORS.bad, fillcolor: COLORS.badFill, penwidth: 2 } : {};
  return `  s${index}${attributes(style, centredLabel(lines))}`;
}

function arrowLine(step: TraceStep, index: number, trace: Trace): string {
  const decisive = trace.decision?.proven === true && trace.decision.step === step.number;
  const color = decisive ? COLORS.decisive : COLORS.path;
  const label = actionLabel(step, { text: `${step.number}`, color }, decisive);
  const style = decisive ? { color, penwidth: 2.8 } : {};
  const [from, to] = [`s${index}`, `s${index + 1}`];
  if (goesRound(trace) && step === trace.steps.at(-1)) return wayBack(from, trace, step);
  if (goesRound(trace) || !runsBack(index, index + 1))
    return `  ${from} -> ${to}${attributes(style, label)}`;
  return `  ${to} -> ${from}${attributes({ ...style, dir: "back" }, label)}`;
}

/** The last step of a cycle leads to where it starts. */
function wayBack(from: string, trace: Trace, step: TraceStep): string {
  const badge = { text: `${step.number}`, color: COLORS.bad };
  const label = actionLabel(step, badge, false, "and again, for ever");
  const style = { color: COLORS.bad, style: "dashed", penwidth: 2 };
  return `  ${from} -> s${trace.loop}${attributes(style, label)}`;
}

/** In every other row the chain runs from right to left. */
function runsBack(from: number, to: number): boolean {
  const row = Math.floor(from / COLUMNS);
  return row === Math.floor(to / COLUMNS) && row % 2 === 1;
}

function actionLabel(step: TraceStep, badge: Badge, decisive: boolean, remark?: string): Label {
  const who = step.agent ?? "fault";
  const part = step.steps > 1 ? `step ${step.step} of ${step.steps}` : "";
  const deed = step.cause ?? step.row?.name ?? (step.steps > 1 ? "" : (step.row?.text ?? ""));
  const what = [deed, part, step.policy ?? ""].filter(text => text !== "").join(", ");
  const lines = [
    ...wrapped(who, { bold: true }, 22, 1),
    ...(what === "" ? [] : wrapped(what, {}, 22, 3)),
  ];
  if (decisive)
    lines.push({ text: "last chance", small: true, bold: true, color: COLORS.decisive });
  if (remark !== undefined) lines.push({ text: remark, bold: true, color: COLORS.bad });
  return tableLabel([{ badges: [badge], lines }]);
}

/** Rows of equal rank, and invisible edges that hold the columns below each other. */
function grid(count: number): string[] {
  const lines: string[] = [];
  for (let first = 0; first < count; first += COLUMNS) {
    const row = Array.from({ length: Math.min(COLUMNS, count - first) }, (_, i) => `s${first + i}`);
    lines.push(`  { rank=same; ${row.join("; ")} }`);
  }
  for (let i = 0; i + 1 < count; i++) {
    const below = 2 * COLUMNS * Math.floor(i / COLUMNS) + 2 * COLUMNS - 1 - i;
    if (below < count && below > i + 1)
      lines.push(`  s${i} -> s${below} [style="invis" weight="20"]`);
  }
  return lines;
}
