// What would break: a state that takes more memory than is promised, and a limit of memory that is passed or
// that ends in anything but an incomplete outcome.

import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import { exploreCompiled } from "../../../src/explore/compiled.ts";
import type { Limits, Outcome, Progress } from "../../../src/model/outcome.ts";
import { bin, eq, probe, program, range, twoPhaseCommit } from "../../programs.ts";

interface Ran {
  readonly outcome: Outcome;
  readonly told: readonly Progress[];
}

function explored(of: Parameters<typeof interpret>[0], limits: Limits, shards = 1): Ran {
  const code = compileToWasm(of, { all: false, division: { shards, workers: 1 } });
  if (!code) throw new Error("the program was not compiled");
  const told: Progress[] = [];
  const progress = (now: Progress) => told.push(now) < 0;
  return {
    outcome: exploreCompiled(code, interpret(of), { limits, now: () => 0, progress }),
    told,
  };
}

const MIB = 1 << 20;
/** Input, candidates, new states, an empty table: the same for every space. */
const CONSTANT = 4 * MIB;

describe("memory", () => {
  test("of so many threads that 4 GiB do not hold it is not asked for", () => {
    const code = (workers: number) =>
      compileToWasm(twoPhaseCommit(2), { all: false, division: { shards: 1, workers } });
    expect(code(64)).toBeDefined();
    expect(code(3000)).toBeUndefined();
  });

  test("is at most 24 bytes a state beside a constant, at every moment", () => {
    const { outcome, told } = explored(twoPhaseCommit(8), { states: 1_200_000 });
    expect(outcome.states).toBeGreaterThan(1_200_000);
    expect(told.length).toBeGreaterThan(100);
    const over = told.filter(t => t.memory * MIB > t.states * 24 + CONSTANT);
    // Below 8 MiB the table doubles.
    expect(over.filter(t => t.states > 900_000)).toEqual([]);
    expect(over.filter(t => t.memory * MIB > t.states * 32 + CONSTANT)).toEqual([]);
  }, 60_000);

  test("grows in steps that do not double it", () => {
    const { told } = explored(twoPhaseCommit(8), { states: 1_200_000 });
    for (const [i, t] of told.entries()) {
      const before = told[i - 1];
      if (before && before.memory > 24) expect(t.memory / before.memory).toBeLessThan(1.25);
    }
  }, 60_000);

  test.each([1, 2, 3])(
    "is not passed by %i shards, and what was found stays",
    shards => {
      const both = bin("and", eq(0, 3), eq(1, 3));
      const of = twoPhaseCommit(9, { probes: [probe("state", both), probe("step", eq(0, 1))] });
      const { outcome, told } = explored(of, { memory: 40 }, shards);
      expect(outcome).toMatchObject({ complete: false, reason: "memory" });
      expect(outcome.states).toBeGreaterThan(500_000);
      expect(outcome.frontier).toBeGreaterThan(0);
      for (const { memory } of told) expect(memory).toBeLessThan(41);
      const [hit, step] = outcome.probes;
      expect(hit && outcome.space.depthOf(hit.state)).toBe(2);
      expect(step && outcome.space.path(step.state).steps).toEqual([]);
      expect(outcome.lost.size).toBe(0);
    },
    60_000,
  );

  test.each([1, 2, 3])("too small for anything ends %i shards at once", shards => {
    const { outcome } = explored(twoPhaseCommit(4), { memory: 1 }, shards);
    expect(outcome).toMatchObject({ complete: false, reason: "memory" });
  });

  test("states that are too wide for code are left to the interpreter", () => {
    const wide = (count: number) =>
      program(
        Array.from({ length: count }, (_, i) => range(`w${i}`, -(2 ** 31), 2 ** 31 - 1)),
        [],
      );
    expect(compileToWasm(wide(511), { all: true })).toBeDefined();
    expect(compileToWasm(wide(512), { all: true })).toBe(undefined);
    for (const workers of [1, 2]) {
      const code = compileToWasm(wide(511), { all: false, division: { shards: workers, workers } });
      expect(code?.modules.regions.table).toBeLessThan(256 * MIB);
    }
    const { outcome } = explored(wide(511), {});
    expect(outcome).toMatchObject({ states: 1, complete: true });
  });
});
