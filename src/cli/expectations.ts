// Names that a scenario expects something of and that its model does not have: the user's mistake, said at its place.

import { type Diagnostic, diagnostic } from "../base/diagnostic.ts";
import { didYouMean } from "../base/nearest.ts";
import type { Result } from "../model/result.ts";
import { parseModel } from "../parse/parse.ts";
import type { Job } from "./jobs.ts";

const BUILT_IN = ["deadlock", "unhandled", "range", "assert"];

/** Diagnostics for the names; one that is only switched off stays a finding of the result. */
export function unknownExpectations(job: Job, result: Result): Diagnostic[] {
  return result.findings.some(f => f.code === "expectation-unmatched") ? unknownNames(job) : [];
}

/** The same before anything is checked. */
export function unknownNames({ scenario, source, plan }: Job): Diagnostic[] {
  const asked = new Set((plan.expect ?? []).map(e => e.name.text));
  if (!scenario || asked.size === 0) return [];
  const { tree } = parseModel(source);
  const names = [
    ...(tree?.properties ?? []).map(p => p.name.text),
    ...(tree?.observers ?? []).map(o => `observer ${o.name.text}`),
    ...BUILT_IN,
  ];
  return scenario.expect
    .filter(e => e.count === undefined && asked.has(e.name.text) && !names.includes(e.name.text))
    .map(({ name }) =>
      diagnostic("unknown-property", `the model has no property '${name.text}'`, name.span, {
        fix: didYouMean(name.text, names),
      }),
    );
}
