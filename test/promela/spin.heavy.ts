// SPIN confirms migcheck: the same states, transitions and depth, the same verdicts at the same depths, for every model
// and scenario that ships below a million states, and for random programs. Several at a time, since nearly all of
// the time goes into compiling the verifiers.

import { availableParallelism } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "../../src/model/program.ts";
import { promelaOf } from "../../src/report/promela/promela.ts";
import { programs } from "../generate/program.ts";
import { jobs } from "../models/shipped.ts";
import { compareWithSpin, missingTool } from "./spin.ts";

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const { compile }: typeof import("../../src/compile.ts") = await import(
  new URL("compile.js", DIST).href
);

const missing = missingTool();
const SUITE = missing === undefined ? "SPIN" : `SPIN is not asked: there is no ${missing} here`;

const MOST = 1_000_000;
const RANDOM = 360;
const LONG = 1_800_000;

/** What every program came to, as many at a time as there are processors; undefined where it was passed over. */
async function compareAll(items: readonly Named[]): Promise<(string[] | undefined)[]> {
  const results: (string[] | undefined)[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      const { name, program, both } = items[at] as Named;
      const found = compareWithSpin(program, { both, most: MOST });
      const wrong = await found.catch((error: unknown) => [String(error)]);
      results[at] = wrong?.map(difference => `${name}: ${difference}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  return results;
}

interface Named {
  readonly name: string;
  readonly program: Program;
  /** Counted both ways. */
  readonly both: boolean;
}

/** Every program that ships, once: scenarios often differ in what they expect only. */
function shipped(): Named[] {
  const all = [...jobs(false), ...jobs(true)].flatMap(([name, job]): Named[] => {
    const expected = job.plan.expect?.find(e => e.name.text === "states")?.count ?? 0;
    const { program } = compile(job.source, job.plan.settings);
    return program && expected < MOST ? [{ name, program, both: !job.scenario }] : [];
  });
  const texts = new Map<string, Named>();
  for (const named of all) {
    const text = promelaOf(named.program).replace(/\/\*.*?\*\//g, "");
    if (!texts.has(text)) texts.set(text, named);
  }
  return [...texts.values()];
}

describe.skipIf(missing !== undefined)(SUITE, () => {
  test("says the same of everything that ships", { timeout: LONG }, async () => {
    const results = await compareAll(shipped());
    expect(results.flatMap(wrong => wrong ?? [])).toEqual([]);
    expect(results.filter(wrong => wrong !== undefined).length).toBeGreaterThan(200);
  });

  test("says the same of random programs", { timeout: LONG }, async () => {
    const all = fc.sample(programs(), { numRuns: RANDOM, seed: 20_261_122 });
    const results = await compareAll(
      all.map((program, i) => ({ name: `program ${i}`, program, both: i % 4 === 0 })),
    );
    expect(results.flatMap(wrong => wrong ?? [])).toEqual([]);
    expect(results.filter(wrong => wrong !== undefined).length).toBeGreaterThanOrEqual(200);
  });
});
