// What `migcheck merge` does: the parts of one run become the run that they are parts of, and it ends as it would have without
// being divided. Parts of different runs, parts that are missing and parts that are there twice are refused.

import { byText } from "../model/baseline.ts";
import type { Compared, TestRun } from "../model/test-run.ts";
import { many, type Words } from "./asked.ts";
import { sortChanges } from "./baseline-compare.ts";
import { readRun } from "./merge-read.ts";
import { shown } from "./read.ts";
import { filesOf } from "./shard.ts";
import { endingOf, endRun, keepResultsApart, tellEntry } from "./test-end.ts";
import { refuse } from "./usage.ts";

interface Part {
  readonly file: string;
  readonly run: TestRun;
}

/** Merges what the words name; the exit code. */
export async function runMerge(words: Words): Promise<number> {
  const ending = endingOf(words);
  keepResultsApart(words, many(words, "files"));
  const parts = many(words, "files").map((file): Part => ({ file, run: readRun(file) }));
  const [only] = parts;
  const isWhole = parts.length === 1 && only?.run.shard === undefined;
  const run = isWhole && only ? only.run : merged(parts);
  for (const entry of run.entries) tellEntry(entry, ending);
  return endRun({ run, united: isWhole }, ending);
}

/** The whole run; refused unless each part is there exactly once. */
export function merged(parts: readonly Part[]): TestRun {
  const [first] = parts;
  if (!first) return refuse("merge needs the results of the parts");
  for (const part of parts) matchPlan(part, first);
  const count = first.run.shard?.count ?? 1;
  const byIndex = new Map<number, Part>();
  for (const part of parts) {
    const index = part.run.shard?.index ?? 0;
    const other = byIndex.get(index);
    if (other) {
      refuse(`${shown(other.file)} and ${shown(part.file)} are both part ${index} of ${count}`);
    }
    byIndex.set(index, part);
  }
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter(i => !byIndex.has(i));
  if (missing.length > 0) refuse(missingText(missing, count));
  const runs = [...byIndex].sort(([a], [b]) => a - b).map(([, { run }]) => run);
  const { plan } = first.run;
  const order = new Map(plan.files.map((file, i) => [file, i]));
  const place = (file: string): number => order.get(file) ?? 0;
  return {
    plan,
    entries: runs.flatMap(r => r.entries).sort((a, b) => place(a.file) - place(b.file)),
    left: runs.flatMap(r => r.left).sort((a, b) => place(a) - place(b)),
    baseline: mergedBaseline(runs),
  };
}

function missingText(missing: readonly number[], count: number): string {
  const named = missing.slice(0, 10).join(", ");
  const more = missing.length > 10 ? " and others" : "";
  const word = missing.length === 1 ? "is" : "are";
  return `part ${named}${more} of ${count} ${word} missing`;
}

/** A part of the same run, that has the files which belong to it. */
function matchPlan({ file, run }: Part, first: Part): void {
  const { plan } = run;
  const shard = run.shard ?? refuse(`${shown(file)} is the result of a whole run, not of a part`);
  const { count } = first.run.shard ?? shard;
  if (plan.digest !== first.run.plan.digest || JSON.stringify(plan) !== planText(first)) {
    refuse(`${shown(file)} and ${shown(first.file)} are parts of different runs`);
  }
  if (shard.count !== count) {
    refuse(`${shown(file)} is one of ${shard.count} parts, ${shown(first.file)} one of ${count}`);
  }
  const held = [...run.entries.map(e => e.file), ...run.left].sort(byText);
  const owed = [...filesOf(plan.files, shard)].sort(byText);
  if (shard.index > count || JSON.stringify(held) !== JSON.stringify(owed)) {
    refuse(`${shown(file)} does not hold the files of part ${shard.index} of ${count}`);
  }
}

function planText({ run }: Part): string {
  return JSON.stringify(run.plan);
}

/** What the parts said of one baseline; what vanished was said by each. */
function mergedBaseline(runs: readonly TestRun[]): Compared | undefined {
  const all = runs.flatMap(r => (r.baseline ? [r.baseline] : []));
  const [first] = all;
  if (!first) return undefined;
  const changes = new Map(all.flatMap(b => b.changes).map(c => [JSON.stringify(c), c]));
  return { file: first.file, changes: sortChanges([...changes.values()]) };
}
