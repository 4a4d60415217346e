// The independent check of counterexamples: each way in which a lasso may be none is told.

import { expect, test } from "vitest";
import { flawOf, isFairCounterexample } from "../../../src/explore/liveness/check-lasso.ts";
import type { Lasso } from "../../../src/model/temporal.ts";
import { finally_, globally, q } from "./formulas.ts";
import { graph } from "./graphs.ts";

/** Edges 0 and 1 lead from state 0 to itself (agent 0) and to 1; 2 leads back (agent 1), 3 to a fault, 4 to 2, where q is. */
const SYSTEM = graph({
  states: [
    {
      atoms: 0,
      edges: [
        [0, 0],
        [1, 1],
      ],
    },
    {
      atoms: 0,
      edges: [
        [0, 1],
        [-1, 0],
        [2, 2],
      ],
    },
    { atoms: 2, edges: [] },
  ],
  constraints: ["weak", "weak", "strong"],
});

test.each<[Lasso, string | undefined]>([
  [{ start: 1, stem: [], cycle: [] }, "it does not start initially"],
  [{ start: 0, stem: [2], cycle: [] }, "its stem is not a path"],
  [{ start: 0, stem: [1, 3], cycle: [] }, "its stem is not a path"],
  [{ start: 0, stem: [], cycle: [1, 1] }, "its cycle is not a path"],
  [{ start: 0, stem: [], cycle: [1] }, "its cycle does not come back"],
  [{ start: 0, stem: [1, 4], cycle: [] }, "the formula is true of it"],
  [{ start: 0, stem: [], cycle: [] }, "it is not fair (weak) to agent 0"],
  [{ start: 0, stem: [], cycle: [0] }, "it is not fair (weak) to agent 1"],
  [{ start: 0, stem: [], cycle: [0, 1, 2] }, "it is not fair (strong) to agent 2"],
])("%j", (lasso, flaw) => {
  expect(flawOf(lasso, SYSTEM, finally_(q))).toBe(flaw);
});

test("a fair run that refutes the formula passes", () => {
  const lasso: Lasso = { start: 0, stem: [1, 4], cycle: [] };
  expect(isFairCounterexample(lasso, SYSTEM, globally(q))).toBe(true);
});
