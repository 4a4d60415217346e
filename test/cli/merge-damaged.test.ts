// Parts of a test run that were damaged, or made up: whatever stands in the file, merge tells it in one message or says what a
// sound file would say; no number in it leads anywhere but to what is there.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { readRun } from "../../src/cli/merge-read.ts";
import { merged } from "../../src/cli/merge-run.ts";
import { uniteEntries } from "../../src/cli/test-entry.ts";
import { testJson } from "../../src/cli/test-json.ts";
import { UsageError } from "../../src/cli/usage.ts";
import type { Result } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import type { TestRun } from "../../src/model/test-run.ts";
import { githubAnnotations } from "../../src/report/github.ts";
import { junit } from "../../src/report/junit.ts";
import { markdownSummary } from "../../src/report/markdown-summary.ts";
import { sarif } from "../../src/report/sarif.ts";
import { summary } from "../../src/report/terminal.ts";
import { rich } from "../report/fixtures.ts";
import { folder } from "./run.ts";
import { refused, runOf, tested } from "./test-runs.ts";

const DIR = folder();

const ORDERS = readFileSync(new URL("files/orders.yaml", import.meta.url), "utf8");

/** Races that differ, that are accepted and that are alike: their sides and what accepts them are numbers that lead somewhere. */
function racing(): Result {
  const plan = { settings: NO_SETTINGS, limits: {}, all: false, graph: false, command: "" };
  const found = check({ name: "orders.yaml", text: ORDERS }, { ...plan, now: () => 0 });
  if (found.kind === "refused") throw new Error("refused");
  return found.result;
}

const RUN = runOf([tested(rich, "rich.yaml"), tested(racing()), refused("broken.yaml")], {
  baseline: {
    file: "baseline.json",
    changes: [{ kind: "lost", file: "rich.yaml", name: "x", about: "row", text: "is gone" }],
  },
});
const PART = JSON.parse(testJson({ ...RUN, shard: { index: 1, count: 1 } }));

/** All that merge does with what it has read, but for writing the files. */
function told(run: TestRun): void {
  const whole = merged([{ file: "part.json", run }]);
  const entries = uniteEntries(whole.entries);
  const all = { ...whole, entries };
  const where = (file: string): string => file;
  testJson(all);
  junit(all);
  sarif(all, { where });
  markdownSummary(all);
  githubAnnotations(all, { where });
  for (const entry of entries) {
    if (entry.kind !== "tested") continue;
    const look = { width: 80, colour: false, unicode: true };
    summary(entry.result, { ...look, verbose: true, races: true });
  }
}

type Node = Record<string, unknown> | unknown[];

/** Every place of the value: what holds it, and its key there. */
function placesOf(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((n, v) => n + 1 + placesOf(v, depth + 1), 0);
}

/** Changes what stands at the place of this number, counted through the whole value. */
function changeAt(node: Node, number: number, change: (held: Node, key: string) => void): number {
  let left = number;
  for (const [key, value] of Object.entries(node)) {
    if (left === 0) {
      change(node, key);
      return -1;
    }
    left--;
    if (typeof value === "object" && value !== null) left = changeAt(value as Node, left, change);
    if (left < 0) return left;
  }
  return left;
}

const STRANGE = fc.oneof(
  fc.constantFrom<unknown>(0, 1, 2, 3, 7, 99, -1, 0.5, 2 ** 31, 2 ** 53 - 1, 1e300),
  fc.constantFrom<unknown>(
    "",
    "x",
    "__proto__",
    "holds",
    "violated",
    "a:1",
    "a.yaml:3:1",
    "\u0000",
  ),
  fc.constantFrom<unknown>(true, false, null, [], {}, [[]], [0], [0, 1], [99, 99], ["x", "y"]),
);

/** One change: another value, nothing, or an element once more. */
const CHANGE = fc.oneof(
  { weight: 4, arbitrary: STRANGE.map(value => ({ kind: "set" as const, value })) },
  { weight: 1, arbitrary: fc.constant({ kind: "drop" as const, value: undefined }) },
  { weight: 1, arbitrary: fc.constant({ kind: "double" as const, value: undefined }) },
);

function damaged(number: number, { kind, value }: { kind: string; value: unknown }): string {
  const copy = structuredClone(PART);
  changeAt(copy, number, (held, key) => {
    if (kind === "set") Object.assign(held, { [key]: value });
    else if (!Array.isArray(held)) delete held[key];
    else
      held.splice(
        Number(key),
        kind === "drop" ? 1 : 0,
        ...(kind === "drop" ? [] : [held[Number(key)]]),
      );
  });
  return JSON.stringify(copy);
}

const FILE = join(DIR, "part.json");

test("a damaged part is refused in one message or told, never an internal error", () => {
  const place = fc.nat(placesOf(PART) - 1);
  fc.assert(
    fc.property(place, CHANGE, (number, change) => {
      writeFileSync(FILE, damaged(number, change));
      try {
        told(readRun(FILE));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        expect(error.message).not.toContain("\n");
      }
    }),
    { numRuns: 60 },
  );
});

test("the sound part is told", () => {
  writeFileSync(FILE, JSON.stringify(PART));
  told(readRun(FILE));
  expect(placesOf(PART)).toBeGreaterThan(1000);
});

/** By keys and indexes, from the whole file. */
type Way = readonly (string | number)[];

function withValue(way: Way, value: unknown): string {
  const copy = structuredClone(PART);
  const holder = way.slice(0, -1).reduce((node, key) => node[key], copy);
  expect(holder[way.at(-1) ?? ""]).toBeDefined();
  holder[way.at(-1) ?? ""] = value;
  return JSON.stringify(copy);
}

const RACES = ["entries", 1, "races"] as const;

test.each<[string, Way, unknown, string]>([
  ["a side", [...RACES, "races", 0, "sides"], [99, 0], "races names the side 99 of"],
  ["a declaration", [...RACES, "declared"], [], "races names the declaration 0 of 0"],
  ["a part 0", ["shard", "index"], 0, "shard is part 0 of 1, which cannot be"],
  ["a part of too many", ["shard", "count"], 2 ** 31, "shard is part 1 of 2147483648"],
  [
    "a decisive step",
    ["entries", 0, "result", "verdicts", 1, "trace", "decision", "step"],
    40,
    "trace speaks of step 40 of",
  ],
  [
    "a cell of a trigger",
    ["entries", 0, "result", "matrices", 0, "triggers"],
    ["only"],
    "matrices[0] has not one cell for each of",
  ],
])("%s that is not there is refused", (_, way, value, problem) => {
  writeFileSync(FILE, withValue(way, value));
  expect(() => readRun(FILE)).toThrow("is no result of migcheck test: the file.");
  expect(() => readRun(FILE)).toThrow(problem);
});
