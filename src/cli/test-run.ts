// What `migcheck test` does: the chosen files of this part, several at a time, then the end that all test runs have.

import { type Words, whole } from "./asked.ts";
import { Crew } from "./crew.ts";
import { processors } from "./processors.ts";
import { type Hands, runChosen, runOf } from "./test-chosen.ts";
import { type Ending, endingOf, endRun, isSilent } from "./test-end.ts";
import { plannedOf } from "./test-plan.ts";
import { refuse } from "./usage.ts";

/** Each may need as much memory as one alone. */
const MOST_JOBS = 8;

/** Tests what the words name; the exit code. */
export async function runTest(words: Words): Promise<number> {
  const ending = endingOf(words);
  const jobs = whole(words, "jobs") ?? Math.min(processors(), MOST_JOBS);
  const crew = new Crew(jobs);
  try {
    if (words["watch"] === true) return await watched(words, ending, { crew, jobs });
    const planned = plannedOf(words);
    const entries = await runChosen(planned.chosen, { crew, jobs }, ending);
    return await endRun({ run: runOf(planned, entries) }, ending);
  } finally {
    await crew.close();
  }
}

async function watched(words: Words, ending: Ending, hands: Hands): Promise<number> {
  if (isSilent(ending)) refuse("--watch and --json - do not go together");
  return (await import("./watch.ts")).watch(words, ending, hands);
}
