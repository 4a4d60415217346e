// A result for pictures with one of everything, and charts made from short drafts. Literal data, so that a picture is tested without the stages before it.

import type { Chart, ChartEdge, Matrix, MatrixCell, Result } from "../../src/model/result.ts";
import { cancelRow, longTrace, raceTrace, senderRow } from "./picture-traces.ts";

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
