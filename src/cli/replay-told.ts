// What became of a saved run: whether it still shows its property broken, or, where one run alone cannot tell, what a check of the
// model under the same settings says.

import { Bug } from "../base/bug.ts";
import type { Verdict } from "../model/result.ts";
import type { Replayed } from "../replay/check-replay.ts";
import { Crew } from "./crew.ts";
import type { Job, Refused } from "./jobs.ts";
import { runJobs } from "./run-job.ts";

/** As recorded, no longer so, or not known; where the model was checked with its verdict. */
export interface Told {
  readonly kind: "same" | "gone" | "open";
  readonly checked?: Verdict | undefined;
}

/** Of a replayed run; checks the model where the run leaves it open. */
export async function toldOf(
  { problem, violates }: Replayed,
  job: Job,
  property: string,
): Promise<Told | Refused> {
  if (violates === true) return { kind: "same" };
  if (violates === false || problem !== undefined) return { kind: "gone" };
  const crew = new Crew(1);
  try {
    const { settings } = job.plan;
    const plan = { ...job.plan, settings: { ...settings, properties: [property] }, expect: [] };
    const manner = { jobs: 1, tell: () => undefined };
    const [entry] = await runJobs([() => ({ ...job, plan })], crew, manner);
    if (entry?.kind === "refused") return entry;
    const checked = entry?.result.verdicts.find(v => v.property === property);
    if (!checked) throw new Bug(`${property} was not checked`);
    return { kind: kindOf(checked), checked };
  } finally {
    await crew.close();
  }
}

function kindOf({ verdict }: Verdict): Told["kind"] {
  if (verdict === "undecided") return "open";
  return verdict === "violated" ? "same" : "gone";
}

/** The exit code. */
export function codeOf({ kind }: Told): number {
  return { same: 0, gone: 1, open: 3 }[kind];
}

/** Why a check told nothing. */
export function openText({ checked }: Told): string {
  return `the check of the model was not finished: ${checked?.reason ?? "it was stopped"}`;
}
