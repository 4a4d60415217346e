// Diagnostics as text: whatever stands in names of strangers, each part stays on its line and steers no terminal.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { diagnostic, renderDiagnostic } from "../../src/base/diagnostic.ts";
import { span } from "../../src/base/source.ts";

const NASTY = "\n::error::pwned\u001b[2J\u202e\r\u2028";
const anyText = fc.oneof(
  fc.constant(NASTY),
  fc.string({ unit: "binary" }),
  fc.tuple(fc.string(), fc.constant(NASTY)).map(parts => parts.join("")),
);

test("message, note, help and file name are one line each", () => {
  fc.assert(
    fc.property(
      fc.record({ name: anyText, text: anyText, message: anyText, note: anyText, fix: anyText }),
      ({ name, text, message, note, fix }) => {
        const at = span({ name, text }, 0, 1);
        const said = diagnostic("code", message, at, {
          notes: [{ message: note, span: at }],
          fix: `${fix}!`,
        });
        const lines = renderDiagnostic(said).split("\n");
        expect(lines).toHaveLength(7);
        expect(lines.filter(line => /^\s*::/.test(line))).toEqual([]);
        expect(lines.join("")).not.toMatch(/[\p{Cc}\u2028-\u202e]/u);
      },
    ),
  );
});

test("a file's name is no command", () => {
  const said = diagnostic("code", "x", span({ name: "::error::x.yaml", text: "a" }, 0, 1));
  expect(renderDiagnostic(said)).toMatch(/^\.\/::error::x\.yaml:1:1: error: x/);
});

test("what can be printed stays as it is", () => {
  const at = span({ name: "models/größe.yaml", text: "a: b\n" }, 3, 4);
  const said = diagnostic("code", "no state 'b' → c", at, { fix: "did you mean 'ß'?" });
  expect(renderDiagnostic(said)).toBe(
    `models/größe.yaml:1:4: error: no state 'b' → c [code]
  1 | a: b
    |    ^
  help: did you mean 'ß'?`,
  );
});
