// What a run of `migcheck test` yields: what became of each file, and what differs from the baseline. Every report of a
// test run reads this one object; those of the shards of a run are put together to that of the whole.

import type { Change } from "./baseline.ts";
import type { Result } from "./result.ts";

/** What was to be tested: the same for all shards of one run. */
export interface TestPlan {
  /** Files and folders as given. */
  readonly paths: readonly string[];
  /** The flags that choose among what was found there. */
  readonly filters: readonly string[];
  /** The files that are tested, in order. */
  readonly files: readonly string[];
  /** Of the flags and of all texts: tells the shards of one run from those of another. */
  readonly digest: string;
}

/** Part `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** One-based; the column is not always known. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
}

/** A file that was checked. */
export interface Tested {
  readonly kind: "tested";
  readonly file: string;
  readonly result: Result;
  /** Where what did not come as expected was expected, by the name of the property or count. */
  readonly expects: readonly { readonly name: string; readonly place: Place }[];
}

/** Why a file could not be checked, without its excerpt. */
export interface Trouble {
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly place?: Place | undefined;
}

/** A file that could not be checked. */
export interface Untested {
  readonly kind: "refused";
  readonly file: string;
  /** All of it, as a terminal shows it. */
  readonly text: string;
  readonly troubles: readonly Trouble[];
}

export type TestEntry = Tested | Untested;

/** How the run differs from what was recorded. */
export interface Compared {
  /** The baseline's file. */
  readonly file: string;
  readonly changes: readonly Change[];
  /** The reason with which they were accepted in this run. */
  readonly accepted?: string | undefined;
}

export interface TestRun {
  readonly plan: TestPlan;
  /** Undefined: the whole run. */
  readonly shard?: Shard | undefined;
  /** In order of the files. */
  readonly entries: readonly TestEntry[];
  /** Files that an interrupt left out. */
  readonly left: readonly string[];
  readonly baseline?: Compared | undefined;
}

export type ExitCode = 0 | 1 | 2 | 3;

/** Bad input goes before what is wrong, and that before what is not known; what shrank is wrong. */
export function exitCodeOf({ entries, left, baseline }: TestRun): ExitCode {
  const codes: ExitCode[] = entries.map(e => (e.kind === "tested" ? e.result.exitCode : 2));
  if (left.length > 0) codes.push(3);
  const open = baseline?.accepted === undefined ? baseline?.changes : [];
  if (open?.some(c => c.kind === "lost")) codes.push(1);
  return ([2, 1, 3] as const).find(code => codes.includes(code)) ?? 0;
}

/** What the file is called: its scenario's or its model's name. */
export function nameOf(entry: TestEntry): string {
  return entry.kind === "tested" ? (entry.result.scenario ?? entry.result.model) : entry.file;
}
