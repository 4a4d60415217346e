// The models and scenarios that ship, and whether one comes out as it says. The spine is what is built: under
// vitest's transform its hot loops are many times slower.

import { join } from "node:path";
import { expect } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { askedOf } from "../../src/cli/asked.ts";
import { type Input, inputsOf } from "../../src/cli/inputs.ts";
import { type Job, jobOf } from "../../src/cli/jobs.ts";
import type { Checked } from "../../src/model/job.ts";
import type { Result } from "../../src/model/result.ts";

export const ROOT: string = new URL("../../", import.meta.url).pathname;

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
export const api: typeof import("../../src/api.ts") = await import(new URL("api.js", DIST).href);
export const spine: typeof import("../../src/check.ts") = await import(
  new URL("check.js", DIST).href
);

export const INPUTS: readonly Input[] = inputsOf([join(ROOT, "models"), join(ROOT, "scenarios")]);

/** What is expected to have more states is left to the heavy tests. */
const LARGE = 200;

/** The file from the root, and its job. */
export function jobs(large: boolean): (readonly [string, Job])[] {
  return INPUTS.flatMap(input => {
    const job = jobOf(input, askedOf({}), false);
    if (job.kind === "refused") throw new Error(job.diagnostics.map(renderDiagnostic).join("\n"));
    const states = job.plan.expect?.find(e => e.name.text === "states")?.count ?? 0;
    return states > LARGE === large ? [[job.file.slice(ROOT.length), job] as const] : [];
  });
}

export function resultIn(checked: Checked): Result {
  if (checked.kind === "checked") return checked.result;
  throw new Error(checked.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}

/** Checks the job and compares it with what it says of itself. */
export function expectAsSaid(job: Job): void {
  const checked = spine.check(job.source, { ...job.plan, now: () => performance.now() });
  const result = resultIn(checked);
  const wrong = result.verdicts.filter(v => !v.ok);
  expect(wrong.map(v => `${v.property} ${v.verdict} ${v.length}`)).toEqual([]);
  expect(result.counts.filter(c => !c.ok)).toEqual([]);
  expect(result.findings.filter(f => f.code === "expectation-unmatched")).toEqual([]);
  expect(result.exitCode).toBe(0);
}
