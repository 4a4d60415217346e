// What each operator gives, and what is a fault.

import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import type { BinaryOperator, Term } from "../../src/model/program.ts";
import type { Fault } from "../../src/model/stepper.ts";
import { bin, bound, choose, element, not, num, old, program, range, slot } from "../programs.ts";

const ZERO: Fault = { kind: "zero" };

function value(term: Term, state: readonly number[] = [], before?: readonly number[]) {
  const of = program([range("a", -9, 9), range("b", -9, 9), range("c", -9, 9)], []);
  const now = Int32Array.from(state);
  return interpret(of).evaluate(term, now, before && Int32Array.from(before));
}

const cases: readonly [BinaryOperator, number, number, number | Fault][] = [
  ["and", 1, 1, 1],
  ["and", 1, 0, 0],
  ["or", 0, 0, 0],
  ["or", 0, 1, 1],
  ["==", 3, 3, 1],
  ["!=", 3, 3, 0],
  ["<", 2, 3, 1],
  ["<", 3, 3, 0],
  ["<=", 3, 3, 1],
  [">", 3, 3, 0],
  [">=", 3, 3, 1],
  ["+", 3, -5, -2],
  ["-", 3, 5, -2],
  ["*", -3, 5, -15],
  ["/", 7, 2, 3],
  ["/", -7, 2, -4],
  ["/", 7, -2, -4],
  ["/", 7, 0, ZERO],
  ["%", 7, 3, 1],
  ["%", -7, 3, 2],
  ["%", 7, -3, -2],
  ["%", -6, 3, 0],
  ["%", 7, 0, ZERO],
  ["min", -2, 3, -2],
  ["max", -2, 3, 3],
  ["bit-or", 5, 3, 7],
  ["bit-and", 5, 3, 1],
  ["bit-clear", 5, 3, 4],
  ["bit-test", 5, 2, 1],
  ["bit-test", 5, 1, 0],
];
test.each(cases)("%s of %i and %i", (op, left, right, expected) => {
  expect(value(bin(op, num(left), num(right)))).toEqual(expected);
});

test("what is not needed is not evaluated, so it cannot fault", () => {
  const fault = bin("%", num(1), num(0));
  expect(value(bin("and", num(0), fault))).toBe(0);
  expect(value(bin("or", num(1), fault))).toBe(1);
  expect(value(choose(num(1), num(7), fault))).toBe(7);
  expect(value(choose(num(0), fault, num(8)))).toBe(8);
  expect(value(bin("and", num(1), fault))).toEqual(ZERO);
  expect(value(bin("or", num(0), fault))).toEqual(ZERO);
});

test("not, negate, bit-count", () => {
  expect([value(not(num(0))), value(not(num(1)))]).toEqual([1, 0]);
  expect([value({ kind: "negate", of: num(3) }), value({ kind: "negate", of: num(0) })]).toEqual([
    -3, 0,
  ]);
  expect(value({ kind: "bit-count", of: num(0b1011) })).toBe(3);
});

test("slots, elements and their old values", () => {
  expect(value(slot(1), [4, 5, 6])).toBe(5);
  expect(value(old(1), [4, 5, 6], [7, 8, 9])).toBe(8);
  const index = bound(slot(0), 0, 1);
  expect(value(element(1, 2, index), [1, 5, 6])).toBe(6);
  expect(value({ kind: "element", base: 1, size: 2, index, old: true }, [1, 5, 6], [0, 8, 9])).toBe(
    9,
  );
});

test("an index outside its bounds is a fault, one inside counts from low", () => {
  expect(value(bound(num(-2), -2, 3))).toBe(0);
  expect(value(bound(num(3), -2, 3))).toBe(5);
  expect(value(bound(num(4), -2, 3))).toEqual({ kind: "index", value: 4, low: -2, high: 3 });
  expect(value(bound(num(-3), -2, 3))).toEqual({ kind: "index", value: -3, low: -2, high: 3 });
});
