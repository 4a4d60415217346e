// Expressions: numbers carry bounds that hold, folding agrees with arithmetic, and what is printed reads like what was written.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expr } from "../../src/model/expression.ts";
import { showExpr } from "../../src/model/show-expr.ts";
import { fold } from "../../src/resolve/fold.ts";
import { modelOf } from "./resolved.ts";

const REST = `
constants: { n: 2 }
types: { Host: [a, b, "c d"] }
sets: { some: { of: Host, in: [a, "c d"] } }
variables:
  x: 0..3 = any
  y: -2..5 = any
  p: bool = any
  q: bool = any
  h: Host = any
  up: array Host of bool = any
  s: set of Host = any
channels: { wire: { kind: fifo, capacity: 3, messages: [ping] } }
locks: { bql: { count: 2 } }
machines: { rm: { count: 2, initial: i, variables: { v: 0..1 = 0 }, states: { i: { on: { go: i } } } } }
`;

function expr(text: string): Expr {
  const model = modelOf(`model: m${REST}define: { d: p and q, e: ${JSON.stringify(text)} }\n`);
  const found = model.defines.find(d => d.name === "e");
  if (!found) throw new Error(text);
  return found.expr;
}

describe("an expression is printed as it was written", () => {
  const texts = [
    "p and q or not p implies q implies p",
    "(p implies q) implies p",
    "p and (q or p)",
    "not (p and q)",
    "x + y * 2 - (x - y)",
    "(x + 1) * -y % 3",
    "-(x + y)",
    "min(x, y) + max(1, x)",
    "x == 3 and y < -1 or x != y",
    'h in [a, "c d"]',
    "h in some",
    "not h in some",
    "h in s + [a] - [b]",
    "size(s) == 2",
    "y in -1..x",
    "if p then x else if q then 1 else 2",
    "(if p then x else 1) + 2",
    "all i in Host (up[i])",
    "count i in [Host.a, b] (up[i]) == n",
    "any i in 0..x (i == y)",
    "rm[1].state == i and rm[0].v == 1",
    "wire.length < 2 and not wire.empty",
    "bql[x].held",
    "d or p",
    'up["c d"]',
  ];
  test.each(texts)("%s", text => {
    expect(showExpr(expr(text))).toBe(text);
  });
});

describe("bounds of a result", () => {
  const cases: [string, number, number][] = [
    ["x + y", -2, 8],
    ["x - y", -5, 5],
    ["x * y", -6, 15],
    ["-y", -5, 2],
    ["y % 4", 0, 3],
    ["x % 10", 0, 3],
    ["min(x, y)", -2, 3],
    ["max(x, y)", 0, 5],
    ["if p then x else 9", 0, 9],
    ["count i in Host (up[i])", 0, 3],
    ["size(s)", 0, 3],
    ["wire.length", 0, 3],
  ];
  test.each(cases)("%s is in %i..%i", (text, low, high) => {
    expect(expr(text).type).toEqual({ kind: "int", low, high });
  });
});

/** A text and its value, made together; x and y stand for the given numbers. */
interface Sample {
  readonly text: string;
  value(x: number, y: number): number;
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  min: Math.min,
  max: Math.max,
  "%": (a, b) => ((a % b) + Math.abs(b)) % Math.abs(b),
};

const sample: fc.Arbitrary<Sample> = fc.letrec<{ e: Sample }>(tie => ({
  e: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.integer({ min: -9, max: 9 }).map(n => ({ text: `${n}`, value: () => n })),
    fc.constant({ text: "x", value: (x: number) => x }),
    fc.constant({ text: "y", value: (_: number, y: number) => y }),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "min", "max"), tie("e"), tie("e"))
      .map(([op, a, b]) => combined(op, a, b)),
    fc
      .tuple(tie("e"), fc.constantFrom(-7, -2, 1, 3, 5))
      .map(([a, n]) => combined("%", a, { text: `(${n})`, value: () => n })),
  ),
})).e;

function combined(op: string, a: Sample, b: Sample): Sample {
  const compute = OPERATORS[op] ?? Math.min;
  const called = op === "min" || op === "max";
  const text = called ? `${op}(${a.text}, ${b.text})` : `(${a.text}) ${op} (${b.text})`;
  return { text, value: (x, y) => compute(a.value(x, y), b.value(x, y)) };
}

test("whatever the state, the value is within the bounds of its type", () => {
  fc.assert(
    fc.property(
      sample,
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -2, max: 5 }),
      (e, x, y) => {
        fc.pre(e.text.length < 300);
        const { type } = expr(`${e.text} + x - x`);
        const value = e.value(x, y);
        if (type.kind !== "int") throw new Error(type.kind);
        expect(type.low).toBeLessThanOrEqual(value);
        expect(type.high).toBeGreaterThanOrEqual(value);
      },
    ),
    { numRuns: 200 },
  );
});

test("a constant expression folds to its value, within the bounds of its type", () => {
  fc.assert(
    fc.property(
      sample,
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -2, max: 5 }),
      (e, x, y) => {
        fc.pre(e.text.length < 300);
        const text = e.text
          .replaceAll("x", `(${x})`)
          .replaceAll("y", `(${y})`)
          .replaceAll(`ma(${x})`, "max");
        const found = expr(text);
        const value = e.value(x, y);
        expect(fold(found)).toBe(value + 0);
        expect(found.type).toMatchObject({ kind: "int" });
        if (found.type.kind === "int") {
          expect(found.type.low).toBeLessThanOrEqual(value);
          expect(found.type.high).toBeGreaterThanOrEqual(value);
        }
      },
    ),
    { numRuns: 200 },
  );
});

describe("folding sees through what decides alone", () => {
  const cases: [string, number | undefined][] = [
    ["p and n == 3", 0],
    ["p or n == 2", 1],
    ["n == 3 implies p", 1],
    ["p implies p", undefined],
    ["if p then n else 2", 2],
    ["n in [1, x, 2]", 1],
    ["n in [1, x]", undefined],
    ["n in 1..2 and not n in [5]", 1],
    ["a in some", 1],
    ["Host.b in some", 0],
    ["size([Host.a, a])", 1],
    ["[Host.a] + [b] - [a] == [Host.b]", 1],
    ["n % 2 == 0", 1],
  ];
  test.each(cases)("%s", (text, value) => {
    expect(fold(expr(text))).toBe(value);
  });
});
