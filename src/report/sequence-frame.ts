// What stands around the steps of a sequence picture: the title with the values at the start, the heads and
// lifelines of the lanes, and the banner that says how it ended.

import type { Trace } from "../model/trace.ts";
import { COLORS } from "./picture-style.ts";
import { shownChanges } from "./sequence-content.ts";
import { type LanePlace, type SequencePlan, tagWidth } from "./sequence-layout.ts";
import type { Ending } from "./sequence-nouns.ts";
import { alternativesText, idleHead } from "./story.ts";
import { element, textElement } from "./svg-element.ts";
import { textWidth, wrapPixels } from "./svg-text.ts";
import { runLength } from "./words.ts";

export interface Block {
  readonly shapes: readonly string[];
  readonly height: number;
}

const LEFT = 24;

/** The property, the model, and the values at the start of what will change. */
export function titleShapes(trace: Trace, width: number): Block {
  const names = wrapPixels(trace.property, (width - 2 * LEFT) / 1.07, 19, 2);
  const shapes = names.map((line, i) =>
    textElement(line, { x: LEFT, y: 36 + 24 * i, "font-size": 19, "font-weight": "bold" }),
  );
  let y = 36 + 24 * (names.length - 1) + 20;
  shapes.push(
    textElement(`${trace.model}, ${runLength(trace)}`, { x: LEFT, y, fill: COLORS.muted }),
  );
  for (const line of wrapPixels(startText(trace), width - 2 * LEFT, 12, 3)) {
    y += 18;
    shapes.push(textElement(line, { x: LEFT, y, fill: COLORS.muted }));
  }
  return { shapes, height: y + 18 };
}

function startText(trace: Trace): string {
  const changing = new Set(trace.steps.flatMap(step => shownChanges(step, trace).map(c => c.name)));
  const values = trace.start.filter(({ name }) => changing.has(name));
  return values.length === 0
    ? ""
    : `at the start: ${values.map(({ name, value }) => `${name} = ${value}`).join(",  ")}`;
}

/** Bands behind every other step, step lines, and the lifelines. */
export function laneShapes(plan: SequencePlan, width: number): string[] {
  const bands = plan.cards
    .filter((_, i) => i % 2 === 0)
    .map(({ rowTop, rowBottom }) =>
      element("rect", {
        x: 0,
        y: rowTop + 7,
        width,
        height: rowBottom - rowTop,
        fill: COLORS.panel,
      }),
    );
  const lines = plan.lanes.map(({ x, kind }) =>
    element("line", {
      x1: x,
      y1: plan.top - 8,
      x2: x,
      y2: plan.bottom,
      stroke: COLORS.faint,
      "stroke-width": 1.2,
      "stroke-dasharray": kind === "agent" ? undefined : "3 4",
    }),
  );
  return [...bands, ...lines];
}

/** The heads of the lanes with the first states, and the last states at their feet. */
export function headShapes(plan: SequencePlan, y: number): string[] {
  return plan.lanes.flatMap(lane => [
    ...(lane.kind === "agent" ? agentHead(lane, y) : actorHead(lane, y)),
    ...(lane.first === undefined ? [] : tagShapes(lane.first, lane.x, y + 33, false)),
    ...(lane.last === undefined ? [] : tagShapes(lane.last, lane.x, plan.bottom, false)),
  ]);
}

function agentHead(lane: LanePlace, y: number): string[] {
  const title = wrapPixels(lane.title, lane.width / 1.07 - 16, 14, 1)[0] ?? "";
  const width = textWidth(title, 14, true) + 32;
  return [
    element("rect", {
      x: lane.x - width / 2,
      y,
      width,
      height: 28,
      rx: 6,
      fill: COLORS.ink,
    }),
    textElement(title, {
      x: lane.x,
      y: y + 19,
      "font-size": 14,
      "font-weight": "bold",
      fill: COLORS.paper,
      "text-anchor": "middle",
    }),
  ];
}

function actorHead(lane: LanePlace, y: number): string[] {
  const events = lane.kind === "events";
  const title = wrapPixels(lane.title, lane.width / 1.07, 14, 1)[0] ?? "";
  const label = textElement(title, {
    x: events ? lane.x - 6 : lane.x,
    y: y + 44,
    "font-size": 14,
    "font-weight": "bold",
    "text-anchor": events ? undefined : "middle",
  });
  return [label, ...(events ? eventIcon(lane.x, y + 18) : personIcon(lane.x, y + 2))];
}

function personIcon(x: number, y: number): string[] {
  const style = { fill: "none", stroke: COLORS.ink, "stroke-width": 1.8 };
  return [
    element("circle", { cx: x, cy: y + 7, r: 5.5, ...style }),
    element("path", {
      d: `M ${x - 10} ${y + 27} C ${x - 10} ${y + 12} ${x + 10} ${y + 12} ${x + 10} ${y + 27}`,
      ...style,
    }),
  ];
}

