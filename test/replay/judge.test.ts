// Every kind of check must come to the right word, and a claim that the interpreter does not confirm must
// never become a verdict.

import { describe, expect, test } from "vitest";
import { Bug } from "../../src/base/bug.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import type { Limits, Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import type { Verdict } from "../../src/model/result.ts";
import { judge } from "../../src/replay/judge.ts";
import { rerun } from "../../src/replay/run.ts";
import { showsIt } from "../../src/replay/violation.ts";
import { expectUntold } from "../generate/agree.ts";
import {
  bin,
  branch,
  chain,
  check,
  command,
  counter,
  eq,
  num,
  probe,
  program,
  range,
  set,
  slot,
} from "../programs.ts";
import { example } from "./example.ts";

const by = new Map([["cancel", "operator"]]);

function outcomeOf(of: Program, limits: Limits = {}, all = false): Outcome {
  return explore(interpret(of), { limits, now: () => 0, all });
}

function verdictsOf(of: Program, outcome = outcomeOf(of), all = false): Verdict[] {
  const verdicts = judge(of, outcome, interpret(of), { all, by });
  expectUntold(judge(of, outcome, interpret(of), { all, by, untold: true }), verdicts);
  return verdicts;
}

function brief(v: Verdict): string {
  const length = v.length === undefined ? "" : ` in ${v.length}`;
  return `${v.property}: ${v.verdict}${length}${v.ok ? "" : ", not ok"}`;
}

describe("the example", () => {
  const verdicts = verdictsOf(example);
  const of = (name: string) => verdicts.find(v => v.property === name);

  test("one verdict per check, in order", () => {
    expect(verdicts.map(brief)).toEqual([
      "no-failure: violated in 4, not ok",
      "kept: violated in 2, not ok",
      "ends: unreached, not ok",
      "unhandled: violated in 3, not ok",
      "range: violated in 6, not ok",
      "assert: holds",
      "observer libvirt: violated in 4, not ok",
      "deadlock: holds",
      "possible: violated in 1, not ok",
      "wins: undecided, not ok",
    ]);
  });

  test("the length is that of the trace, and what holds has no trace", () => {
    for (const v of verdicts) expect(v.length).toBe(v.trace?.steps.length);
    expect(of("assert")?.trace).toBeUndefined();
    expect(of("ends")?.trace).toBeUndefined();
  });

  test("an open cell: the run to the state, then the trigger that arrives", () => {
    expect(of("unhandled")?.trace?.steps.at(-1)).toMatchObject({
      number: 3,
      command: -1,
      kind: "trigger",
      agent: "sender",
      machine: "sender",
      by: "operator",
      cause: "cancel",
      from: "done",
      fault: "nothing is said about cancel in state done of machine sender",
    });
    expect(of("unhandled")?.trace?.states).toHaveLength(4);
  });

  test("an observer's word is the fault of the last step, and the ending", () => {
    const text = "observer libvirt is in cancelling, where no row allows MIGRATION(failed)";
    expect(of("observer libvirt")?.trace).toMatchObject({ ending: text });
    expect(of("observer libvirt")?.trace?.steps.at(-1)?.fault).toBe(text);
  });

  test("liveness is not decided where nobody looks for what goes round", () => {
    expect(of("wins")).toMatchObject({ verdict: "undecided", trace: undefined });
  });

  test("every trace shows again what it claims", () => {
    const engine = interpret(example);
    const found = outcomeOf(example);
    const hit = found.probes[0];
    if (!hit) throw new Bug("the example violates no-failure");
    const run = rerun(engine, found.space.path(hit.state));
    const [first] = example.checks;
    expect(first && showsIt(engine, first, run)).toBe(true);
    const shorter = { states: run.states.slice(0, -1), moves: run.moves.slice(0, -1) };
    expect(first && showsIt(engine, first, shorter)).toBe(false);
  });
});

