// The properties of the models that ship have teeth: of the small changes that make a difference at least nine in ten are noticed, and
// of each that is not, survivors.json says why. What is below says so there, with its score, and may not sink. Both ways: a reason for
// something that is noticed has to go. Settings with large spaces are left out, and of large models a sample is drawn.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { askedOf } from "../../src/cli/asked.ts";
import { jobOf } from "../../src/cli/jobs.ts";
import type { Plan } from "../../src/model/job.ts";
import { fateCounts, type MutantResult, mutationScore } from "../../src/model/mutation.ts";
import type { Suite, SuiteSetting } from "../../src/mutate.ts";
import { INPUTS, ROOT } from "../models/shipped.ts";

interface Explained {
  /** The score, where it is below the mark: it may not sink. */
  readonly below?: number;
  /** Settings that are expected to have more states are left out. */
  readonly states?: number;
  readonly sample?: { readonly count: number; readonly seed: number };
  /** By id of the survivor: why nobody needs to notice, or a key of `reasons`. */
  readonly survivors: Readonly<Record<string, string>>;
}

interface Register {
  readonly reasons: Readonly<Record<string, string>>;
  /** Models that are not asked, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
  readonly models: Readonly<Record<string, Explained>>;
}

const MARK = 0.9;
const LARGE = 4000;

const register: Register = JSON.parse(
  readFileSync(join(ROOT, "test/mutate/survivors.json"), "utf8"),
);

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const spine: typeof import("../../src/mutate.ts") = await import(new URL("mutate.js", DIST).href);

const suites = suitesOf();

function suitesOf(): ReadonlyMap<string, Suite> {
  const found = new Map<string, Suite>();
  for (const input of INPUTS) {
    const job = jobOf(input, askedOf({}), false);
    if (job.kind === "refused") continue;
    const model = job.source.name.slice(ROOT.length);
    const known = found.get(model)?.settings ?? [];
    const { sample } = register.models[model] ?? {};
    const setting: SuiteSetting = { name: job.file.slice(ROOT.length), plan: job.plan };
    const settings = isSmall(job.plan, model) ? [...known, setting] : known;
    found.set(model, { source: job.source, settings, selection: { sample } });
  }
  return found;
}

function isSmall(plan: Plan, model: string): boolean {
  const states = plan.expect?.find(e => e.name.text === "states")?.count ?? 0;
  return states <= (register.models[model]?.states ?? LARGE);
}

function tried(suite: Suite): MutantResult[] {
  const { mutants } = spine.listMutants(suite);
  const piece = { from: 0, to: mutants.length };
  const { fates } = spine.tryMutants(suite, piece, { now: () => performance.now() });
  return mutants.flatMap((mutation, i) => {
    const fate = fates[i];
    return fate ? [{ mutation, fate }] : [];
  });
}

test("every model that ships is explained or left out, and no other", () => {
  const known = [...Object.keys(register.models), ...Object.keys(register.leftOut)];
  expect(known.toSorted()).toEqual([...suites.keys()].toSorted());
});

test("every reason is given somewhere", () => {
  const given = new Set(
    Object.values(register.models).flatMap(({ survivors }) => Object.values(survivors)),
  );
  expect(Object.keys(register.reasons).filter(key => !given.has(key))).toEqual([]);
});

describe.each(Object.entries(register.models))("%s", (model, { below, survivors }) => {
  // In a hook, so that `-t` asks of the models that it names only.
  let results: MutantResult[] = [];
  beforeAll(() => {
    const suite = suites.get(model);
    results = suite ? tried(suite) : [];
  }, 600_000);

  test("has the score", () => {
    const score = mutationScore(fateCounts(results)) ?? 1;
    if (below === undefined) expect(score).toBeGreaterThanOrEqual(MARK);
    else expect(score).toBeGreaterThanOrEqual(below);
    expect(below ?? 0).toBeLessThan(MARK);
  });

  test("of every survivor it is said why", () => {
    const alive = results.filter(r => r.fate.kind === "survived").map(r => r.mutation.id);
    expect(alive.filter(id => !Object.hasOwn(survivors, id))).toEqual([]);
    expect(Object.keys(survivors).filter(id => !alive.includes(id))).toEqual([]);
    const texts = Object.values(survivors).map(said => register.reasons[said] ?? said);
    expect(texts.filter(text => !text.includes(" "))).toEqual([]);
  });
});
