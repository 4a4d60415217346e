// Expressions, actions, formulas and types one by one: what binds to what, and what stands where.

import { describe, expect, test } from "vitest";
import { type Span, textOf } from "../../src/base/source.ts";
import { printActions, printFormula } from "../../src/model/print-action.ts";
import { printInitial, printSyntax, printType } from "../../src/model/print-syntax.ts";
import type { Syntax } from "../../src/model/syntax.ts";
import { parseActions } from "../../src/parse/action.ts";
import type { Sink } from "../../src/parse/codes.ts";
import { parseExpression } from "../../src/parse/expression.ts";
import { parseFormula } from "../../src/parse/formula.ts";
import { piece, type TextPiece } from "../../src/parse/piece.ts";
import { parseInitial, parseShortVariable, parseType } from "../../src/parse/type.ts";

function all(text: string): TextPiece {
  return piece({ name: "t", text }, 0, text.length);
}

function parsed<T>(parse: (text: TextPiece, sink: Sink) => T | undefined, text: string): T {
  const sink: Sink = [];
  const result = parse(all(text), sink);
  expect(sink).toEqual([]);
  if (result === undefined) throw new Error(`nothing for ${text}`);
  return result;
}

function expr(text: string): Syntax {
  return parsed(parseExpression, text);
}

/** Every operator with its operands in brackets, so that a test shows what binds to what. */
function shape(e: Syntax): string {
  switch (e.kind) {
    case "binary":
      return `<${shape(e.left)} ${e.op} ${shape(e.right)}>`;
    case "not":
      return `<not ${shape(e.of)}>`;
    case "negate":
      return `<- ${shape(e.of)}>`;
    case "if":
      return `<if ${shape(e.test)} ${shape(e.then)} ${shape(e.else)}>`;
    case "quantifier":
      return `<${e.op} ${e.binder.text} ${shape(e.domain)} ${shape(e.body)}>`;
    case "range":
      return `<${shape(e.low)}..${shape(e.high)}>`;
    default:
      return printSyntax(e);
  }
}

test.each([
  ["a or b and c", "<a or <b and c>>"],
  ["not a and b", "<<not a> and b>"],
  ["not a == b", "<not <a == b>>"],
  ["not x in S", "<not <x in S>>"],
  ["x not in S and y", "<<x not in S> and y>"],
  ["a implies b implies c", "<a implies <b implies c>>"],
  ["a - b - c", "<<a - b> - c>"],
  ["a + b * c % d", "<a + <<b * c> % d>>"],
  ["-a * b", "<<- a> * b>"],
  ["a - -1", "<a - -1>"],
  ["a-1", "a-1"],
  ["a -1", "<a - 1>"],
  ["x in 1..n + 1", "<x in <1..<n + 1>>>"],
  ["(a == b) == c", "<<a == b> == c>"],
  ["if a then b else c and d", "<if a b <c and d>>"],
  ["x + if a then 1 else 2 + 3", "<x + <if a 1 <2 + 3>>>"],
  ["all h in Host: up[h] and ok", "<all h Host <up[h] and ok>>"],
  ["all h in Host (up[h]) and ok", "<<all h Host up[h]> and ok>"],
  ["all h in Host(up[h]) and ok", "<<all h Host up[h]> and ok>"],
  ["count h in 0..max(a, b) (up[h]) >= 2", "<<count h <0..max(a, b)> up[h]> >= 2>"],
  ["any x in [a, b] (any y in S + [c] (x == y))", "<any x [a, b] <any y <S + [c]> <x == y>>>"],
  ["count + all - any", "<<count + all> - any>"],
  ["rm[i + 1].state == done", "<rm[i + 1].state == done>"],
  ["source.crashes-left > 0", "<source.crashes-left > 0>"],
  ['s == "running (post-copy)"', '<s == "running (post-copy)">'],
  ["s == 'true'", '<s == "true">'],
  ["{a, b} + []", "<[a, b] + []>"],
])("%s", (text, expected) => {
  expect(shape(expr(text))).toBe(expected);
});

