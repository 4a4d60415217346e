// One job to its end: the result, or the messages about why there is none, with their places in the
// scenario's file where they speak of what the scenario sets.

import { sortDiagnostics } from "../base/diagnostic.ts";
import type { Result } from "../model/result.ts";
import { located } from "../scenario/scenario.ts";
import { execute } from "./execute.ts";
import { unknownExpectations } from "./expectations.ts";
import type { Job, Refused } from "./jobs.ts";
import { progressLine } from "./progress.ts";
import { bugText, UsageError } from "./usage.ts";

/** What became of an input. */
export type Entry = Done | Refused;

/** A job with its result. */
export interface Done {
  readonly kind: "done";
  readonly job: Job;
  readonly result: Result;
  /** The user pressed Ctrl-C: nothing more is to be begun. */
  readonly interrupted: boolean;
}

/** Runs the job. A mistake of ours in one file does not lose the results of the others. */
export async function runJob(job: Job): Promise<Entry> {
  try {
    return await run(job);
  } catch (error) {
    const message = error instanceof UsageError ? error.message : `${bugText(error)}: ${job.file}`;
    return { kind: "refused", file: job.file, message, diagnostics: [] };
  }
}

async function run(job: Job): Promise<Entry> {
  const { checked, interrupted } = await execute(job, progressLine(process.stderr, job.file));
  const { file, scenario } = job;
  if (checked.kind === "refused") {
    const { diagnostics } = checked.refusal;
    const placed = scenario ? sortDiagnostics(located(diagnostics, scenario)) : diagnostics;
    return { kind: "refused", file, diagnostics: placed };
  }
  const unknown = unknownExpectations(job, checked.result);
  if (unknown.length > 0) return { kind: "refused", file, diagnostics: unknown };
  return { kind: "done", job, result: withoutLeftOut(job, checked.result), interrupted };
}

/** `--property` leaves properties out on purpose: no remark that they were expected. */
function withoutLeftOut({ plan }: Job, result: Result): Result {
  if (plan.settings.properties === undefined) return result;
  const findings = result.findings.filter(f => f.code !== "expectation-unmatched");
  return { ...result, findings };
}
