// Chosen files to their results: the jobs of a plan, several at a time, as entries of a test run.

import type { TestEntry, TestRun } from "../model/test-run.ts";
import type { Crew } from "./crew.ts";
import { type Entry, runJobs } from "./run-job.ts";
import { type Ending, tellEntry } from "./test-end.ts";
import { testEntry } from "./test-entry.ts";
import type { Chosen, Planned } from "./test-plan.ts";

/** Who does the work, and how much of it at a time. */
export interface Hands {
  readonly crew: Crew;
  readonly jobs: number;
}

/** Runs these; each is told when it and all before it are done. After an interrupt what was begun is a prefix. */
export async function runChosen(
  chosen: readonly Chosen[],
  { crew, jobs }: Hands,
  ending: Ending,
): Promise<TestEntry[]> {
  const makers = chosen.map(
    ({ job }) =>
      () =>
        job,
  );
  const tell = (entry: Entry): void => tellEntry(testEntry(entry), ending);
  const entries = await runJobs(makers, crew, { jobs, tell });
  return entries.map(testEntry);
}

/** The run that these entries make. */
export function runOf({ plan, shard, chosen }: Planned, entries: readonly TestEntry[]): TestRun {
  const done = new Set(entries.map(e => e.file));
  const left = chosen.map(c => c.file).filter(file => !done.has(file));
  return { plan, shard, entries, left };
}
