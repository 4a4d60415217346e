// A stranger's file costs little, whatever it says: no stack overflow, no time that grows out of hand.

import { describe, expect, test } from "vitest";
import { errorsOf } from "./resolved.ts";

function guarded(guard: string, rest = ""): string {
  const row = `{ guard: ${JSON.stringify(guard)}, actions: b = true }`;
  return `model: m\nvariables: { x: 0..3 = 0, b: bool = false }\n${rest}\nmachines: { a: { initial: s, states: { s: { on: { go: ${row} } } } } }\n`;
}

function repeat(n: number, make: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => make(i)).join("\n");
}

describe("within a second", () => {
  const cases: [string, string, string[]][] = [
    [
      "a number in a list in a list",
      guarded(`x in ${"size([".repeat(20)}1${"])".repeat(20)}`),
      ["not-a-set"],
    ],
    ["sizes of sets of sizes", guarded(`x == ${"size([".repeat(20)}1${"])".repeat(20)}`), []],
    [
      "lists in domains in lists",
      guarded(`${"any i in [count j in [".repeat(15)}1${"] (b)] (b)".repeat(15)}`),
      ["too-large"],
    ],
    [
      "quantifiers in quantifiers",
      guarded(`${"any i in 0..3 (".repeat(60)}b${")".repeat(60)}`),
      ["too-large"],
    ],
    [
      "definitions that double",
      guarded("d40", `define:\n  d0: b\n${repeat(40, i => `  d${i + 1}: d${i} or d${i}`)}`),
      ["too-large"],
    ],
    [
      "a long chain of definitions",
      guarded("d0", `define:\n${repeat(3000, i => `  d${i}: not d${i + 1}`)}\n  d3000: b`),
      ["too-deep"],
    ],
    [
      "the same chain from its end",
      guarded("d3000", `define:\n  d0: b\n${repeat(3000, i => `  d${i + 1}: not d${i}`)}`),
      ["too-deep"],
    ],
    [
      "a long chain of constants",
      guarded("k0 == 1", `constants:\n${repeat(3000, i => `  k${i}: k${i + 1}`)}\n  k3000: 1`),
      ["too-deep"],
    ],
    ["a long sum", guarded(`${Array(900).fill("x").join(" + ")} == 3`), []],
    [
      "more cells than a table has",
      `model: m\nmachines:\n  a:\n    initial: s0\n    states:\n${repeat(600, i => `      s${i}: { on: { t${i}: s${(i + 1) % 600} } }`)}\n`,
      ["too-large"],
    ],
    [
      "arrays in replicas",
      "model: m\nmachines: { a: { count: 1000, initial: s, variables: { x: { type: array 0..4000 of bool, initial: false } }, states: { s: { on: { go: s } } } } }\n",
      ["too-large"],
    ],
  ];
  test.each(cases)("%s", (_, text, codes) => {
    const start = performance.now();
    const found = [...new Set(errorsOf(text))];
    expect(found).toEqual(codes);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
