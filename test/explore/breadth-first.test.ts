// Exhaustive exploration: exact counts, the order of discovery, what is met first, and where limits cut.

import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { type ExploreOptions, explore } from "../../src/explore/breadth-first.ts";
import type { Hit, Outcome, Progress } from "../../src/model/outcome.ts";
import type { Command, Program } from "../../src/model/program.ts";
import {
  bin,
  chain,
  command,
  counter,
  diamond,
  eq,
  nowhere,
  num,
  old,
  param,
  parameter,
  probe,
  program,
  range,
  set,
  slot,
  twoPhaseCommit,
  twoPhaseCommitByParameter,
} from "../programs.ts";

function run(of: Program, options: Partial<ExploreOptions> = {}): Outcome {
  return explore(interpret(of), { limits: {}, now: () => 0, ...options });
}

function counts({ states, transitions, depth, complete, frontier }: Outcome) {
  return { states, transitions, depth, complete, frontier };
}

function stateOf({ space }: Outcome, number: number, width: number): number[] {
  const state = new Int32Array(width);
  space.read(number, state);
  return [...state];
}

const done = { complete: true, frontier: 0 };

describe("counts", () => {
  test.each([
    ["a chain", chain(5), { states: 6, transitions: 5, depth: 5 }],
    ["a counter that goes round", counter(4), { states: 5, transitions: 5, depth: 4 }],
    ["a diamond", diamond(), { states: 4, transitions: 4, depth: 2 }],
    ["two-phase commit, 1", twoPhaseCommit(1), { states: 2 + 4 + 6, transitions: 19, depth: 4 }],
    ["two-phase commit, 3", twoPhaseCommit(3), { states: 288, transitions: 1145, depth: 10 }],
    ["by parameter", twoPhaseCommitByParameter(3), { states: 288, transitions: 1145, depth: 10 }],
    ["two-phase commit, 5", twoPhaseCommit(5), { states: 8832, transitions: 58145, depth: 16 }],
    ["nothing but a state", program([], []), { states: 1, transitions: 0, depth: 0 }],
    [
      "no initial state",
      chain(5, { initially: [num(0)] }),
      { states: 0, transitions: 0, depth: 0 },
    ],
  ])("%s", (_, of, expected) => {
    expect(counts(run(of))).toEqual({ ...expected, ...done });
  });

  test("self-loops, faulting actions and second ways to a state are transitions", () => {
    const of = program(
      [range("a", 0, 1)],
      [
        command("stay", num(1), []),
        command("too far", num(1), [set(0, 2)]),
        command("on", eq(0, 0), [set(0, param(0))], { params: [parameter("p", [0, 1, 1])] }),
      ],
    );
    expect(counts(run(of))).toEqual({ states: 2, transitions: 2 + 2 + 3, depth: 1, ...done });
  });

  test("several initial states all have depth 0", () => {
    const outcome = run(chain(5, { initial: [[1, 3]] }));
    expect(counts(outcome)).toEqual({ states: 5, transitions: 4, depth: 2, ...done });
    expect(outcome.initial).toBe(2);
  });

  test("a chain of a million states needs no stack", () => {
    const outcome = run(chain(1_000_000));
    expect(counts(outcome)).toEqual({
      states: 1_000_001,
      transitions: 1_000_000,
      depth: 1_000_000,
      ...done,
    });
    expect(outcome.space.path(1_000_000).steps).toHaveLength(1_000_000);
    expect(outcome.space.depthOf(999_999)).toBe(999_999);
  });
});

