// One hand-built program with a bit of everything that traces show: two machines, an enum, a lock, a
// message with fields, a budget, steps, parameters, tells, marks, an observer and an open cell.

import type { Span } from "../../src/base/source.ts";
import type { Command, MessageCodes, Program } from "../../src/model/program.ts";
import {
  all,
  bin,
  bound,
  check,
  command,
  eq,
  nowhere,
  num,
  old,
  oneOf,
  param,
  parameter,
  probe,
  program,
  range,
  set,
  slot,
} from "../programs.ts";

const STATUS = ["active", "cancelling", "cancelled", "failed"];

export const codes: MessageCodes = {
  messages: [
    { name: "ping", first: 1, size: 1, fields: [] },
    {
      name: "copy",
      first: 2,
      size: 6,
      fields: [
        { name: "row", type: { kind: "enum", name: "Row", values: ["a", "b"] } },
        { name: "n", type: { kind: "int", low: 1, high: 3 } },
      ],
    },
  ],
  end: 8,
};

const text = "model: example\nrow one\nrow two\n";
const at = (line: number): Span => {
  const start =
    text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + 1;
  return { source: { name: "example.yaml", text }, start, end: start + 3 };
};

export const MONITOR = 0;
export const SENDER = 1;
export const STATUS_SLOT = 0;
export const MONITOR_STATE = 1;
export const SENDER_STATE = 2;
export const SENDER_STEP = 3;
export const WIRE = 4;
export const LOCK = 5;
export const TRIES = 6;
export const LEFT = 7;

/** By name in `example.commands`. */
export const CANCEL = 0;
export const SEND = 1;
export const FINISH = 2;
export const FAIL = 3;
export const RETRY = 4;
export const NOTE = 5;

const of = (agent: number, row?: number): Partial<Command> =>
  row === undefined ? { agent } : { agent, row };

const cancel = command(
  "monitor: cancel",
  all(eq(STATUS_SLOT, 0), bin(">", slot(LEFT), num(0))),
  [
    set(STATUS_SLOT, 1),
    set(LEFT, bin("-", slot(LEFT), num(1))),
    { kind: "tell", tell: 0, value: slot(STATUS_SLOT) },
  ],
  { ...of(MONITOR, 0), kind: "trigger", cause: "cancel" },
);

const send = command(
  "sender: sending",
  all(eq(SENDER_STATE, 0), eq(SENDER_STEP, 0)),
  [
    { kind: "require", test: eq(LOCK, 0) },
    set(LOCK, SENDER + 1),
    { kind: "tell", tell: 2 },
    set(WIRE, bin("+", num(4), param(0))),
    { kind: "tell", tell: 1, value: slot(WIRE) },
    set(SENDER_STEP, 1),
  ],
  { ...of(SENDER, 1), step: 1, steps: 2, params: [parameter("pick", [0, 2])] },
);

const finish = command(
  "sender: finish",
  eq(SENDER_STEP, 1),
  [set(SENDER_STEP, 0), set(SENDER_STATE, 1), set(LOCK, 0)],
  { ...of(SENDER, 1), step: 2, steps: 2 },
);

const fail = command(
  "sender: fail",
  all(eq(SENDER_STATE, 1), eq(STATUS_SLOT, 1)),
  [set(STATUS_SLOT, 3), { kind: "mark", mark: 1 }],
  of(SENDER),
);

const retry = command(
  "sender: retry",
  all(eq(SENDER_STATE, 1), eq(STATUS_SLOT, 3)),
  [set(TRIES, bin("+", slot(TRIES), num(1)))],
  of(SENDER),
);

const note = command(
  "monitor: note",
  eq(STATUS_SLOT, 2),
  [{ kind: "assert", test: eq(TRIES, 0), mark: 0 }],
  of(MONITOR),
);

/** Replaces parts for one test. */
export function exampleWith(more: Partial<Program>): Program {
  return { ...example, ...more };
}

