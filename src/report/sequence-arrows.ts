// The arrows of a sequence picture: triggers from an actor into the lane, messages from their send to their
// receive, with a cross where they are lost. Heads are drawn as shapes: markers would need ids.

import { COLORS } from "./picture-style.ts";
import { crossShapes } from "./sequence-frame.ts";
import type { CardPlace, FlightPlace, Point, SequencePlan } from "./sequence-layout.ts";
import { element, hoverTitle, textElement } from "./svg-element.ts";
import { wrapPixels } from "./svg-text.ts";

/** From the actor's lifeline to the card. */
export function triggerShapes(card: CardPlace, plan: SequencePlan): string[] {
  const shapes: string[] = [];
  const actor = card.cause ? plan.lanes[card.cause.lane] : undefined;
  if (card.cause && actor) {
    const refused = card.step.policy !== undefined;
    const from = { x: actor.x, y: card.y };
    const to = { x: card.left, y: card.y };
    const label =
      wrapPixels(card.cause.text, Math.max(80, to.x - from.x - 26) / 1.07, 12, 1)[0] ?? "";
    shapes.push(
      element("circle", { cx: from.x, cy: from.y, r: 4, fill: COLORS.ink }),
      ...arrow([from, to], { color: COLORS.ink, dashed: refused }),
      haloText(label, { x: from.x + 11, y: from.y - 6 }, "start"),
    );
  }
  return [...shapes, ...reachShapes(card, plan)];
}

/** From a crash to all that it takes along. */
function reachShapes(card: CardPlace, plan: SequencePlan): string[] {
  const farthest = Math.max(-1, ...card.others.map(other => other.lane));
  const lane = plan.lanes[farthest];
  if (!lane || card.step.agent !== undefined) return [];
  const from = { x: card.left + card.width, y: card.y };
  return arrow([from, { x: lane.x, y: card.y }], { color: COLORS.bad, dashed: true });
}

/** A message: its line, its name near the send, and a cross where it is lost. */
export function flightShapes(flight: FlightPlace, plan: SequencePlan): string[] {
  const end = flight.points.at(-1);
  const lost = flight.fate === "lost";
  const open = flight.fate === "under way";
  const color = lost ? COLORS.bad : COLORS.path;
  const shapes = lost
    ? [path(flight.points, color, true), ...lossShapes(flight, plan)]
    : arrow(flight.points, { color, dashed: open });
  const label = haloText(flight.label, flight.at, flight.anchor, color);
  const fate = lost ? "lost" : "not received";
  const note =
    end && flight.fate !== "received"
      ? [haloText(fate, { x: end.x, y: end.y + 18 }, "middle", color)]
      : [];
  const cross = lost && end ? crossShapes(end.x, end.y, 6, 3) : [];
  return [element("g", {}, [hoverTitle(flight.label), ...shapes, label, ...note, ...cross])];
}

/** From the fault to the message that it takes. */
function lossShapes(flight: FlightPlace, plan: SequencePlan): string[] {
  const card = flight.to === undefined ? undefined : plan.cards[flight.to];
  const end = flight.points.at(-1);
  if (!card || !end) return [];
  const from = { x: card.left + card.width, y: card.y };
  return [
    element("g", { opacity: 0.55 }, [path([from, { x: end.x - 12, y: end.y }], COLORS.bad, true)]),
  ];
}

interface Stroke {
  readonly color: string;
  readonly dashed: boolean;
}

/** A line through the points with a head at the last. */
export function arrow(points: readonly Point[], { color, dashed }: Stroke): string[] {
  const [before, end] = points.slice(-2);
  if (!before || !end) return [];
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const base = { x: end.x - 9 * dx, y: end.y - 9 * dy };
  const head = [
    end,
    { x: base.x - 4.5 * dy, y: base.y + 4.5 * dx },
    { x: base.x + 4.5 * dy, y: base.y - 4.5 * dx },
  ];
  return [
    path([...points.slice(0, -1), base], color, dashed),
    element("polygon", { points: head.map(coordinates).join(" "), fill: color }),
  ];
}

function path(points: readonly Point[], color: string, dashed: boolean): string {
  return element("polyline", {
    points: points.map(coordinates).join(" "),
    fill: "none",
    stroke: color,
    "stroke-width": 1.8,
    "stroke-linejoin": "round",
    "stroke-dasharray": dashed ? "6 4" : undefined,
  });
}

function coordinates({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

/** Text with a rim of paper, so that lines beneath do not disturb it. */
export function haloText(
  text: string,
  at: Point,
  anchor: "start" | "middle" | "end",
  color: string = COLORS.ink,
): string {
  const place = { x: at.x, y: at.y, "text-anchor": anchor, "font-weight": "bold", "font-size": 12 };
  const rim = { stroke: COLORS.paper, "stroke-width": 4, "stroke-linejoin": "round" };
  return textElement(text, { ...place, fill: color, ...rim, "paint-order": "stroke" });
}
