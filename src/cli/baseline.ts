// The flags --baseline and --accept of a test run: what the file records beside what came out, and the file written anew where
// somebody gives a reason. A baseline that is not there is an error, so that a wrong name cannot pass for ever.

import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Baseline } from "../model/baseline.ts";
import type { Compared, Tested, TestRun } from "../model/test-run.ts";
import { one, type Words } from "./asked.ts";
import { accepted, compareWith, type Keys } from "./baseline-compare.ts";
import { baselineText, readBaseline } from "./baseline-file.ts";
import { type Attempts, outputFile } from "./output-file.ts";
import { shown } from "./read.ts";
import { refuse } from "./usage.ts";
import { writeFile } from "./write.ts";

/** What the flags ask for, with the file as it was before the run. */
export interface Wanted {
  readonly file: string;
  readonly before: Baseline;
  readonly reason: string | undefined;
}

/** The flags; whatever is wrong with them or the file is said before anything runs. */
export function baselineOf(words: Words): Wanted | undefined {
  const file = outputFile(words, "baseline");
  const reason = one(words, "accept");
  if (file === undefined) {
    if (reason !== undefined) refuse("--accept needs --baseline and the file to write");
    return undefined;
  }
  if (reason?.trim() === "") refuse("--accept takes the reason, and it is empty");
  if (words["property"] !== undefined) {
    refuse("--baseline and --property do not go together: a baseline records all of a check");
  }
  if (reason !== undefined && words["shard"] !== undefined) {
    refuse("--accept is for a whole run: give it to migcheck merge, or leave --shard out");
  }
  if (reason !== undefined && words["watch"] === true) {
    refuse("--accept and --watch do not go together");
  }
  const known = readBaseline(file);
  if (!known && reason === undefined) {
    refuse(`there is no baseline ${shown(file)}; --accept "first" records this run in it`);
  }
  return { file, before: known ?? { checks: [], gone: [] }, reason };
}

/** The run beside the baseline; with a reason the file is written, and accepted is only what could be written. */
export function compared(
  { file, before, reason }: Wanted,
  run: TestRun,
  writing: Attempts,
): Compared {
  const tested = run.entries.filter((e): e is Tested => e.kind === "tested");
  const keys = keysOf(file, run);
  const present = new Set(run.plan.files.map(keys.keyOf));
  const changes = compareWith(before, tested, keys, present);
  if (reason === undefined) return { file, changes };
  const text = baselineText(accepted(before, tested, keys, { reason, changes }));
  const isWritten = writing.try(() => writeFile(file, text));
  return { file, changes, accepted: isWritten ? reason : undefined };
}

function keysOf(baseline: string, { plan }: TestRun): Keys {
  const folder = resolve(dirname(baseline));
  const paths = plan.paths.map(path => resolve(path));
  const whole = plan.filters.length === 0;
  return {
    keyOf: file => slashed(relative(folder, resolve(file))),
    fileOf: key => slashed(relative(".", resolve(folder, key))),
    isWithin: key => whole && paths.some(path => isBelow(path, resolve(folder, key))),
  };
}

function isBelow(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
