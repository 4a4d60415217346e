// The cards of a sequence picture: one per step, on the lane of who acted, with what changed; its number at
// the left edge, the events it emitted at the right. The step that decided carries a flag and says what
// else was possible.

import { COLORS } from "./picture-style.ts";
import { arrow } from "./sequence-arrows.ts";
import { tagShapes } from "./sequence-frame.ts";
import {
  type CardPlace,
  type PlacedLine,
  type SequencePlan,
  SIZES,
  type StretchPlace,
  TAG,
} from "./sequence-layout.ts";
import { element, hoverTitle, textElement } from "./svg-element.ts";
import { escapeXml, textWidth } from "./svg-text.ts";

/** Everything that belongs to one step but its arrows. */
export function cardShapes(card: CardPlace, plan: SequencePlan): string[] {
  const { row } = card.step;
  const hover = row ? [hoverTitle(`${row.text}  (${row.place})`)] : [];
  const shapes = [
    ...numberShapes(card),
    boxShape(card),
    ...card.placed.map(line => lineShape(line, card.left + 10)),
    ...(card.enters === undefined ? [] : entersShapes(card, card.enters)),
    ...card.others.flatMap(({ lane, enters }) =>
      tagShapes(`\u2192 ${enters}`, plan.lanes[lane]?.x ?? 0, card.y - 10, true),
    ),
    ...emitShapes(card, plan),
    ...(card.mark === "decisive" ? flagShapes(card, "last chance") : []),
  ];
  return [element("g", {}, [...hover, ...shapes])];
}

const EDGES: Readonly<Record<CardPlace["mark"], { stroke: string; fill: string; width: number }>> =
  {
    none: { stroke: COLORS.line, fill: COLORS.paper, width: 1.2 },
    decisive: { stroke: COLORS.decisive, fill: COLORS.decisiveFill, width: 2.6 },
    violated: { stroke: COLORS.bad, fill: COLORS.badFill, width: 2.2 },
    reached: { stroke: COLORS.good, fill: COLORS.goodFill, width: 2.2 },
  };

function boxShape(card: CardPlace): string {
  const edge = EDGES[card.mark];
  return element("rect", {
    x: card.left,
    y: card.top,
    width: card.width,
    height: card.height,
    rx: 7,
    fill: edge.fill,
    stroke: card.step.kind === "fault" ? COLORS.bad : edge.stroke,
    "stroke-width": edge.width,
    "stroke-dasharray": card.step.kind === "fault" || card.step.policy ? "5 4" : undefined,
  });
}

function lineShape(line: PlacedLine, x: number): string {
  const color = {
    plain: COLORS.ink,
    head: COLORS.ink,
    row: COLORS.muted,
    note: COLORS.muted,
    bad: COLORS.bad,
  };
  const bold = line.tone === "head" || line.tone === "bad";
  const strong =
    line.strong === undefined
      ? []
      : [element("tspan", { "font-weight": "bold" }, [escapeXml(line.strong)])];
  const list = {
    x,
    y: line.y,
    "font-size": SIZES[line.tone],
    "font-weight": bold ? "bold" : undefined,
    "font-style": line.tone === "note" ? "italic" : undefined,
    fill: color[line.tone],
    "xml:space": "preserve",
  };
  return element("text", list, [escapeXml(line.text), ...strong]);
}

function entersShapes(card: CardPlace, state: string): string[] {
  const y = card.top + card.height - TAG - 7;
  return tagShapes(`\u2192 ${state}`, card.left + card.width / 2, y, true);
}

/** The step's number at the left edge, filled by what the step means. */
function numberShapes(card: CardPlace): string[] {
  const fill = card.mark === "none" ? COLORS.line : EDGES[card.mark].stroke;
  return [
    element("circle", { cx: 30, cy: card.y, r: 12, fill }),
    textElement(String(card.step.number), {
      x: 30,
      y: card.y + 4.5,
      "font-size": card.step.number > 99 ? 10 : 12.5,
      "font-weight": "bold",
      fill: COLORS.paper,
      "text-anchor": "middle",
    }),
  ];
}

function emitShapes(card: CardPlace, plan: SequencePlan): string[] {
  const lane = plan.lanes.at(-1);
  if (lane?.kind !== "events") return [];
  return card.emits.flatMap((event, i) => {
    const y = card.y + 18 * i;
    const from = { x: card.left + card.width, y };
    return [
      ...arrow([from, { x: lane.x - 5, y }], { color: COLORS.good, dashed: true }),
      element("circle", { cx: lane.x, cy: y, r: 4.5, fill: COLORS.good }),
      textElement(event, {
        x: lane.x + 11,
        y: y + 4,
        "font-weight": "bold",
        fill: COLORS.good,
      }),
    ];
  });
}

/** A small flag on the card's upper edge. */
function flagShapes(card: CardPlace, word: string): string[] {
  const width = textWidth(word, 11, true) + 30;
  const x = card.left + card.width - width - 8;
  const y = card.top - 17;
  return [
    element("rect", { x, y, width, height: 20, rx: 4, fill: COLORS.decisive }),
    element("path", {
      d: `M ${x + 9} ${y + 16} V ${y + 4}`,
      stroke: COLORS.paper,
      "stroke-width": 1.6,
    }),
    element("path", { d: `M ${x + 9} ${y + 4} l 9 3.5 l -9 3.5 z`, fill: COLORS.paper }),
    textElement(word, {
      x: x + 23,
      y: y + 14,
      "font-size": 11,
      "font-weight": "bold",
      fill: COLORS.paper,
    }),
  ];
}

/** A row under way as a bar on the lifeline, a lock held as a striped one beside it. */
export function stretchShapes(stretch: StretchPlace): string[] {
  const { x, top, bottom } = stretch;
  const height = Math.max(0, bottom - top);
  if (stretch.kind === "busy") {
    const style = { fill: COLORS.pathFill, stroke: COLORS.path, "stroke-width": 1.2 };
    return [
      element("g", {}, [
        hoverTitle("between the steps of one row"),
        element("rect", { x: x - 5, y: top, width: 10, height, ...style }),
      ]),
    ];
  }
  return [
    element("g", {}, [
      hoverTitle(`holds ${stretch.label}`),
      element("line", {
        x1: x + 13,
        y1: top,
        x2: x + 13,
        y2: bottom,
        stroke: COLORS.decisive,
        "stroke-width": 5,
        "stroke-dasharray": "3 2",
      }),
      textElement(`holds ${stretch.label}`, {
        x: x + 20,
        y: top + 15,
        "font-size": 11,
        fill: COLORS.decisive,
      }),
    ]),
  ];
}
