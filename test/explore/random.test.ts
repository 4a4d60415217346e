// Random walks: reproducible, never beyond what exists, never claiming to have seen all.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { type WalkOptions, walk } from "../../src/explore/random.ts";
import type { Program } from "../../src/model/program.ts";
import {
  bin,
  chain,
  command,
  diamond,
  eq,
  num,
  probe,
  program,
  range,
  set,
  slot,
  twoPhaseCommit,
} from "../programs.ts";

const WALK: WalkOptions = { runs: 20, depth: 30, seed: 1, limits: {}, now: () => 0 };

function run(of: Program, options: Partial<WalkOptions> = {}) {
  return walk(interpret(of), { ...WALK, ...options });
}

test("the same seed gives the same outcome, another seed another one", () => {
  const of = twoPhaseCommit(4);
  const shown = (seed: number) => {
    const { space, ...rest } = run(of, { seed, runs: 3 });
    return JSON.stringify([rest, space.path(space.count - 1)]);
  };
  expect(shown(7)).toBe(shown(7));
  expect(shown(7)).not.toBe(shown(8));
});

test("what is met is real: paths lead where they say, and are no shorter than the shortest", () => {
  const of = twoPhaseCommit(3);
  const engine = interpret(of);
  const whole = explore(engine, { limits: {}, now: () => 0 });
  const state = new Int32Array(of.slots.length);
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), (seed, runs) => {
      const { space, states, transitions } = run(of, { seed, runs });
      expect(states).toBeLessThanOrEqual(whole.states);
      expect(transitions).toBeLessThanOrEqual(whole.transitions);
      for (let number = 0; number < space.count; number++) {
        const { start, steps } = space.path(number);
        const end = steps.reduce(
          (at, step) => engine.apply(at, step)?.next ?? at.slice(0, 0),
          start,
        );
        space.read(number, state);
        expect(end).toEqual(state);
        expect(steps).toHaveLength(space.depthOf(number));
        expect(steps.length).toBeGreaterThanOrEqual(whole.space.depthOf(whole.space.find(state)));
      }
    }),
    { numRuns: 20 },
  );
});

test("even where all was seen it does not say so", () => {
  const outcome = run(diamond(), { runs: 100 });
  expect(outcome).toMatchObject({ states: 4, transitions: 4, frontier: 0, depth: 2 });
  expect(outcome).toMatchObject({ complete: false, reason: "random" });
});

test("probes, faults and the deadlock of a walk are met", () => {
  const of = chain(5, { probes: [probe("state", eq(0, 5))] });
  const bad = command("bad", bin(">", slot(0), num(2)), [set(0, 9)]);
  const outcome = run({ ...of, commands: [...of.commands, bad] }, { runs: 200 });
  expect(outcome.probes).toEqual([{ state: 5 }]);
  expect(outcome.faults.map(h => h.state)).toEqual([3]);
  expect(run(chain(5)).deadlock).toEqual({ state: 5 });
});

test("a walk ends at its depth, at a limit, or where there is nothing", () => {
  expect(run(chain(100), { runs: 1, depth: 10 })).toMatchObject({ states: 11, depth: 10 });
  expect(run(chain(100), { limits: { states: 5 } })).toMatchObject({ states: 6, reason: "states" });
  expect(run(chain(100), { progress: () => true }).reason).toBe("interrupted");
  expect(run(chain(100, { initially: [num(0)] }))).toMatchObject({ states: 0, reason: "random" });
});

test("what is known by a long way and met again by a short one makes no walk longer than was asked for", () => {
  const on = command("on", bin("<", slot(0), num(90)), [set(0, bin("+", slot(0), num(1)))]);
  const aside = command("aside", eq(0, 0), [set(0, 100)]);
  const back = command("back", eq(0, 100), [set(0, 20)]);
  const of = program([range("a", 0, 100)], [on, aside, back]);
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 25 }), (seed, depth) => {
      expect(run(of, { seed, depth }).depth).toBeLessThanOrEqual(depth);
    }),
    { examples: [[1, 20]] },
  );
  const outcome = run(of, { depth: 20 });
  expect(outcome.depth).toBe(20);
  expect(outcome.space.depthOf(outcome.states - 1)).toBeGreaterThan(20);
});

test("every enabled action is as likely as any other", () => {
  const ways = [1, 2, 3, 4].map(to => command(`to ${to}`, eq(0, 0), [set(0, to)]));
  const deep = [1, 2, 3, 4].map(at => command(`on ${at}`, eq(0, at), [set(0, at + 4)]));
  const of = program([range("a", 0, 8)], [...ways, ...deep]);
  const seen = Array.from({ length: 400 }, (_, seed) => run(of, { runs: 1, depth: 2, seed }).fired);
  for (let way = 4; way < 8; way++) {
    const times = seen.filter(fired => fired[way] !== undefined).length;
    expect(times).toBeGreaterThan(70);
    expect(times).toBeLessThan(130);
  }
});
