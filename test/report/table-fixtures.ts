// Literal tables and pictures' data: a matrix with every status, charts with every kind of edge, a small graph.

import type { Chart, Matrix, MatrixCell, StateGraph } from "../../src/model/result.ts";
import { FILE, faultTrace } from "./trace-fixtures.ts";

function cell(status: MatrixCell["status"], more: Partial<MatrixCell> = {}): MatrixCell {
  return { status, rows: [], gap: false, ...more };
}

function handled(target: string, text: string, line: number, fired = true): MatrixCell {
  return cell("handled", { rows: [{ target, text, place: `${FILE}:${line}`, fired }] });
}

/** Every status of a cell at least once. */
export const monitorMatrix: Matrix = {
  machine: "monitor",
  states: ["idle", "paused", "postcopy-recover", "done"],
  triggers: ["cancel", "pause", "resume", "stream-error"],
  cells: [
    [
      handled("idle", "cancel [status in running] / status = cancelling; socket = shut", 22),
      { ...handled("paused", "pause [socket == open]", 24), gap: true },
      cell("open", { length: 1, witness: faultTrace }),
      cell("cannot-arrive"),
    ],
    [
      cell("refused"),
      cell("ignored"),
      handled("idle", "resume", 27, false),
      cell("open", { length: 12 }),
    ],
    [cell("unreachable"), cell("unreachable"), cell("unknown"), cell("unreachable")],
    [cell("final"), cell("final"), cell("final"), cell("final")],
  ],
};

/** Every kind of state and of edge. */
export const senderChart: Chart = {
  machine: "sender",
  states: [
    { name: "sending", type: "plain", reached: true },
    { name: "waiting", type: "rest", reached: false },
    { name: "done", type: "final", reached: true },
  ],
  initial: ["sending"],
  edges: [
    {
      row: "sender/sending/stream-error/1",
      from: "sending",
      to: "sending",
      kind: "trigger",
      label: "stream-error",
      actions: ["socket = shut"],
      place: `${FILE}:32`,
      fired: true,
      wide: false,
    },
    {
      row: "sender/sending/always/1",
      from: "sending",
      to: "done",
      kind: "always",
      label: "",
      guard: "socket == shut",
      actions: ["seen = status", "status = failed"],
      place: `${FILE}:34`,
      fired: true,
      wide: false,
    },
    {
      row: "sender/*/after patience/1",
      from: "waiting",
      to: "done",
      kind: "timeout",
      label: "after patience",
      actions: [],
      place: `${FILE}:40`,
      fired: false,
      wide: true,
    },
    {
      row: "sender/waiting/wire.ack/1",
      from: "waiting",
      to: "sending",
      kind: "message",
      label: "wire.ack",
      guard: "tries < 2",
      actions: ["tries = tries + 1"],
      place: `${FILE}:42`,
      fired: false,
      wide: false,
    },
  ],
};

export const targetChart: Chart = {
  machine: "target",
  replicas: "Host",
  states: [
    { name: "running", type: "plain", reached: true },
    { name: "stopped", type: "final", reached: true },
  ],
  initial: ["running"],
  edges: [
    {
      row: "target/running/wire.abort/1",
      from: "running",
      to: "stopped",
      kind: "message",
      label: "wire.abort",
      actions: ["flags = flags + [aborted]"],
      place: `${FILE}:45`,
      fired: true,
      wide: false,
    },
  ],
};

export const smallGraph: StateGraph = {
  projected: true,
  variables: ["monitor.state", "sender.state"],
  nodes: [
    { values: ["idle", "sending"], initial: true, states: 9 },
    { values: ["paused", "sending"], initial: false, states: 4 },
    { values: ["idle", "done"], initial: false, states: 8 },
  ],
  edges: [
    { from: 0, to: 1, labels: ["monitor: pause"] },
    { from: 0, to: 2, labels: ["sender: own step 2", "sender: after patience"] },
    { from: 1, to: 0, labels: ["monitor: resume"] },
  ],
  cut: false,
};
