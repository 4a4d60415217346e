// What `migcheck check` does: every input in order, its line or its screen, then totals and the exit code. Results
// go to stdout, what could not be checked to stderr; files are written when all checks are done.

import { join } from "node:path";
import type { Result } from "../model/result.ts";
import { toJson } from "../report/json.ts";
import type { ReportOptions } from "../report/style.ts";
import { type NextStep, oneLine, summary } from "../report/terminal.ts";
import { acrossSettings } from "./across-settings.ts";
import { askedOf, many, one, type Words, whole } from "./asked.ts";
import { refuseCheckpoint, withCheckpoint } from "./checkpoint.ts";
import { Crew } from "./crew.ts";
import { inputsOf } from "./inputs.ts";
import { jobOf } from "./jobs.ts";
import { nextSteps } from "./next.ts";
import { complain, print, printJson, reportOptions } from "./output.ts";
import { processors } from "./processors.ts";
import { shown } from "./read.ts";
import { refusalText } from "./refusal.ts";
import { type Entry, runJobs } from "./run-job.ts";
import { undisturbed } from "./signals.ts";
import { totals } from "./totals.ts";
import { plain, refuse } from "./usage.ts";

interface Manner {
  readonly json: boolean;
  readonly single: boolean;
  readonly verbose: boolean;
  readonly races: boolean;
  readonly options: ReportOptions;
  readonly out: string | undefined;
  readonly save: string | undefined;
}

/** Checks what the words name; the exit code. */
export async function runCheck(words: Words): Promise<number> {
  const asked = askedOf(words);
  const paths = many(words, "paths");
  const inputs = inputsOf(paths, many(words, "skip"));
  if (inputs.length === 0) refuse(`no model and no scenario in ${paths.map(shown).join(", ")}`);
  const manner: Manner = {
    json: words["json"] === true,
    single: inputs.length === 1,
    verbose: words["verbose"] === true,
    races: words["races"] === true,
    options: reportOptions(words),
    out: one(words, "out"),
    save: one(words, "save"),
  };
  const jobs = whole(words, "jobs") ?? Math.min(processors(), MOST_JOBS);
  const graph = manner.out !== undefined;
  const makers = inputs.map(input => () => withCheckpoint(jobOf(input, asked, graph), words));
  if (!manner.single) refuseCheckpoint(words);
  const crew = new Crew(jobs);
  try {
    const checked = await runJobs(makers, crew, { jobs, tell: entry => tellEntry(entry, manner) });
    const entries = acrossSettings(checked);
    await undisturbed(async () => {
      conclude(entries, inputs.length - entries.length, manner);
      await saveRuns(entries, manner);
    });
    await writeReport(entries, manner, crew);
    return exitCode(entries);
  } finally {
    await crew.close();
  }
}

/** Each may need as much memory as one alone. */
const MOST_JOBS = 8;

/** What is said as soon as a check is done. */
function tellEntry(entry: Entry, manner: Manner): void {
  if (entry.kind === "refused") complain(`${refusalText(entry)}${manner.single ? "" : "\n"}`);
  else if (!manner.json && !manner.single) print(oneLine(entry.result, manner.options));
}

/** What is said when all are. */
function conclude(entries: readonly Entry[], left: number, manner: Manner): void {
  const done = entries.flatMap(e => (e.kind === "done" ? [e.result] : []));
  if (manner.json) {
    if (!manner.single || done.length > 0) printJson(jsonOf(done, manner.single));
    return;
  }
  const told =
    manner.single || manner.verbose || manner.races ? done : done.filter(r => r.exitCode !== 0);
  for (const result of told) {
    print(`${manner.single ? "" : "\n"}${screen(result, manner)}`);
  }
  if (!manner.single) print(`\n${totals(entries, left, manner.options)}`);
}

function screen(result: Result, { options, verbose, races, out }: Manner): string {
  const next: readonly NextStep[] = nextSteps(result, out);
  return summary(result, { ...options, verbose, races, next });
}

/** One object for one input, an array for several, however many of them could be checked. */
function jsonOf(results: readonly Result[], single: boolean): string {
  const only = results.length === 1 && !single;
  return only ? `[\n${toJson(results)}\n]` : toJson(results);
}

async function saveRuns(entries: readonly Entry[], { save, json }: Manner): Promise<void> {
  if (save === undefined) return;
  const { replayFolder } = await import("./report-folder.ts");
  const { writeFiles } = await import("./write.ts");
  const files = replayFolder(entries);
  writeFiles(save, files);
  if (!json) print(savedText(save, files));
}

async function writeReport(
  entries: readonly Entry[],
  { out, json }: Manner,
  crew: Crew,
): Promise<void> {
  if (out === undefined) return;
  const { reportFolder } = await import("./report-folder.ts");
  const { writeFiles } = await import("./write.ts");
  writeFiles(out, await reportFolder(entries, dot => crew.draw(dot)));
  if (!json) print(`\nreport: ${plain(join(out, "index.html"))}`);
}

function savedText(folder: string, files: ReadonlyMap<string, string>): string {
  if (files.size === 0) return "\nno run to save";
  return ["", ...[...files.keys()].map(name => `saved: ${plain(join(folder, name))}`)].join("\n");
}

function exitCode(entries: readonly Entry[]): number {
  const codes = entries.map(e => (e.kind === "done" ? e.result.exitCode : 2));
  return [2, 1, 3].find(code => codes.some(c => c === code)) ?? 0;
}
