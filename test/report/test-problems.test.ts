// What is wrong in a run, and where a reviewer is sent: the row that decides, else where something else was expected, else the
// property; never line 0, never a place that nothing is known of.

import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/model/result.ts";
import type { Tested } from "../../src/model/test-run.ts";
import { placeOf, problemsIn, problemsOf, stepWords } from "../../src/report/test-problems.ts";
import { refused, runOf, tested } from "../cli/test-runs.ts";
import { rich } from "./fixtures.ts";
import { FILE, raceTrace } from "./trace-fixtures.ts";

const VIOLATED: Verdict = {
  property: "p",
  kind: "never",
  verdict: "violated",
  length: raceTrace.steps.length,
  trace: raceTrace,
  more: [],
  text: "never: x",
  place: `${FILE}:57`,
  ok: false,
};

function only(verdict: Verdict, expects: Tested["expects"] = []) {
  const entry = { ...tested({ ...rich, counts: [], verdicts: [verdict] }, "s.yaml"), expects };
  const [problem, ...more] = problemsIn(entry);
  expect(more).toEqual([]);
  return problem;
}

const rowLine = (number: number) => {
  const step = raceTrace.steps.find(s => s.number === number);
  return Number(step?.row?.place.split(":").at(-1));
};

describe("the place of a counterexample", () => {
  const rows = raceTrace.steps.filter(s => s.row).map(s => s.number);
  const last = rows.at(-1)!;
  const first = rows[0]!;

  test("is the row of the decisive step", () => {
    const decision = { step: first, alternatives: [], proven: true };
    const problem = only({ ...VIOLATED, trace: { ...raceTrace, decision } });
    expect(problem?.place).toEqual({ file: FILE, line: rowLine(first) });
    expect(rowLine(first)).not.toBe(rowLine(last));
  });

  test("is the last row where nobody knows what decides", () => {
    const decision = { step: first, alternatives: [], proven: false };
    const problem = only({ ...VIOLATED, trace: { ...raceTrace, decision } });
    expect(problem?.place).toEqual({ file: FILE, line: rowLine(last) });
  });

  test("is where it was expected to hold, else the property, where no step has a row", () => {
    const steps = raceTrace.steps.map(({ row: _, ...step }) => step);
    const trace = { ...raceTrace, steps, decision: undefined };
    const place = { file: "s.yaml", line: 5, column: 3 };
    expect(only({ ...VIOLATED, trace }, [{ name: "p", place }])?.place).toEqual(place);
    expect(only({ ...VIOLATED, trace })?.place).toEqual({ file: FILE, line: 57 });
  });
});

test("what holds though a violation was expected stands where that was expected", () => {
  const place = { file: "s.yaml", line: 5, column: 3 };
  const verdict = { ...VIOLATED, verdict: "holds" as const, length: undefined, trace: undefined };
  const expected = { verdict: "violated" as const, length: 3 };
  const problem = only({ ...verdict, expected }, [{ name: "p", place }]);
  expect(problem).toMatchObject({ level: "error", rule: "holds/never", place });
  expect(problem?.message).toBe("p: holds, expected violated in 3 steps");
});

test("undecided is a warning with its reason", () => {
  const reason = "stopped after 5 states";
  const verdict = {
    ...VIOLATED,
    verdict: "undecided" as const,
    length: undefined,
    trace: undefined,
  };
  expect(only({ ...verdict, reason })).toMatchObject({
    level: "warning",
    rule: "undecided/never",
    message: "p: undecided; stopped after 5 states",
  });
});

test("a file that cannot be checked is one problem for each error, at its place", () => {
  const [problem] = problemsIn(refused("m.yaml"));
  expect(problem).toMatchObject({ rule: "input/unknown-name", place: { line: 7, column: 29 } });
  const bare = { ...refused("m.yaml"), troubles: [] };
  expect(problemsIn(bare)).toMatchObject([{ rule: "input/refused", place: { line: 1 } }]);
});

test("what is lost is a problem until it is accepted", () => {
  const at = {
    file: "s.yaml",
    name: "s",
    about: "row",
    text: "row a is not covered any more",
  } as const;
  const changes = [{ kind: "lost", ...at } as const, { kind: "gained", ...at } as const];
  const baseline = { file: "b.json", changes };
  const found = (more: object) => problemsOf(runOf([], { baseline: { ...baseline, ...more } }));
  expect(found({})).toMatchObject([{ rule: "baseline/row", place: { file: "s.yaml", line: 1 } }]);
  expect(found({ accepted: "so it is" })).toEqual([]);
});

test.each([
  ["a.yaml:7", { file: "a.yaml", line: 7 }],
  ["C:/x y/a.yaml:12", { file: "C:/x y/a.yaml", line: 12 }],
  ["a.yaml", { file: "a.yaml", line: 1 }],
  ["a:b", { file: "a:b", line: 1 }],
  [":7", { file: ":7", line: 1 }],
  ["a.yaml:0", { file: "a.yaml:0", line: 1 }],
])("the place %s", (text, place) => {
  expect(placeOf(text)).toEqual(place);
});

test("every step of a run has words", () => {
  for (const step of raceTrace.steps) expect(stepWords(step)).not.toMatch(/undefined|^\W*$/);
});
