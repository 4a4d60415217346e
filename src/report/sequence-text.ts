// A run as a sequence diagram, before its notation: lanes from left to right, then what happens from top to
// bottom. Mermaid and PlantUML only spell it. A message is an arrow at the step that receives it, from the
// lane that sent it; what is never received is a note at its sender.

import { unreachable } from "../base/bug.ts";
import type { Change, Happening, Trace, TraceStep } from "../model/trace.ts";
import { happening } from "./story.ts";
import { goesRound, rowWords } from "./words.ts";

export interface SequenceLane {
  /** Safe in every notation. */
  readonly id: string;
  readonly title: string;
  /** Outside of the model. */
  readonly actor: boolean;
}

/** `text` is lines; they are the model's words and still to be escaped. */
export type SequenceItem =
  | {
      readonly kind: "arrow";
      readonly from: string;
      readonly to: string;
      readonly style: "call" | "message" | "event";
      readonly text: string;
    }
  | {
      readonly kind: "note";
      readonly over: readonly string[];
      readonly text: readonly string[];
      readonly tone: "plain" | "decisive" | "end";
    }
  | { readonly kind: "loop"; readonly text: string }
  | { readonly kind: "loop-end" };

export interface SequenceText {
  readonly lanes: readonly SequenceLane[];
  readonly items: readonly SequenceItem[];
}

/** The lanes and items of a run. */
export function sequenceText(trace: Trace): SequenceText {
  const lanes = lanesOf(trace);
  const teller = { trace, lanes, senders: sendersOf(trace), all: ends(lanes) };
  const items = trace.steps.flatMap(step => [
    ...loopStart(trace, step),
    ...stepItems(step, teller),
  ]);
  const back: SequenceItem[] = goesRound(trace) ? [{ kind: "loop-end" }] : [];
  const ending = [`${trace.property}: ${trace.ending}`];
  return {
    lanes,
    items: [...items, ...back, { kind: "note", over: teller.all, text: ending, tone: "end" }],
  };
}

interface Teller {
  readonly trace: Trace;
  readonly lanes: readonly SequenceLane[];
  /** By step number of a receive: the step that sent the message. */
  readonly senders: ReadonlyMap<number, TraceStep>;
  readonly all: readonly string[];
}

const OUTSIDE = "outside";
const EVENTS = "events";

function lanesOf(trace: Trace): SequenceLane[] {
  const actors = [
    ...new Set(trace.steps.filter(s => s.kind === "trigger").map(s => s.by ?? OUTSIDE)),
  ];
  const emits = trace.steps.some(s => s.happenings.some(h => h.kind === "emit"));
  const lanes = [
    ...actors.map((title, i) => ({ id: `o${i}`, title, actor: true })),
    ...trace.agents.map((title, i) => ({ id: `m${i}`, title, actor: false })),
    ...(emits ? [{ id: "ev", title: EVENTS, actor: true }] : []),
  ];
  return lanes.length > 0 ? lanes : [{ id: "m0", title: trace.model, actor: false }];
}

/** The first and the last lane: a note over both spans the picture. */
function ends(lanes: readonly SequenceLane[]): string[] {
  const ids = [lanes[0], lanes.at(-1)].flatMap(lane => (lane ? [lane.id] : []));
  return [...new Set(ids)];
}

/** Receives meet the earliest send of the same message that is still under way. */
function sendersOf(trace: Trace): Map<number, TraceStep> {
  const underWay = new Map<string, TraceStep[]>();
  const found = new Map<number, TraceStep>();
  const moves = trace.steps.flatMap(step =>
    step.happenings.filter(isMove).map(move => ({ step, move })),
  );
  for (const { step, move } of moves) {
    const sent = follow(move, step, underWay);
    if (sent) found.set(step.number, sent);
  }
  return found;
}

type Move = Extract<Happening, { channel: string }>;

function isMove(h: Happening): h is Move {
  return "channel" in h;
}

/** Moves the message; of a receive, the step that sent it. */
function follow(
  move: Move,
  step: TraceStep,
  underWay: Map<string, TraceStep[]>,
): TraceStep | undefined {
  const key = JSON.stringify([move.channel, move.message]);
  const queue = underWay.get(key) ?? [];
  underWay.set(key, queue);
  switch (move.kind) {
    case "send":
      queue.push(step);
      return undefined;
    case "duplicate":
      queue.push(...queue.slice(0, 1));
      return undefined;
    case "lose":
      queue.shift();
      return undefined;
    case "receive":
      return queue.shift();
    default:
      return unreachable(move.kind, "move of a message");
  }
}