function eventIcon(x: number, y: number): string[] {
  const style = { fill: "none", stroke: COLORS.ink, "stroke-width": 1.8 };
  return [
    element("circle", { cx: x, cy: y, r: 3, fill: COLORS.ink }),
    element("path", { d: `M ${x + 6} ${y - 7} A 9 9 0 0 1 ${x + 6} ${y + 7}`, ...style }),
    element("path", { d: `M ${x + 11} ${y - 11} A 15 15 0 0 1 ${x + 11} ${y + 11}`, ...style }),
  ];
}

/** A state's name in a tag, centred. */
export function tagShapes(state: string, x: number, y: number, entered: boolean): string[] {
  const width = tagWidth(state);
  const text = wrapPixels(state, (width - 14) / 1.07, 11.5, 1)[0] ?? "";
  return [
    element("rect", {
      x: x - width / 2,
      y,
      width,
      height: 20,
      rx: 10,
      fill: entered ? COLORS.path : COLORS.paper,
      stroke: entered ? COLORS.path : COLORS.line,
      "stroke-width": 1.2,
    }),
    textElement(text, {
      x,
      y: y + 14,
      "font-size": 11.5,
      "font-weight": "bold",
      fill: entered ? COLORS.paper : COLORS.ink,
      "text-anchor": "middle",
    }),
  ];
}

interface BannerLine {
  readonly text: string;
  readonly indent: number;
  readonly bold: boolean;
}

/** How it ended, and which part of the property has which value there. */
export function bannerShapes(
  trace: Trace,
  y: number,
  width: number,
  ending: Ending,
): { readonly shapes: readonly string[]; readonly bottom: number } {
  const room = width - 2 * LEFT - 56;
  const lines = bannerLines(trace).flatMap(line =>
    wrapPixels(line.text, room - line.indent, 13, 3).map(text => ({ ...line, text })),
  );
  const height = 20 + 19 * lines.length;
  const look = LOOKS[ending];
  const box = { x: LEFT, y, width: width - 2 * LEFT, height, rx: 8 };
  return {
    shapes: [
      element("rect", { ...box, fill: look.fill, stroke: look.color, "stroke-width": 1.5 }),
      ...look.sign(LEFT + 24, y + 24, 7, 3.2),
      ...lines.map((line, i) =>
        textElement(line.text, {
          x: LEFT + 46 + line.indent,
          y: y + 28 + 19 * i,
          "font-size": 13,
          "font-weight": line.bold ? "bold" : undefined,
          fill: line.bold ? look.color : COLORS.ink,
        }),
      ),
    ],
    bottom: y + height,
  };
}

type Sign = (x: number, y: number, radius: number, width: number) => string[];

const LOOKS: Readonly<Record<Ending, { color: string; fill: string; sign: Sign }>> = {
  violated: { color: COLORS.bad, fill: COLORS.badFill, sign: crossShapes },
  reached: { color: COLORS.good, fill: COLORS.goodFill, sign: tickShapes },
};

const PARTS = 6;

function bannerLines(trace: Trace): BannerLine[] {
  const parts = trace.explanation.slice(0, PARTS).map(({ text, value, depth }) => ({
    text: `${text} is ${value}`,
    indent: 14 * Math.min(depth, 6),
    bold: false,
  }));
  const ending = { text: trace.ending, indent: 0, bold: true };
  return [ending, ...parts, ...idleLines(trace), ...decisionLines(trace)];
}

function idleLines(trace: Trace): BannerLine[] {
  const idle = trace.idle ?? [];
  if (idle.length === 0) return [];
  const lines = idle.slice(0, PARTS).map(({ agent, text }) => ({
    text: `${agent}: ${text}`,
    indent: 14,
    bold: false,
  }));
  const rest = idle.length - PARTS;
  const more = rest > 0 ? [{ text: `and ${rest} more`, indent: 14, bold: false }] : [];
  return [{ text: idleHead(trace, idle.length), indent: 0, bold: false }, ...lines, ...more];
}

function decisionLines(trace: Trace): BannerLine[] {
  const { decision } = trace;
  if (!decision?.proven) return [];
  const others = alternativesText(decision);
  const instead = others === "" ? "." : `; instead of it was possible: ${others}`;
  const text =
    decision.step === 0
      ? "From the start it could not be avoided."
      : `Step ${decision.step} was the last chance${instead}`;
  return [{ text, indent: 0, bold: false }];
}

/** A cross: lost, or violated. */
export function crossShapes(x: number, y: number, radius: number, width: number): string[] {
  const d = `M ${x - radius} ${y - radius} L ${x + radius} ${y + radius} M ${x + radius} ${y - radius} L ${x - radius} ${y + radius}`;
  return [
    element("path", { d, stroke: COLORS.bad, "stroke-width": width, "stroke-linecap": "round" }),
  ];
}

/** A tick: reached. */
function tickShapes(x: number, y: number, radius: number, width: number): string[] {
  const d = `M ${x - radius} ${y} L ${x - radius / 4} ${y + radius} L ${x + radius} ${y - radius}`;
  const style = {
    fill: "none",
    stroke: COLORS.good,
    "stroke-width": width,
    "stroke-linecap": "round",
  };
  return [element("path", { d, ...style })];
}
