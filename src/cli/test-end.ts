// The end of a test run, or of one put together from its parts: the baseline, what is told on the terminal, the files and the
// exit code. What is printed on GitHub's runner cannot be taken for a command of it.

import { appendFileSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Result } from "../model/result.ts";
import { type Compared, exitCodeOf, type TestEntry, type TestRun } from "../model/test-run.ts";
import { githubAnnotations } from "../report/github.ts";
import type { Rooted } from "../report/sarif.ts";
import type { ReportOptions } from "../report/style.ts";
import { oneLine, summary } from "../report/terminal.ts";
import { keepApart, outputsIn } from "./apart.ts";
import { many, type Words } from "./asked.ts";
import { baselineOf, compared, type Wanted } from "./baseline.ts";
import { baselineLines, lostText } from "./baseline-text.ts";
import { nextSteps } from "./next.ts";
import {
  complain,
  complainExactly,
  isOnGithub,
  print,
  printExactly,
  printJson,
  reportOptions,
} from "./output.ts";
import { Attempts, outputFile } from "./output-file.ts";
import { reasonOf, shown } from "./read.ts";
import { uniteEntries } from "./test-entry.ts";
import { testJson } from "./test-json.ts";
import { totalsOf } from "./totals.ts";
import { refuse } from "./usage.ts";
import { writeFile } from "./write.ts";

const STDOUT = "-";

/** What the flags say about the results; read before anything runs. */
export interface Ending {
  readonly json: string | undefined;
  readonly junit: string | undefined;
  readonly sarif: string | undefined;
  readonly markdown: string | undefined;
  readonly github: boolean;
  readonly verbose: boolean;
  readonly baseline: Wanted | undefined;
  readonly options: ReportOptions;
}

/** The flags as data. */
export function endingOf(words: Words): Ending {
  const github = words["github"];
  return {
    json: outputFile(words, "json"),
    junit: fileOf(words, "junit"),
    sarif: fileOf(words, "sarif"),
    markdown: fileOf(words, "markdown"),
    github: typeof github === "boolean" ? github : isOnGithub(),
    verbose: words["verbose"] === true,
    baseline: baselineOf(words),
    options: reportOptions(words),
  };
}

/** Refuses files of results that are each other's, the baseline's or an input's. */
export function keepResultsApart(words: Words, inputs: readonly string[]): void {
  const results = ["json", "junit", "sarif", "markdown"];
  const [written, read] =
    words["accept"] === undefined
      ? [results, many(words, "baseline")]
      : [[...results, "baseline"], []];
  keepApart(outputsIn(words, ...written), [...read, ...inputs]);
}

function fileOf(words: Words, flag: string): string | undefined {
  const file = outputFile(words, flag);
  return file === STDOUT ? refuse(`--${flag} takes a file; only --json can go to stdout`) : file;
}

/** Whether stdout is for the results alone. */
export function isSilent({ json }: Ending): boolean {
  return json === STDOUT;
}

/** Prints unless stdout is for the results alone. */
export function say(text: string, ending: Ending): void {
  if (!isSilent(ending)) print(text, ending.github);
}

/** The line or the messages of one file. */
export function tellEntry(entry: TestEntry, ending: Ending): void {
  if (entry.kind === "tested") say(oneLine(entry.result, ending.options), ending);
  else complain(`${entry.text}\n`, ending.github);
}

/** What belongs to the end of a run. */
export interface Ended {
  /** As it was measured. */
  readonly run: TestRun;
  /** Its findings were put side by side before. */
  readonly united?: boolean | undefined;
  /** Of these the screens are shown; undefined: of all. */
  readonly fresh?: ReadonlySet<string> | undefined;
}

