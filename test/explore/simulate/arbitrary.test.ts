// What would break: a schedule with a step that cannot happen, a run that is thrown away, a shrunk run that is none, or
// a seed that means something else the next time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { schedules } from "../../../src/explore/simulate/arbitrary.ts";
import { Schedules } from "../../../src/explore/simulate/schedule.ts";
import type { Path } from "../../../src/model/outcome.ts";
import { STRATEGY_NAMES } from "../../../src/model/simulation.ts";
import type { Applied, Interpreter, State } from "../../../src/model/stepper.ts";
import { programs } from "../../generate/program.ts";
import {
  command,
  counter,
  eq,
  num,
  param,
  parameter,
  program,
  range,
  set,
  twoPhaseCommit,
  twoPhaseCommitByParameter,
} from "../../programs.ts";

/** The state at the end, undefined after a fault; throws where a step cannot happen. */
function endOf(stepper: Interpreter, { start, steps }: Path): State | undefined {
  let state: State | undefined = start;
  for (const step of steps) {
    const applied: Applied | undefined = state && stepper.apply(state, step);
    if (!applied) throw new Error(`step ${step.command}.${step.choice} cannot happen`);
    state = applied.next;
  }
  return state;
}

function raise(): never {
  throw new Error("nothing was found");
}

const strategies = fc.constantFrom(...STRATEGY_NAMES);

test("every schedule of every program can happen, and ends only where it must", () => {
  fc.assert(
    fc.property(programs({ states: 300 }), strategies, fc.gen(), (of, strategy, gen) => {
      const stepper = interpret(of);
      if (!hasStart(stepper)) return;
      const path = gen(() => schedules(stepper, { depth: 20, strategy }));
      const end = endOf(stepper, path);
      const stopped = !end || stepper.enabled(end).length === 0;
      expect(stopped || path.steps.length <= 20).toBe(true);
    }),
    { numRuns: 60 },
  );
});

function hasStart(stepper: Interpreter): boolean {
  let found = false;
  stepper.initial(() => {
    found = true;
    return false;
  });
  return found;
}

test.each(STRATEGY_NAMES)("%s: whatever shrinking offers can happen and is smaller", strategy => {
  const stepper = interpret(twoPhaseCommitByParameter(3));
  const arbitrary = schedules(stepper, { depth: 12, strategy });
  for (const path of fc.sample(arbitrary, { numRuns: 20, seed: 3 })) {
    expect(arbitrary.canShrinkWithoutContext(path)).toBe(true);
    const offered = [...arbitrary.shrink(path, undefined)].map(v => v.value);
    expect(path.steps.length === 0 || offered.length > 0).toBe(true);
    for (const less of offered) {
      endOf(stepper, less);
      expect(arbitrary.canShrinkWithoutContext(less)).toBe(true);
      expect(size(less) < size(path)).toBe(true);
    }
  }
});

/** Shorter is smaller, then smaller choices are. */
function size({ steps }: Path): number {
  return steps.length * 10_000 + steps.reduce((sum, step) => sum + step.choice, 0);
}

describe("a property of all runs", () => {
  const of = twoPhaseCommitByParameter(3);
  const stepper = interpret(of);
  /** No manager has aborted while another has prepared: two steps break it, or three where the first aborts because it is told to. */
  const holds = (path: Path) => {
    const end = endOf(stepper, path) as State;
    const managers = [...end.subarray(0, 3)];
    return !(managers.includes(3) && managers.includes(1));
  };
  const property = fc.property(schedules(stepper), holds);

  test("is shrunk to a run of which every step is needed, with small choices", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { counterexample, failed } = fc.check(property, { seed, numRuns: 1000 });
      expect(failed).toBe(true);
      const { start, steps } = counterexample?.[0] ?? raise();
      expect([2, 3]).toContain(steps.length);
      expect(new Set(steps.map(step => step.choice))).toEqual(new Set([0, 1]));
      for (const at of steps.keys()) {
        const rest = steps.toSpliced(at, 1);
        const possible = new Schedules(stepper).keep(start, rest);
        expect(holds(possible)).toBe(true);
      }
    }
  });

  test("is replayed from seed and path", () => {
    const first = fc.check(property, { seed: 5, numRuns: 1000 });
    const path = first.counterexamplePath ?? "";
    const again = fc.check(property, { seed: 5, path, endOnFailure: true });
    expect(path.split(":").length).toBeGreaterThan(1);
    expect(again.counterexample).toEqual(first.counterexample);
    expect(again.numRuns).toBe(1);
    expect(first.numSkips).toBe(0);
  });

  test("is shrunk from an example too", () => {
    const long = fc.sample(schedules(stepper, { depth: 40 }), { seed: 1, numRuns: 200 });
    const examples = long.filter(path => !holds(path) && path.steps.length > 5);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples.slice(0, 5)) {
      const { counterexample } = fc.check(property, { examples: [[example]], numRuns: 1 });
      expect(counterexample?.[0]?.steps.length).toBeLessThanOrEqual(3);
    }
  });
});