function loopStart(trace: Trace, step: TraceStep): SequenceItem[] {
  if (trace.loop === undefined || step.number !== trace.loop + 1) return [];
  return [{ kind: "loop", text: "again and again, for ever" }];
}

function stepItems(step: TraceStep, teller: Teller): SequenceItem[] {
  return [...causeItem(step, teller), ...noteItem(step, teller), ...emitItems(step, teller)];
}

function laneOf(teller: Teller, title: string, actor: boolean): string | undefined {
  return teller.lanes.find(lane => lane.title === title && lane.actor === actor)?.id;
}

function agentLane(step: TraceStep, teller: Teller): string | undefined {
  return step.agent === undefined ? undefined : laneOf(teller, step.agent, false);
}

function causeItem(step: TraceStep, teller: Teller): SequenceItem[] {
  const agent = agentLane(step, teller);
  const received = receivedIn(step, teller);
  if (received) return [received];
  if (agent === undefined) return [];
  if (step.kind === "trigger") {
    const from = laneOf(teller, step.by ?? OUTSIDE, true) ?? agent;
    const policy = step.policy ? ` (${step.policy})` : "";
    return [arrow(from, agent, "call", `${step.number} ${step.cause ?? ""}${policy}`)];
  }
  if (step.kind !== "timeout") return [];
  return [arrow(agent, agent, "call", `${step.number} ${step.cause ?? "timeout"}`)];
}

function arrow(
  from: string,
  to: string,
  style: "call" | "message" | "event",
  text: string,
): SequenceItem {
  return { kind: "arrow", from, to, style, text };
}

/** The arrow of a message from the lane that sent it to the one that takes it, where both are known. */
function receivedIn(step: TraceStep, teller: Teller): SequenceItem | undefined {
  const move = step.happenings.filter(isMove).find(h => h.kind === "receive");
  const sent = teller.senders.get(step.number);
  if (!move || !sent) return undefined;
  const from = agentLane(sent, teller);
  const to = laneOf(teller, step.partner ?? step.agent ?? "", false);
  if (from === undefined || to === undefined) return undefined;
  const since = sent === step ? "" : ` (sent in step ${sent.number})`;
  return arrow(from, to, "message", `${step.number} ${move.message}${since}`);
}

function noteItem(step: TraceStep, teller: Teller): SequenceItem[] {
  const lane = agentLane(step, teller);
  const decision = teller.trace.decision;
  const decisive = decision?.proven === true && decision.step === step.number;
  const told = step.happenings.filter(isNoted);
  const what = [
    ...(step.kind === "own" ? [ownWords(step)] : []),
    ...(step.kind === "message" ? [`${step.number} receives ${step.cause ?? "a message"}`] : []),
    ...(step.kind === "fault" ? [`${step.number} ${step.cause ?? "fault"}`] : []),
    ...told.map(happening),
    ...step.changes.filter(c => !isBookkeeping(c, step)).map(c => `${c.name}: ${c.from} → ${c.to}`),
    ...(step.fault === undefined ? [] : [step.fault]),
    ...(decisive ? ["decisive step"] : []),
  ];
  if (what.length === 0) return [];
  const over = lane === undefined ? teller.all : [lane];
  return [{ kind: "note", over, text: what, tone: decisive ? "decisive" : "plain" }];
}

/** A budget that the arrow has told of, or the place in a row that the note tells. */
function isBookkeeping(c: Change, step: TraceStep): boolean {
  return c.name === `${step.cause}.left` || (step.steps > 1 && c.name === `${step.agent}.step`);
}

function ownWords(step: TraceStep): string {
  const part = step.steps > 1 ? ` step ${step.step} of ${step.steps}` : "";
  const row = rowWords(step);
  return `${step.number}${part}${row === undefined ? "" : ` ${row}`}`;
}

function isNoted(h: Happening): boolean {
  return h.kind !== "emit" && h.kind !== "receive";
}

function emitItems(step: TraceStep, teller: Teller): SequenceItem[] {
  const to = laneOf(teller, EVENTS, true);
  const from = agentLane(step, teller) ?? teller.all[0];
  if (to === undefined || from === undefined) return [];
  return step.happenings.flatMap(h => {
    if (h.kind !== "emit") return [];
    const text = h.value === undefined ? h.event : `${h.event}(${h.value})`;
    return [arrow(from, to, "event", text)];
  });
}