describe("space", () => {
  test("states are numbered in order of (state, command, choice)", () => {
    const outcome = run(diamond());
    expect([0, 1, 2, 3].map(n => stateOf(outcome, n, 1))).toEqual([[0], [1], [2], [3]]);
    expect([0, 1, 2, 3].map(n => outcome.space.depthOf(n))).toEqual([0, 1, 1, 2]);
    expect(outcome.space.path(3).steps.map(s => s.command)).toEqual([0, 2]);
    expect(outcome.fired.map(hit => hit?.state)).toEqual([0, 0, 1]);
    const swapped = diamond();
    const [left, right, join] = swapped.commands as readonly [Command, Command, Command];
    const other = run({ ...swapped, commands: [right, left, join] });
    expect([0, 1, 2, 3].map(n => stateOf(other, n, 1))).toEqual([[0], [2], [1], [3]]);
  });

  test("the path to every state, taken step by step, leads there and is as long as its depth", () => {
    const of = twoPhaseCommitByParameter(3);
    const engine = interpret(of);
    const { space } = run(of);
    const state = new Int32Array(of.slots.length);
    for (let number = 0; number < space.count; number++) {
      const { start, steps } = space.path(number);
      const end = steps.reduce((at, step) => engine.apply(at, step)?.next ?? at.slice(0, 0), start);
      space.read(number, state);
      expect(end).toEqual(state);
      expect(steps).toHaveLength(space.depthOf(number));
      expect(space.find(end)).toBe(number);
    }
  });

  test("a state that was not met is not found", () => {
    expect(run(chain(5, { initial: [[3]] })).space.find(Int32Array.of(1))).toBe(-1);
  });

  test("choices beyond 16 bits come back in paths", () => {
    const params = [
      parameter("p", [0, 1]),
      parameter(
        "q",
        Array.from({ length: 70_000 }, (_, i) => i),
      ),
    ];
    const wide = command("wide", bin("==", param(1), num(69_999)), [set(0, param(0))], { params });
    const outcome = run(program([range("a", 0, 1)], [command("stay", num(1), []), wide]));
    expect(outcome.space.path(1).steps).toEqual([{ command: 1, choice: 139_999 }]);
  });
});

describe("what is met first", () => {
  test("state probes, on initial states too", () => {
    const probes = [eq(0, 0), eq(0, 3), eq(0, 9)].map(term => probe("state", term));
    expect(run(chain(5, { probes })).probes).toEqual([{ state: 0 }, { state: 3 }, undefined]);
  });

  test("step probes, on steps to known states and self-loops too", () => {
    const back = bin("<", slot(0), old(0));
    const probes = [probe("step", back), probe("step", bin(">", slot(0), num(8)))];
    const round = { state: 4, step: { command: 0, choice: 0 } };
    expect(run(counter(4, { probes })).probes).toEqual([round, undefined]);
    const loop = program([range("a", 0, 0)], [command("stay", num(1), [])], {
      probes: [probe("step", bin("==", slot(0), old(0)))],
    });
    expect(run(loop).probes).toEqual([{ state: 0, step: { command: 0, choice: 0 } }]);
  });

  test("with all, a probe of a property has one more hit for each further command", () => {
    const probes = [probe("step", num(1)), probe("state", bin(">", slot(0), num(0)))];
    const outcome = run(diamond({ probes }), { all: true });
    expect(outcome.probes).toEqual([{ state: 0, step: { command: 0, choice: 0 } }, { state: 1 }]);
    expect(outcome.more).toEqual([
      [
        { state: 0, step: { command: 1, choice: 0 } },
        { state: 1, step: { command: 2, choice: 0 } },
      ],
      [{ state: 2 }, { state: 3 }],
    ]);
    expect(run(diamond({ probes })).more).toEqual([[], []]);
  });

  test("marks by command, those of faulting actions too; asserts are not among the faults", () => {
    const marks = [0, 1].map(() => ({ kind: "assert", text: "", span: nowhere }) as const);
    const of = chain(2, { marks });
    const raise = { kind: "mark", mark: 1 } as const;
    const assert = { kind: "assert", test: num(0), mark: 0, span: nowhere } as const;
    const commands = [
      ...of.commands,
      command("a", eq(0, 1), [raise, assert]),
      command("b", num(1), [raise, set(0, 7)]),
    ];
    const outcome = run({ ...of, commands });
    const at = (state: number, command: number, fault: object): Hit =>
      ({ state, step: { command, choice: 0 }, fault }) as Hit;
    const broken = { kind: "assert", mark: 0 };
    const far = { kind: "range", slot: 0, value: 7 };
    expect(outcome.marks).toEqual([[at(1, 1, broken)], [at(0, 2, far), at(1, 1, broken)]]);
    expect(outcome.faults).toEqual([at(0, 2, far)]);
  });

  test("faults once for each kind and command", () => {
    const zero = set(0, bin("%", num(1), bin("-", slot(0), num(1))));
    const of = chain(3);
    const outcome = run({
      ...of,
      commands: [...of.commands, command("x", num(1), [zero, set(0, 9)])],
    });
    expect(outcome.faults.map(h => [h.state, h.fault?.kind])).toEqual([
      [0, "range"],
      [1, "zero"],
    ]);
  });
});

