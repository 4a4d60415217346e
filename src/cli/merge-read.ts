// The results of a part of a test run, read back: what `test --json` wrote, looked at before it is believed. Keys of a newer
// version are left as they are.

import type { Change } from "../model/baseline.ts";
import type { Chart, RaceTable, Result } from "../model/result.ts";
import type {
  Compared,
  Place,
  Shard,
  TestEntry,
  TestPlan,
  TestRun,
  Trouble,
  Untested,
} from "../model/test-run.ts";
import { CHART, MARK, type Mark, RACES, RESULT } from "./merge-shapes.ts";
import { shown } from "./read.ts";
import { readText } from "./read-text.ts";
import {
  among,
  fitting,
  list,
  Misfit,
  object,
  optional,
  type Shape,
  text,
  whole,
} from "./shape.ts";
import { isShard } from "./shard.ts";
import { FORMAT, VERSION } from "./test-json.ts";
import { refuse } from "./usage.ts";

/** The run in the file. */
export function readRun(path: string): TestRun {
  const content = readText(path);
  try {
    const { entries, plan, shard, left, baseline } = FILE(JSON.parse(content), "the file");
    return { plan, shard, left, baseline, entries: entries.map(entryOf) };
  } catch (error) {
    if (error instanceof SyntaxError) return misfit(path, "it is not JSON");
    if (error instanceof Misfit) return misfit(path, error.message);
    throw error;
  }
}

function misfit(path: string, problem: string): never {
  return refuse(`${shown(path)} is no result of migcheck test: ${problem}`);
}

// ---------------------------------------------------------------- entries

/** A result and what is not in its published form. */
interface Stored {
  readonly kind: "tested";
  readonly file: string;
  readonly result: Omit<Result, "charts" | "races">;
  readonly charts: readonly Chart[];
  readonly races?: RaceTable | undefined;
  readonly marks: readonly Mark[];
  readonly expects: readonly { readonly name: string; readonly place: Place }[];
}

function entryOf(entry: Stored | Untested): TestEntry {
  if (entry.kind === "refused") return entry;
  const { kind, file, result, charts, races, marks, expects } = entry;
  const findings = result.findings.map((finding, i) => ({ ...finding, ...marks[i] }));
  return { kind, file, result: { ...result, findings, charts, races }, expects };
}

const PLACE = object<Place>({ file: text, line: whole, column: optional(whole) });

const TESTED = object<Stored>({
  kind: among("tested"),
  file: text,
  result: RESULT,
  charts: list(CHART),
  races: optional(RACES),
  marks: list(MARK),
  expects: list(object<Stored["expects"][number]>({ name: text, place: PLACE })),
});

const REFUSED = object<Untested>({
  kind: among("refused"),
  file: text,
  text,
  troubles: list(
    object<Trouble>({
      code: text,
      severity: among("error", "warning", "note"),
      message: text,
      place: optional(PLACE),
    }),
  ),
});

const KIND = object<Pick<TestEntry, "kind">>({ kind: among("tested", "refused") });

const ENTRY: Shape<Stored | Untested> = (value, at) =>
  KIND(value, at).kind === "tested" ? TESTED(value, at) : REFUSED(value, at);

// ---------------------------------------------------------------- the file

interface File extends Omit<TestRun, "entries"> {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly entries: readonly (Stored | Untested)[];
}

const CHANGE = object<Change>({
  kind: among("lost", "gained", "open"),
  file: text,
  name: text,
  about: among(
    ...(["check", "states", "transitions", "depth", "complete"] as const),
    ...(["verdict", "row", "cell", "race"] as const),
  ),
  text,
});

const SHARD = fitting(object<Shard>({ index: whole, count: whole }), shard =>
  isShard(shard) ? undefined : `is part ${shard.index} of ${shard.count}, which cannot be`,
);

const FILE = object<File>({
  format: among(FORMAT),
  version: among(VERSION),
  plan: object<TestPlan>({
    paths: list(text),
    filters: list(text),
    files: list(text),
    digest: text,
  }),
  shard: optional(SHARD),
  left: list(text),
  baseline: optional(
    object<Compared>({ file: text, changes: list(CHANGE), accepted: optional(text) }),
  ),
  entries: list(ENTRY),
});
