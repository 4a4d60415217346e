// Where everything in a sequence picture stands. Time runs downward; every step has a row of its own, so a
// horizontal arrow never crosses another step's card, and a message that flies over several rows slants
// only in the gap before its receiver's lane, where no card stands.

import type { Trace } from "../model/trace.ts";
import { sequenceOf } from "./sequence-content.ts";
import { CYCLE_HEAD } from "./sequence-endless.ts";
import type { Card, CardLine, Ending, Flight, Lane, Sequence, Stretch } from "./sequence-nouns.ts";
import { textWidth, wrapPixels } from "./svg-text.ts";
import { goesRound } from "./words.ts";

export interface LanePlace extends Lane {
  readonly left: number;
  readonly width: number;
  /** Of the lifeline. */
  readonly x: number;
}

/** A line of text on a card, wrapped already. */
export interface PlacedLine extends CardLine {
  readonly y: number;
}

export interface CardPlace extends Card {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly placed: readonly PlacedLine[];
  /** Where arrows meet it. */
  readonly y: number;
  /** Top and bottom of its row. */
  readonly rowTop: number;
  readonly rowBottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface FlightPlace extends Flight {
  readonly points: readonly Point[];
  readonly label: string;
  readonly at: Point;
  readonly anchor: "start" | "end";
}

export interface StretchPlace extends Stretch {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SequencePlan {
  readonly lanes: readonly LanePlace[];
  readonly cards: readonly CardPlace[];
  readonly flights: readonly FlightPlace[];
  readonly stretches: readonly StretchPlace[];
  readonly width: number;
  /** Where lifelines begin and end. */
  readonly top: number;
  readonly bottom: number;
}

export const SIZES = { head: 12.5, row: 10.5, plain: 12, note: 11, bad: 12 } as const;
const HEIGHTS = { head: 17, row: 13.5, plain: 16.5, note: 15, bad: 16 } as const;

const GUTTER = 52;
const PAD = 10;
const ROW_GAP = 22;
const WIDEST = 232;
const NARROWEST = 96;
/** Of a state's tag at the foot of a card. */
export const TAG = 20;

/** Lays the trace out below a head of the given height. */
export function planSequence(trace: Trace, headHeight: number, ending: Ending): SequencePlan {
  const sequence = sequenceOf(trace, ending);
  const lanes = placeLanes(sequence);
  const cycle = goesRound(trace) ? trace.loop : undefined;
  const cards = placeCards(sequence, lanes, headHeight + 8, cycle);
  const bottom = (cards.at(-1)?.rowBottom ?? headHeight) + 12;
  const last = lanes.at(-1);
  return {
    lanes,
    cards,
    flights: placeFlights(sequence.flights, cards, lanes),
    stretches: sequence.stretches.map(s => placeStretch(s, cards, lanes, bottom)),
    width: Math.ceil((last ? last.left + last.width : GUTTER) + 24),
    top: headHeight,
    bottom,
  };
}

function placeLanes(sequence: Sequence): LanePlace[] {
  const widths = sequence.lanes.map((lane, i) => laneWidth(lane, i, sequence));
  let left = GUTTER;
  return sequence.lanes.map((lane, i) => {
    const width = widths[i] ?? NARROWEST;
    const x = lane.kind === "events" ? left + 10 : left + width / 2;
    const place = { ...lane, left, width, x };
    left += width + gapAfter(i, sequence, widths);
    return place;
  });
}

function laneWidth(lane: Lane, index: number, sequence: Sequence): number {
  const own = sequence.cards.filter(card => card.lane === index);
  const head = textWidth(lane.title, 14, true) + 44;
  const cards = own
    .filter(card => card.step.kind !== "trigger" || lane.kind === "agent")
    .map(cardWidth);
  const tags = sequence.cards.flatMap(card =>
    card.others
      .filter(other => other.lane === index)
      .map(other => tagWidth(`\u2192 ${other.enters}`)),
  );
  const states = [lane.first, lane.last].map(state => (state ? tagWidth(state) : 0));
  const events =
    lane.kind === "events" ? sequence.cards.flatMap(card => card.emits.map(eventWidth)) : [];
  const least = lane.kind === "agent" ? NARROWEST + 30 : 84;
  const natural = Math.max(least, head, ...cards, ...tags, ...states, ...events);
  return Math.ceil(Math.min(lane.kind === "events" ? 210 : WIDEST, natural));
}

function eventWidth(text: string): number {
  return textWidth(text, 12, true) + 30;
}

/** Of the tag that shows a state's name. */
export function tagWidth(state: string): number {
  return Math.min(WIDEST - 16, textWidth(state, 11.5, true) + 20);
}

function cardWidth(card: Card): number {
  const lines = card.lines.map(line => {
    const wide = lineWidth(line);
    return line.tone === "row" ? Math.min(wide, Math.max(190, wide / 3 + 30)) : wide;
  });
  const tag = card.enters === undefined ? 0 : tagWidth(`\u2192 ${card.enters}`);
  return Math.max(...lines, tag) + 2 * PAD + 2;
}

function lineWidth(line: CardLine): number {
  const size = SIZES[line.tone];
  const bold = line.tone === "head" || line.tone === "bad";
  return textWidth(line.text, size, bold) + textWidth(line.strong ?? "", size, true);
}

/** Room for the labels that stand in the gap: of triggers from the lane before, of messages sent on either side. */
function gapAfter(index: number, sequence: Sequence, widths: readonly number[]): number {
  const needs = [38];
  const lane = sequence.lanes[index];
  for (const { cause, lane: to } of sequence.cards) {
    if (cause?.lane === index && to === index + 1) {
      needs.push(labelWidth(cause.text) + 34 - (widths[index] ?? 0) / 2);
    }
  }
  for (const flight of sequence.flights) {
    const far = flight.toLane !== undefined && Math.abs(flight.toLane - flight.fromLane) > 1;
    if (!far && gapOf(flight, sequence.lanes.length) === index)
      needs.push(labelWidth(flight.label) + 26);
  }
  if (lane?.kind === "agent" && sequence.lanes[index + 1]?.kind === "events") needs.push(44);
  return Math.min(170, Math.ceil(Math.max(...needs)));
}

function labelWidth(text: string): number {
  return textWidth(text, 12, true);
}

/** The gap in which a flight's label stands: beside its sender, on its receiver's side. */
function gapOf(flight: Flight, lanes: number): number {
  return goesRight(flight, lanes) ? flight.fromLane : flight.fromLane - 1;
}

function goesRight(flight: Flight, lanes: number): boolean {
  if (flight.toLane !== undefined) return flight.toLane >= flight.fromLane;
  return flight.fromLane + 1 < lanes;
}

function placeCards(
  sequence: Sequence,
  lanes: readonly LanePlace[],
  start: number,
  cycle: number | undefined,
): CardPlace[] {
  let rowTop = start;
  return sequence.cards.map((card, i) => {
    if (i === cycle) rowTop += CYCLE_HEAD;
    const lane = lanes[card.lane];
    const width = lane?.width ?? NARROWEST;
    const top = rowTop + ROW_GAP;
    const { placed, height } = placeLines(card, top, width - 2 * PAD);
    const sends = sequence.flights.filter(f => sequence.cards[f.from] === card).length;
    const inner = Math.max(height, 18 * card.emits.length + 12, 14 + 18 * (sends + 1));
    const place = {
      ...card,
      left: lane?.left ?? 0,
      top,
      width,
      height: inner,
      placed,
      y: top + 16,
      rowTop,
      rowBottom: top + inner + 8,
    };
    rowTop = place.rowBottom;
    return place;
  });
}

function placeLines(
  card: Card,
  top: number,
  width: number,
): { placed: PlacedLine[]; height: number } {
  const placed: PlacedLine[] = [];
  let y = top + 6;
  for (const line of card.lines.flatMap(l => wrapLine(l, width))) {
    y += HEIGHTS[line.tone];
    placed.push({ ...line, y: y - 4 });
  }
  const tag = card.enters === undefined ? 0 : TAG + 6;
  return { placed, height: y - top + 7 + tag };
}

/** The bold end stays whole if it fits on a line of its own. */
function wrapLine(line: CardLine, width: number): CardLine[] {
  if (lineWidth(line) <= width) return [line];
  const size = SIZES[line.tone];
  const strong = line.strong ?? "";
  const texts = wrapPixels(line.text, width, size, line.tone === "row" ? 4 : 3);
  const plain = texts.map((text): CardLine => ({ tone: line.tone, text }));
  if (strong === "") return plain;
  const last = plain.at(-1);
  const ends = wrapPixels(strong, width / 1.07, size, 2).map(
    (text): CardLine => ({ tone: line.tone, text: "", strong: text }),
  );
  const [first, ...more] = ends;
  const joined = { tone: line.tone, text: `${last?.text ?? ""} `, strong: first?.strong };
  if (lineWidth(joined) <= width) return [...plain.slice(0, -1), joined, ...more];
  return [...plain, ...ends];
}

function placeFlights(
  flights: readonly Flight[],
  cards: readonly CardPlace[],
  lanes: readonly LanePlace[],
): FlightPlace[] {
  const sent = new Map<number, number>();
  return flights.flatMap(flight => {
    const from = cards[flight.from];
    if (!from) return [];
    const meets = from.cause !== undefined || flights.some(other => other.to === flight.from);
    const nth = sent.get(flight.from) ?? (meets ? 1 : 0);
    sent.set(flight.from, nth + 1);
    return [placeFlight(flight, from, 18 * nth, { cards, lanes })];
  });
}

interface Stage {
  readonly cards: readonly CardPlace[];
  readonly lanes: readonly LanePlace[];
}

function placeFlight(flight: Flight, from: CardPlace, shift: number, stage: Stage): FlightPlace {
  const right = goesRight(flight, stage.lanes.length);
  const sign = right ? 1 : -1;
  const start = { x: right ? from.left + from.width : from.left, y: from.y + shift };
  const end = endOf(flight, start, right, stage);
  const bends = bendsOf(flight, [start, end], right, stage);
  return {
    ...flight,
    points: [start, ...bends, end],
    at: { x: start.x + sign * 8, y: start.y - 5 },
    anchor: right ? "start" : "end",
  };
}

function endOf(flight: Flight, start: Point, right: boolean, stage: Stage): Point {
  const from = stage.cards[flight.from];
  const to = flight.to === undefined ? undefined : stage.cards[flight.to];
  if (to && flight.toLane !== undefined) {
    const lane = stage.lanes[flight.toLane];
    const left = lane?.left ?? to.left;
    const onLeft = right && flight.toLane !== flight.fromLane;
    if (to === from && lane && isBare(from, flight.toLane)) return { x: lane.x, y: start.y };
    return { x: onLeft ? left : left + (lane?.width ?? to.width), y: to === from ? start.y : to.y };
  }
  const gap = gapEdges(flight.fromLane, right, stage);
  const middle = (gap.near + gap.far) / 2;
  return { x: middle, y: to ? to.y : start.y + 44 };
}

/** A rendezvous is one card, at its sender: where the receiver stays in its state, its lane has nothing there but the line. */
function isBare(card: CardPlace, lane: number): boolean {
  return card.lane !== lane && !card.others.some(other => other.lane === lane);
}

/** The edges of the gap beside a lane. */
function gapEdges(lane: number, right: boolean, stage: Stage): { near: number; far: number } {
  const own = stage.lanes[lane];
  const next = stage.lanes[lane + (right ? 1 : -1)];
  const near = (own?.left ?? 0) + (right ? (own?.width ?? 0) : 0);
  const far = next ? next.left + (right ? 0 : next.width) : near + (right ? 60 : -40);
  return { near, far };
}

/** How far a message to the machine itself leaves its lane. */
const LOOP = 16;

/**
 * A flight over other lanes goes level to the gap before its receiver first; one that comes back to its own lane
 * goes down beside it.
 */
function bendsOf(
  flight: Flight,
  [start, end]: readonly [Point, Point],
  right: boolean,
  stage: Stage,
): Point[] {
  if (flight.toLane === undefined) return [];
  if (flight.toLane === flight.fromLane) {
    const x = start.x + LOOP;
    return [
      { x, y: start.y },
      { x, y: end.y },
    ];
  }
  if (Math.abs(flight.toLane - flight.fromLane) < 2) return [];
  return [{ x: gapEdges(flight.toLane, !right, stage).far, y: start.y }];
}

function placeStretch(
  stretch: Stretch,
  cards: readonly CardPlace[],
  lanes: readonly LanePlace[],
  bottom: number,
): StretchPlace {
  const from = cards[stretch.from];
  const to = stretch.to === undefined ? undefined : cards[stretch.to];
  return {
    ...stretch,
    x: lanes[stretch.lane]?.x ?? 0,
    top: from ? from.top + from.height : 0,
    bottom: to ? to.top : bottom,
  };
}
