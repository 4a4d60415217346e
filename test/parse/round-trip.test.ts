// Parser and printer are each other's inverse: an error in either shows here.

import fc from "fast-check";
import { expect, test } from "vitest";
import { printFormula } from "../../src/model/print-action.ts";
import { printSyntax } from "../../src/model/print-syntax.ts";
import type { Sink } from "../../src/parse/codes.ts";
import { parseExpression } from "../../src/parse/expression.ts";
import { parseFormula } from "../../src/parse/formula.ts";
import { piece, type TextPiece } from "../../src/parse/piece.ts";
import { formula, spanless, syntax } from "./arbitrary-syntax.ts";

function reparse<T>(parse: (text: TextPiece, sink: Sink) => T | undefined, text: string): unknown {
  const sink: Sink = [];
  const result = parse(piece({ name: "t", text }, 0, text.length), sink);
  expect(
    sink.map(d => `${d.code}: ${d.message}`),
    text,
  ).toEqual([]);
  return spanless(result);
}

test("parsing a printed expression gives the expression", () => {
  fc.assert(
    fc.property(syntax, e => {
      expect(reparse(parseExpression, printSyntax(e))).toEqual(spanless(e));
    }),
    { numRuns: 1500 },
  );
});

test("parsing a printed formula gives the formula", () => {
  fc.assert(
    fc.property(formula, f => {
      expect(reparse(parseFormula, printFormula(f))).toEqual(spanless(f));
    }),
    { numRuns: 500 },
  );
});
