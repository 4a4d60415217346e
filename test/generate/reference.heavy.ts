// The same as reference.test.ts, on thousands of programs and models and on larger ones.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectAgreement } from "./agree.ts";
import { compileText, models } from "./model.ts";
import { programs } from "./program.ts";

const SLICES = [1, 2, 3, 4, 5, 6, 7, 8];
const TIMEOUT = 900_000;

/** Few are larger than the reference can bear. */
const MOST = 3000;

describe.each(SLICES)("slice %i", slice => {
  test("300 random programs", { timeout: TIMEOUT }, () => {
    let compared = 0;
    const property = fc.property(programs(), program => {
      if (expectAgreement(program, MOST)) compared++;
    });
    fc.assert(property, { numRuns: 300, seed: slice });
    expect(compared).toBeGreaterThan(290);
  });

  test("150 random models", { timeout: TIMEOUT }, () => {
    let compared = 0;
    const property = fc.property(models(), text => {
      const { program } = compileText(text);
      expect(program).toBeDefined();
      if (program && expectAgreement(program, MOST)) compared++;
    });
    fc.assert(property, { numRuns: 150, seed: slice });
    expect(compared).toBeGreaterThan(145);
  });
});