describe("deadlock", () => {
  test("is the first state where nothing can happen and not all is at rest", () => {
    expect(run(chain(3)).deadlock).toEqual({ state: 3 });
    expect(run(chain(3, { atRest: eq(0, 3) })).deadlock).toBeUndefined();
    expect(run(counter(3)).deadlock).toBeUndefined();
  });

  test.each([
    ["a fault", { kind: "fault" }, true],
    ["an ignored trigger", { kind: "trigger", policy: "ignored" }, true],
    ["a refused trigger", { kind: "trigger", policy: "refused" }, true],
    ["a trigger", { kind: "trigger" }, false],
    ["an own step", {}, false],
  ] as const)("%s that can still happen", (_, more, stuck) => {
    const of = chain(1);
    const commands = [...of.commands, command("x", eq(0, 1), [], more)];
    expect(run({ ...of, commands }).deadlock !== undefined).toBe(stuck);
  });

  test("an action that faults is something that happens", () => {
    const of = chain(1);
    const commands = [...of.commands, command("x", eq(0, 1), [set(0, 7)])];
    expect(run({ ...of, commands }).deadlock).toBeUndefined();
  });
});

describe("limits", () => {
  test("of states cuts at the same place and keeps what was found", () => {
    const outcome = run(chain(100), { limits: { states: 10 } });
    expect(counts(outcome)).toEqual({
      states: 11,
      transitions: 10,
      depth: 10,
      complete: false,
      frontier: 1,
    });
    expect(outcome.reason).toBe("states");
    expect(outcome.space.path(10).steps).toHaveLength(10);
  });

  test("of exactly as many states as there are is none", () => {
    expect(run(chain(9), { limits: { states: 10 } }).complete).toBe(true);
  });

  test("of states holds for initial states", () => {
    const slots = [range("a", 0, 999), range("b", 0, 999)];
    const values = Array.from({ length: 1000 }, (_, i) => i);
    const of = program(slots, [], { initial: [values, values] });
    const outcome = run(of, { limits: { states: 50 } });
    expect(outcome).toMatchObject({ states: 51, initial: 51, reason: "states", frontier: 51 });
  });

  test("of seconds, of memory, and the observer's wish to stop", () => {
    let clock = 0;
    const slow = run(chain(1_000_000), { limits: { seconds: 3 }, now: () => clock++ * 1000 });
    expect(slow).toMatchObject({ complete: false, reason: "seconds" });
    const large = run(chain(1_000_000), { limits: { memory: 1 } });
    expect(large).toMatchObject({ complete: false, reason: "memory" });
    expect(large.states).toBeGreaterThan(10_000);
    const seen: Progress[] = [];
    const stopped = run(chain(1_000_000), { progress: p => seen.push(p) > 5 });
    expect(stopped).toMatchObject({ complete: false, reason: "interrupted" });
    expect(seen).toHaveLength(6);
    expect(seen[5]).toMatchObject({ states: stopped.states, frontier: 1, depth: stopped.depth });
    expect(stopped.states).toBeLessThan(10_000);
  });

  test("a deadlock beyond the limit is not known", () => {
    expect(run(chain(100), { limits: { states: 10 } }).deadlock).toBeUndefined();
  });
});
