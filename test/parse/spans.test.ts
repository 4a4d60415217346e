// However YAML writes a text, each word of an expression has its exact place in the file.
// The same expression is written in every style; the place of every name must hold that name.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Span, textOf } from "../../src/base/source.ts";
import type { Syntax } from "../../src/model/syntax.ts";
import type { Tree } from "../../src/model/tree.ts";
import { parseModel } from "../../src/parse/parse.ts";

const WORDS = ["alpha", "b", "c-d", "and", "or", "==", "not", "+", "(", ")"];

function model(value: string): string {
  return `model: m\nmachines: { m: { initial: a, states: [a] } }\ninitially:\n  - ${value}\nabout: after\n`;
}

function names(e: Syntax): { name: string; span: Span }[] {
  if (e.kind === "name") return [e];
  if (e.kind === "binary") return [...names(e.left), ...names(e.right)];
  return e.kind === "not" ? names(e.of) : [];
}

function tree(text: string): Tree | undefined {
  const { tree: found, diagnostics } = parseModel({ name: "m.yaml", text });
  expect(diagnostics, text).toEqual([]);
  return found;
}

const STYLES: Record<string, (parts: readonly string[]) => string> = {
  plain: p => p.join(" "),
  "plain over lines": p => p.join("\n    "),
  "plain over lines with CRLF": p => p.join("  \r\n\r\n     "),
  single: p => `'${p.join("  ")}'`,
  "single over lines": p => `'${p.join("\n    ")}'`,
  double: p => `"${p.join(" ")}"`,
  "double with escapes": p => `"\\u0020${p.join("\\n\\x20\\t ")}"`,
  "double over lines": p => `"${p.join(" \\\n    ")}"`,
  literal: p => `|\n    ${p.join("\n    ")}`,
  "literal with indicators": p => `|2-  # a comment\n    ${p.join("\n      ")}`,
  folded: p => `>\n    ${p.join("\n\n      ")}\n`,
  "folded and stripped": p => `>-\n     ${p.join("\n     ")}`,
};

test.each(Object.keys(STYLES))("names in a text in the style %s", style => {
  const operands = fc.array(fc.constantFrom("alpha", "b", "c-d", "not x"), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(operands, fc.constantFrom("and", "or"), (list, op) => {
      const parts = list.flatMap((o, i) => (i === 0 ? [o] : [op, o]));
      const text = model(STYLES[style]?.(parts) ?? "");
      const [e] = tree(text)?.initially ?? [];
      const found = e ? names(e) : [];
      expect(found.map(n => textOf(n.span))).toEqual(list.map(o => o.replace("not ", "")));
    }),
    { numRuns: 60 },
  );
});

test("escaped names and doubled quotes are where they are written", () => {
  const text = model(`'x == ''a b'' and "c d" == y'`);
  const [e] = tree(text)?.initially ?? [];
  expect((e ? names(e) : []).map(n => [n.name, textOf(n.span)])).toEqual([
    ["x", "x"],
    ["a b", "''a b''"],
    ["c d", '"c d"'],
    ["y", "y"],
  ]);
  const escaped = model('"\\u0061lpha == \\U0001F600"');
  const [d] = parseModel({ name: "m.yaml", text: escaped }).diagnostics;
  expect(d?.code).toBe("unexpected-character");
  expect(d?.span && textOf(d.span)).toBe("\\U0001F600");
});

test("random words are never placed outside their text", () => {
  const parts = fc.array(fc.constantFrom(...WORDS), { minLength: 1 });
  fc.assert(
    fc.property(parts, fc.constantFrom(...Object.keys(STYLES)), (words, style) => {
      const text = model(STYLES[style]?.(words) ?? "");
      const [start, end] = [text.indexOf("- "), text.indexOf("about: after")];
      for (const d of parseModel({ name: "m.yaml", text }).diagnostics) {
        expect(d.span?.start).toBeGreaterThanOrEqual(start);
        expect(d.span?.end).toBeLessThanOrEqual(end);
      }
    }),
    { numRuns: 300 },
  );
});
