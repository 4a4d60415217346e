// JUnit XML: well-formed whatever models call things, with the numbers that its own cases add up to, and a case for all that was
// asked, so that a CI that only counts cases misses nothing.

import { describe, expect, test } from "vitest";
import { junit } from "../../src/report/junit.ts";
import { refused, runOf, tested } from "../cli/test-runs.ts";
import { clean, cut, hostile, NASTY, rich } from "./fixtures.ts";
import { HOSTILE, wellFormed } from "./well-formed.ts";

const ALL = runOf([
  tested(rich, "a.yaml"),
  refused("b.yaml"),
  tested(cut, "c.yaml"),
  tested(clean),
]);

function body(xml: string): string {
  return xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
}

function count(xml: string, element: string): number {
  return [...xml.matchAll(new RegExp(`<${element}[ >/]`, "g"))].length;
}

/** The attribute of the outermost element. */
function total(xml: string, name: string): number {
  return Number(new RegExp(`<testsuites[^>]* ${name}="(\\d+)"`).exec(xml)?.[1]);
}

describe("names of strangers stay text", () => {
  test.each([...NASTY, ...HOSTILE])("%j", name => {
    const xml = junit(runOf([tested(hostile(name), name), { ...refused(name), text: name }]));
    const { elements } = wellFormed(body(xml));
    expect([...elements].sort()).toEqual([
      "error",
      "failure",
      "testcase",
      "testsuite",
      "testsuites",
    ]);
  });
});

test("the totals are those of the cases, of all and of each suite", () => {
  const xml = junit({ ...ALL, left: ["d.yaml"] });
  wellFormed(body(xml));
  expect(total(xml, "tests")).toBe(count(xml, "testcase"));
  expect(total(xml, "failures")).toBe(count(xml, "failure"));
  expect(total(xml, "errors")).toBe(count(xml, "error"));
  expect(total(xml, "skipped")).toBe(1);
  expect(count(xml, "failure")).toBeGreaterThan(0);
  expect(count(xml, "error")).toBeGreaterThan(0);
  const suites = [...xml.matchAll(/<testsuite [^>]* tests="(\d+)"/g)].map(m => Number(m[1]));
  expect(suites.reduce((a, b) => a + b, 0)).toBe(count(xml, "testcase"));
});

test("there is a case for every property and count of every file", () => {
  const xml = junit(runOf([tested(rich)]));
  expect(count(xml, "testcase")).toBe(rich.verdicts.length + rich.counts.length);
  for (const { property } of rich.verdicts) expect(xml).toContain(`<testcase name="${property}"`);
});

test("a failure tells the run, line by line, as its text", () => {
  const failure = /<failure message="([^"]*)">([^<]*)<\/failure>/.exec(
    junit(runOf([tested(rich)])),
  );
  expect(failure?.[1]).toMatch(/^cancel-wins: violated in 5 steps/);
  expect(failure?.[2]?.split("\n").length).toBeGreaterThan(8);
  expect(failure?.[2]).toContain("▶");
});

test("what is less than recorded is a failure of its own suite", () => {
  const at = {
    file: "a.yaml",
    name: "a",
    about: "states",
    text: "states: 9 before, 8 now",
  } as const;
  const baseline = { file: "b.json", changes: [{ kind: "lost", ...at } as const] };
  const lost = junit({ ...ALL, baseline });
  expect(total(lost, "failures")).toBe(total(junit(ALL), "failures") + 1);
  const fine = junit({ ...ALL, baseline: { ...baseline, accepted: "yes" } });
  expect(total(fine, "failures")).toBe(total(junit(ALL), "failures"));
  expect(total(fine, "tests")).toBe(total(junit(ALL), "tests") + 1);
});
