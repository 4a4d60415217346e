// What would break: a term, statement, limit or first place that compiled code treats in another way
// than the interpreter, which says what a program means.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
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
});
