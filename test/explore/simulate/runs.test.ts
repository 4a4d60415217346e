// What would break: runs that depend on the engine, a run that takes a step it cannot take, or two seeds that are one.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import type { Court } from "../../../src/explore/simulate/broken.ts";
import { CompiledGround } from "../../../src/explore/simulate/compiled-ground.ts";
import { Distinct } from "../../../src/explore/simulate/distinct.ts";
import type { Ground } from "../../../src/explore/simulate/ground.ts";
import { Hunt } from "../../../src/explore/simulate/hunt.ts";
import { InterpretedGround } from "../../../src/explore/simulate/interpreted-ground.ts";
import { type RunOptions, Runs, seedOf } from "../../../src/explore/simulate/runs.ts";
import { Schedules } from "../../../src/explore/simulate/schedule.ts";
import type { Path } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { STRATEGY_NAMES } from "../../../src/model/simulation.ts";
import { badnessOf } from "../../../src/replay/badness.ts";
import { rerun } from "../../../src/replay/run.ts";
import { showsIt } from "../../../src/replay/violation.ts";
import { programs } from "../../generate/program.ts";
import {
  bin,
  chain,
  check,
  command,
  num,
  probe,
  program,
  range,
  set,
  slot,
} from "../../programs.ts";

const RUNS: RunOptions = { runs: 100, depth: 15, seed: 1, strategy: "uniform" };

function hunted(of: Program, ground: Ground, options: Partial<RunOptions> = {}) {
  const stepper = interpret(of);
  const { starts } = new Schedules(stepper);
  const court: Court = {
    bad: index => badnessOf(stepper, index),
    endless:
      ({ path, loop }) =>
      index => {
        const run = { ...rerun(stepper, path), loop };
        const of = stepper.program.checks[index];
        return of !== undefined && showsIt(stepper, of, run) === true;
      },
  };
  const hunt = new Hunt(ground, stepper, { court });
  const done = new Runs(ground, { program: of, starts }, { ...RUNS, ...options }, hunt).go();
  return { hunt, done };
}

const interpreted = (of: Program, options?: Partial<RunOptions>) =>
  hunted(of, new InterpretedGround(interpret(of)), options);

function compiled(of: Program, options?: Partial<RunOptions>) {
  const code = compileToWasm(of, { all: false });
  if (!code) throw new Error("the program was not compiled");
  return hunted(of, new CompiledGround(code), options);
}

/** All that is told of a hunt, as text. */
function told({ hunt, done }: ReturnType<typeof interpreted>): string {
  const hits = [...hunt.hits.values()].toSorted((a, b) => a.check - b.check);
  const { count } = hunt.distinct;
  return JSON.stringify({ done, hits, fired: hunt.fired, probes: hunt.probes, count });
}

test("both engines make the same runs and meet the same, for every program", () => {
  const strategies = fc.constantFrom(...STRATEGY_NAMES);
  fc.assert(
    fc.property(programs({ states: 300 }), strategies, fc.nat(), (of, strategy, seed) => {
      const stepper = interpret(of);
      if (new Schedules(stepper).starts.count === 0) return;
      const options = { strategy, seed };
      const one = interpreted(of, options);
      expect(told(compiled(of, options))).toBe(told(one));
      for (const hit of one.hunt.hits.values()) {
        const run = rerun(stepper, hit.path);
        const of = stepper.program.checks[hit.check];
        expect(of && showsIt(stepper, of, { ...run, loop: hit.loop })).not.toBe(false);
      }
    }),
    { numRuns: 15 },
  );
});

describe("of a chain of ten states", () => {
  const never = check("p", { by: "bad-probe", probe: 0 });
  const of = chain(9, {
    probes: [probe("state", bin("==", slot(0), num(7)))],
    checks: [never],
  });

  test("each run goes to its end, and the state that is looked for is met on the way", () => {
    const { hunt, done } = interpreted(of, { runs: 3 });
    expect(done).toEqual({ runs: 3, steps: 27 });
    expect(hunt.distinct.count).toBe(10);
    expect(hunt.hits.get(0)?.run).toBe(0);
    expect(hunt.hits.get(0)?.path.steps).toHaveLength(7);
  });

  test("runs that are too short do not meet it", () => {
    expect(interpreted(of, { depth: 6 }).hunt.hits.size).toBe(0);
    expect(interpreted(of, { depth: 7 }).hunt.hits.size).toBe(1);
  });
});

test("what is met by a step that is not taken is met all the same", () => {
  const grow = command("grow", num(1), [set(0, bin("+", slot(0), num(1)))]);
  const of = program([range("n", 0, 3)], [grow], { checks: [check("range", { by: "faults" })] });
  const { hunt } = interpreted(of, { runs: 1 });
  expect(hunt.hits.get(0)?.path.steps).toHaveLength(4);
});

test("a run with its seed is a run of its own", () => {
  const seeds = new Set<number>();
  for (let seed = 0; seed < 50; seed++) {
    for (let run = 0; run < 200; run++) seeds.add(seedOf(seed, run));
  }
  expect(seeds.size).toBeGreaterThan(9990);
});

test("every run can be had again from its number, whatever runs came before it", () => {
  const of = chain(30);
  const seen = (runs: number): Path[] => {
    const paths: Path[] = [];
    const stepper = interpret(of);
    const { starts } = new Schedules(stepper);
    const watcher = {
      met: () => undefined,
      visit: () => true,
      choose: () => undefined,
      round: () => false,
      end: ({ path }: { path: () => Path }) => paths.push(path()),
    };
    const ground = new InterpretedGround(stepper);
    new Runs(ground, { program: of, starts }, { ...RUNS, runs }, watcher).go();
    return paths;
  };
  expect(seen(3)).toEqual(seen(200).slice(0, 3));
});

test("within a long round it tells how far it is, and counts the runs that are over", () => {
  const of = chain(100);
  const stepper = interpret(of);
  const { starts } = new Schedules(stepper);
  const court: Court = { bad: () => undefined, endless: () => () => false };
  const hunt = new Hunt(new InterpretedGround(stepper), stepper, { court });
  const options = { ...RUNS, runs: 10, depth: 200 };
  const told = [
    ...new Runs(new InterpretedGround(stepper), { program: of, starts }, options, hunt).rounds(),
  ];
  expect(told.length).toBeGreaterThan(5);
  expect(told.slice(0, -1).every(({ runs }) => runs === 0)).toBe(true);
  expect(told.at(-1)).toEqual({ runs: 10, steps: 1000 });
});

test("different states are counted as a set would, up to where the table is full", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer(), fc.nat(3)), { maxLength: 300 }), states => {
      const distinct = new Distinct(2);
      for (const state of states) distinct.add(Int32Array.from([9, ...state]), 1);
      expect(distinct.count).toBe(new Set(states.map(s => s.join())).size);
    }),
  );
  const twice = new Distinct(1);
  expect([0, 0].map(() => twice.meet(Int32Array.of(7), 0))).toEqual([false, true]);
  const many = new Distinct(1);
  const state = new Int32Array(1);
  for (let n = 0; n < 20_000; n++) {
    state[0] = n;
    many.add(state, 0);
  }
  expect(many.count).toBe(20_000);
  expect(many.full).toBe(false);
});
