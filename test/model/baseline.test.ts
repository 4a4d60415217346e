// What counts as less than recorded: every part of the record on its own, in both directions.

import { describe, expect, test } from "vitest";
import { differences, type Measured, measure } from "../../src/model/baseline.ts";
import { clean, rich } from "../report/fixtures.ts";

const BEFORE: Measured = {
  states: 8,
  transitions: 9,
  depth: 3,
  complete: true,
  verdicts: [
    { property: "p", verdict: "holds" },
    { property: "q", verdict: "violated", length: 3 },
  ],
  rows: ["a", "b"],
  cells: ["m: s x t"],
  races: ["x | y: differs"],
};

function told(now: Partial<Measured>): string[] {
  return differences(BEFORE, { ...BEFORE, ...now }).map(d => `${d.kind} ${d.about}: ${d.text}`);
}

describe("less is lost, more is gained", () => {
  test.each<[Partial<Measured>, string]>([
    [{ states: 7 }, "lost states: states: 8 before, 7 now"],
    [{ states: 9 }, "gained states: states: 8 before, 9 now"],
    [{ transitions: 8 }, "lost transitions: transitions: 9 before, 8 now"],
    [{ depth: 2 }, "lost depth: depth: 3 before, 2 now"],
    [{ complete: false }, "lost complete: not all states are seen any more"],
    [{ rows: ["b"] }, "lost row: row a is not covered any more"],
    [{ rows: ["a", "b", "c"] }, "gained row: row c is covered now"],
    [{ cells: [] }, "lost cell: cell m: s x t is not covered any more"],
    [{ races: [] }, "lost race: race x | y: differs is not covered any more"],
    [{ verdicts: BEFORE.verdicts.slice(1) }, "lost verdict: p is not checked any more"],
    [
      { verdicts: [...BEFORE.verdicts, { property: "r", verdict: "holds" }] },
      "gained verdict: r is checked now",
    ],
  ])("%o", (now, text) => {
    expect(told(now)).toEqual([text]);
  });

  test("a verdict that turned, to good or to bad, is lost, and so is another length", () => {
    const q = (verdict: "holds" | "violated", length?: number) => ({
      verdicts: [BEFORE.verdicts[0]!, { property: "q", verdict, length }],
    });
    expect(told(q("holds"))).toEqual(["lost verdict: q: violated in 3 before, holds now"]);
    expect(told(q("violated", 5))).toEqual([
      "lost verdict: q: violated in 3 before, violated in 5 now",
    ]);
  });

  test("a race whose order begins to matter is another race", () => {
    const before = { ...BEFORE, races: ["x | y: same either way"] };
    const kinds = differences(before, BEFORE).map(d => d.kind);
    expect(kinds.sort()).toEqual(["gained", "lost"]);
  });
});

test("nothing differs from itself, whatever was measured", () => {
  for (const result of [rich, clean]) {
    expect(differences(measure(result), measure(result))).toEqual([]);
  }
});

test("rows that fired are covered, rows that did not are not", () => {
  const result = rich;
  const edges = result.charts.flatMap(c => c.edges);
  const fired = new Set(edges.filter(e => e.fired).map(e => e.row));
  expect(fired.size).toBeLessThan(new Set(edges.map(e => e.row)).size);
  expect(measure(result).rows).toEqual([...fired].sort());
});

test("names that objects have by themselves are names like others", () => {
  const names = ["__proto__", "constructor", "toString"];
  const verdicts = names.map(property => ({ property, verdict: "holds" as const }));
  const now = { ...BEFORE, verdicts, rows: names };
  expect(differences(now, now)).toEqual([]);
  expect(differences(now, { ...now, rows: [] }).map(d => d.text)).toEqual(
    [...names].sort().map(n => `row ${n} is not covered any more`),
  );
});
