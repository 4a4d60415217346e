// What would break: a term, statement, limit or first place that compiled code treats in another way
// than the interpreter, which says what a program means.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { NO_SETTINGS } from "../../../src/model/settings.ts";
import { programs } from "../../generate/program.ts";
import { enginesDiffer, walksDiffer } from "./agree.ts";

describe("compiled code does what the interpreter does", () => {
  test("on random programs", () => {
    fc.assert(
      fc.property(programs(), fc.boolean(), (program, all) => {
        expect(enginesDiffer(program, {}, all)).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
  }, 60_000);

  test("where a limit of states cuts", () => {
    fc.assert(
      fc.property(programs(), fc.integer({ min: 0, max: 60 }), (program, states) => {
        expect(enginesDiffer(program, { states })).toEqual([]);
      }),
      { numRuns: 80, seed: 8 },
    );
  }, 60_000);

  test("on random walks", () => {
    const walks = fc.record({
      runs: fc.integer({ min: 1, max: 20 }),
      depth: fc.integer({ min: 1, max: 20 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(programs(), walks, (program, options) => {
        expect(walksDiffer(program, options)).toEqual([]);
      }),
      { numRuns: 60, seed: 9 },
    );
  }, 60_000);

  // A label has a word for the first 32 marks and one for each 64 more; a mark left out would be an event that is lost.
  test.each([1, 31, 32, 33, 64, 65, 96, 97, 160, 161])("where a step can raise %i marks", marks => {
    const asserts = Array.from({ length: marks }, (_, i) => `"assert x <= ${i}"`).join(", ");
    const text = `
model: marks
variables: { x: { type: 0..${marks}, initial: any } }
machines:
  m:
    initial: a
    states: { a: { always: { actions: [${asserts}], target: b } }, b: { type: final } }
`;
    const { program } = compile({ name: "marks.yaml", text }, NO_SETTINGS);
    if (!program) throw new Error("the model is refused");
    expect(enginesDiffer(program, {})).toEqual([]);
  });
});
