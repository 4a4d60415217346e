// Whatever a stranger's file holds: no throw, every span inside the text, and no more than linear work.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import type { Span } from "../../src/base/source.ts";
import { parseTable } from "../../src/parse/table.ts";
import { printParsed } from "./table-print.ts";

const WORDS = [
  ..."A B running t:x t: -> --> → - > => : , | [*] [ ] / * # // \" ' ` ** 0 1 2 x ✓ . -- ; ( ) { } = > >> 1.".split(
    " ",
  ),
  ..."initial: final: rest: states: triggers: ignore: refuse: unhandled: expect: from: to property".split(
    " ",
  ),
  ..."any because always __proto__ constructor from\\to verb /* */ |---|---| A->B s->state (by user, once)".split(
    " ",
  ),
  "\n",
  "\n",
  "\n",
  "\t",
  "\r\n",
  " ",
];

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map(words => words.join(" ")),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map(words => words.join("")),
);

function spansOf(value: unknown, into: Span[], seen: Set<unknown>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if ("start" in value && "end" in value && "source" in value) into.push(value as Span);
  else for (const part of Object.values(value)) spansOf(part, into, seen);
}

describe("any text", () => {
  test("gives a tree or an error, never a throw, and spans lie inside it", () => {
    fc.assert(
      fc.property(text, content => {
        const parsed = parseTable({ name: "x.table", text: content });
        const spans: Span[] = [];
        spansOf(parsed, spans, new Set());
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(content.length);
        }
        if (!parsed.tree) expect(parsed.diagnostics.some(d => d.severity === "error")).toBe(true);
        for (const d of parsed.diagnostics) expect(renderDiagnostic(d)).not.toBe("");
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });

  test("read twice, it says the same", () => {
    fc.assert(
      fc.property(text, content => {
        const read = (): string => printParsed(parseTable({ name: "case", text: content }));
        expect(read()).toBe(read());
      }),
      { numRuns: 200, seed: 15 },
    );
  });
});

const name = fc.constantFrom("A", "B", "LONG_NAME", "lower", "dashed-name", "état", "__proto__");
const row = fc.record({
  from: name,
  trigger: fc.option(fc.constantFrom("go", "stop-it")),
  to: name,
});

describe("a table that is well formed", () => {
  const notations = {
    chain: (r: { from: string; trigger: string | null; to: string }): string =>
      r.trigger ? `${r.from} -> t:${r.trigger} -> ${r.to}` : `${r.from} -> ${r.to}`,
    label: (r: { from: string; trigger: string | null; to: string }): string =>
      r.trigger ? `${r.from} --> ${r.to} : ${r.trigger}` : `${r.from} --> ${r.to}`,
    quoted: (r: { from: string; trigger: string | null; to: string }): string =>
      `>> - "${r.from}" → ${r.trigger ? `t:${r.trigger} → ` : ""}'${r.to}'`,
  };

  test("means the same in every notation and between prose", () => {
    const facts = (content: string): string[] =>
      printParsed(parseTable({ name: "case", text: content }))
        .split("\n")
        .filter(line => line.includes("->"))
        .map(line => line.replace(/ @.*/u, ""))
        .sort();
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), rows => {
        const plain = facts(rows.map(notations.chain).join("\n"));
        const pairs = rows.map(r => JSON.stringify(r));
        expect(plain).toHaveLength(new Set(pairs).size);
        expect(facts(rows.map(notations.label).join("\n"))).toEqual(plain);
        expect(facts(rows.map(notations.quoted).join("\nas s->state says,\n"))).toEqual(plain);
      }),
      { numRuns: 300, seed: 874 },
    );
  });
});

describe("a hostile file costs no more than its length", () => {
  const long = 200_000;
  test.each([
    ["dashes", "-".repeat(long)],
    ["arrows", "-> ".repeat(long / 4)],
    ["a chain", `A${" -> B".repeat(long / 8)}`],
    ["spaces", `A${" ".repeat(long)}B`],
    ["points", `A -> B${".".repeat(long)}x`],
    ["brackets", `A -> B : t ${"[".repeat(long)}`],
    ["quotes", '"a '.repeat(long / 3)],
    ["pipes", `${"|".repeat(long)}\n${"| 0 ".repeat(long / 4)}`],
    ["a C row of spaces", `/* A */\n[A]${" ".repeat(long)}{`],
    ["lists on both sides", `${"A, ".repeat(5000)}B -> ${"A, ".repeat(5000)}B`],
    ["many lines", "A -> B\n".repeat(long / 20)],
    ["many states", Array.from({ length: 5000 }, (_, i) => `STATE${i} -> S${i}`).join("\n")],
    ["lines of prose", "prose\nA -> B\n".repeat(long / 50)],
    ["open comments", "/* a\n".repeat(3000)],
    ["a matrix line", `  ${"A ".repeat(3000)}\nA ${"0 ".repeat(3000)}`],
  ])("%s", (_name, content) => {
    const begin = performance.now();
    parseTable({ name: "x.table", text: content });
    expect(performance.now() - begin).toBeLessThan(8000);
  });

  test("a product of lists is refused, not made", () => {
    const list = Array.from({ length: 400 }, (_, i) => `S${i}`).join(", ");
    const { diagnostics } = parseTable({ name: "x.table", text: `${list} -> ${list}` });
    expect(diagnostics.map(d => d.code)).toContain("too-many-rows");
  });
});