export const example: Program = program(
  [
    oneOf("status", STATUS),
    { ...oneOf("monitor.state", ["idle"], "state"), agent: MONITOR },
    { ...oneOf("sender.state", ["sending", "done"], "state"), agent: SENDER },
    { ...range("sender.step", 0, 1, "step"), agent: SENDER },
    { name: "wire", low: 0, high: 7, show: { kind: "message", codes }, role: "channel" },
    { name: "bql", low: 0, high: 2, show: { kind: "holder" }, role: "lock" },
    range("tries", 0, 1),
    range("cancel.left", 0, 1, "budget"),
  ],
  [cancel, send, finish, fail, retry, note],
  {
    name: "example",
    initial: [[0], [0], [0], [0], [0], [0], [0], [1]],
    agents: [
      { name: "monitor", machine: "monitor", state: MONITOR_STATE },
      { name: "sender", machine: "sender", state: SENDER_STATE },
    ],
    rows: [
      {
        id: "monitor/idle/cancel/1",
        machine: "monitor",
        text: "cancel / status = cancelling",
        head: "",
        does: ["cancel / status = cancelling"],
        span: at(2),
      },
      {
        id: "sender/sending/always/1",
        machine: "sender",
        text: "send a copy",
        head: "",
        does: ["send a copy"],
        span: at(3),
      },
    ],
    tells: [
      { kind: "emit", event: "MIGRATION", type: { kind: "enum", name: "Status", values: STATUS } },
      { kind: "send", channel: "wire", codes },
      { kind: "acquire", on: "bql" },
    ],
    marks: [
      {
        kind: "assert",
        text: "assert tries == 0",
        span: nowhere,
      },
      {
        kind: "observer",
        observer: "libvirt",
        state: "cancelling",
        event: "MIGRATION(failed)",
        span: nowhere,
      },
    ],
    probes: [
      probe("state", all(eq(STATUS_SLOT, 3), eq(SENDER_STATE, 1)), true),
      probe("step", bin("or", bin("==", old(STATUS_SLOT), num(1)), num(0))),
      probe("state", eq(STATUS_SLOT, 2)),
      {
        ...probe("state", all(eq(SENDER_STATE, 1), bin(">", slot(LEFT), num(0)))),
        about: { kind: "cell", machine: "sender", state: 1, trigger: "cancel" },
      },
      probe(
        "state",
        bin(
          "==",
          { kind: "element", base: TRIES, size: 2, index: bound(slot(TRIES), 0, 0) },
          num(9),
        ),
        true,
      ),
    ],
    atRest: eq(STATUS_SLOT, 0),
    checks: [
      {
        ...check("no-failure", { by: "bad-probe", probe: 0 }),
        kind: "never",
        text: "status == failed and sender.state == done",
      },
      {
        ...check("kept", { by: "bad-probe", probe: 1 }),
        kind: "step",
        text: "old(status) != cancelling",
      },
      {
        ...check("ends", { by: "good-probe", probe: 2 }),
        kind: "reachable",
        text: "status == cancelled",
      },
      { ...check("unhandled", { by: "cells", probes: [3] }), kind: "unhandled" },
      { ...check("range", { by: "faults" }), kind: "range" },
      { ...check("assert", { by: "marks", marks: [0] }), kind: "assert" },
      { ...check("observer libvirt", { by: "marks", marks: [1] }), kind: "observer" },
      { ...check("deadlock", { by: "deadlock" }), kind: "deadlock" },
      {
        ...check("possible", { by: "possible", goal: eq(STATUS_SLOT, 0) }),
        kind: "possible",
        text: "status == active",
      },
      {
        ...check("wins", {
          by: "liveness",
          formula: { kind: "F", of: { kind: "atom", atom: 0 } },
          atoms: [{ kind: "state", term: num(1) }],
        }),
        kind: "eventually",
      },
    ],
  },
);
