// The interpreter against a second one that shares nothing with it: states, transitions, depth, verdicts
// and the length of every counterexample.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "../../src/model/program.ts";
import { chain, counter, diamond, twoPhaseCommit } from "../programs.ts";
import { expectAgreement } from "./agree.ts";
import { compileText, models } from "./model.ts";
import { programs } from "./program.ts";
import { reference } from "./reference.ts";

describe("the reference counts what can be counted by hand", () => {
  test.each<[string, Program, number[]]>([
    ["a chain", chain(5), [6, 5, 5]],
    ["a counter that goes round", counter(4), [5, 5, 4]],
    ["a diamond", diamond(), [4, 4, 2]],
    ["two-phase commit", twoPhaseCommit(3), [288, 1145, 10]],
  ])("%s", (_, program, counts) => {
    const result = reference(program);
    expect([result?.states, result?.transitions, result?.depth]).toEqual(counts);
  });

  test("it gives up where there is too much", () => {
    expect(reference(chain(50), 10)).toBeUndefined();
  });
});

describe("interpreter, explorer and judge agree with the reference", () => {
  test("on random programs", { timeout: 120_000 }, () => {
    const property = fc.property(programs({ states: 400 }), program => {
      expect(expectAgreement(program, 400)).toBe(true);
    });
    fc.assert(property, { numRuns: 200 });
  });

  test("on random models", { timeout: 120_000 }, () => {
    const property = fc.property(models(400), text => {
      const { program } = compileText(text);
      expect(program && expectAgreement(program, 400)).toBe(true);
    });
    fc.assert(property, { numRuns: 100 });
  });
});
