// What a sequence picture shows of a run that never ends: a bracket around the steps that are repeated, with the way back
// at its left, or a bar below all lanes where nothing more happens.

import type { Trace } from "../model/trace.ts";
import { COLORS } from "./picture-style.ts";
import type { SequencePlan } from "./sequence-layout.ts";
import { element, textElement } from "./svg-element.ts";
import { textWidth } from "./svg-text.ts";
import { goesRound, stopsForGood } from "./words.ts";

/** Room above the first step of a cycle, for its label. */
export const CYCLE_HEAD = 26;
/** Room below the lanes' feet, for the bar. */
export const STOP_FOOT = 34;

const EDGE = 8;

/** The bracket or the bar; nothing for a run that ends in what is wrong. */
export function endlessShapes(trace: Trace, plan: SequencePlan, width: number): string[] {
  if (goesRound(trace)) return cycleShapes(trace, plan, width);
  return stopsForGood(trace) ? stopShapes(plan, width) : [];
}

const LINE = { fill: "none", stroke: COLORS.bad, "stroke-width": 2 } as const;
const CYCLE_TEXT = "again and again, for ever";

function cycleShapes(trace: Trace, plan: SequencePlan, width: number): string[] {
  const first = plan.cards[trace.loop ?? 0];
  const last = plan.cards.at(-1);
  if (!first || !last) return [];
  const [top, bottom] = [first.rowTop - CYCLE_HEAD / 2 + 6, last.rowBottom + 4];
  const right = width - EDGE;
  const label = textWidth(CYCLE_TEXT, 12, true);
  const corner = { x: EDGE + 18, y: top - 10, width: label + 20, height: 20, rx: 10 };
  return [
    element("path", {
      d: `M ${right} ${top} V ${bottom} H ${EDGE} V ${top} H ${right}`,
      ...DASHED,
    }),
    element("path", { d: `M ${EDGE} ${bottom} V ${top}`, ...LINE }),
    element("path", { d: `M ${EDGE} ${top - 1} l -5 11 h 10 z`, fill: COLORS.bad }),
    element("rect", { ...corner, fill: COLORS.bad }),
    textElement(CYCLE_TEXT, {
      x: corner.x + 10,
      y: top + 4,
      "font-size": 12,
      "font-weight": "bold",
      fill: COLORS.paper,
    }),
  ];
}

const DASHED = { ...LINE, "stroke-width": 1.2, "stroke-dasharray": "5 4" } as const;
const STOP_TEXT = "nothing more happens";

function stopShapes(plan: SequencePlan, width: number): string[] {
  const y = plan.bottom + 38;
  const label = textWidth(STOP_TEXT, 12, true) + 24;
  const box = { x: (width - label) / 2, y: y - 10, width: label, height: 20, rx: 10 };
  const lines = [-2.5, 2.5].map(dy =>
    element("path", { d: `M 24 ${y + dy} H ${width - 24}`, ...LINE, "stroke-width": 1.6 }),
  );
  return [
    ...lines,
    element("rect", { ...box, fill: COLORS.bad }),
    textElement(STOP_TEXT, {
      x: width / 2,
      y: y + 4,
      "font-size": 12,
      "font-weight": "bold",
      fill: COLORS.paper,
      "text-anchor": "middle",
    }),
  ];
}
