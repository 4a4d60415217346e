// What a sequence picture says, before where it stands: the lanes (who caused it, who acted, what was seen),
// one card per step, messages in flight from their send to their receive, locks held and rows under way.
// Bookkeeping (budgets, step counters) is left out: it is in the files, a picture is for the argument.

import type { Change, Happening, Trace, TraceStep } from "../model/trace.ts";

export type LaneKind = "actor" | "agent" | "events";

export interface Lane {
  readonly kind: LaneKind;
  readonly title: string;
  /** State at the start and at the end, of agents. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

export type Tone = "plain" | "head" | "row" | "note" | "bad";

/** A line of a card; `strong` follows the text in bold. */
export interface CardLine {
  readonly tone: Tone;
  readonly text: string;
  readonly strong?: string | undefined;
}

export interface Card {
  readonly step: TraceStep;
  readonly lane: number;
  readonly lines: readonly CardLine[];
  /** The state it enters. */
  readonly enters?: string | undefined;
  /** An arrow from an outside actor. */
  readonly cause?: { readonly lane: number; readonly text: string } | undefined;
  readonly emits: readonly string[];
  /** Other agents whose state changed with it: a partner, or all that crashed. */
  readonly others: readonly { readonly lane: number; readonly enters: string }[];
  readonly mark: "none" | "decisive" | "last";
}

/** A message from its send to its end; ends are card indexes. */
export interface Flight {
  readonly label: string;
  readonly from: number;
  readonly fromLane: number;
  readonly to?: number | undefined;
  readonly toLane?: number | undefined;
  readonly fate: "received" | "lost" | "under way";
}

/** Something that lasts on a lane from one card to another; without an end, to the last. */
export interface Stretch {
  readonly lane: number;
  readonly from: number;
  readonly to?: number | undefined;
  readonly kind: "busy" | "lock";
  readonly label: string;
}

export interface Sequence {
  readonly lanes: readonly Lane[];
  readonly cards: readonly Card[];
  readonly flights: readonly Flight[];
  readonly stretches: readonly Stretch[];
}

/** The lanes' numbers by what they stand for. */
interface Lanes {
  readonly actors: ReadonlyMap<string, number>;
  readonly agents: ReadonlyMap<string, number>;
}

const OUTSIDE = "outside";
const FAULTS = "faults";

/** The content of the picture of a trace. */
export function sequenceOf(trace: Trace): Sequence {
  const actors = new Set(trace.steps.flatMap(actorOf));
  const agents = new Set([
    ...trace.agents,
    ...trace.steps.flatMap(step => (step.agent === undefined ? [] : [step.agent])),
  ]);
  const lanes: Lanes = {
    actors: numbered(actors, 0),
    agents: numbered(agents, actors.size),
  };
  const cards = trace.steps.map((step, i) => cardOf(trace, step, i, lanes));
  return {
    lanes: laneList(trace, actors, agents),
    cards,
    flights: flightsOf(cards, lanes),
    stretches: [...busyStretches(cards), ...lockStretches(cards)],
  };
}

function actorOf(step: TraceStep): string[] {
  if (step.kind === "trigger") return [step.by ?? OUTSIDE];
  return step.agent === undefined ? [FAULTS] : [];
}

function numbered(names: ReadonlySet<string>, from: number): ReadonlyMap<string, number> {
  return new Map([...names].map((name, i) => [name, from + i]));
}

function laneList(trace: Trace, actors: ReadonlySet<string>, agents: ReadonlySet<string>): Lane[] {
  const slots = new Map(trace.start.map(({ name }, i) => [name, i]));
  const value = (row: readonly string[] | undefined, agent: string) =>
    row?.[slots.get(`${agent}.state`) ?? -1];
  const emits = trace.steps.some(step => step.happenings.some(h => h.kind === "emit"));
  return [
    ...[...actors].map(title => ({ kind: "actor" as const, title })),
    ...[...agents].map(title => ({
      kind: "agent" as const,
      title,
      first: value(trace.states[0], title),
      last: value(trace.states.at(-1), title),
    })),
    ...(emits ? [{ kind: "events" as const, title: "events" }] : []),
  ];
}

function cardOf(trace: Trace, step: TraceStep, index: number, lanes: Lanes): Card {
  const actor = lanes.actors.get(actorOf(step)[0] ?? "") ?? 0;
  const lane = step.agent === undefined ? actor : (lanes.agents.get(step.agent) ?? actor);
  const cause = step.kind === "trigger" ? { lane: actor, text: causeText(step) } : undefined;
  return {
    step,
    lane,
    lines: linesOf(step, trace),
    enters: step.to !== undefined && step.to !== step.from ? step.to : undefined,
    cause,
    emits: step.happenings.flatMap(h => (h.kind === "emit" ? [eventText(h)] : [])),
    others: othersOf(step, lanes),
    mark: markOf(trace, step, index),
  };
}

function markOf(trace: Trace, step: TraceStep, index: number): Card["mark"] {
  if (trace.decision?.proven && trace.decision.step === step.number) return "decisive";
  return index === trace.steps.length - 1 ? "last" : "none";
}

function causeText(step: TraceStep): string {
  const params = step.params.map(({ name, value }) => `${name} = ${value}`).join(", ");
  return `${step.cause ?? "trigger"}${params === "" ? "" : ` (${params})`}`;
}

function eventText(event: { readonly event: string; readonly value?: string | undefined }): string {
  return event.value === undefined ? event.event : `${event.event}(${event.value})`;
}

function othersOf(step: TraceStep, lanes: Lanes): { lane: number; enters: string }[] {
  return step.changes.flatMap(({ name, to }) => {
    const agent = name.endsWith(".state") ? name.slice(0, -".state".length) : "";
    const lane = lanes.agents.get(agent);
    return lane === undefined || agent === step.agent ? [] : [{ lane, enters: to }];
  });
}

function linesOf(step: TraceStep, trace: Trace): CardLine[] {
  const lines: CardLine[] = [...headLines(step)];
  if (step.row && step.step === 1) lines.push({ tone: "row", text: step.row.text });
  const told = step.happenings.flatMap(happeningLines);
  const changes = shownChanges(step, trace).map(changeLine);
  lines.push(...changes, ...told);
  const silent = changes.length + told.length === 0 && step.to === step.from && !step.policy;
  const speaks = step.happenings.some(h => h.kind === "emit" || h.kind === "send");
  if (silent && !speaks && step.kind !== "fault") lines.push({ tone: "note", text: "nothing changes" });
  if (step.fault) lines.push({ tone: "bad", text: step.fault });
  return lines.length === 0 ? [{ tone: "note", text: "own step" }] : lines;
}

function headLines(step: TraceStep): CardLine[] {
  const part = step.steps > 1 ? `step ${step.step} of ${step.steps}` : "";
  const head = headText(step);
  if (head === "") return part === "" ? [] : [{ tone: "note", text: part }];
  return [{ tone: "head", text: part === "" ? head : `${head}, ${part}` }];
}

function headText(step: TraceStep): string {
  if (step.policy) return step.policy;
  if (step.kind === "timeout") return step.cause ?? "timeout";
  if (step.kind === "message") return `receives ${step.cause ?? "a message"}`;
  return step.kind === "fault" ? faultText(step) : "";
}

function faultText(step: TraceStep): string {
  const [what] = step.happenings.flatMap(h => {
    if (h.kind === "lose") return [`loses ${h.message}`];
    if (h.kind === "duplicate") return [`doubles ${h.message}`];
    return h.kind === "crash" ? [`crash of ${h.process}`] : [];
  });
  return what ?? step.cause ?? "fault";
}

function changeLine({ name, from, to }: Change): CardLine {
  return { tone: "plain", text: `${name}: ${from} \u2192 `, strong: to };
}

/** Without states (they are tags), what the step counts, and what an arrow or another line already says. */
export function shownChanges(step: TraceStep, trace: Trace): Change[] {
  const agents = new Set(trace.agents);
  const told = new Set(step.happenings.flatMap(subjectOf));
  return step.changes.filter(({ name }) => {
    const dot = name.lastIndexOf(".");
    const owner = name.slice(0, Math.max(0, dot));
    const word = name.slice(dot + 1);
    if (dot > 0 && agents.has(owner)) return word !== "state" && word !== "step";
    if (dot > 0 && BOOKKEEPING.has(word)) return false;
    return !told.has(name.replace(/\[\d+\]$/, ""));
  });
}

const BOOKKEEPING: ReadonlySet<string> = new Set([
  "left",
  "crashes-left",
  "losses-left",
  "duplicates-left",
  "step",
]);

function subjectOf(h: Happening): string[] {
  if ("channel" in h) return [h.channel];
  return "on" in h ? [h.on] : [];
}

const VERBS: Readonly<Record<"acquire" | "release" | "wait" | "post" | "set" | "reset", string>> = {
  acquire: "takes ",
  release: "releases ",
  wait: "has waited for ",
  post: "posts ",
  set: "sets ",
  reset: "resets ",
};

function happeningLines(h: Happening): CardLine[] {
  if ("on" in h) return [{ tone: "plain", text: VERBS[h.kind], strong: h.on }];
  if (h.kind !== "cas") return [];
  const stored = h.stored ? "stored" : "not stored: the value had changed";
  return [{ tone: "plain", text: `cas(${h.variable}) `, strong: stored }];
}

interface Pending {
  readonly card: number;
  readonly lane: number;
  readonly message: string;
  readonly double: boolean;
}

/** Each receive takes the oldest send of the same message on the channel. */
function flightsOf(cards: readonly Card[], lanes: Lanes): Flight[] {
  const pending = new Map<string, Pending[]>();
  const flights: Flight[] = [];
  cards.forEach((card, index) => {
    for (const h of sendsFirst(card.step.happenings)) {
      if (!("channel" in h)) continue;
      const at = JSON.stringify([h.channel, h.message]);
      const queue = pending.get(at) ?? [];
      pending.set(at, queue);
      if (h.kind === "send") {
        queue.push({ card: index, lane: card.lane, message: h.message, double: false });
      } else if (h.kind === "duplicate") {
        if (queue[0]) queue.push({ ...queue[0], double: true });
      } else {
        const sent = queue.shift();
        if (sent) flights.push(landed(sent, index, receiver(card, h, lanes)));
      }
    }
  });
  const left = [...pending.values()].flat().map(sent => ({ ...taken(sent), fate: "under way" as const }));
  return [...flights, ...left].sort((a, b) => a.from - b.from);
}

/** With a rendezvous both ends are in one step. */
function sendsFirst(list: readonly Happening[]): Happening[] {
  return [...list.filter(h => h.kind === "send"), ...list.filter(h => h.kind !== "send")];
}

function receiver(card: Card, h: Happening, lanes: Lanes): number | undefined {
  if (h.kind !== "receive") return undefined;
  const partner = card.step.partner;
  return partner === undefined ? card.lane : (lanes.agents.get(partner) ?? card.lane);
}

function taken(sent: Pending): { label: string; from: number; fromLane: number } {
  return {
    label: sent.double ? `${sent.message} (double)` : sent.message,
    from: sent.card,
    fromLane: sent.lane,
  };
}

function landed(sent: Pending, index: number, lane: number | undefined): Flight {
  if (lane === undefined) return { ...taken(sent), to: index, fate: "lost" };
  return { ...taken(sent), to: index, toLane: lane, fate: "received" };
}

function busyStretches(cards: readonly Card[]): Stretch[] {
  const open = new Map<number, number>();
  const done: Stretch[] = [];
  const close = (lane: number, to: number | undefined) => {
    const from = open.get(lane);
    if (from !== undefined) done.push({ lane, from, to, kind: "busy", label: "" });
    open.delete(lane);
  };
  cards.forEach((card, index) => {
    const { step } = card;
    if (step.agent === undefined) for (const other of card.others) close(other.lane, index);
    else if (step.steps > 1 && step.step >= step.steps) close(card.lane, index);
    else if (step.steps > 1 && !open.has(card.lane)) open.set(card.lane, index);
  });
  for (const lane of [...open.keys()]) close(lane, undefined);
  return done;
}

function lockStretches(cards: readonly Card[]): Stretch[] {
  const open = new Map<string, { lane: number; from: number }>();
  const done: Stretch[] = [];
  const close = (lock: string, to: number | undefined) => {
    const held = open.get(lock);
    if (held) done.push({ ...held, to, kind: "lock", label: lock });
    open.delete(lock);
  };
  cards.forEach((card, index) => {
    for (const { name } of card.step.changes) close(name, index);
    for (const h of card.step.happenings) {
      if (h.kind === "release") close(h.on, index);
      if (h.kind === "acquire") {
        close(h.on, index);
        open.set(h.on, { lane: card.lane, from: index });
      }
    }
  });
  for (const lock of [...open.keys()]) close(lock, undefined);
  return done;
}
