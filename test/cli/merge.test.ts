// Parts of a test run put together: the whole run to the byte, whatever was measured and however it was divided; and nothing
// else, however it was cut, mixed up or made up.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRun } from "../../src/cli/merge-read.ts";
import { merged } from "../../src/cli/merge-run.ts";
import { filesOf } from "../../src/cli/shard.ts";
import { uniteEntries } from "../../src/cli/test-entry.ts";
import { testJson } from "../../src/cli/test-json.ts";
import type { TestRun } from "../../src/model/test-run.ts";
import { toJson } from "../../src/report/json.ts";
import { junit } from "../../src/report/junit.ts";
import { markdownSummary } from "../../src/report/markdown-summary.ts";
import { sarif } from "../../src/report/sarif.ts";
import { summary } from "../../src/report/terminal.ts";
import { clean, cut, hostile, NASTY, rich } from "../report/fixtures.ts";
import { checked } from "./checked.ts";
import { folder } from "./run.ts";
import { refused, runOf, tested } from "./test-runs.ts";

const DIR = folder();

const WHOLE = runOf([
  tested(rich, "z/rich.yaml"),
  tested(checked(true, "s/after.yaml")),
  refused("broken.yaml"),
  tested(checked(false, "s/before.yaml")),
  tested(clean, "clean.yaml"),
  tested(cut, "cut.yaml"),
  ...[0, 2, 4].map(i => tested(hostile(NASTY[i] ?? ""), NASTY[i])),
]);

function partOf(run: TestRun, index: number, count: number): TestRun {
  const shard = { index, count };
  const mine = new Set(filesOf(run.plan.files, shard));
  return { ...run, shard, entries: run.entries.filter(e => mine.has(e.file)) };
}

function stored(run: TestRun, name: string) {
  const file = join(DIR, name);
  writeFileSync(file, testJson(run));
  return { file, run: readRun(file) };
}

function partsOf(run: TestRun, count: number, name = "part") {
  return Array.from({ length: count }, (_, i) =>
    stored(partOf(run, i + 1, count), `${name}-${i + 1}.json`),
  );
}

const united = (run: TestRun): TestRun => ({ ...run, entries: uniteEntries(run.entries) });
const where = (file: string): string => file;
const LOOK = { width: 80, colour: false, unicode: true };

test.each([1, 2, 3, 4, 20])("%i parts are the whole run, to the byte", count => {
  const parts = partsOf(WHOLE, count);
  const [one, other] = [united(WHOLE), united(merged([...parts].reverse()))];
  expect(testJson(other)).toBe(testJson(one));
  expect(junit(other)).toBe(junit(one));
  expect(sarif(other, { where })).toBe(sarif(one, { where }));
  expect(markdownSummary(other)).toBe(markdownSummary(one));
  const screens = (run: TestRun) =>
    run.entries.map(e => (e.kind === "tested" ? summary(e.result, LOOK) : e.text));
  expect(screens(other)).toEqual(screens(one));
});

test("findings of one model are put side by side over all parts, as in a whole run", () => {
  const said = (run: TestRun) =>
    run.entries.flatMap(e => (e.kind === "tested" ? e.result.findings.map(f => f.message) : []));
  const text = "in all 2 settings checked";
  expect(said(united(WHOLE)).some(m => m.startsWith(text))).toBe(true);
  const alone = united(readRun(partsOf(WHOLE, 20)[0]!.file));
  expect(said(alone).some(m => m.startsWith(text))).toBe(false);
});

test("what a part left out is left out of the whole", () => {
  const parts = partsOf(WHOLE, 2);
  const [first, second] = [parts[0]!, parts[1]!];
  const [gone, ...rest] = second.run.entries;
  const short = { ...second, run: { ...second.run, entries: rest, left: [gone!.file] } };
  expect(merged([first, short]).left).toEqual([gone!.file]);
});

test("the results in the file are what check --json prints", () => {
  const file: { entries: { kind: string; result: unknown }[] } = JSON.parse(testJson(WHOLE));
  const results = WHOLE.entries.flatMap(e => (e.kind === "tested" ? [e.result] : []));
  const stored = file.entries.filter(e => e.kind === "tested").map(e => e.result);
  expect(stored).toEqual(JSON.parse(toJson(results)));
});

describe("refused", () => {
  const [one, two, three] = partsOf(WHOLE, 3) as [Part, Part, Part];
  type Part = { file: string; run: TestRun };
  const other = runOf(WHOLE.entries, { plan: { ...WHOLE.plan, digest: "fedcba9876543210" } });
  const whole = stored(WHOLE, "whole.json");
  const empty = { ...three, run: { ...three.run, entries: three.run.entries.slice(1) } };
  const shard = { index: 9, count: 3 };
  const beyond = { ...three, run: { ...three.run, shard, entries: [], left: [] } };

  test.each<[string, Part[], RegExp]>([
    ["a part that is missing", [one, three], /^part 2 of 3 is missing$/],
    ["all parts but one", [two], /^part 1, 3 of 3 are missing$/],
    [
      "a part twice",
      [one, two, two, three],
      /part-2.json' and '.*part-2.json' are both part 2 of 3$/,
    ],
    [
      "a part of another run",
      [one, two, partsOf(other, 3, "other")[2]!],
      /are parts of different runs$/,
    ],
    [
      "a part of another division",
      [one, two, partsOf(WHOLE, 4, "four")[2]!],
      /is one of 4 parts, '.*' one of 3$/,
    ],
    ["a whole run among parts", [one, whole], /is the result of a whole run, not of a part$/],
    [
      "a part without one of its files",
      [one, two, empty],
      /does not hold the files of part 3 of 3$/,
    ],
    ["a part that cannot be", [one, two, beyond], /does not hold the files of part 9 of 3$/],
  ])("%s", (_, parts, message) => {
    expect(() => merged(parts)).toThrow(message);
  });

  const good = testJson(partOf(WHOLE, 1, 3));
  test.each([
    ["cut off", good.slice(0, good.length / 2), "it is not JSON"],
    ["a list", "[]", "the file is not an object"],
    ["another format", good.replace("migcheck-test", "migcheck-replay"), "format is none of"],
    [
      "a number for a text",
      good.replace(/"property":"[^"]*"/, '"property":7'),
      ".property is not a text",
    ],
    [
      "a verdict of its own",
      good.replace(/"verdict":"holds"/, '"verdict":"fine"'),
      ".verdict is none of",
    ],
    ["a step of its own", good.replace(/"kind":"own"/, '"kind":"mine"'), ".kind is none of"],
    ["no charts", good.replace(/"charts":\[/, '"chart":['), ".charts is not a list"],
  ])("%s", (name, text, message) => {
    expect(text).not.toBe(good);
    const file = join(DIR, `bad-${name}.json`);
    writeFileSync(file, text);
    expect(() => readRun(file)).toThrow(`is no result of migcheck test: `);
    expect(() => readRun(file)).toThrow(message);
  });
});
