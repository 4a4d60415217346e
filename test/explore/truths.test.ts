// The truth of terms by number of state: the same as reading the whole state and asking the interpreter, whether few or many
// combinations of values can occur, however a term is cut, and of terms that have no value.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { truthsIn } from "../../src/explore/truths.ts";
import type { Space } from "../../src/model/outcome.ts";
import type { Term } from "../../src/model/program.ts";
import type { Interpreter } from "../../src/model/stepper.ts";
import { programs } from "../generate/program.ts";
import {
  all,
  bin,
  bound,
  command,
  element,
  eq,
  not,
  num,
  program,
  range,
  set,
  setElement,
  slot,
} from "../programs.ts";

/** Three counters of which the second has very many values, and a slot that chooses one of them. */
const COUNTERS = program(
  [range("a", -2, 1), range("b", 0, 1), range("c", 0, 1), range("large", 0, 99_999)],
  [
    command("a", bin("<", slot(0), num(1)), [set(0, bin("+", slot(0), num(1)))]),
    command("b", eq(1, 0), [setElement(1, 2, slot(2), 1)]),
    command("c", eq(2, 0), [set(2, 1), set(3, 77_777)]),
  ],
  { initial: [[-2], [0], [0], [0]] },
);

/** 7,777,700,000 in the end. */
const LARGE = bin("*", slot(3), num(100_000));

const SUM = bin("+", slot(3), slot(0));
const FOURTH = bin("/", num(4), slot(1));

const TERMS: readonly [string, Term][] = [
  ["a constant", num(1)],
  ["one slot below zero", eq(0, -1)],
  ["an element", bin("==", element(1, 2, bound(slot(2), 0, 1)), num(1))],
  ["several slots", all(eq(1, 1), not(eq(0, 1)))],
  ["many values", all(eq(3, 77_777), eq(1, 1))],
  ["too many values to keep at once", all(eq(3, 77_777), eq(1, 1), eq(0, 1))],
  ["a fault is false", bin("==", bin("/", num(4), slot(1)), num(4))],
  ["a fault in a part", all(eq(3, 77_777), bin("==", bin("/", slot(0), slot(1)), num(1)))],
  ["a fault that is not come to", bin("or", eq(1, 0), bin("==", bin("+", SUM, FOURTH), num(5)))],
  ["a part that fits into no slot", bin("==", bin("+", slot(0), LARGE), bin("+", num(1), LARGE))],
];

/** By state, what the interpreter says of it. */
function expectedIn(space: Space, interpreter: Interpreter, term: Term): boolean[] {
  const state = new Int32Array(interpreter.program.slots.length);
  return Array.from({ length: space.count }, (_, number) => {
    space.read(number, state);
    const value = interpreter.evaluate(term, state);
    return typeof value === "number" && value !== 0;
  });
}

test.each(TERMS)("%s", (_, term) => {
  const interpreter = interpret(COUNTERS);
  const { space } = explore(interpreter, { limits: {}, now: () => 0 });
  const state = new Int32Array(COUNTERS.slots.length);
  const expected = expectedIn(space, interpreter, term);
  const numbers = expected.map((_, number) => number);
  expect(numbers.map(truthsIn(space, interpreter)(term))).toEqual(expected);
  // A space that reads some slots only: the others are not what they were.
  const some: Space = {
    ...{ count: space.count, find: s => space.find(s), path: n => space.path(n) },
    depthOf: n => space.depthOf(n),
    read: () => expect.fail("the whole state was read"),
    readSlots: (number, slots, into) => {
      space.read(number, state);
      for (const s of slots) into[s] = state[s] as number;
    },
  };
  expect(numbers.map(truthsIn(some, interpreter)(term))).toEqual(expected);
  if (term.kind !== "const") expect(new Set(expected).size).toBe(2);
});

test("terms of random programs, however they are cut", () => {
  fc.assert(
    fc.property(programs(), fc.constantFrom(1, 2, 5, 20, 400), (of, most) => {
      const interpreter = interpret(of);
      const { space } = explore(interpreter, { limits: { states: 300 }, now: () => 0 });
      const truthOf = truthsIn(space, interpreter, most);
      const goals = of.checks.flatMap(c => (c.meaning.by === "possible" ? [c.meaning.goal] : []));
      const probes = of.probes.flatMap(p => (p.kind === "state" ? [p.term] : []));
      for (const term of [...goals, ...probes, of.atRest]) {
        const expected = expectedIn(space, interpreter, term);
        const isTrueAt = truthOf(term);
        expect(expected.map((_, number) => isTrueAt(number))).toEqual(expected);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});
