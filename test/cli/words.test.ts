// From words to data without a process: flags, the commands we print, what is said of wrong arguments, what a file is.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedOf } from "../../src/cli/asked.ts";
import { kindOf } from "../../src/cli/inputs.ts";
import { commandLine, flagsOf, shellWord } from "../../src/cli/shell.ts";

describe("flags", () => {
  test("given as words and as data say the same, so a printed command repeats the check", () => {
    const words = {
      set: ["n=3", "name=a=b"],
      variant: "old",
      times: ["cancel=2"],
      faults: ["p.crashes=1"],
      property: ["p", "observer x"],
      "limit-states": "10",
      "limit-seconds": "0.5",
      "limit-memory": "7",
      random: "seed=9,runs=4",
      all: true,
    };
    const asked = askedOf(words);
    expect(flagsOf(asked)).toEqual(
      ["--variant", "old", "--set", "n=3", "--set", "name=a=b", "--times", "cancel=2"].concat(
        ["--faults", "p.crashes=1", "--property", "p", "--property", "observer x"],
        ["--limit-states", "10", "--limit-seconds", "0.5", "--limit-memory", "7"],
        ["--random", "runs=4,depth=50,seed=9", "--all"],
      ),
    );
  });

  test("names like those of objects are names like others", () => {
    const { settings } = askedOf({ set: ["__proto__=1", "constructor=2"], times: ["toString=3"] });
    expect([...settings.constants]).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
    expect([...settings.times]).toEqual([["toString", 3]]);
  });

  test("a number alone is the number of random runs", () => {
    expect(askedOf({ random: "25" }).random).toEqual({ runs: 25, depth: 50, seed: 1 });
  });
});

test("a store that the engine does not have is refused", () => {
  const words = { engine: "interpreter", store: "compact" };
  expect(() => askedOf(words)).toThrow("--store compact needs the engine wasm");
});

test("a flag of two names is refused by both", () => {
  expect(() => askedOf({ "limit-memory": "0" })).toThrow(
    "--limit-memory (or --memory) takes a positive whole number, not '0'",
  );
});

test("more threads than one memory has room for are refused", () => {
  expect(askedOf({ workers: "64" }).workers).toBe(64);
  expect(() => askedOf({ workers: "65" })).toThrow("--workers takes at most 64, not 65");
});

describe("commands that we print", () => {
  test("any word comes back through a shell as it was", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter(s => !s.includes("\0")),
        word => {
          const out = execFileSync("sh", ["-c", `printf %s ${shellWord(word)}`], {
            encoding: "utf8",
          });
          expect(out).toBe(word);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a file that looks like a flag does not become one", () => {
    expect(commandLine("check", "-x.yaml", ["--all"])).toBe("migcheck check ./-x.yaml --all");
  });
});

describe("what a file is", () => {
  test.each([
    ["a.table", "anything", "model"],
    ["a.yaml", "model: x\nmachines: {}", "model"],
    ["a.yaml", "# words\n'model': x", "model"],
    ["a.yaml", "machines:\n  a: [", "model"],
    ["a.yaml", "scenario: s\nmodel: x.yaml", "scenario"],
    ["a.json", '{ "model": "x" }', "model"],
    ["a.json", '{ "scenario": "s", "model": "x" }', "scenario"],
    ["a.json", '{ "format": "migcheck-replay", "model": "x" }', undefined],
    ["a.json", '{ "format": "migcheck-test", "model": "x" }', undefined],
    ["a.json", '{ "name": "x" }', undefined],
    ["a.json", '{ "name": "x", "parts": [{ "model": "x" }] }', undefined],
    ["a.json", "{ model: x, machines: { ", "model"],
    ["a.json", '{ "format": "migcheck-test", "model": "x" }', undefined],
    ["a.json", '{ "format": "migcheck-baseline", "checks": [{ "model": "x" }] }', undefined],
    ["a.json", '{ "model": "x", "verdicts": [], "exitCode": 0 }', undefined],
    ["a.json", '{ "model": "x", "scenario": "s", "verdicts": [], "exitCode": 0 }', undefined],
    ["a.json", '[{ "model": "x", "verdicts": [] }]', undefined],
    ["a.yaml", "about: the model: x", undefined],
    ["a.yaml", "jobs:\n  build:\n    model: x", undefined],
  ])("%s with %j", (name, text, kind) => {
    expect(kindOf({ name, text })).toBe(kind);
  });
});
