// Everything that ships comes out as it says: each model under its default constants, each scenario, and the counts
// and verdicts that counts.json has from an independent hand. Each line of it is one model under one setting.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import { api, expectAsSaid, INPUTS, jobs, ROOT, resultIn } from "./shipped.ts";

interface Counted {
  readonly model: string;
  readonly set: Readonly<Record<string, string | number | boolean>>;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly verdicts: Readonly<Record<string, string | Readonly<Record<string, number>>>>;
}

const COUNTS: readonly Counted[] = JSON.parse(
  readFileSync(join(ROOT, "test/models/counts.json"), "utf8"),
);

describe("counts, depth and verdicts with their lengths", () => {
  const named = COUNTS.map(c => [`${c.model} ${JSON.stringify(c.set)}`, c] as const);

  test.each(named)("%s", (_, counted) => {
    const text = readFileSync(join(ROOT, counted.model), "utf8");
    const result = resultIn(api.check({ name: counted.model, text }, { set: counted.set }));
    const { states, transitions, depth, complete } = result;
    expect({ states, transitions, depth, complete }).toEqual({
      states: counted.states,
      transitions: counted.transitions,
      depth: counted.depth,
      complete: true,
    });
    const found = result.verdicts.filter(v => v.property in counted.verdicts);
    const said = found.map(v => [v.property, inWords(v, counted.verdicts[v.property])]);
    expect(Object.fromEntries(said)).toEqual(counted.verdicts);
  });
});

/** With the length where the expectation gives one. */
function inWords(v: Result["verdicts"][number], expected: unknown): unknown {
  return typeof expected === "object" ? { [v.verdict]: v.length } : v.verdict;
}

describe("models and scenarios come out as they say", () => {
  test("there are some of both, and all can be read", () => {
    const kinds = INPUTS.map(i => i.kind);
    expect(kinds.filter(k => k === "model").length).toBeGreaterThan(10);
    expect(kinds.filter(k => k === "scenario").length).toBeGreaterThan(10);
    expect(kinds).not.toContain("unreadable");
  });

  test.each(jobs(false))("%s", (_, job) => expectAsSaid(job), 60_000);
});