/** Compares, tells, writes; the exit code. */
export async function endRun(ended: Ended, ending: Ending): Promise<number> {
  const writing = new Attempts();
  const wanted = ending.baseline;
  const baseline = wanted ? compared(wanted, ended.run, writing) : ended.run.baseline;
  const measured = { ...ended.run, baseline };
  const entries = ended.united ? measured.entries : uniteEntries(measured.entries);
  const run = { ...measured, entries };
  tellScreens(run, ended.fresh, ending);
  if (baseline) tellBaseline(baseline, ending);
  tellTotals(run, ending);
  // A part keeps its findings as they are: only all parts together can put them side by side.
  const files = await filesOf(run, run.shard ? measured : run, ending);
  const written = files.filter(([file, text]) => writing.try(() => writeFile(file, text)));
  if (written.length > 0) {
    say(`\n${written.map(([file]) => `wrote ${shown(file)}`).join("\n")}`, ending);
  }
  if (ending.github) await annotate(run, ending, writing);
  writing.end();
  return exitCodeOf(run);
}

function tellScreens(run: TestRun, fresh: Ended["fresh"], ending: Ending): void {
  const { verbose, options } = ending;
  for (const entry of run.entries) {
    if (entry.kind === "refused" || (fresh && !fresh.has(entry.file))) continue;
    const { result } = entry;
    if (!verbose && result.exitCode === 0) continue;
    say(`\n${summary(result, { ...options, verbose, next: next(result) })}`, ending);
  }
}

function next(result: Result): ReturnType<typeof nextSteps> {
  return nextSteps(result, undefined);
}

function tellTotals(run: TestRun, ending: Ending): void {
  const { entries, left, shard } = run;
  const codes = entries.map(e => (e.kind === "tested" ? e.result.exitCode : 2));
  const isEmpty = codes.length + left.length === 0;
  if (isEmpty) say(`part ${shard?.index} of ${shard?.count} has no files`, ending);
  else say(`\n${totalsOf(codes, left.length, ending.options)}`, ending);
  const lost = lostText(run, ending.options);
  if (lost !== "") say(lost, ending);
}

function tellBaseline(baseline: Compared, ending: Ending): void {
  const text = baselineLines(baseline, ending.options);
  if (text !== "") say(`\n${text}`, ending);
  if (baseline.accepted !== undefined) say(`\nrecorded in ${shown(baseline.file)}`, ending);
}

// ---------------------------------------------------------------- files

/** Names and texts. */
type Files = readonly (readonly [string, string])[];

async function filesOf(run: TestRun, stored: TestRun, ending: Ending): Promise<Files> {
  const files: [string, string][] = [];
  if (ending.json === STDOUT) printJson(testJson(stored));
  else if (ending.json !== undefined) files.push([ending.json, testJson(stored)]);
  if (ending.junit !== undefined) {
    files.push([ending.junit, (await import("../report/junit.ts")).junit(run)]);
  }
  if (ending.sarif !== undefined) {
    files.push([ending.sarif, (await import("../report/sarif.ts")).sarif(run, ROOTED)]);
  }
  if (ending.markdown !== undefined) files.push([ending.markdown, await markdownOf(run)]);
  return files;
}

async function markdownOf(run: TestRun): Promise<string> {
  return (await import("../report/markdown-summary.ts")).markdownSummary(run);
}

async function annotate(run: TestRun, ending: Ending, writing: Attempts): Promise<void> {
  const tell = isSilent(ending) ? complainExactly : printExactly;
  for (const line of githubAnnotations(run, ROOTED)) tell(line);
  const file = process.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") return;
  const text = await markdownOf(run);
  writing.try(() => append(file, text));
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    refuse(`${shown(file)} cannot be written: ${reasonOf(error)}`);
  }
}

/** Files from the root of the repository, where the runner says where that is, else from here. */
const ROOTED: Rooted = {
  where: file => {
    const root = process.env["GITHUB_WORKSPACE"] ?? "";
    const whole = resolve(file);
    const way = [root === "" ? "." : root, "."].map(from => relative(resolve(from), whole));
    const inside = way.find(path => !path.startsWith("..") && !isAbsolute(path));
    return (inside ?? whole).replaceAll(sep, "/");
  },
};
