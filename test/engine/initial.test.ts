// The initial states: which, in which order, and how early a hopeless branch is cut.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import type { BinaryOperator, Program } from "../../src/model/program.ts";
import type { State } from "../../src/model/stepper.ts";
import { bin, eq, num, program, range, slot } from "../programs.ts";

function initialOf(of: Program, most = Number.POSITIVE_INFINITY): string[] {
  const states: string[] = [];
  interpret(of).initial(state => states.push(state.join()) < most);
  return states;
}

const slots = [range("a", 0, 2), range("b", 0, 2), range("c", 0, 2)];
const initial = [[0, 1], [2], [0, 1, 2]];

test("are the product in lexicographic order", () => {
  expect(initialOf(program(slots, [], { initial }))).toEqual([
    "0,2,0",
    "0,2,1",
    "0,2,2",
    "1,2,0",
    "1,2,1",
    "1,2,2",
  ]);
});

test("are those in which all terms of initially are true; a fault is not true", () => {
  const initially = [bin("<=", slot(2), slot(0)), bin("%", num(1), slot(0))];
  const none = program(slots, [], { initial, initially });
  expect(initialOf(none)).toEqual([]);
  const some = program(slots, [], { initial, initially: [bin("==", slot(2), slot(0))] });
  expect(initialOf(some)).toEqual(["0,2,0", "1,2,1"]);
  const fault = program(slots, [], {
    initial,
    initially: [bin(">=", bin("/", num(2), slot(0)), num(0)), eq(2, 0)],
  });
  expect(initialOf(fault)).toEqual(["1,2,0"]);
});

test("the visitor stops them", () => {
  expect(initialOf(program(slots, [], { initial }), 2)).toHaveLength(2);
});

test("a large product is cut where a term can be evaluated", () => {
  const many = Array.from({ length: 64 }, (_, i) => range(`s${i}`, 0, 1));
  const initially = many.slice(1).map((_, i) => bin("==", slot(i), slot(i + 1)));
  const of = program(many, [], { initial: many.map(() => [0, 1]), initially });
  expect(initialOf(of)).toEqual([many.map(() => 0).join(), many.map(() => 1).join()]);
});

test("agree with a plain filter of the product", () => {
  const terms = fc.array(
    fc.tuple(fc.nat(2), fc.nat(2), fc.constantFrom<BinaryOperator>("==", "!=", "<=", "+")),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(terms, list => {
      const initially = list.map(([i, j, op]) => bin(op, slot(i), slot(j)));
      const of = program(slots, [], { initial, initially });
      const plain: string[] = [];
      const engine = interpret(of);
      for (const a of [0, 1]) {
        for (const c of [0, 1, 2]) {
          const state: State = Int32Array.of(a, 2, c);
          if (initially.every(term => engine.evaluate(term, state) !== 0)) plain.push(state.join());
        }
      }
      expect(initialOf(of)).toEqual(plain);
    }),
  );
});

test("without slots there is one, unless a term says no", () => {
  expect(initialOf(program([], []))).toEqual([""]);
  expect(initialOf(program([], [], { initially: [num(0)] }))).toEqual([]);
});
