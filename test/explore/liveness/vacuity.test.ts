// What a formula that holds does not need: premises that never come, and parts that play no role.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFairViolation, type LivenessLimits } from "../../../src/explore/liveness/liveness.ts";
import { everTrue, idleParts } from "../../../src/explore/liveness/vacuity.ts";
import { showTemporal, type Temporal } from "../../../src/model/temporal.ts";
import {
  and,
  binary,
  finally_,
  formulas,
  globally,
  implies,
  leadsTo,
  not,
  p,
  q,
} from "./formulas.ts";
import { type GraphText, graph, graphs } from "./graphs.ts";

const FREE: LivenessLimits = { memory: Number.POSITIVE_INFINITY, stop: () => undefined };
const [P, Q] = [1, 2];
const show = (f: Temporal) => showTemporal(f, a => "pqr".charAt(a));

/** p, then q for ever. */
const THERE: GraphText = {
  states: [
    { atoms: P, edges: [[1, 0]] },
    { atoms: Q, edges: [[1, 0]] },
  ],
  constraints: ["weak"],
};
/** p and q in turns. */
const TURNS: GraphText = {
  states: [
    { atoms: P, edges: [[1, 0]] },
    { atoms: Q, edges: [[0, 0]] },
  ],
  constraints: ["weak"],
};
const CALM: GraphText = { states: [{ atoms: 0, edges: [] }] };

describe("idle parts", () => {
  test.each<[string, GraphText, Temporal, string[]]>([
    [
      "a premise that never comes leaves the goal idle",
      CALM,
      leadsTo(p, q),
      ["F q: G (p -> false)"],
    ],
    [
      "a goal that comes anyway leaves the premise idle",
      TURNS,
      leadsTo(p, q),
      ["p: G (true -> F q)"],
    ],
    [
      "both play a part",
      {
        states: [
          { atoms: P, edges: [[1, 0]] },
          { atoms: Q, edges: [[2, 0]] },
          { atoms: 0, edges: [] },
        ],
        constraints: ["weak"],
      },
      leadsTo(p, q),
      [],
    ],
    [
      "one of two alternatives",
      THERE,
      finally_(binary("or", q, and(p, q))),
      ["p and q: F (q or false)"],
    ],
    [
      "under a negation",
      CALM,
      not(finally_(and(p, q))),
      ["p: not F (true and q)", "q: not F (p and true)"],
    ],
  ])("%s", (_, text, formula, expected) => {
    const { parts, reason } = idleParts(graph(text), formula, FREE);
    expect(parts.map(({ part, stronger }) => `${show(part)}: ${show(stronger)}`)).toEqual(expected);
    expect(reason).toBeUndefined();
  });

  test("what is put in place is never weaker than the formula", () => {
    const property = fc.property(graphs, formulas(3, false, 2), (text, formula) => {
      const system = graph(text);
      fc.pre(findFairViolation(system, formula, FREE).kind === "holds");
      for (const { stronger } of idleParts(system, formula, FREE).parts) {
        expect(findFairViolation(system, stronger, FREE).kind).toBe("holds");
        const weakening = and(stronger, not(formula));
        expect(findFairViolation(system, not(weakening), FREE).kind).toBe("holds");
      }
    });
    fc.assert(property, { numRuns: 100 });
  });

  test("a limit is told", () => {
    const limits = { ...FREE, stop: () => "interrupted" as const };
    expect(idleParts(graph(CALM), leadsTo(p, q), limits)).toEqual({
      parts: [],
      reason: "interrupted",
    });
  });
});

test("whether a premise is ever true", () => {
  expect(everTrue(graph(THERE), and(p, not(q)), FREE).kind).toBe("violated");
  expect(everTrue(graph(THERE), and(p, q), FREE).kind).toBe("holds");
  expect(everTrue(graph(THERE), globally(implies(p, p)), FREE).kind).toBe("violated");
});