describe("spans", () => {
  function spans(e: Syntax): string[] {
    const own = textOf(e.span);
    return e.kind === "binary" ? [own, ...spans(e.left), ...spans(e.right)] : [own];
  }

  test("cover what was written, with parentheses", () => {
    expect(spans(expr("  (a  and b) or c.d[ 2 ] "))).toEqual([
      "(a  and b) or c.d[ 2 ]",
      "(a  and b)",
      "a",
      "b",
      "c.d[ 2 ]",
    ]);
  });

  test("of actions cover verb and object", () => {
    const actions = parsed(parseActions, "x = 1 ; if c then { y = 2 } else skip; emit E(3)");
    expect(actions.map(a => textOf(a.span))).toEqual([
      "x = 1",
      "if c then { y = 2 } else skip",
      "emit E(3)",
    ]);
  });

  test("of a piece are places in the whole file", () => {
    const text = "A -> B [a && b]";
    const sink: Sink = [];
    parseExpression(piece({ name: "t", text }, 8, 14), sink);
    expect(sink.map(d => d.span && textOf(d.span as Span))).toEqual(["&&"]);
  });
});

test.each([
  ["x = 1"],
  ["a[i][j] = b + 1"],
  ["set = 1; wait[2] = 3; emit.x = 4"],
  ["set e; wait s; post sems[i]"],
  ["cas(x, a, b)"],
  ["ok = cas(x[i], a, b)"],
  ["if c then x = 1"],
  ["if c then x = 1 else if d then cas(x, a, b) else x = 3"],
  ["if cas(x, a, b) then { y = 1; z = 2 } else skip"],
  ["if c then { if d then x = 1 } else x = 2"],
  ["choose h in Host where up[h]; up[h] = false"],
  ["send copy(row = status, n = 2) to wire"],
  ["empty wire"],
  ["empty = 1; empty[i] = 2"],
  ["receive ping from wire"],
  ["assert not a; await b or c"],
  ["assert ([a] == s)"],
  ["skip"],
])("the actions %s are printed as written", text => {
  expect(printActions(parsed(parseActions, text))).toBe(text);
});

test.each([
  ["G (p -> F q)", "G (p implies F q)"],
  ["[] <> p", "G F p"],
  ["G a == b and F (x + 1) * 2 > c", "G a == b and F (x + 1) * 2 > c"],
  ["p U q W r", "p U q W r"],
  ["(p U q) R r", "(p U q) R r"],
  ["G (q -> O p and H (r S p or Y q))", "G (q implies O p and H (r S p or Y q))"],
  ["G (O == 3 implies H in S)", "G (O == 3 implies H in S)"],
  ["not (a or X b) implies emits E", "not (a or X b) implies emits E"],
  ["emits NOTIFY(setup) and G == 3", "emits NOTIFY(setup) and G == 3"],
])("the formula %s", (text, expected) => {
  expect(printFormula(parsed(parseFormula, text))).toBe(expected);
});

test("an atom of a formula is as large as it can be", () => {
  const formula = parsed(parseFormula, "(a or (b and not c)) implies d");
  expect(formula.kind).toBe("holds");
  const mixed = parsed(parseFormula, "G ((a and b) U c)");
  expect(mixed.kind === "unary" && mixed.of.kind === "binary" && mixed.of.left.kind).toBe("holds");
});

test.each([
  "bool",
  "Status",
  "-1..n + 1",
  '[a, "b c"]',
  "set of Status",
  "array Host of array 0..1 of set of 0..2",
])("the type %s", text => {
  expect(printType(parsed(parseType, text))).toBe(text);
});

test.each(["any", "one of [a, 2]", "[0, [1, any]]", "a + 1", '"any"'])(
  "the initial value %s",
  text => {
    expect(printInitial(parsed(parseInitial, text))).toBe(text);
  },
);

test("the short form of a variable is a type and an initial value", () => {
  const { type, initial } = parsed(parseShortVariable, "array 0..2 of Status = one of [a, b]");
  expect(printType(type)).toBe("array 0..2 of Status");
  expect(initial && printInitial(initial)).toBe("one of [a, b]");
  expect(parsed(parseShortVariable, "0..3").initial).toBeUndefined();
});
