// What passes and what fails, and the exit code: CI goes by this table alone.

import { describe, expect, test } from "vitest";
import type { Verdict, VerdictWord } from "../../src/model/result.ts";
import type { ExpectTree } from "../../src/model/tree.ts";
import { type Expectation, expectations, expectationsOf } from "../../src/replay/expect.ts";

function verdict(word: VerdictWord, more: Partial<Verdict> = {}): Verdict {
  const length = word === "violated" || word === "reached" ? 5 : undefined;
  return {
    property: "p",
    kind: "always",
    verdict: word,
    length,
    more: [],
    text: "",
    place: "",
    ok: false,
    ...more,
  };
}

const outcome = { states: 10, transitions: 20, depth: 3, complete: true };

function run(
  of: Verdict,
  expected: Omit<Expectation, "name"> | undefined,
  policy: "on" | "finding" = "on",
) {
  const list = expected ? [{ name: "p", ...expected }] : [];
  return expectations([of], list, { checks: [{ property: "p", policy }], outcome });
}

type Row = [VerdictWord, Omit<Expectation, "name"> | undefined, 0 | 1 | 3];

describe("verdict and expectation", () => {
  const rows: Row[] = [
    ["holds", undefined, 0],
    ["reached", undefined, 0],
    ["violated", undefined, 1],
    ["unreached", undefined, 1],
    ["undecided", undefined, 3],
    ["holds", { verdict: "holds" }, 0],
    ["violated", { verdict: "violated" }, 0],
    ["violated", { verdict: "violated", length: 5 }, 0],
    ["violated", { verdict: "violated", length: 4 }, 1],
    ["reached", { verdict: "reached", length: 4 }, 1],
    ["unreached", { verdict: "unreached" }, 0],
    ["undecided", { verdict: "undecided" }, 0],
    ["holds", { verdict: "violated" }, 1],
    ["violated", { verdict: "holds" }, 1],
    ["violated", { verdict: "undecided" }, 1],
    ["undecided", { verdict: "holds" }, 3],
    ["undecided", { verdict: "violated", length: 5 }, 3],
  ];
  test.each(rows)("%s, expected %j: exit %i", (word, expected, code) => {
    const result = run(verdict(word), expected);
    expect(result.exitCode).toBe(code);
    expect(result.verdicts[0]?.ok).toBe(code === 0);
    expect(result.verdicts[0]?.expected).toEqual(expected);
  });

  const findings: Row[] = [
    ["violated", undefined, 0],
    ["undecided", undefined, 0],
    ["violated", { verdict: "violated" }, 0],
    ["violated", { verdict: "holds" }, 1],
  ];
  test.each(findings)("a finding that is %s, expected %j: exit %i", (word, expected, code) => {
    expect(run(verdict(word), expected, "finding").exitCode).toBe(code);
  });

  test.each(["leads-to", "eventually", "ltl"])("%s is not passed off as known", kind => {
    expect(run(verdict("undecided", { kind }), undefined).exitCode).toBe(3);
    expect(run(verdict("undecided", { kind }), { verdict: "undecided" }).exitCode).toBe(0);
    expect(run(verdict("violated", { kind }), undefined).exitCode).toBe(1);
  });

  test("a violation outweighs what is not known", () => {
    const list = [verdict("undecided"), verdict("violated", { property: "q" })];
    expect(expectations(list, [], { checks: [], outcome }).exitCode).toBe(1);
  });

  test("of two expectations of one property the later counts: a scenario's after the model's", () => {
    const list: Expectation[] = [
      { name: "p", verdict: "holds" },
      { name: "p", verdict: "violated" },
    ];
    expect(expectations([verdict("violated")], list, { checks: [], outcome }).exitCode).toBe(0);
  });

  test("names like those of Object.prototype are names", () => {
    const odd = verdict("violated", { property: "__proto__" });
    const expected = [{ name: "__proto__", verdict: "violated" } as const];
    expect(expectations([odd], expected, { checks: [], outcome }).exitCode).toBe(0);
    expect(run(verdict("violated", { property: "constructor" }), undefined).exitCode).toBe(1);
  });

  test("what was not checked is handed back, so that it is not taken for met", () => {
    const list: Expectation[] = [
      { name: "gone", verdict: "holds" },
      { name: "sates", count: 3 },
    ];
    expect(expectations([], list, { checks: [], outcome }).unmatched).toEqual(["gone", "sates"]);
  });
});

describe("counts", () => {
  const count = (name: string, n: number, complete = true) =>
    expectations([], [{ name, count: n }], { checks: [], outcome: { ...outcome, complete } });

  test.each([
    ["states", 10, true, 0],
    ["transitions", 20, true, 0],
    ["depth", 3, true, 0],
    ["states", 11, true, 1],
    ["states", 9, true, 1],
    ["states", 11, false, 3],
    ["states", 9, false, 1],
    ["states", 10, false, 0],
  ])("%s %i, complete %s: exit %i", (name, n, complete, code) => {
    const result = count(name, n, complete);
    expect(result.exitCode).toBe(code);
    expect(result.counts).toHaveLength(1);
    expect(result.counts[0]?.ok).toBe(code === 0);
  });
});

describe("whose expectations", () => {
  const span = { source: { name: "", text: "" }, start: 0, end: 0 };
  const counts = (states: number): ExpectTree[] => [
    { name: { text: "states", span }, count: states, span },
    { name: { text: "p", span }, verdict: "holds", span },
  ];
  const named = (of: readonly Expectation[]) => of.map(e => [e.name, e.count ?? e.verdict]);
  const model = { expect: counts(10) };

  test.each([
    ["the model's", {}, false, 10],
    ["the scenario's", { expect: counts(4) }, false, 4],
    ["the scenario's, which counts what is left", { expect: counts(4) }, true, 4],
  ])("%s", (_, plan, reduced, states) => {
    const expected = expectationsOf(plan, model, reduced);
    expect(named(expected)).toEqual([
      ["states", states],
      ["p", "holds"],
    ]);
  });

  test("a model's counts are of its whole space", () => {
    expect(named(expectationsOf({}, model, true))).toEqual([["p", "holds"]]);
  });
});
