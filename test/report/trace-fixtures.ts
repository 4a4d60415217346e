// Literal traces that all reporters are tested with. The model is the cancel that races with a stream error, with a message added.

import type { Trace, TraceStep } from "../../src/model/trace.ts";

/** The file that all fixtures cite. */
export const FILE = "models/cancel-versus-error.yaml";

const NAMES = [
  "status",
  "socket",
  "seen",
  "up[h1]",
  "up[h2]",
  "tries",
  "flags",
  "wire[0]",
  "monitor.state",
  "sender.state",
  "sender.step",
  "target.state",
  "cancel.left",
  "stream-error.left",
  "libvirt",
];

type Row = readonly string[];

function after(row: Row, changes: Readonly<Record<string, string>>): Row {
  return row.map((value, i) => changes[NAMES[i] ?? ""] ?? value);
}

const S0: Row = [
  "active",
  "open",
  "none",
  "true",
  "false",
  "-1",
  "[]",
  "-",
  "idle",
  "sending",
  "0",
  "running",
  "1",
  "1",
  "active",
];
const S1 = after(S0, { socket: "shut", "stream-error.left": "0" });
const S2 = after(S1, { seen: "active", "sender.step": "1", "wire[0]": "abort(tries = 2)" });
const S3 = after(S2, { status: "cancelling", "cancel.left": "0", libvirt: "cancelling" });
const S4 = after(S3, { "wire[0]": "-", "target.state": "stopped", flags: "[aborted]" });
const S5 = after(S4, {
  status: "failed",
  "sender.state": "done",
  "sender.step": "0",
  libvirt: "cancelling",
});

const SENDER_ROW = {
  id: "sender/sending/always/1",
  text: "[socket == shut] / seen = status; send abort(tries = 2) to wire",
  place: `${FILE}:34`,
};

function changes(before: Row, now: Row): TraceStep["changes"] {
  return NAMES.flatMap((name, i) => {
    const from = before[i] ?? "";
    const to = now[i] ?? "";
    return from === to ? [] : [{ name, from, to }];
  });
}

const STEPS: readonly TraceStep[] = [
  {
    number: 1,
    command: 3,
    choice: 0,
    kind: "trigger",
    agent: "sender",
    machine: "sender",
    by: "network",
    cause: "stream-error",
    params: [],
    row: {
      id: "sender/sending/stream-error/1",
      text: "stream-error / socket = shut",
      place: `${FILE}:32`,
    },
    step: 1,
    steps: 1,
    from: "sending",
    to: "sending",
    changes: changes(S0, S1),
    happenings: [],
  },
  {
    number: 2,
    command: 4,
    choice: 0,
    kind: "own",
    agent: "sender",
    machine: "sender",
    params: [],
    row: SENDER_ROW,
    step: 1,
    steps: 2,
    from: "sending",
    to: "sending",
    changes: changes(S1, S2),
    happenings: [{ kind: "send", channel: "wire", message: "abort(tries = 2)" }],
  },
  {
    number: 3,
    command: 0,
    choice: 1,
    kind: "trigger",
    agent: "monitor",
    machine: "monitor",
    by: "operator",
    cause: "cancel",
    params: [{ name: "force", value: "true" }],
    row: {
      id: "monitor/idle/cancel/1",
      text: "cancel [status in running] / status = cancelling; socket = shut",
      place: `${FILE}:22`,
    },
    step: 1,
    steps: 1,
    from: "idle",
    to: "idle",
    changes: changes(S2, S3),
    happenings: [
      { kind: "acquire", on: "bql" },
      { kind: "emit", event: "MIGRATION", value: "cancelling" },
    ],
  },
  {
    number: 4,
    command: 7,
    choice: 0,
    kind: "message",
    agent: "target",
    machine: "target",
    cause: "wire.abort",
    params: [],
    row: {
      id: "target/running/wire.abort/1",
      text: "wire.abort / flags = flags + [aborted]",
      place: `${FILE}:45`,
    },
    step: 1,
    steps: 1,
    from: "running",
    to: "stopped",
    changes: changes(S3, S4),
    happenings: [{ kind: "receive", channel: "wire", message: "abort(tries = 2)" }],
  },
  {
    number: 5,
    command: 5,
    choice: 0,
    kind: "own",
    agent: "sender",
    machine: "sender",
    params: [],
    row: {
      ...SENDER_ROW,
      text: "if seen == cancelling then status = cancelled else status = failed",
    },
    step: 2,
    steps: 2,
    from: "sending",
    to: "done",
    changes: changes(S4, S5),
    happenings: [
      { kind: "cas", variable: "status", stored: true },
      { kind: "emit", event: "MIGRATION", value: "failed" },
    ],
  },
];

/** Five steps: a trigger, an interruptible row, a message, emits, a decisive step. */
export const raceTrace: Trace = {
  model: "cancel-versus-error",
  fingerprint: "9f1c2a77",
  property: "cancel-wins",
  start: NAMES.map((name, i) => ({ name, value: S0[i] ?? "" })),
  steps: STEPS,
  states: [S0, S1, S2, S3, S4, S5],
  agents: ["monitor", "sender", "target"],
  ending: "status == failed and cancel.left == 0 became true, which must never be.",
  decision: {
    step: 3,
    alternatives: [
      { text: "sender: own step 2 of 2", row: "sender/sending/always/1" },
      { text: "target: receives wire.abort", row: "target/running/wire.abort/1" },
    ],
    proven: true,
  },
  explanation: [
    { text: "status == failed and cancel.left == 0", value: "true", depth: 0 },
    { text: "status == failed", value: "true", depth: 1 },
    { text: "status", value: "failed", depth: 2 },
    { text: "cancel.left == 0", value: "true", depth: 1 },
    { text: "cancel.left", value: "0", depth: 2 },
  ],
};

/** A stem of one step and a cycle of two. */
export const lassoTrace: Trace = {
  ...raceTrace,
  property: "ends-at-last",
  steps: STEPS.slice(0, 3),
  states: [S0, S1, S2, S1],
  loop: 1,
  ending: "The last two steps can repeat forever.",
  decision: undefined,
  explanation: [{ text: "sender.state == done", value: "false", depth: 0 }],
};

/** One step, ended by a fault. */
export const faultTrace: Trace = {
  ...raceTrace,
  property: "unhandled",
  steps: [
    {
      number: 1,
      command: 9,
      choice: 0,
      kind: "trigger",
      agent: "monitor",
      machine: "monitor",
      by: "operator",
      cause: "resume",
      params: [],
      step: 1,
      steps: 1,
      from: "idle",
      to: "idle",
      changes: [],
      happenings: [],
      fault: "monitor in state idle has no row for resume",
    },
  ],
  states: [S0, S0],
  ending: "resume reached monitor in state idle, which has no row for it.",
  decision: {
    step: 1,
    alternatives: [{ text: "network: stream-error reaches sender" }],
    proven: false,
  },
  explanation: [],
};
