// The same as agree.test.ts and shards.test.ts on thousands of random programs and hundreds of random models, and
// on everything that ships.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import { explore } from "../../../src/explore/breadth-first.ts";
import { exploreCompiled } from "../../../src/explore/compiled.ts";
import type { Program } from "../../../src/model/program.ts";
import { judge } from "../../../src/replay/judge.ts";
import { resultObject } from "../../../src/report/json.ts";
import { compileText, models } from "../../generate/model.ts";
import { programs } from "../../generate/program.ts";
import { jobs, resultIn } from "../../models/shipped.ts";
import { enginesDiffer } from "./agree.ts";

const DIST = new URL(`../../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const { check }: typeof import("../../../src/check.ts") = await import(
  new URL("check.js", DIST).href
);

const SLICES = [1, 2, 3, 4, 5, 6, 7, 8];
const TIMEOUT = 900_000;
/** Larger random programs are cut there: some have millions of states. */
const LARGE = 30_000;

/** What is judged from what the two engines found: verdict and length of every check. */
function verdictsOf(program: Program, wasm: boolean): unknown[] {
  const stepper = interpret(program);
  const options = { limits: { states: LARGE }, now: () => 0 };
  const code = wasm ? compileToWasm(program, { all: false }) : undefined;
  const outcome = code ? exploreCompiled(code, stepper, options) : explore(stepper, options);
  const verdicts = judge(program, outcome, interpret(program), { all: false, by: new Map() });
  return verdicts.map(({ property, verdict, length }) => [property, verdict, length]);
}

function expectAgreement(program: Program, all: boolean): void {
  expect(enginesDiffer(program, { states: LARGE }, all)).toEqual([]);
  expect(verdictsOf(program, true)).toEqual(verdictsOf(program, false));
}

describe.each(SLICES)("slice %i", slice => {
  test("260 random programs", { timeout: TIMEOUT }, () => {
    fc.assert(fc.property(programs(), fc.boolean(), expectAgreement), {
      numRuns: 260,
      seed: slice * 1009,
    });
  });

  test("60 random programs, cut short", { timeout: TIMEOUT }, () => {
    const property = fc.property(programs(), fc.nat(300), fc.boolean(), (program, states, all) => {
      expect(enginesDiffer(program, { states }, all)).toEqual([]);
    });
    fc.assert(property, { numRuns: 60, seed: slice * 1013 });
  });

  test("40 random models", { timeout: TIMEOUT }, () => {
    const property = fc.property(models(), fc.boolean(), (text, all) => {
      const { program } = compileText(text);
      expect(program).toBeDefined();
      if (program) expectAgreement(program, all);
    });
    fc.assert(property, { numRuns: 40, seed: slice * 1019 });
  });
});

describe("what ships has the same result on both engines", () => {
  /** Larger ones are cut there. */
  const MOST = 20_000;
  const all = [...jobs(false), ...jobs(true)];

  test.each(all)("%s", { timeout: TIMEOUT }, (_, { source, plan }) => {
    const states = Math.min(MOST, plan.limits.states ?? MOST);
    const [slow, fast] = (["interpreter", "wasm"] as const).map(engine => {
      const limits = { ...plan.limits, states };
      const checked = check(source, { ...plan, limits, engine, now: () => 0 });
      const result = resultIn(checked);
      if (!plan.random) expect(result.engine).toBe(engine);
      return { ...resultObject(result), engine: undefined, timing: undefined };
    });
    expect(fast).toEqual(slow);
  });
});
