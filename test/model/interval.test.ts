// What would break: a range that is not checked because it was thought that no value leaves it, and numbers
// of 32 bits where a term needs more.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Interval, intervalOf, listed, WORD, within } from "../../src/model/interval.ts";
import type { Term } from "../../src/model/program.ts";
import { resultOf, samples } from "../engine/wasm/random-terms.ts";
import { bin, bound, choose, num, range, slot } from "../programs.ts";

describe("the interval of a term", () => {
  test("holds every value that the interpreter computes", () => {
    fc.assert(
      fc.property(samples(), sample => {
        const interval = intervalOf(sample.term, listed(sample));
        for (const place of sample.places) {
          const value = resultOf(sample.term, place);
          if (typeof value === "string") continue;
          expect(within({ low: value, high: value }, interval), show(value, interval)).toBe(true);
        }
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  const a = slot(0);
  const b = slot(1);
  const cases: readonly (readonly [string, Term, Interval])[] = [
    ["a + b", bin("+", a, b), { low: -7, high: 12 }],
    ["a * b", bin("*", a, b), { low: -28, high: 35 }],
    ["a - a", bin("-", a, a), { low: -9, high: 9 }],
    ["a < b + 20", bin("<", a, bin("+", b, num(20))), { low: 1, high: 1 }],
    ["a >= b + 20", bin(">=", a, bin("+", b, num(20))), { low: 0, high: 0 }],
    ["a == 9", bin("==", a, num(9)), { low: 0, high: 0 }],
    ["b bit-and 3", bin("bit-and", num(3), bin("max", b, num(0))), { low: 0, high: 3 }],
    ["a % 3", bin("%", a, num(3)), { low: 0, high: 2 }],
    ["a % -3", bin("%", a, num(-3)), { low: -2, high: 0 }],
    ["a / 2", bin("/", a, num(2)), { low: -5, high: 5 }],
    ["5 bit-clear b", bin("bit-clear", num(5), b), { low: 0, high: 5 }],
    ["b as an index of 2..9", bound(b, 2, 9), { low: 0, high: 5 }],
    ["b as an index of 20..29", bound(b, 20, 29), { low: 0, high: 9 }],
    ["if a < 9 then b else 50", choose(bin("<", a, num(9)), b, num(50)), { low: -3, high: 7 }],
    ["word + word", bin("+", slot(2), slot(2)), { low: 2 * WORD.low, high: 2 * WORD.high }],
  ];

  test.each(cases)("%s is as narrow as it should be", (_, term, expected) => {
    const slots = [range("a", -4, 5), range("b", -3, 7), range("w", WORD.low, WORD.high)];
    expect(intervalOf(term, listed({ slots }))).toMatchObject(expected);
  });
});

function show(value: number, { low, high }: Interval): string {
  return `${value} in ${low}..${high}`;
}
