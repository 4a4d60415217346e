// The shape of one result as JSON, key by key: what a report reads is looked at before it is believed. The types of
// src/model say which keys there are; one that is added there and must not be missing is missed here by the compiler.

import type {
  Chart,
  ChartEdge,
  ChartState,
  CountExpectation,
  DeclaredRace,
  Expected,
  Finding,
  FindingAbout,
  Matrix,
  MatrixCell,
  Race,
  RaceOrder,
  RaceOutcome,
  RacePart,
  RaceTable,
  Reduced,
  Result,
  Verdict,
  Wait,
  WaitTable,
} from "../model/result.ts";
import type { Alternative, Decision, Happening, Trace, TraceStep } from "../model/trace.ts";
import {
  among,
  amount,
  fitting,
  flag,
  integer,
  list,
  object,
  optional,
  pair,
  type Shape,
  table,
  text,
  whole,
} from "./shape.ts";

const WORDS = ["holds", "violated", "reached", "unreached", "undecided"] as const;
const VERDICT_WORD = among(...WORDS);
const NAMED = object<{ name: string; value: string }>({ name: text, value: text });

/** Any happening: which keys one kind has is not told apart. */
interface AnyHappening {
  readonly kind: Happening["kind"];
  readonly event?: string | undefined;
  readonly value?: string | undefined;
  readonly channel?: string | undefined;
  readonly message?: string | undefined;
  readonly on?: string | undefined;
  readonly variable?: string | undefined;
  readonly stored?: boolean | undefined;
  readonly process?: string | undefined;
}

const HAPPENING = object<AnyHappening>({
  kind: among(
    ...(["emit", "send", "receive", "lose", "duplicate", "acquire", "release", "wait"] as const),
    ...(["post", "set", "reset", "take", "give", "cas", "crash"] as const),
  ),
  event: optional(text),
  value: optional(text),
  channel: optional(text),
  message: optional(text),
  on: optional(text),
  variable: optional(text),
  stored: optional(flag),
  process: optional(text),
}) as Shape<unknown> as Shape<Happening>;

const ROW = object<NonNullable<TraceStep["row"]>>({
  id: text,
  name: optional(text),
  text,
  place: text,
});

const STEP = object<TraceStep>({
  number: whole,
  command: integer,
  choice: integer,
  kind: among("trigger", "own", "message", "timeout", "fault"),
  agent: optional(text),
  machine: optional(text),
  partner: optional(text),
  by: optional(text),
  cause: optional(text),
  policy: optional(among("ignored", "refused")),
  params: list(NAMED),
  row: optional(ROW),
  step: whole,
  steps: whole,
  from: optional(text),
  to: optional(text),
  changes: list(object<TraceStep["changes"][number]>({ name: text, from: text, to: text })),
  happenings: list(HAPPENING),
  fault: optional(text),
});

const PLAIN_TRACE = object<Trace>({
  model: text,
  fingerprint: text,
  property: text,
  start: list(NAMED),
  steps: list(STEP),
  states: list(list(text)),
  agents: list(text),
  loop: optional(whole),
  idle: optional(list(object<{ agent: string; text: string }>({ agent: text, text }))),
  ending: text,
  decision: optional(
    object<Decision>({
      step: whole,
      proven: flag,
      alternatives: list(object<Alternative>({ text, row: optional(text) })),
      more: optional(whole),
    }),
  ),
  explanation: list(object<Trace["explanation"][number]>({ text, value: text, depth: whole })),
});

const TRACE = fitting(PLAIN_TRACE, ({ steps, loop = 0, decision }) => {
  const beyond = [loop, decision?.step ?? 0].find(step => step > steps.length);
  return beyond === undefined ? undefined : `speaks of step ${beyond} of ${steps.length}`;
});

const VERDICT = object<Verdict>({
  property: text,
  kind: text,
  verdict: VERDICT_WORD,
  reason: optional(text),
  length: optional(whole),
  trace: optional(TRACE),
  more: list(TRACE),
  because: optional(text),
  text,
  place: text,
  expected: optional(object<Expected>({ verdict: VERDICT_WORD, length: optional(whole) })),
  ok: flag,
});

const POSITION = object<NonNullable<Finding["position"]>>({
  file: text,
  line: whole,
  column: whole,
});

const FINDING = object<Finding>({
  code: text,
  severity: among("error", "warning", "note"),
  message: text,
  position: optional(POSITION),
  witness: optional(TRACE),
  fix: optional(text),
});

/** What of a finding is not in a published result. */
export interface Mark {
  readonly about?: FindingAbout | undefined;
  readonly oneSetting?: boolean | undefined;
}

interface AnyAbout {
  readonly kind: FindingAbout["kind"];
  readonly row?: string | undefined;
  readonly machine?: string | undefined;
  readonly state?: string | undefined;
  readonly property?: string | undefined;
  readonly place?: string | undefined;
}

