// Everything that ships comes out as it says: each model under its default constants, each scenario, and the counts
// and verdicts that counts.json has from an independent hand. Each line of it is one model under one setting.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { askedOf } from "../../src/cli/asked.ts";
import { inputsOf } from "../../src/cli/inputs.ts";
import { jobOf } from "../../src/cli/jobs.ts";
import type { Result } from "../../src/model/result.ts";

// From what is built: under vitest's transform the hot loops are many times slower.
const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const { check }: typeof import("../../src/api.ts") = await import(new URL("api.js", DIST).href);
const { check: checkWith }: typeof import("../../src/check.ts") = await import(
  new URL("check.js", DIST).href
);

interface Counted {
  readonly model: string;
  readonly set: Readonly<Record<string, string | number | boolean>>;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly verdicts: Readonly<Record<string, string | Readonly<Record<string, number>>>>;
}

const ROOT = new URL("../../", import.meta.url).pathname;
const COUNTS: readonly Counted[] = JSON.parse(
  readFileSync(join(ROOT, "test/models/counts.json"), "utf8"),
);

describe("counts, depth and verdicts with their lengths", () => {
  test.each(COUNTS.map(c => [`${c.model} ${JSON.stringify(c.set)}`, c] as const))(
    "%s",
    (_, counted) => {
      const text = readFileSync(join(ROOT, counted.model), "utf8");
      const checked = check({ name: counted.model, text }, { set: counted.set });
      if (checked.kind === "refused") {
        throw new Error(checked.refusal.diagnostics.map(renderDiagnostic).join("\n"));
      }
      const { states, transitions, depth, verdicts, complete } = checked.result;
      expect({ states, transitions, depth, complete }).toEqual({
        states: counted.states,
        transitions: counted.transitions,
        depth: counted.depth,
        complete: true,
      });
      const found = verdicts.filter(v => v.property in counted.verdicts);
      expect(
        Object.fromEntries(found.map(v => [v.property, said(v, counted.verdicts[v.property])])),
      ).toEqual(counted.verdicts);
    },
  );
});

/** With the length where the expectation gives one. */
function said(v: Result["verdicts"][number], expected: unknown): unknown {
  return typeof expected === "object" ? { [v.verdict]: v.length } : v.verdict;
}

describe("models and scenarios come out as they say", () => {
  const inputs = inputsOf([join(ROOT, "models"), join(ROOT, "scenarios")]);
  const named = inputs.map(
    i => [i.kind === "unreadable" ? i.file : i.source.name.slice(ROOT.length), i] as const,
  );

  test("there are some of both", () => {
    const kinds = inputs.map(i => i.kind);
    expect(kinds.filter(k => k === "model").length).toBeGreaterThan(10);
    expect(kinds.filter(k => k === "scenario").length).toBeGreaterThan(10);
    expect(kinds).not.toContain("unreadable");
  });

  test.each(named)("%s", (_, input) => {
    const job = jobOf(input, askedOf({}), false);
    if (job.kind === "refused") throw new Error(job.diagnostics.map(renderDiagnostic).join("\n"));
    const checked = checkWith(job.source, { ...job.plan, now: () => 0 });
    if (checked.kind === "refused") {
      throw new Error(checked.refusal.diagnostics.map(renderDiagnostic).join("\n"));
    }
    const { result } = checked;
    const surprises = result.verdicts
      .filter(v => !v.ok)
      .map(v => `${v.property} ${v.verdict} ${v.length}`);
    expect(surprises).toEqual([]);
    expect(result.counts.filter(c => !c.ok)).toEqual([]);
    expect(result.findings.filter(f => f.code === "expectation-unmatched")).toEqual([]);
    expect(result.exitCode).toBe(0);
  });
});
