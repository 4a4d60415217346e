// Results for pictures: a small race with a trace that shows everything a picture can show, and machines
// of other sizes. Literal data, so that a picture is tested without the stages before it.

import type { Chart, ChartEdge, Matrix, MatrixCell, Result } from "../../src/model/result.ts";
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

const senderRow = {
  id: "sender.sending.always.0",
  text: "sending -> done [socket == shut] / seen = status, then if seen == cancelling then status = cancelled else status = failed",
  place: "models/cancel-versus-error.yaml:31",
};

const cancelRow = {
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

type EdgeDraft = Partial<ChartEdge> & { readonly from: string; readonly to: string };

/** A chart from short edge drafts. */
export function chartOf(
  machine: string,
  states: readonly string[],
  drafts: readonly EdgeDraft[],
): Chart {
  return {
    machine,
    initial: states.slice(0, 1),
    states: states.map((name, i) => ({
      name,
      type: i === states.length - 1 ? "final" : "plain",
      reached: true,
    })),
    edges: drafts.map(
      (draft, i): ChartEdge => ({
        row: `${machine}.${i}`,
        kind: "trigger",
        label: "",
        actions: [],
        place: `models/${machine}.yaml:${i + 10}`,
        fired: true,
        wide: false,
        ...draft,
      }),
    ),
  };
}

export const senderChart: Chart = chartOf(
  "sender",
  ["sending", "done"],
  [
    {
      row: "sender.sending.stream-error.0",
      from: "sending",
      to: "sending",
      label: "stream-error",
      actions: ["socket = shut"],
    },
    {
      row: senderRow.id,
      kind: "always",
      from: "sending",
      to: "done",
      label: "",
      guard: "socket == shut",
      actions: [
        "seen = status",
        "if seen == cancelling then status = cancelled else status = failed",
      ],
    },
  ],
);

export const monitorChart: Chart = {
  ...chartOf(
    "monitor",
    ["idle"],
    [
      {
        row: cancelRow.id,
        from: "idle",
        to: "idle",
        label: "cancel",
        guard: "status in running",
        actions: ["status = cancelling", "socket = shut"],
      },
    ],
  ),
  states: [{ name: "idle", type: "rest", reached: true }],
};

const statuses = ["idle", "ready", "busy", "done"];
const triggers = ["cancel", "stream-error"];

function cell(status: MatrixCell["status"], extra: Partial<MatrixCell> = {}): MatrixCell {
  return { status, rows: [], gap: false, ...extra };
}

export const smallMatrix: Matrix = {
  machine: "monitor",
  states: statuses,
  triggers,
  cells: [
    [
      cell("handled", {
        rows: [{ target: "idle", text: cancelRow.text, place: cancelRow.place, fired: true }],
      }),
      cell("ignored"),
    ],
    [cell("open", { length: 5, witness: raceTrace }), cell("refused")],
    [cell("cannot-arrive"), cell("unreachable")],
    [cell("final"), cell("unknown")],
  ],
};

export const raceResult: Result = {
  model: "cancel-versus-error",
  file: "models/cancel-versus-error.yaml",
  about: "A cancel and a stream error race; the failing thread checks, then writes.",
  source: ["QEMU c3c5eae6ac69"],
  engine: "interpret",
  settings: ["fixed=false"],
  constants: [{ name: "fixed", value: "false" }],
  states: 27,
  transitions: 41,
  depth: 7,
  complete: true,
  verdicts: [
    {
      property: "cancel-wins",
      kind: "leads-to",
      verdict: "violated",
      length: 5,
      trace: raceTrace,
      more: [longTrace],
      because: "libvirt expects cancelled once it has asked for it",
      text: "status == cancelling leads to status == cancelled",
      place: "models/cancel-versus-error.yaml:48",
      expected: { verdict: "violated", length: 5 },
      ok: true,
    },
    {
      property: "no-way-back",
      kind: "step",
      verdict: "holds",
      more: [],
      text: "old(status) in [cancelled, failed, completed] implies status == old(status)",
      place: "models/cancel-versus-error.yaml:51",
      ok: true,
    },
    {
      property: "deadlock",
      kind: "deadlock",
      verdict: "undecided",
      reason: "stopped at 1000 states; 412 were not yet expanded",
      more: [],
      text: "no deadlock",
      place: "models/cancel-versus-error.yaml:1",
      ok: false,
    },
  ],
  findings: [
    {
      code: "open-cell",
      severity: "warning",
      message: "'monitor' has no row for 'cancel' in state 'ready'",
      position: { file: "models/cancel-versus-error.yaml", line: 22, column: 7 },
      witness: raceTrace,
      fix: "add a row, or list it under ignore or refuse",
    },
  ],
  counts: [{ name: "states", expected: 27, actual: 27, ok: true }],
  matrices: [smallMatrix],
  charts: [monitorChart, senderChart],
  graph: {
    projected: true,
    variables: ["status", "sender.state"],
    nodes: [
      { values: ["active", "sending"], initial: true, states: 9 },
      { values: ["cancelling", "sending"], initial: false, states: 8 },
      { values: ["failed", "done"], initial: false, states: 6 },
      { values: ["cancelled", "done"], initial: false, states: 4 },
    ],
    edges: [
      { from: 0, to: 0, labels: ["sender: stream-error", "sender: sending -> done"] },
      { from: 0, to: 1, labels: ["monitor: cancel"] },
      { from: 1, to: 2, labels: ["sender: sending -> done"] },
      { from: 1, to: 3, labels: ["sender: sending -> done"] },
      { from: 0, to: 2, labels: ["sender: sending -> done"] },
    ],
    cut: false,
  },
  command: "migcheck check models/cancel-versus-error.yaml --set fixed=false",
  timing: { explore: 12 },
  exitCode: 3,
};
