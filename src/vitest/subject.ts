// What `expect` is given, as a result: a model is checked, at most once for the same text and settings, so that a test may ask
// for one property after the other; a checked result is taken as it is. Whatever cannot be checked is thrown.

import { renderDiagnostic } from "../base/diagnostic.ts";
import { check } from "../check.ts";
import { unknownExpectations } from "../cli/expectations.ts";
import type { Job } from "../cli/jobs.ts";
import {
  type CheckSettings,
  type Given,
  isGiven,
  jobOfGiven,
  Kept,
  refusedText,
} from "../given.ts";
import type { Checked } from "../model/job.ts";
import type { Result } from "../model/result.ts";
import { located } from "../scenario/scenario.ts";

/** What the matchers take: a model, or what `check` made of one. */
export type Subject = Given | Checked | Result;

/** The result of checking it. Throws where there is none, and where a result is to be checked with other settings. */
export function resultOf(subject: unknown, settings: CheckSettings): Result {
  if (isGiven(subject)) {
    const job = jobOfGiven(subject, settings);
    return kept.of(job, settings, () => resultOfJob(job));
  }
  const result = finished(subject);
  const given = Object.keys(settings).filter(key => settings[key as keyof CheckSettings]);
  if (given.length > 0) {
    throw new Error(`it is checked already: '${given[0]}' belongs into the call that checked it`);
  }
  return result;
}

function finished(subject: unknown): Result {
  if (typeof subject === "object" && subject !== null) {
    if ("verdicts" in subject && "exitCode" in subject) return subject as Result;
    if ("kind" in subject && (subject.kind === "checked" || subject.kind === "refused")) {
      return resultIn(subject as Checked);
    }
  }
  const takes = "defineModel(...), a path or URL of a model or scenario, or what check returned";
  throw new Error(`this is no model: 'expect' takes ${takes}`);
}

function resultIn(checked: Checked): Result {
  if (checked.kind === "checked") return checked.result;
  const { file, diagnostics } = checked.refusal;
  throw new Error(refusedText({ file, diagnostics }));
}

// ---------------------------------------------------------------- checking

const kept = new Kept<Result>();

/** Checks the job. Throws with all messages where it cannot be checked, and where a scenario expects what is not there. */
export function resultOfJob(job: Job): Result {
  const { file, scenario } = job;
  const checked = check(job.source, { ...job.plan, now: () => performance.now() });
  if (checked.kind === "refused") {
    const { diagnostics } = checked.refusal;
    const placed = scenario ? located(diagnostics, scenario) : diagnostics;
    throw new Error(refusedText({ file, diagnostics: placed }));
  }
  const unknown = unknownExpectations(job, checked.result);
  if (unknown.length > 0) throw new Error(unknown.map(renderDiagnostic).join("\n\n"));
  return checked.result;
}
