// Traces for pictures: a short race and a long run that shows everything a picture can show. Literal data.

import type { Trace, TraceStep } from "../../src/model/trace.ts";

interface Draft extends Partial<TraceStep> {
  readonly set?: Readonly<Record<string, string>>;
}

/** A trace from short step drafts: states and changes follow from what each step sets. */
export function traceOf(
  property: string,
  agents: readonly string[],
  start: readonly (readonly [string, string])[],
  drafts: readonly Draft[],
): Trace {
  const values = new Map(start);
  const states = [[...values.values()]];
  const steps = drafts.map(({ set = {}, ...draft }, i): TraceStep => {
    const changes = Object.entries(set)
      .map(([name, to]) => ({ name, from: values.get(name) ?? "", to }))
      .filter(change => change.from !== change.to);
    for (const change of changes) values.set(change.name, change.to);
    states.push([...values.values()]);
    const machine = draft.agent?.replace(/\[.*/, "");
    return {
      number: i + 1,
      command: i,
      choice: 0,
      kind: "own",
      params: [],
      step: 1,
      steps: 1,
      changes,
      happenings: [],
      machine,
      ...draft,
    };
  });
  return {
    model: "cancel-versus-error",
    fingerprint: "0123abcd",
    property,
    start: start.map(([name, value]) => ({ name, value })),
    steps,
    states,
    agents,
    ending: "status is failed, and cancelled can no longer be reached",
    explanation: [],
  };
}

export const senderRow = {
  id: "sender.sending.always.0",
  text: "sending -> done [socket == shut] / seen = status, then if seen == cancelling then status = cancelled else status = failed",
  place: "models/cancel-versus-error.yaml:31",
};

export const cancelRow = {
  id: "monitor.idle.cancel.0",
  text: "idle -> idle : cancel [status in running] / status = cancelling, then socket = shut",
  place: "models/cancel-versus-error.yaml:19",
};

/** Five steps, the fourth decides. */
export const raceTrace: Trace = {
  ...traceOf(
    "cancel-wins",
    ["monitor", "sender"],
    [
      ["status", "active"],
      ["socket", "open"],
      ["seen", "none"],
      ["monitor.state", "idle"],
      ["sender.state", "sending"],
      ["cancel.left", "1"],
    ],
    [
      {
        kind: "trigger",
        agent: "sender",
        by: "network",
        cause: "stream-error",
        from: "sending",
        row: {
          id: "sender.sending.stream-error.0",
          text: "sending : stream-error / socket = shut",
          place: "models/cancel-versus-error.yaml:28",
        },
        set: { socket: "shut" },
      },
      {
        agent: "sender",
        row: senderRow,
        steps: 2,
        from: "sending",
        set: { seen: "active" },
      },
      {
        kind: "trigger",
        agent: "monitor",
        by: "operator",
        cause: "cancel",
        row: cancelRow,
        steps: 2,
        from: "idle",
        set: { status: "cancelling", "cancel.left": "0" },
        happenings: [{ kind: "emit", event: "MIGRATION", value: "cancelling" }],
      },
      {
        agent: "sender",
        row: senderRow,
        step: 2,
        steps: 2,
        from: "sending",
        to: "done",
        set: { status: "failed", "sender.state": "done" },
        happenings: [{ kind: "emit", event: "MIGRATION", value: "failed" }],
      },
      {
        agent: "monitor",
        row: cancelRow,
        step: 2,
        steps: 2,
        from: "idle",
        to: "idle",
        set: {},
      },
    ],
  ),
  decision: {
    step: 4,
    proven: true,
    alternatives: [{ text: "monitor: cancel, step 2 of 2", row: cancelRow.id }],
  },
  explanation: [
    { text: "status == cancelling leads to status == cancelled", value: "false", depth: 0 },
    { text: "status == cancelled", value: "false", depth: 1 },
  ],
};

const long = traceOf(
  "no-split-brain",
  ["source", "sender", "returner", "destination"],
  [
    ["owner", "source"],
    ["status", "active"],
    ["source.state", "running"],
    ["sender.state", "sending"],
    ["returner.state", "listening"],
    ["destination.state", "loading"],
    ["bql", "free"],
    ["wire[0]", "empty"],
  ],
  [
    {
      agent: "sender",
      from: "sending",
      steps: 3,
      row: {
        id: "s1",
        text: "sending -> switchover : take bql, stop guest, send device state",
        place: "m.yaml:40",
      },
      happenings: [{ kind: "acquire", on: "bql" }],
      set: { bql: "sender" },
    },
    {
      kind: "trigger",
      agent: "source",
      by: "operator",
      cause: "query-migrate",
      policy: "ignored",
      from: "running",
    },
    {
      agent: "sender",
      from: "sending",
      step: 2,
      steps: 3,
      row: {
        id: "s1",
        text: "sending -> switchover : take bql, stop guest, send device state",
        place: "m.yaml:40",
      },
      set: { owner: "none", status: "device" },
      happenings: [
        { kind: "emit", event: "STOP" },
        { kind: "emit", event: "MIGRATION", value: "device" },
      ],
    },
    {
      agent: "sender",
      from: "sending",
      to: "switchover",
      step: 3,
      steps: 3,
      row: {
        id: "s1",
        text: "sending -> switchover : take bql, stop guest, send device state",
        place: "m.yaml:40",
      },
      happenings: [
        { kind: "release", on: "bql" },
        { kind: "send", channel: "wire", message: "device-state(pages = 2)" },
      ],
      set: { bql: "free", "sender.state": "switchover", "wire[0]": "device-state" },
    },
    {
      kind: "timeout",
      agent: "returner",
      cause: "after patience",
      from: "listening",
      to: "worried",
      row: { id: "r1", text: "listening -> worried : after patience", place: "m.yaml:66" },
      set: { "returner.state": "worried" },
    },
    {
      kind: "message",
      agent: "destination",
      cause: "wire.device-state",
      from: "loading",
      to: "ready",
      row: {
        id: "d1",
        text: "loading -> ready : wire.device-state / owner = destination",
        place: "m.yaml:80",
      },
      set: { owner: "destination", "destination.state": "ready", "wire[0]": "empty" },
      happenings: [{ kind: "receive", channel: "wire", message: "device-state(pages = 2)" }],
    },
    {
      agent: "destination",
      from: "ready",
      to: "running",
      row: { id: "d2", text: "ready -> running / send pong to return-path", place: "m.yaml:84" },
      happenings: [{ kind: "send", channel: "return-path", message: "pong" }],
      set: { "destination.state": "running" },
    },
    {
      kind: "fault",
      cause: "return-path loses pong",
      happenings: [{ kind: "lose", channel: "return-path", message: "pong" }],
    },
    {
      agent: "returner",
      from: "worried",
      to: "probing",
      row: { id: "r2", text: "worried -> probing / send probe to wire", place: "m.yaml:70" },
      happenings: [{ kind: "send", channel: "wire", message: "probe" }],
      set: { "returner.state": "probing" },
    },
    {
      kind: "message",
      agent: "destination",
      cause: "wire.probe",
      from: "running",
      row: {
        id: "d3",
        text: "running : wire.probe / send pong to return-path",
        place: "m.yaml:88",
      },
      happenings: [
        { kind: "receive", channel: "wire", message: "probe" },
        { kind: "send", channel: "return-path", message: "pong" },
      ],
    },
    {
      kind: "fault",
      cause: "crash of source-host",
      happenings: [{ kind: "crash", process: "source-host" }],
      set: { "source.state": "recovering", status: "none" },
    },
    {
      agent: "source",
      from: "recovering",
      to: "restored",
      row: {
        id: "q1",
        text: "recovering -> restored [status == none] / cas(status, none, setup)",
        place: "m.yaml:22",
      },
      happenings: [{ kind: "cas", variable: "status", stored: false }],
      set: { "source.state": "restored" },
    },
    {
      kind: "trigger",
      agent: "source",
      by: "operator",
      cause: "continue",
      from: "restored",
      to: "running",
      row: {
        id: "q2",
        text: "restored -> running : continue / owner = source",
        place: "m.yaml:25",
      },
      set: { "source.state": "running", owner: "source" },
      happenings: [{ kind: "emit", event: "RESUME" }],
    },
    {
      agent: "sender",
      from: "switchover",
      row: { id: "s2", text: "switchover : [owner == source] / wait s", place: "m.yaml:46" },
      happenings: [{ kind: "wait", on: "pause-sem" }],
    },
    {
      kind: "message",
      agent: "returner",
      cause: "return-path.pong",
      from: "probing",
      to: "done",
      row: { id: "r3", text: "probing -> done : return-path.pong", place: "m.yaml:74" },
      happenings: [{ kind: "receive", channel: "return-path", message: "pong" }],
      set: { "returner.state": "done" },
      fault: "both hosts run the guest",
    },
  ],
);

/** Fifteen steps, four machines, messages, a loss, a crash, a lock. */
export const longTrace: Trace = {
  ...long,
  ending: "source runs although destination runs",
  decision: {
    step: 11,
    proven: false,
    alternatives: [{ text: "returner: return-path.pong" }, { text: "sender: switchover" }],
  },
  explanation: [
    {
      text: "not (source.state == running and destination.state == running)",
      value: "false",
      depth: 0,
    },
    { text: "source.state == running", value: "true", depth: 1 },
    { text: "destination.state == running", value: "true", depth: 1 },
  ],
};
