// What would break: a run that gets longer, or no longer breaks the property, when it is made short; a path that means another run.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { schedules } from "../../../src/explore/simulate/arbitrary.ts";
import { type Court, Looker } from "../../../src/explore/simulate/broken.ts";
import { minimise } from "../../../src/explore/simulate/minimise.ts";
import { pathText, readPath } from "../../../src/explore/simulate/path-text.ts";
import { Reaching } from "../../../src/explore/simulate/reaching.ts";
import { Schedules } from "../../../src/explore/simulate/schedule.ts";
import { withShortcuts } from "../../../src/explore/simulate/shortcut.ts";
import type { Path } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { badnessOf } from "../../../src/replay/badness.ts";
import {
  all,
  bin,
  check,
  command,
  eq,
  num,
  probe,
  program,
  range,
  set,
  slot,
  twoPhaseCommitByParameter,
} from "../../programs.ts";

function lookerOf(of: Program, index = 0): Looker {
  const stepper = interpret(of);
  const court: Court = { bad: c => badnessOf(stepper, c), endless: () => () => false };
  return new Looker(stepper, index, court);
}

/** Bad where the counter is 3; it goes up by one or, once, by three, and beside it something idle moves. */
const up = (by: number) => bin("+", slot(0), num(by));
const COUNTER: Program = program(
  [range("n", 0, 9), range("idle", 0, 1), range("jumped", 0, 1)],
  [
    command("one", bin("<", slot(0), num(6)), [set(0, up(1))]),
    command("jump", all(eq(2, 0), bin("<", slot(0), num(6))), [set(0, up(3)), set(2, 1)]),
    command("fidget", num(1), [set(1, bin("-", num(1), slot(1)))]),
  ],
  {
    probes: [probe("state", eq(0, 3))],
    checks: [check("p", { by: "bad-probe", probe: 0 })],
  },
);

const start = Int32Array.of(0, 0, 0);
const steps = (...commands: number[]) => commands.map(c => ({ command: c, choice: 0 }));

describe("a run that breaks a property", () => {
  const looker = lookerOf(COUNTER);
  const all = new Schedules(interpret(COUNTER));

  test("is told up to where it breaks it first", () => {
    const broken = looker.broken({ start, steps: steps(2, 1, 2, 0, 0) });
    expect(broken?.path.steps).toEqual(steps(2, 1));
    expect(looker.broken({ start, steps: steps(0, 0, 2) })).toBeUndefined();
  });

  test("loses every step that is not needed, and no other", () => {
    const found = { path: { start, steps: steps(2, 0, 2, 0, 2, 2, 0) } };
    expect(minimise(all, looker, found).path.steps).toEqual(steps(0, 0, 0));
  });

  test("takes a shorter way round where there is one", () => {
    const end = program(COUNTER.slots, COUNTER.commands, {
      probes: [probe("state", bin("and", eq(0, 3), eq(2, 1)))],
      checks: COUNTER.checks,
    });
    // 0, 1, 2, 3 by ones and then a jump to 6: as far by a jump and three ones. To 3 the jump alone is enough.
    const long = { path: { start, steps: steps(2, 2, 1) } };
    const { broken, states } = withShortcuts(new Schedules(interpret(end)), lookerOf(end), long);
    expect(broken.path.steps).toEqual(steps(1));
    expect(states).toBeGreaterThan(0);
  });

  test("whatever it is, it stays one and gets no longer", () => {
    const stepper = interpret(COUNTER);
    fc.assert(
      fc.property(schedules(stepper, { depth: 25 }), path => {
        const found = looker.broken(path);
        if (!found) return;
        const { path: short } = minimise(all, looker, found);
        expect(short.steps.length).toBeLessThanOrEqual(found.path.steps.length);
        expect(looker.broken(short)?.path).toEqual(short);
        expect([steps(0, 0, 0), steps(1)]).toContainEqual(short.steps);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a path as text", () => {
  const stepper = interpret(twoPhaseCommitByParameter(2));
  const all = new Schedules(stepper);

  test("means the run it was made of", () => {
    fc.assert(
      fc.property(schedules(stepper, { depth: 20 }), fc.option(fc.nat(5)), (path: Path, at) => {
        const loop = at === null ? undefined : Math.min(at, path.steps.length);
        expect(readPath(all, pathText(all, { path, loop }))).toEqual({ path, loop });
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["", "a path is"],
    ["1", "there is no initial state 1"],
    ["0.99", "step 1 cannot be taken: there is no action 99 among the"],
    ["0.0@7", "the run has no step 7"],
    ["0.-1", "a path is"],
    ["0..1", "a path is"],
  ])("%s is refused", (text, why) => {
    expect(readPath(all, text)).toContain(why);
  });
});

test("a goal is lost where nothing leads to it any more, and only there", () => {
  const to = (from: number, next: number) =>
    command(`${from} to ${next}`, eq(0, from), [set(0, next)]);
  const of = program([range("at", 0, 4)], [to(0, 1), to(0, 2), to(1, 3), to(3, 1), to(2, 4)], {
    checks: [check("p", { by: "possible", goal: eq(0, 4) })],
  });
  const reaching = new Reaching(interpret(of), 0);
  const answers = [1, 0, 3, 2, 4, 1].map(at => reaching.reaches(Int32Array.of(at)));
  expect(answers).toEqual([false, true, false, true, true, false]);
});
