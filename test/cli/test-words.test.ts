// Arguments of a test run that cannot be meant so are refused before anything runs, each with what would be right.

import { copyFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import type { Words } from "../../src/cli/asked.ts";
import { endingOf } from "../../src/cli/test-end.ts";
import { plannedOf } from "../../src/cli/test-plan.ts";
import { folder, ROOT } from "./run.ts";

const CI = `${ROOT}test/cli/files/ci`;
const NONE = `${folder()}/none.json`;

describe("about results", () => {
  test.each<[Words, string]>([
    [{ junit: "-" }, "--junit takes a file; only --json can go to stdout"],
    [{ sarif: "-" }, "--sarif takes a file; only --json can go to stdout"],
    [{ markdown: ["a", "b"] }, "--markdown is given twice"],
    [{ accept: "why" }, "--accept needs --baseline and the file to write"],
    [{ baseline: NONE }, `none.json'; --accept "first" records this run in it`],
    [{ baseline: NONE, accept: " " }, "--accept takes the reason, and it is empty"],
    [{ baseline: NONE, property: ["p"] }, "--baseline and --property do not go together"],
    [{ baseline: NONE, accept: "why", shard: "1/2" }, "--accept is for a whole run"],
    [{ baseline: NONE, accept: "why", watch: true }, "--accept and --watch do not go together"],
    [{ baseline: `${CI}/protocol.yaml` }, "is no baseline: it is not JSON"],
  ])("%o", (words, message) => {
    expect(() => endingOf(words)).toThrow(message);
  });
});

describe("about files", () => {
  const paths = [CI];
  test.each<[Words, string]>([
    [{ grep: "(" }, "--grep takes a regular expression, and '(' is none"],
    [{ path: "[" }, "--path takes a regular expression, and '[' is none"],
    [{ grep: "nobody", path: "x\u001b" }, "none of 4 files fits --grep nobody --path x\ufffd"],
    [{ property: ["no-such-property"] }, "none of 4 files has the property 'no-such-property'"],
    [{ property: ["deadlock", "complete"] }, "'complete'; did you mean 'completes'?"],
    [{ shard: "5/4" }, "--shard takes i/n"],
    [{ "limit-states": "-1" }, "--limit-states takes a positive whole number"],
    [{ paths: [folder()] }, "no model and no scenario in"],
  ])("%o", (words, message) => {
    expect(() => plannedOf({ paths, ...words })).toThrow(message);
  });
});

describe("what is chosen", () => {
  const chosen = (words: Words) =>
    plannedOf({ paths: [CI], ...words }).chosen.map(c => c.file.slice(CI.length + 1));
  test.each<[Words, string[]]>([
    [{}, ["hopeful.yaml", "protocol.yaml", "scenarios/careful.yaml", "scenarios/careless.yaml"]],
    [{ grep: "^care" }, ["scenarios/careful.yaml", "scenarios/careless.yaml"]],
    [{ grep: "protocol" }, ["protocol.yaml"]],
    [{ path: "less|hope" }, ["hopeful.yaml", "scenarios/careless.yaml"]],
    [{ skip: ["scenarios"] }, ["hopeful.yaml", "protocol.yaml"]],
    [{ grep: "care", shard: "2/2" }, ["scenarios/careless.yaml"]],
  ])("%o", (words, files) => {
    expect(chosen(words)).toEqual(files);
  });

  test("by a property, of which alone is then spoken, built-in ones included", () => {
    expect(chosen({ property: ["completes"] })).toHaveLength(4);
    expect(chosen({ property: ["deadlock"] })).toHaveLength(4);
  });
});

test("of several properties each file is asked for those that it has", () => {
  const here = folder();
  for (const name of ["a", "b"]) {
    const machines = "{ m: { initial: s, states: { s: { type: final } } } }";
    const rest = `machines: ${machines}\nproperties: { p${name}: { always: m.state == s } }\n`;
    writeFileSync(`${here}/${name}.yaml`, `model: ${name}\n${rest}`);
  }
  const { chosen } = plannedOf({ paths: [here], property: ["pa", "pb", "deadlock"] });
  const asked = chosen.map(({ job }) => job.kind === "job" && job.plan.settings.properties);
  expect(asked).toEqual([
    ["pa", "deadlock"],
    ["pb", "deadlock"],
  ]);
});

test("what a run writes, and what others have written, is none of its files", () => {
  const here = folder();
  copyFileSync(`${CI}/protocol.yaml`, `${here}/protocol.yaml`);
  const result = '{ "model": "m", "verdicts": [], "exitCode": 0 }';
  for (const name of ["result", "mine"]) writeFileSync(`${here}/${name}.json`, result);
  writeFileSync(`${here}/part.json`, `{ "format": "migcheck-test", "entries": [{ ${result} }] }`);
  const space = " ".repeat(1 << 21);
  writeFileSync(`${here}/large.json`, `{ "model": "m", ${space}}`);
  writeFileSync(`${here}/other.json`, `{ "name": "m", ${space}}`);
  writeFileSync(`${here}/old.json`, `{ "format": "migcheck-test", "model": "m", ${space}}`);
  writeFileSync(`${here}/empty.json`, "");
  const words = { paths: [here], json: `${here}/../${basename(here)}/large.json` };
  expect(plannedOf(words).plan.files).toEqual([`${here}/protocol.yaml`]);
  expect(plannedOf({ paths: [here] }).plan.files).toContain(`${here}/large.json`);
});

test("a file that is named in two ways is one", () => {
  const words = { paths: [`${CI}/hopeful.yaml`, `${CI}/./hopeful.yaml`, CI] };
  expect(plannedOf(words).plan.files).toHaveLength(4);
});

test("the digest is that of all that is read and asked, and not of the part", () => {
  const digest = (words: Words) => plannedOf({ paths: [CI], ...words }).plan.digest;
  expect(digest({ shard: "1/3" })).toBe(digest({ shard: "2/3" }));
  const others = [
    {},
    { grep: "c" },
    { "limit-states": "9" },
    { skip: ["scenarios"] },
    { engine: "wasm" },
  ];
  expect(new Set(others.map(digest)).size).toBe(others.length);
});
