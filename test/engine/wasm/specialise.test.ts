// What would break: a term that means something else once its parameters are put in, so that compiled code
// and interpreter part.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { simplify, specialise } from "../../../src/engine/wasm/specialise.ts";
import type { Command, Program, Term } from "../../../src/model/program.ts";
import type { Interpreter, State } from "../../../src/model/stepper.ts";
import { programs } from "../../generate/program.ts";
import { Tape, tapes } from "../../generate/tape.ts";
import { bin, bound, choose, element, num, param, slot } from "../../programs.ts";
import { resultOf, samples, within } from "./random-terms.ts";

describe("a simplified term", () => {
  test("has the same value, or the same fault", () => {
    fc.assert(
      fc.property(samples(), ({ term, places }) => {
        for (const place of places) {
          const simple = simplify(term, place.params);
          expect(resultOf(simple, place)).toBe(resultOf(term, place));
          expect(JSON.stringify(simple)).not.toContain('"param"');
        }
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  const zero = bin("%", num(1), num(0));
  const cases: readonly (readonly [string, Term, Term])[] = [
    ["a[p]", element(4, 3, bound(param(0), 0, 2)), slot(6)],
    [
      "a[p + 1], which is outside",
      element(4, 3, bound(bin("+", param(0), num(1)), 0, 2)),
      outside(),
    ],
    ["false and a fault", bin("and", num(0), zero), num(0)],
    ["true or a fault", bin("or", num(1), zero), num(1)],
    ["a fault and false", bin("and", zero, num(0)), bin("and", zero, num(0))],
    ["if p == 2", choose(bin("==", param(0), num(2)), slot(1), zero), slot(1)],
  ];

  test.each(cases)("%s", (_, term, expected) => {
    expect(simplify(term, [2])).toEqual(expected);
  });
});

function outside(): Term {
  return element(4, 3, bound(num(3), 0, 2));
}

/** Every action as a command of its own. */
function flat(program: Program): Program {
  const commands = program.commands.flatMap(of =>
    choices(of).map(values => ({ ...specialise(of, values), params: [] })),
  );
  return { ...program, commands };
}

/** The values of the parameters by choice, the last one changing fastest. */
function choices({ params }: Command): number[][] {
  return params.reduce<number[][]>(
    (all, p) => all.flatMap(values => p.values.map(v => [...values, v])),
    [[]],
  );
}

function successors(stepper: Interpreter, state: State): string[] {
  const found: string[] = [];
  stepper.successors(state, {
    step: (_command, _choice, next, marks) => found.push(`${next.join()} marks ${marks.join()}`),
    fault: (_command, _choice, fault, marks) => found.push(`${fault.kind} marks ${marks.join()}`),
  });
  return found;
}

describe("a command with its parameters put in", () => {
  test("does the same, action by action", () => {
    fc.assert(
      fc.property(programs({ states: 200 }), tapes(600), (program, values) => {
        const [general, special] = [interpret(program), interpret(flat(program))];
        const tape = new Tape(values);
        for (let i = 0; i < 5; i++) {
          const state = Int32Array.from(program.slots, s => within(tape, s));
          expect(successors(special, state)).toEqual(successors(general, state));
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});
