// The baseline of a run: what is written is read back, what vanished is only missed where the run would have had it, what was
// accepted keeps its reason, and a file that is none is refused with the place that does not fit.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accepted, compareWith, type Keys } from "../../src/cli/baseline-compare.ts";
import { baselineText, readBaseline } from "../../src/cli/baseline-file.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { Tested } from "../../src/model/test-run.ts";
import { clean, cut, rich } from "../report/fixtures.ts";
import { folder } from "./run.ts";
import { tested } from "./test-runs.ts";

const KEYS: Keys = {
  keyOf: file => file.replace(/^scenarios\//, ""),
  fileOf: key => `scenarios/${key}`,
  isWithin: key => !key.startsWith("elsewhere/"),
};
const EMPTY: Baseline = { checks: [], gone: [] };
const ENTRIES = [
  tested({ ...rich, scenario: "fixed-true" }, "scenarios/b.yaml"),
  tested(clean, "scenarios/a.yaml"),
  tested(rich, "scenarios/__proto__"),
];

function recorded(entries: readonly Tested[], reason = "first", from = EMPTY): Baseline {
  const changes = changesFrom(from, entries);
  return accepted(from, entries, KEYS, { reason, changes });
}

function changesFrom(baseline: Baseline, entries: readonly Tested[]) {
  const present = new Set(entries.map(e => KEYS.keyOf(e.file)));
  return compareWith(baseline, entries, KEYS, present);
}

function written(text: string): string {
  const file = join(folder(), "b.json");
  writeFileSync(file, text);
  return file;
}

test("what is recorded is read back, sorted, and does not differ from its run", () => {
  const baseline = recorded(ENTRIES);
  const read = readBaseline(written(baselineText(baseline)));
  expect(read).toEqual(JSON.parse(JSON.stringify(baseline)));
  expect(read?.checks.map(c => c.file)).toEqual(["__proto__", "a.yaml", "b.yaml"]);
  expect(changesFrom(baseline, ENTRIES)).toEqual([]);
});

test("a check that is gone is lost, unless the run would not have had it", () => {
  const baseline = recorded(ENTRIES);
  const other = { ...baseline.checks[1]!, file: "elsewhere/c.yaml" };
  const changes = changesFrom(
    { ...baseline, checks: [...baseline.checks, other] },
    ENTRIES.slice(1),
  );
  expect(changes).toEqual([
    {
      kind: "lost",
      file: "scenarios/b.yaml",
      name: "fixed-true",
      about: "check",
      text: "the check is gone",
    },
  ]);
});

test("what is accepted keeps its reason, also through later runs without a loss", () => {
  const before = recorded(ENTRIES);
  const less = { ...ENTRIES[0]!, result: { ...ENTRIES[0]!.result, states: 1 } };
  const after = recorded([less], "a row was dead", before);
  const kept = after.checks.find(c => c.file === "b.yaml")?.accepted;
  expect(kept).toEqual({
    reason: "a row was dead",
    lost: [expect.stringMatching(/^states: \d+ before, 1 now$/)],
  });
  expect(after.gone.map(g => [g.file, g.reason])).toEqual([
    ["__proto__", "a row was dead"],
    ["a.yaml", "a row was dead"],
  ]);
  const again = recorded([less, ENTRIES[1]!], "no news", after);
  expect(again.checks.find(c => c.file === "b.yaml")?.accepted).toEqual(kept);
  expect(again.gone.map(g => g.file)).toEqual(["__proto__"]);
});

test("a check that a limit of time ended is not compared, and its record stays", () => {
  const entry = tested(clean, "scenarios/t.yaml");
  const before = recorded([entry]);
  const stopped = tested({ ...cut, complete: false, reason: "seconds" }, "scenarios/t.yaml");
  expect(changesFrom(before, [stopped]).map(c => c.kind)).toEqual(["open"]);
  expect(recorded([stopped], "why", before).checks).toEqual(before.checks);
  const bounded = tested({ ...cut, complete: false, reason: "states" }, "scenarios/t.yaml");
  expect(changesFrom(before, [bounded]).some(c => c.kind === "lost")).toBe(true);
});

describe("what is no baseline", () => {
  const good = baselineText(recorded(ENTRIES.slice(0, 1)));
  test.each([
    ["{", "it is not JSON"],
    ["[]", "the file is not an object"],
    [good.replace('"version": 1', '"version": 2'), "the file.version is none of 1"],
    [good.replace('"states": ', '"states": -'), "the file.checks[0].states is not a number from 0"],
    [good.replace('"rows": [', '"rows": [7,'), "the file.checks[0].rows[0] is not a text"],
    [good.replace('"verdict":"holds"', '"verdict":"fine"'), "verdict is none of holds"],
  ])("%#", (text, problem) => {
    expect(() => readBaseline(written(text))).toThrow(problem);
  });

  test("a file that is not there is told from one that is empty", () => {
    expect(readBaseline(join(folder(), "none.json"))).toBeUndefined();
    expect(() => readBaseline(written(""))).toThrow("it is not JSON");
  });
});
