// Automata against the meaning of the operators: random formulas on random words that go round for ever.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Automaton, automatonOf } from "../../../src/explore/liveness/automaton.ts";
import type { Temporal } from "../../../src/model/temporal.ts";
import { showTemporal } from "../../../src/model/temporal.ts";
import { isTrueOf, type Word } from "../../../src/model/temporal-truth.ts";
import { accepts } from "./accepts.ts";
import {
  and,
  atom,
  binary,
  finally_,
  formulas,
  globally,
  implies,
  leadsTo,
  next,
  not,
  p,
  q,
  r,
  unary,
} from "./formulas.ts";

const letters = (min: number) => fc.array(fc.nat(7), { minLength: min, maxLength: 4 });
const words: fc.Arbitrary<Word> = fc.record({ stem: letters(0), loop: letters(1) });

function made(formula: Temporal, negated: boolean): Automaton {
  const automaton = automatonOf(formula, negated);
  if ("message" in automaton) throw new Error(automaton.message);
  return automaton;
}

function agrees(formula: Temporal, all: readonly Word[]): void {
  const text = showTemporal(formula, a => `p${a}`);
  const [yes, no] = [automatonOf(formula), automatonOf(formula, true)];
  // Some random formulas are too large; that they are few is what the last assertion of each test says.
  if ("message" in yes || "message" in no) throw new fc.PreconditionFailure();
  for (const word of all) {
    const truth = isTrueOf(formula, word);
    const about = `${text} of ${JSON.stringify(word)}`;
    expect(accepts(yes, word), about).toBe(truth);
    expect(accepts(no, word), about).toBe(!truth);
  }
}

describe("an automaton accepts a word iff the formula is true of it", () => {
  const many = fc.array(words, { minLength: 4, maxLength: 6 });

  test("future operators", () => {
    const property = fc.property(formulas(3, false), many, agrees);
    fc.assert(property, { numRuns: 1500, maxSkipsPerRun: 0.1 });
  });

  test("with past operators", () => {
    const property = fc.property(formulas(3, true, 3), many, agrees);
    fc.assert(property, { numRuns: 1000, maxSkipsPerRun: 0.1 });
  });
});

describe("the evaluator", () => {
  const word = (stem: number[], loop: number[]) => ({ stem, loop });
  test.each<[string, Temporal, Word, boolean]>([
    ["p U q where q comes", binary("U", p, q), word([1, 1], [2]), true],
    ["p U q where q never comes", binary("U", p, q), word([], [1]), false],
    ["p W q where q never comes", binary("W", p, q), word([], [1]), true],
    ["p R q where p never comes", binary("R", p, q), word([], [2]), true],
    ["p R q needs q together with p", binary("R", p, q), word([2, 1], [0]), false],
    ["X looks round the loop", next(next(p)), word([0], [0, 1]), true],
    ["G F p on a loop", globally(finally_(p)), word([], [0, 0, 1]), true],
    ["F G p on a loop", finally_(globally(p)), word([1], [0, 1]), false],
    ["Y is false at the start", unary("Y", not(p)), word([], [0]), false],
    [
      "Y at the start of a later round",
      globally(implies(p, unary("Y", q))),
      word([2], [1, 2]),
      true,
    ],
    ["once differs between rounds", globally(unary("O", q)), word([], [0, 2]), false],
    ["F G of once", finally_(globally(unary("O", q))), word([], [0, 2]), true],
    ["so far always", finally_(globally(unary("H", p))), word([1], [1, 0]), false],
    ["since", next(next(binary("S", p, q))), word([2, 1, 1], [0]), true],
  ])("%s", (_, formula, of, truth) => {
    expect(isTrueOf(formula, of)).toBe(truth);
  });
});

describe("sizes of the automata of violations", () => {
  test.each<[string, Temporal, number, number]>([
    ["leads-to", leadsTo(p, q), 2, 1],
    ["eventually", finally_(p), 1, 0],
    ["always", globally(p), 2, 1],
    ["again and again", globally(finally_(p)), 2, 1],
    ["for ever from some point on", finally_(globally(p)), 1, 1],
    ["leads to for ever", leadsTo(p, globally(q)), 2, 1],
    ["response under a condition", implies(globally(finally_(r)), leadsTo(p, q)), 2, 1],
    ["next", globally(implies(p, next(q))), 3, 1],
    ["precedence", binary("W", not(p), q), 2, 1],
    ["until", binary("U", p, q), 2, 0],
    ["only after", globally(implies(p, unary("O", q))), 2, 1],
    ["both again and again", globally(and(finally_(p), finally_(q))), 3, 1],
    ["a valid formula", implies(globally(p), finally_(p)), 1, 0],
  ])("%s", (_, formula, states, sets) => {
    const { transitions, sets: conditions } = made(formula, true);
    expect([transitions.length, conditions]).toEqual([states, sets]);
  });

  test("six strong assumptions stay one state with six conditions", () => {
    const all = [0, 1, 2, 3, 4, 5].map(i => globally(finally_(atom(i))));
    const formula = all.reduce((left, right) => and(left, right));
    const { transitions, sets } = made(formula, false);
    expect([transitions.length, sets]).toEqual([1, 6]);
  });
});

describe("what is too large is refused", () => {
  const nested = (depth: number, wrap: (f: Temporal) => Temporal): Temporal => {
    let formula = p;
    for (let i = 0; i < depth; i++) formula = wrap(formula);
    return formula;
  };
  test.each<[string, Temporal]>([
    ["many operators", nested(100_000, next)],
    ["a shared part that doubles", nested(40, f => and(next(f), next(next(f))))],
    ["many atoms", atom(31)],
    ["many conditions", nested(40, f => binary("and", f, globally(finally_(unary("X", f)))))],
    ["past operators", nested(20, f => binary("and", unary("Y", f), q))],
    ["many states", nested(14, f => binary("or", globally(finally_(f)), next(and(f, q))))],
  ])("%s", (_, formula) => {
    expect(automatonOf(formula, true)).toHaveProperty("message");
  });

  test("a chain of eventualities that doubles is refused soon", () => {
    const all = Array.from({ length: 20 }, (_, i) => finally_(and(atom(i), next(atom(i + 1)))));
    const formula = all.reduce((left, right) => and(left, right));
    expect(automatonOf(formula)).toHaveProperty("message");
  });
});
