// Jobs to their end, several at a time: of each the result, or the messages about why there is none, with their places in the
// scenario's file where they speak of what the scenario sets.

import { sortDiagnostics } from "../base/diagnostic.ts";
import type { Result } from "../model/result.ts";
import { located } from "../scenario/scenario.ts";
import type { Crew } from "./crew.ts";
import { Executor } from "./execute.ts";
import { unknownExpectations } from "./expectations.ts";
import type { Job, Refused } from "./jobs.ts";
import { type ProgressLine, progressLine } from "./progress.ts";
import { bugText, UsageError } from "./usage.ts";

/** What became of an input. */
export type Entry = Done | Refused;

/** A job with its result. */
export interface Done {
  readonly kind: "done";
  readonly job: Job;
  readonly result: Result;
}

/** How the jobs of one command are run. */
export interface Manner {
  /** How many at a time. */
  readonly jobs: number;
  /** Told of each entry, in order of the inputs. */
  readonly tell: (entry: Entry) => void;
}

/** Runs the jobs, which are made when it is their turn; after an interrupt none is begun. What was begun is a prefix. */
export async function runJobs(
  makers: readonly (() => Job | Refused)[],
  crew: Crew,
  { jobs, tell }: Manner,
): Promise<Entry[]> {
  const executor = new Executor(crew);
  const entries: (Entry | undefined)[] = [];
  let [next, told] = [0, 0];
  const lane = async (): Promise<void> => {
    while (next < makers.length && !crew.interrupted) {
      const at = next++;
      const job = makers[at]?.();
      if (!job) continue;
      const shown = () => told === at;
      const label = makers.length === 1 ? "" : `[${at + 1}/${makers.length}] `;
      entries[at] = job.kind === "job" ? await runJob(job, executor, { label, shown }) : job;
      for (let entry = entries[told]; entry; entry = entries[told]) {
        told++;
        tell(entry);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  return entries.flatMap(entry => (entry ? [entry] : []));
}

/** How the progress of a job is shown: what stands before its name, and whether it is its turn. */
interface Turn {
  readonly label: string;
  readonly shown: () => boolean;
}

/** Runs the job. A mistake of ours in one file does not lose the results of the others. */
async function runJob(job: Job, executor: Executor, turn: Turn): Promise<Entry> {
  try {
    return await run(job, executor, turn);
  } catch (error) {
    const message = error instanceof UsageError ? error.message : `${bugText(error)}: ${job.file}`;
    return { kind: "refused", file: job.file, message, diagnostics: [] };
  }
}

async function run(job: Job, executor: Executor, { label, shown }: Turn): Promise<Entry> {
  const line = progressLine(process.stderr, `${label}${job.file}`);
  const show: ProgressLine["show"] = progress => {
    if (shown()) line.show(progress);
  };
  const checked = await executor.execute(job, { ...line, show });
  const { file, scenario } = job;
  if (checked.kind === "refused") {
    const { diagnostics } = checked.refusal;
    const placed = scenario ? sortDiagnostics(located(diagnostics, scenario)) : diagnostics;
    return { kind: "refused", file, diagnostics: placed };
  }
  const unknown = unknownExpectations(job, checked.result);
  if (unknown.length > 0) return { kind: "refused", file, diagnostics: unknown };
  return { kind: "done", job, result: withoutLeftOut(job, checked.result) };
}

/** `--property` leaves properties out on purpose: no remark that they were expected. */
function withoutLeftOut({ plan }: Job, result: Result): Result {
  if (plan.settings.properties === undefined) return result;
  const findings = result.findings.filter(f => f.code !== "expectation-unmatched");
  return { ...result, findings };
}
