// The TLA+ export of random programs says what the program says: an evaluator of its own, which parses the text and
// counts as TLC counts, finds the same states, transitions, depth and verdicts.

import fc from "fast-check";
import { test } from "vitest";
import { programs } from "../generate/program.ts";
import { expectSame, exploreProgram } from "./agree.ts";

/** The evaluator makes some ten thousand transitions a second. */
const MOST = 300;

test("states, transitions, depth and verdicts", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(programs({ states: 150, commands: 8 }), program => {
      const outcome = exploreProgram(program, MOST);
      if (outcome) expectSame(program, outcome);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