test("only the kinds of commands that are asked for", () => {
  const kinds = ["own", "trigger", "message", "timeout", "fault"] as const;
  const of = program(
    [range("n", 0, 9)],
    kinds.map(kind => command(kind, num(1), [set(0, 1)], { kind, cause: kind })),
  );
  const only = schedules(interpret(of), { kinds: ["trigger", "fault"], depth: 10 });
  const met = fc.sample(only, { numRuns: 50, seed: 1 }).flatMap(path => path.steps);
  expect(new Set(met.map(step => kinds[step.command]))).toEqual(new Set(["trigger", "fault"]));
  const chosen = schedules(interpret(of), { only: c => c.name === "own", depth: 10 });
  const own = fc.sample(chosen, { numRuns: 5, seed: 1 }).flatMap(path => path.steps);
  expect(new Set(own.map(step => step.command))).toEqual(new Set([0]));
});

test("a step that fails is the last one", () => {
  const of = program(
    [range("n", 0, 2)],
    [command("set", num(1), [set(0, param(0))], { params: [parameter("p", [0, 1, 5])] })],
  );
  const stepper = interpret(of);
  const runs = fc.sample(schedules(stepper, { depth: 30 }), { numRuns: 50, seed: 2 });
  expect(runs.some(run => run.steps.at(-1)?.choice === 2)).toBe(true);
  for (const { steps } of runs) expect(steps.slice(0, -1).every(s => s.choice !== 2)).toBe(true);
});

test("what is no schedule is not shrunk", () => {
  const stepper = interpret(counter(3));
  const arbitrary = schedules(stepper, { depth: 5 });
  const start = Int32Array.of(0);
  const tick = { command: 0, choice: 0 };
  const strangers: readonly unknown[] = [
    null,
    { start, steps: [{ command: 1, choice: 0 }] },
    { start, steps: [{ command: 0, choice: 1 }] },
    { start: Int32Array.of(1), steps: [] },
    { start: [0], steps: [] },
    { start, steps: Array.from({ length: 6 }, () => tick) },
  ];
  for (const value of strangers) expect(arbitrary.canShrinkWithoutContext(value)).toBe(false);
  expect(arbitrary.canShrinkWithoutContext({ start, steps: [tick, tick] })).toBe(true);
});

test("several initial states: all are drawn, and shrinking goes to the first that will do", () => {
  const of = { ...counter(5), initial: [[0, 2, 4]] };
  const stepper = interpret(of);
  const arbitrary = schedules(stepper, { depth: 3 });
  const starts = fc.sample(arbitrary, { numRuns: 60, seed: 1 }).map(path => path.start[0]);
  expect(new Set(starts)).toEqual(new Set([0, 2, 4]));
  const even = fc.property(arbitrary, path => (path.start[0] ?? 0) < 2);
  const { counterexample } = fc.check(even, { seed: 1 });
  expect(counterexample?.[0]).toEqual({ start: Int32Array.of(2), steps: [] });
});

test("the same seed gives the same runs", () => {
  const stepper = interpret(twoPhaseCommit(3));
  for (const strategy of STRATEGY_NAMES) {
    const drawn = (seed: number) =>
      JSON.stringify(fc.sample(schedules(stepper, { strategy }), { numRuns: 10, seed }));
    expect(drawn(1)).toBe(drawn(1));
    expect(drawn(1)).not.toBe(drawn(2));
  }
});

test("a guard that is never true gives runs without steps", () => {
  const of = program([range("n", 0, 1)], [command("never", eq(0, 1), [])]);
  const runs = fc.sample(schedules(interpret(of)), { numRuns: 5, seed: 1 });
  expect(runs.every(run => run.steps.length === 0)).toBe(true);
});
