// Debts and recoverable sets, from the text to the verdict: who owes what, since when, to whom it belongs, and what
// a crash does to it.

import { expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { check } from "../../src/check.ts";
import type { Result, Verdict } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";

function checked(text: string): Result {
  const plan = { limits: {}, all: false, graph: false, command: "", now: () => 0 };
  const found = check({ name: "test.yaml", text }, { ...plan, settings: NO_SETTINGS });
  if (found.kind === "checked") return found.result;
  throw new Error(found.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}

function verdict(result: Result, property: string): Verdict {
  const found = result.verdicts.find(v => v.property === property);
  if (!found) throw new Error(`no property ${property}`);
  return found;
}

const YANK = `
model: m
debts: DEBTS
triggers: { migrate: { times: 2 }, cancel: { times: 1 } }
machines:
  source:
    initial: idle
    states:
      idle: { on: { migrate: { target: setup, actions: take yank } }, ignore: [cancel] }
      setup:
        on: { cancel: { target: idle, actions: CANCEL } }
        always: { target: idle, actions: give yank }
        ignore: [migrate]
`;

function yank(cancel: string, debts = "[yank]"): Result {
  return checked(YANK.replace("DEBTS", debts).replace("CANCEL", cancel));
}

test("what is not given back is still held at rest, by whom and since when", () => {
  const { verdict: word, length, trace } = verdict(yank("skip"), "debts");
  expect([word, length]).toEqual(["violated", 2]);
  expect(trace?.ending).toBe("everything is at rest, but source holds yank since step 1");
  expect(trace?.explanation).toEqual([
    { text: "source holds yank", value: "since step 1", depth: 0 },
  ]);
});

test("a state that waits for a trigger is not at rest while a step of its own is due", () => {
  const result = yank("give yank");
  expect(verdict(result, "debts").verdict).toBe("holds");
  expect(verdict(result, "assert").verdict).toBe("holds");
});

test("taking twice breaks the step that takes", () => {
  const { verdict: word, trace } = verdict(yank("skip"), "assert");
  expect([word, trace?.steps.length]).toEqual(["violated", 3]);
  expect(trace?.ending).toBe("failed: take yank, which it holds already");
});

test("giving what is not held breaks the step that gives", () => {
  const { verdict: word, trace } = verdict(yank("[give yank, give yank]"), "assert");
  expect([word, trace?.steps.length]).toEqual(["violated", 2]);
  expect(trace?.ending).toBe("failed: give yank, which it does not hold");
});

test.each([
  ["while what", '{ yank: { while: "migrate.left == 1" } }', 3],
  ["while true", "{ yank: { while: true } }", undefined],
])("%s says it may be held", (_, debts, length) => {
  expect(verdict(yank("skip", debts), "debts").length).toBe(length);
});

test("while does not change since when it is held", () => {
  const { trace } = verdict(
    yank("skip", '{ yank: { while: "source.state == setup or cancel.left == 1" } }'),
    "debts",
  );
  expect(trace?.ending).toBe("everything is at rest, but source holds yank since step 1");
});

test("the check is switched like the other built-in ones", () => {
  const text = YANK.replace("DEBTS", "[yank]").replace("CANCEL", "skip");
  const off = checked(`${text}checks: { debts: off }\n`);
  expect(off.verdicts.some(v => v.property === "debts")).toBe(false);
  expect(checked(`${text}checks: { debts: finding, assert: finding }\n`).exitCode).toBe(0);
});

test("without debts there is no such property", () => {
  const text =
    "model: m\nlocks: [l]\nmachines: { a: { initial: s, states: { s: { always: { steps: [acquire l, release l] } } } } }";
  expect(checked(text).verdicts.some(v => v.property === "debts")).toBe(false);
});

const OWNERS = `
model: m
debts: DEBTS
triggers: { go: { times: 2 } }
machines:
  taker:
    count: 2
    initial: s
    states: { s: { type: rest, on: { go: { target: t, actions: take d } } }, t: { type: final } }
  giver:
    initial: s
    states: { s: { type: rest, always: { guard: "GUARD", actions: give d } } }
properties:
  both: { reachable: "all i in 0..1: taker[i].state == t" }
`;

test("each instance of a machine has its own", () => {
  const result = checked(OWNERS.replace("DEBTS", "[d]").replace("GUARD", "false"));
  expect(verdict(result, "assert").verdict).toBe("holds");
  expect(verdict(result, "both").verdict).toBe("reached");
  const { trace } = verdict(result, "debts");
  expect(trace?.ending).toMatch(/taker\[.\] holds d since step 1/);
});

test("nobody gives back what is another's, unless it is shared", () => {
  const own = checked(OWNERS.replace("DEBTS", "[d]").replace("GUARD", "d.held"));
  expect(verdict(own, "assert").verdict).toBe("violated");
  const shared = checked(
    OWNERS.replace("DEBTS", "{ d: { shared: true } }").replace("GUARD", "d.held"),
  );
  expect(verdict(shared, "debts").verdict).toBe("holds");
  expect(verdict(shared, "assert").trace?.ending).toBe(
    "failed: take d, which somebody holds already",
  );
});

test("arrays are owed one by one", () => {
  const text = `
model: m
types: { Host: [a, b] }
debts: { room: { count: Host, shared: true } }
machines:
  m:
    initial: s
    states:
      s: { always: { target: t, actions: ["take room[a]", "take room[b]", "give room[a]"] } }
      t: { type: final }
properties: { p: { reachable: "room[a].free and room[b].held" } }
`;
  const result = checked(text);
  expect(verdict(result, "p").verdict).toBe("reached");
  expect(verdict(result, "debts").trace?.ending).toContain("m holds room[b] since step 1");
});

const HOLDS = `
model: m
debts: [vm]
triggers: { go: { times: 1 } }
machines:
  m:
    initial: s
    states:
      s: { on: { go: t } }
      t: { holds: vm, always: { steps: [skip, skip], target: u } }
      u: { type: LAST, holds: HELD }
properties: { p: { reachable: "vm.held and m.busy" } }
`;

test("a state holds while the machine is in it, and no longer", () => {
  const fine = checked(HOLDS.replace("LAST", "final").replace("HELD", "[]"));
  expect([verdict(fine, "debts").verdict, verdict(fine, "p").verdict]).toEqual([
    "holds",
    "reached",
  ]);
  const { trace } = verdict(checked(HOLDS.replace("LAST", "rest").replace("HELD", "vm")), "debts");
  expect(trace?.ending).toBe("everything is at rest, but m holds vm since step 1");
});

const CRASH = `
model: m
processes: { p: { crashes: 1 } }
debts: DEBTS
triggers: { go: { times: 1 } }
machines:
  m:
    process: p
    initial: s
    states:
      s: { on: { go: { target: t, actions: take d } } }
      t: { always: { guard: p.crashes-left == 1, actions: give d, target: s } }
`;

test.each([
  ["dies with its machine", "[d]", "holds"],
  ["outlives a crash where it is persistent", "{ d: { persistent: true } }", "violated"],
  ["that is shared outlives the machine", "{ d: { shared: true } }", "violated"],
  ["that is shared dies with its own process", "{ d: { shared: true, process: p } }", "holds"],
])("a debt %s", (_, debts, word) => {
  expect(verdict(checked(CRASH.replace("DEBTS", debts)), "debts").verdict).toBe(word);
});

test("a lock that says so must be free at rest", () => {
  const text = `
model: m
locks: { bql: { debt: true }, other: {} }
machines:
  m: { initial: s, states: { s: { always: { steps: [acquire bql, acquire other], target: t } }, t: { type: final } } }
`;
  const { trace } = verdict(checked(text), "debts");
  expect(trace?.ending).toBe("everything is at rest, but m holds bql since step 1");
});

test("a space that was not seen whole may still show a debt", () => {
  const text = YANK.replace("DEBTS", "[yank]").replace("CANCEL", "skip");
  const plan = { limits: { states: 5 }, all: false, graph: false, command: "", now: () => 0 };
  const found = check({ name: "test.yaml", text }, { ...plan, settings: NO_SETTINGS });
  if (found.kind !== "checked") throw new Error("refused");
  expect(found.result.complete).toBe(false);
  expect(verdict(found.result, "debts").verdict).toBe("violated");
});

// ---------------------------------------------------------------- recoverable sets

const LOST = `
model: m
triggers: { fail: { times: 2 }, recover: { times: 1 } }
machines:
  m:
    initial: active
    states:
      active: { type: rest, on: { fail: paused }, ignore: [recover] }
      paused: { type: rest, on: { recover: active }, ignore: [fail] }
properties:
  whole: { recoverable: { from: m.state == paused, to: m.state == active } }
  first: { recoverable: { from: m.state == paused and fail.left == 1 and recover.left == 1, to: m.state == active } }
  never: { recoverable: { from: false, to: m.state == active } }
`;

test("recoverable speaks of the states of its first part only", () => {
  const result = checked(LOST);
  expect(verdict(result, "first").verdict).toBe("holds");
  const { verdict: word, trace, text } = verdict(result, "whole");
  expect([word, trace?.ending]).toEqual(["violated", "from here nothing leads there any more"]);
  expect(text).toBe("from m.state == paused some way leads to m.state == active");
  // Ignoring a recover uses it up: two steps are enough.
  expect(trace?.steps.map(s => s.cause)).toEqual(["recover", "fail"]);
});

test("recoverable from nowhere is vacuous", () => {
  const findings = checked(LOST).findings.filter(f => f.code === "property-vacuous");
  expect(findings.map(f => f.message)).toEqual([
    "property 'never' holds only because its premise is never met",
  ]);
});
