// SPIN confirms liveness: whether a fair run breaks a formula, for random programs with random formulas and for what
// ships. Stuttering is no matter here: what SPIN is asked has no X, see report/promela/ltl.ts. Formulas about
// the past are not among them, because SPIN has none.

import { availableParallelism } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "../../src/model/program.ts";
import type { Temporal } from "../../src/model/temporal.ts";
import { ltlOf } from "../../src/report/promela/ltl.ts";
import { promelaOf } from "../../src/report/promela/promela.ts";
import { places, ring, ringProgram } from "../explore/liveness/rings.ts";
import { livePrograms } from "../generate/live.ts";
import { jobs } from "../models/shipped.ts";
import { askAboutRuns, type Said } from "./ltl.ts";
import { missingTool } from "./spin.ts";

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const { compile }: typeof import("../../src/compile.ts") = await import(
  new URL("compile.js", DIST).href
);

const missing = missingTool();
const SUITE = missing === undefined ? "SPIN's LTL" : `SPIN is not asked: there is no ${missing}`;

const LONG = 1_800_000;
const RANDOM = { states: 200, formulas: 10, fits: isShort, events: true };
const PROGRAMS = 70;
const RINGS = 40;
const SHIPPED = 300;

/** SPIN translates what has more operators in minutes or never. */
function isShort(formula: Temporal): boolean {
  const operators = ltlOf(formula, 1)?.text.match(/\b[UV]\b|\[\]|<>/g) ?? [];
  return operators.length <= 3;
}

interface Named {
  readonly name: string;
  readonly program: Program;
  readonly most: number;
}

/** What was said of all, as many at a time as there are processors. */
async function askAll(items: readonly Named[]): Promise<(Said & { name: string })[]> {
  const said: (Said & { name: string })[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const { name, program, most } = items[at] as Named;
      for (const one of (await askAboutRuns(program, most)) ?? []) said.push({ ...one, name });
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  return said;
}

function differences(said: readonly (Said & { name: string })[]): string[] {
  const words = (violated: boolean) => (violated ? "violated" : "holds");
  return said
    .filter(({ here, there }) => here !== there)
    .map(s => `${s.name}, ${s.property}: ${words(s.here)} here, ${words(s.there)} in SPIN`);
}

/** Every small program that ships with a liveness property, once: scenarios often differ in what they expect only. */
function shipped(): Named[] {
  const texts = new Map<string, Named>();
  for (const [name, job] of jobs(false)) {
    const { program } = compile(job.source, job.plan.settings);
    if (!program?.checks.some(c => c.meaning.by === "liveness")) continue;
    const text = promelaOf(program).replace(/\/\*.*?\*\//g, "");
    if (!texts.has(text)) texts.set(text, { name, program, most: SHIPPED });
  }
  return [...texts.values()];
}

describe.skipIf(missing !== undefined)(SUITE, () => {
  test("says the same of random formulas", { timeout: LONG }, async () => {
    const all = fc.sample(livePrograms(RANDOM), { numRuns: PROGRAMS, seed: 20_261_123 });
    const items = all.map((program, i) => ({ name: `program ${i}`, program, most: 1000 }));
    const said = await askAll(items);
    expect(differences(said)).toEqual([]);
    expect(said.length).toBeGreaterThanOrEqual(500);
    expect(said.filter(s => s.here).length).toBeGreaterThan(100);
    expect(said.filter(s => !s.here).length).toBeGreaterThan(100);
  });

  test("says the same of rings with strong fairness", { timeout: LONG }, async () => {
    const all = fc.sample(places, { numRuns: RINGS, seed: 20_261_125 });
    const items = all.map((list, i) => ({
      name: `ring ${i}`,
      program: ringProgram(ring(list)),
      most: 100,
    }));
    const said = await askAll(items);
    expect(differences(said)).toEqual([]);
    expect(said.filter(s => s.here).length).toBeGreaterThan(RINGS / 4);
    expect(said.filter(s => !s.here).length).toBeGreaterThan(RINGS / 4);
  });

  test("says the same of what ships", { timeout: LONG }, async () => {
    const said = await askAll(shipped());
    expect(differences(said)).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
  });
});