const ABOUT = object<AnyAbout>({
  kind: among("row", "state", "property", "race"),
  row: optional(text),
  machine: optional(text),
  state: optional(text),
  property: optional(text),
  place: optional(text),
}) as Shape<unknown> as Shape<FindingAbout>;

/** The same as it is stored. */
export const MARK: Shape<Mark> = object<Mark>({
  about: optional(ABOUT),
  oneSetting: optional(flag),
});

const CELL = object<MatrixCell>({
  status: among(
    ...(["handled", "ignored", "refused", "open"] as const),
    ...(["cannot-arrive", "unreachable", "final", "unknown"] as const),
  ),
  rows: list(object<MatrixCell["rows"][number]>({ target: text, text, place: text, fired: flag })),
  gap: flag,
  length: optional(whole),
  witness: optional(TRACE),
});

const PLAIN_MATRIX = object<Matrix>({
  machine: text,
  states: list(text),
  triggers: list(text),
  cells: list(list(CELL)),
});

const MATRIX = fitting(PLAIN_MATRIX, ({ states, triggers, cells }) =>
  cells.length === states.length && cells.every(row => row.length === triggers.length)
    ? undefined
    : `has not one cell for each of ${states.length} states and ${triggers.length} triggers`,
);

const WAIT = object<Wait>({
  machine: text,
  state: text,
  step: optional(text),
  text,
  place: text,
  mayStay: flag,
  wakers: list(object<Wait["wakers"][number]>({ machine: text, text, place: text })),
  never: optional(whole),
  outside: optional(whole),
});

/** What the pictures and the coverage are made of. */
export const CHART: Shape<Chart> = object<Chart>({
  machine: text,
  replicas: optional(text),
  states: list(
    object<ChartState>({
      name: text,
      type: among("plain", "final", "rest"),
      reached: optional(flag),
    }),
  ),
  initial: list(text),
  edges: list(
    object<ChartEdge>({
      row: text,
      from: text,
      to: text,
      kind: among("trigger", "message", "timeout", "always"),
      label: text,
      guard: optional(text),
      actions: list(text),
      place: text,
      fired: optional(flag),
      wide: flag,
    }),
  ),
});

const PLAIN_RACES = object<RaceTable>({
  pairs: whole,
  same: whole,
  differ: whole,
  never: whole,
  accepted: optional(whole),
  reason: optional(text),
  sides: list(
    object<RacePart>({
      kind: among("trigger", "message", "timeout", "row", "fault"),
      event: text,
      machine: optional(text),
      state: optional(text),
      place: text,
    }),
  ),
  races: list(
    object<Race>({
      sides: pair(whole),
      states: whole,
      differing: whole,
      difference: optional(
        object<RaceOutcome>({
          after: whole,
          run: optional(list(text)),
          orders: pair(
            object<RaceOrder>({ steps: list(text), end: among("both", "fault", "disabled") }),
          ),
          values: list(object<RaceOutcome["values"][number]>({ name: text, ends: pair(text) })),
        }),
      ),
      accepted: optional(whole),
    }),
  ),
  declared: list(
    object<DeclaredRace>({
      events: pair(text),
      state: optional(text),
      because: text,
      place: text,
      matches: whole,
    }),
  ),
});

/** The table as it is measured; a published result leaves out what ends alike. */
export const RACES: Shape<RaceTable> = fitting(PLAIN_RACES, ({ sides, races, declared }) => {
  const side = races.flatMap(r => r.sides).find(number => number >= sides.length);
  if (side !== undefined) return `names the side ${side} of ${sides.length}, counted from 0`;
  const by = races.flatMap(r => r.accepted ?? []).find(number => number >= declared.length);
  return by === undefined
    ? undefined
    : `names the declaration ${by} of ${declared.length}, counted from 0`;
});

/** What is stored beside a published result, which is for readers. */
type Beside = "charts" | "races";

/** A published result: without what is stored beside it. */
export const RESULT: Shape<Omit<Result, Beside>> = object<Omit<Result, Beside>>({
  model: text,
  file: text,
  scenario: optional(text),
  about: optional(text),
  modelFile: optional(text),
  modelAbout: optional(text),
  source: list(text),
  engine: text,
  settings: list(text),
  constants: list(NAMED),
  states: whole,
  transitions: whole,
  depth: whole,
  complete: flag,
  reason: optional(among("states", "seconds", "memory", "interrupted", "random", "compact")),
  reduced: optional(object<Reduced>({ symmetry: list(text), deadVariables: list(text) })),
  verdicts: list(VERDICT),
  findings: list(FINDING),
  counts: list(
    object<CountExpectation>({
      name: among("states", "transitions", "depth"),
      expected: whole,
      actual: whole,
      ok: flag,
    }),
  ),
  matrices: list(MATRIX),
  waits: optional(object<WaitTable>({ waits: list(WAIT), reason: optional(text) })),
  command: text,
  timing: table(amount),
  exitCode: among(0, 1, 3),
});
