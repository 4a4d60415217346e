// What a sequence picture says, before where it stands: the lanes (who caused it, who acted, what was seen),
// one card per step, messages in flight from their send to their receive, locks held and rows under way.
// Bookkeeping (budgets, step counters) is left out: it is in the files, a picture is for the argument.

import type { Change, Happening, Trace, TraceStep } from "../model/trace.ts";
import { flightsOf, stretchesOf } from "./sequence-flights.ts";
import type { Card, CardLine, Ending, Lane, Sequence } from "./sequence-nouns.ts";
import { goesRound, rowWords } from "./words.ts";

/** The lanes' numbers by what they stand for. */
interface Lanes {
  readonly actors: ReadonlyMap<string, number>;
  readonly agents: ReadonlyMap<string, number>;
}

const OUTSIDE = "outside";
const FAULTS = "faults";

/** The content of the picture of a trace. */
export function sequenceOf(trace: Trace, ending: Ending): Sequence {
  const actors = new Set(trace.steps.flatMap(actorOf));
  const agents = new Set([
    ...trace.agents,
    ...trace.steps.flatMap(step => (step.agent === undefined ? [] : [step.agent])),
  ]);
  const lanes: Lanes = {
    actors: numbered(actors, 0),
    agents: numbered(agents, actors.size),
  };
  const last = trace.steps.at(-1);
  const cards = trace.steps.map(step => ({
    ...cardOf(trace, step, lanes),
    // Of steps that are repeated none is the one that is wrong.
    mark: markOf(trace, step, step === last && !goesRound(trace) ? ending : "none"),
  }));
  return {
    lanes: laneList(trace, actors, agents),
    cards,
    flights: flightsOf(cards, lanes.agents),
    stretches: stretchesOf(cards),
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

function cardOf(trace: Trace, step: TraceStep, lanes: Lanes): Omit<Card, "mark"> {
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
  };
}

function markOf(trace: Trace, step: TraceStep, otherwise: Card["mark"]): Card["mark"] {
  if (trace.decision?.proven && trace.decision.step === step.number) return "decisive";
  return otherwise;
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
  const row = rowWords(step);
  if (row !== undefined) lines.push({ tone: "row", text: row });
  const told = step.happenings.flatMap(happeningLines);
  const changes = shownChanges(step, trace).map(changeLine);
  lines.push(...changes, ...told);
  const silent = changes.length + told.length === 0 && step.to === step.from && !step.policy;
  const speaks = step.happenings.some(h => h.kind === "emit" || h.kind === "send");
  if (silent && !speaks && step.kind !== "fault")
    lines.push({ tone: "note", text: "nothing changes" });
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

const VERBS: Readonly<Record<Extract<Happening, { on: string }>["kind"], string>> = {
  acquire: "takes ",
  release: "releases ",
  wait: "has waited for ",
  post: "posts ",
  set: "sets ",
  reset: "resets ",
  take: "takes ",
  give: "gives back ",
};

function happeningLines(h: Happening): CardLine[] {
  if ("on" in h) return [{ tone: "plain", text: VERBS[h.kind], strong: h.on }];
  if (h.kind !== "cas") return [];
  const stored = h.stored ? "stored" : "not stored: the value had changed";
  return [{ tone: "plain", text: `cas(${h.variable}) `, strong: stored }];
}
