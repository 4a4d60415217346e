// The summary for a pull request: what is wrong is seen without unfolding, it fits into a comment however much went wrong, and
// names of strangers neither open a tag nor end a table.

import { describe, expect, test } from "vitest";
import { markdownSummary } from "../../src/report/markdown-summary.ts";
import { refused, runOf, tested } from "../cli/test-runs.ts";
import { clean, hostile, NASTY, rich } from "./fixtures.ts";
import { HOSTILE } from "./well-formed.ts";

/** Of a table: cells in each line, by unescaped bars outside code. */
function columns(line: string): number {
  return line.replaceAll(/`[^`]*`|\\\|/g, "x").split("|").length;
}

test("nothing wrong is one table", () => {
  const text = markdownSummary(runOf([tested(clean, "a.yaml")]));
  expect(text.trim().split("\n")).toHaveLength(5);
  expect(text).toContain("## migcheck: ✓ as expected");
});

test("what is wrong is named in the table, its story is folded away", () => {
  const text = markdownSummary(runOf([tested(rich, "a.yaml"), refused("b.yaml")]));
  const [open = "", folded = ""] = text.split("<details>");
  expect(open).toContain("`cancel-wins` | violated in 5 steps");
  expect(open).toContain("`b.yaml:7`");
  expect(open).not.toContain("▶");
  expect(folded).toContain("▶");
});

test("however much is wrong, it fits into a comment, and what is left out is said", () => {
  const entries = Array.from({ length: 200 }, (_, i) => tested(rich, `a${i}.yaml`));
  const text = markdownSummary(runOf(entries));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/^and \d+ more\.$/m);
  expect(text).toMatch(/Stories that are left out here: \d+\./);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

test("what is gained is told, what is lost is in the table", () => {
  const at = { file: "a.yaml", name: "a", about: "row" } as const;
  const changes = [
    { kind: "lost", ...at, text: "row x is not covered any more" } as const,
    { kind: "gained", ...at, text: "row y is covered now" } as const,
  ];
  const text = markdownSummary(runOf([tested(clean)], { baseline: { file: "b.json", changes } }));
  const [open = "", folded = ""] = text.split("<details>");
  expect(open).toContain("row x is not covered any more");
  expect(folded).toContain("row y is covered now");
  expect(text).toContain("✗ not as expected");
});

describe("names of strangers", () => {
  test.each([...NASTY, ...HOSTILE])("%j", name => {
    const text = markdownSummary(
      runOf([tested(hostile(name), name), refused(name)], { left: [name] }),
    );
    const outside = text.replaceAll(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, "");
    const tags = [...outside.replaceAll(/`[^`]*`/g, "").matchAll(/<(\/?\w+)/g)].map(m => m[1]);
    const known = ["details", "/details", "summary", "/summary", "code", "/code"];
    expect(tags.filter(tag => !known.includes(tag ?? ""))).toEqual([]);
    for (const table of outside.split("\n\n").filter(t => t.startsWith("| "))) {
      const widths = new Set(table.split("\n").map(columns));
      expect(widths.size).toBe(1);
    }
  });
});