describe("a space that was not seen whole", () => {
  const never = { ...check("never-9", { by: "bad-probe", probe: 0 }), kind: "never" };
  const reach = { ...check("reach-9", { by: "good-probe", probe: 0 }), kind: "reachable" };
  const back = { ...check("back", { by: "possible", goal: eq(0, 0) }), kind: "possible" };
  const subject = chain(5000, {
    probes: [probe("state", eq(0, 4000)), probe("state", eq(0, 3))],
    checks: [
      never,
      reach,
      back,
      { ...never, property: "never-3", meaning: { by: "bad-probe", probe: 1 } },
    ],
  });

  test("a limit is never `holds` or `unreached`; what was found stays found", () => {
    const cut = outcomeOf(subject, { states: 1500 });
    const verdicts = verdictsOf(subject, cut);
    expect(verdicts.map(v => v.verdict)).toEqual([
      "undecided",
      "undecided",
      "undecided",
      "violated",
    ]);
    const frontier = cut.frontier === 1 ? "1 state" : `${cut.frontier} states`;
    expect(verdicts[0]?.reason).toBe(
      `stopped after ${(cut.states / 1000).toFixed(3).replace(".", ",")} states (limit on states), depth ${cut.depth}; ${frontier} not yet explored`,
    );
    expect(verdicts[3]).toMatchObject({ length: 3, reason: undefined });
  });

  test("seen whole, the same checks are decided", () => {
    const verdicts = verdictsOf(subject);
    expect(verdicts.map(v => v.verdict)).toEqual(["violated", "reached", "violated", "violated"]);
    expect(verdicts.map(v => v.length)).toEqual([4000, 4000, 1, 3]);
    expect(verdicts[1]).toMatchObject({ ok: true, trace: { decision: undefined } });
  });

  test("`possible` is undecided where only the search backward was cut", () => {
    const cut: Outcome = { ...outcomeOf(counter(3)), lostReason: "memory" };
    const turning = counter(3, { checks: [back] });
    const [verdict] = verdictsOf(turning, cut);
    expect(verdict).toMatchObject({ verdict: "undecided" });
    expect(verdict?.reason).toContain("limit on memory");
    expect(verdictsOf(turning)[0]?.verdict).toBe("holds");
  });
});

describe("a claim that the interpreter does not confirm", () => {
  const outcome = outcomeOf(example);
  const wrong: [string, Partial<Outcome>][] = [
    ["a state where the probe is false", { probes: [{ state: 0 }] }],
    ["a step without the mark", { marks: [[], [{ state: 0, step: { command: 0, choice: 0 } }]] }],
    ["a fault that is none", { faults: [{ state: 0, step: { command: 0, choice: 0 } }] }],
    ["a step that is not enabled", { faults: [{ state: 0, step: { command: 2, choice: 0 } }] }],
    ["a deadlock where something is enabled", { deadlock: { state: 0 } }],
    ["a lost goal that is there", { lost: new Map([[8, { state: 0 }]]) }],
  ];
  test.each(wrong)("%s is a bug", (_, part) => {
    expect(() => verdictsOf(example, { ...outcome, ...part })).toThrow(Bug);
  });
});

describe("with all", () => {
  const add = (name: string, by: number) =>
    command(name, num(1), [set(0, bin("+", slot(0), num(by)))]);
  const cell = (trigger: string, from: number) => ({
    ...probe("state", bin(">=", slot(0), num(from))),
    about: { kind: "cell", machine: "m", state: 0, trigger } as const,
  });
  const subject = program([range("n", 0, 3)], [add("one", 1), add("two", 2)], {
    probes: [cell("late", 2), cell("early", 1)],
    checks: [
      { ...check("range", { by: "faults" }), kind: "range" },
      { ...check("unhandled", { by: "cells", probes: [0, 1] }), kind: "unhandled" },
    ],
    agents: [{ name: "m", machine: "m", state: 0 }],
  });

  test("one trace per culprit, the nearest first", () => {
    const [faults, cells] = verdictsOf(subject, outcomeOf(subject, {}, true), true);
    expect(faults?.trace?.steps.map(s => s.command)).toEqual([1, 1]);
    expect(faults?.more.map(t => t.steps.at(-1)?.command)).toEqual([0]);
    expect(cells?.trace?.steps.map(s => s.cause)).toEqual([undefined, "early"]);
    expect(cells?.more.map(t => t.steps.at(-1)?.cause)).toEqual(["late"]);
  });

  test("without it, only the nearest", () => {
    expect(verdictsOf(subject).map(v => v.more.length)).toEqual([0, 0]);
  });
});

describe("asserts", () => {
  const subject = program(
    [range("n", 0, 3), range("m", 0, 3)],
    [
      command("add", num(1), [
        branch(num(1), [{ kind: "assert", test: bin("<", slot(0), num(2)), mark: 0 }], []),
        set(0, bin("+", slot(0), num(1))),
      ]),
    ],
    {
      marks: [{ kind: "assert", text: "assert n < 2", span: example.commands[0]?.span ?? fail() }],
      checks: [{ ...check("assert", { by: "marks", marks: [0] }), kind: "assert" }],
    },
  );

  test("the trace ends with the assert, and says what it read before the step", () => {
    const [verdict] = verdictsOf(subject);
    expect(verdict).toMatchObject({ verdict: "violated", length: 3 });
    expect(verdict?.trace?.steps.at(-1)?.fault).toBe("failed: assert n < 2");
    expect(verdict?.trace?.ending).toBe("failed: assert n < 2");
    expect(verdict?.trace?.explanation).toEqual([{ text: "n", value: "2", depth: 0 }]);
  });
});

function fail(): never {
  throw new Bug("the example has commands");
}
