// No text whatever makes the parser throw, hang or point outside the file.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { isScenario, parseScenario } from "../../src/parse/scenario.ts";

const TEXTS = ["design", "everything"].map(n => readFileSync(`test/parse/texts/${n}.yaml`, "utf8"));
const PIECES = [
  "{",
  "}",
  "[",
  "]",
  ":",
  ": ",
  "- ",
  "\n",
  "\t",
  '"',
  "'",
  "&a ",
  "*a",
  "!x ",
  "|",
  ">",
  "#",
  "\\",
  "<<",
  "\0",
  "\u2028",
  "\ud800",
  "not ",
  "if ",
  " then ",
  "..",
  "1e9",
  "---\n",
  "? ",
  "%",
  "@",
  "`",
  ",",
  "(",
  "all x in ",
];

/** A place between 0 and 1, what is cut there, what is put in. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })),
});

function mutate(text: string, edits: readonly { at: number; cut: number; put: string }[]): string {
  return edits.reduce((all, { at, cut, put }) => {
    const i = Math.floor(at * all.length);
    return all.slice(0, i) + put + all.slice(i + cut);
  }, text);
}

function survives(text: string): void {
  const source = { name: "fuzz.yaml", text };
  isScenario(source);
  const lists = [parseModel(source).diagnostics, parseScenario(source).diagnostics];
  for (const d of lists.flat()) {
    const { start, end } = d.span ?? { start: 0, end: 0 };
    expect(start, renderDiagnostic(d)).toBeGreaterThanOrEqual(0);
    expect(end, d.code).toBeLessThanOrEqual(text.length);
    expect(end).toBeGreaterThanOrEqual(start);
  }
}

test("mutated models never make it throw", () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.array(edit, { minLength: 1, maxLength: 6 }), (t, e) =>
      survives(mutate(t, e)),
    ),
    { numRuns: 400, interruptAfterTimeLimit: 2500 },
  );
});

test("no text at all makes it throw", () => {
  const soup = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })));
  fc.assert(
    fc.property(soup, parts => survives(parts.join(""))),
    { numRuns: 500, interruptAfterTimeLimit: 1500 },
  );
});
