// Fair violations: against a naive oracle on random graphs and formulas, and what each kind of fairness means.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { automatonOf } from "../../../src/explore/liveness/automaton.ts";
import { flawOf } from "../../../src/explore/liveness/check-lasso.ts";
import { lastingStates } from "../../../src/explore/liveness/lasting.ts";
import { findFairViolation, type LivenessLimits } from "../../../src/explore/liveness/liveness.ts";
import type { Lasso, Temporal } from "../../../src/model/temporal.ts";
import {
  and,
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
} from "./formulas.ts";
import { type GraphText, graph, graphs } from "./graphs.ts";
import { hasFairRun } from "./oracle.ts";

const FREE: LivenessLimits = { memory: Number.POSITIVE_INFINITY, stop: () => undefined };
const [P, Q, R] = [1, 2, 4];

function lassoOf(text: GraphText, formula: Temporal): Lasso | undefined {
  const system = graph(text);
  const verdict = findFairViolation(system, formula, FREE);
  if (verdict.kind === "holds") return;
  if (verdict.kind !== "violated") throw new Error(verdict.kind);
  expect(flawOf(verdict.lasso, system, formula)).toBeUndefined();
  return verdict.lasso;
}

describe("against the oracle", () => {
  const tally = { holds: 0, violated: 0 };
  const agrees = (text: GraphText, formula: Temporal) => {
    const automaton = automatonOf(formula, true);
    if ("message" in automaton) throw new fc.PreconditionFailure();
    const lasso = lassoOf(text, formula);
    expect(lasso !== undefined).toBe(hasFairRun(graph(text), automaton));
    const verdict = lasso === undefined ? { kind: "holds" } : { kind: "violated", lasso };
    const unknown = { ...graph(text), isReached: undefined };
    expect(findFairViolation(unknown, formula, FREE)).toEqual(verdict);
    const known = { ...graph(text), lasting: () => lastingStates(graph(text), FREE) };
    expect(findFairViolation(known, formula, FREE)).toEqual(verdict);
    tally[lasso === undefined ? "holds" : "violated"]++;
  };

  test("random graphs and formulas of every kind", () => {
    const property = fc.property(graphs, formulas(3, true, 2), agrees);
    fc.assert(property, { numRuns: 800 });
  });

  test("random graphs and the common formulas", () => {
    const atoms = fc.constantFrom(p, q, r, not(p), not(r), and(p, not(q)));
    const common = fc
      .tuple(fc.nat(4), atoms, atoms)
      .map(
        ([kind, a, b]) =>
          [
            leadsTo(a, b),
            finally_(a),
            globally(finally_(a)),
            finally_(globally(a)),
            globally(a),
          ].at(kind)!,
      );
    fc.assert(fc.property(graphs, common, agrees), { numRuns: 1200 });
  });

  test("both verdicts were seen often", () => {
    expect(Math.min(tally.holds, tally.violated)).toBeGreaterThan(300);
  });
});

describe("fairness", () => {
  const done = finally_(q);
  test.each<[string, GraphText, Temporal, boolean]>([
    [
      "nothing owed: it may stop",
      {
        states: [
          { atoms: 0, edges: [[1]] },
          { atoms: Q, edges: [] },
        ],
      },
      done,
      false,
    ],
    [
      "a weak step is taken",
      {
        states: [
          { atoms: 0, edges: [[1, 0]] },
          { atoms: Q, edges: [] },
        ],
        constraints: ["weak"],
      },
      done,
      true,
    ],
    [
      "a self-loop counts as taken",
      {
        states: [
          {
            atoms: 0,
            edges: [
              [0, 0],
              [1, 0],
            ],
          },
          { atoms: Q, edges: [] },
        ],
        constraints: ["weak"],
      },
      done,
      false,
    ],
    [
      "another agent's self-loop does not",
      {
        states: [
          {
            atoms: 0,
            edges: [
              [0, 1],
              [1, 0],
            ],
          },
          { atoms: Q, edges: [] },
        ],
        constraints: ["weak", "weak"],
      },
      done,
      true,
    ],
    [
      "a step that comes and goes is not owed weakly",
      {
        states: [
          {
            atoms: 0,
            edges: [
              [1, 1],
              [2, 0],
            ],
          },
          { atoms: 0, edges: [[0, 1]] },
          { atoms: Q, edges: [] },
        ],
        constraints: ["weak", "weak"],
      },
      done,
      false,
    ],
    [
      "but strongly",
      {
        states: [
          {
            atoms: 0,
            edges: [
              [1, 1],
              [2, 0],
            ],
          },
          { atoms: 0, edges: [[0, 1]] },
          { atoms: Q, edges: [] },
        ],
        constraints: ["strong", "weak"],
      },
      done,
      true,
    ],
    [
      "a run may stay away from where a strong step is enabled",
      {
        states: [
          {
            atoms: 0,
            edges: [
              [1, 1],
              [2, 0],
            ],
          },
          {
            atoms: 0,
            edges: [
              [0, 1],
              [1, 1],
            ],
          },
          { atoms: Q, edges: [] },
        ],
        constraints: ["strong", "weak"],
      },
      done,
      false,
    ],
    [
      "strong also forbids to stop",
      {
        states: [
          { atoms: 0, edges: [[1, 0]] },
          { atoms: Q, edges: [] },
        ],
        constraints: ["strong"],
      },
      done,
      true,
    ],
    [
      "a step into a fault is none",
      { states: [{ atoms: 0, edges: [[-1, 0]] }], constraints: ["weak"] },
      done,
      false,
    ],
    [
      "what is not reached does not count",
      {
        states: [
          { atoms: Q, edges: [[0]] },
          { atoms: P, edges: [[1]] },
        ],
      },
      leadsTo(p, q),
      true,
    ],
  ])("%s", (_, text, formula, holds) => {
    expect(lassoOf(text, formula) === undefined).toBe(holds);
  });
});

describe("lassos", () => {
  test("a run that stops has no cycle", () => {
    const text: GraphText = {
      states: [
        { atoms: P, edges: [[1]] },
        { atoms: 0, edges: [[0]] },
      ],
    };
    expect(lassoOf(text, globally(finally_(p)))).toEqual({ start: 0, stem: [0], cycle: [] });
  });

  test("no finite stuttering: a run that only stops for a while is none", () => {
    const text: GraphText = {
      states: [
        { atoms: P, edges: [[1, 0]] },
        { atoms: 0, edges: [[0, 0]] },
      ],
      constraints: ["weak"],
    };
    expect(lassoOf(text, globally(implies(p, next(not(p)))))).toBeUndefined();
  });

  test("a nearer cycle is taken before a farther stop, and a stop before a cycle as near", () => {
    const cycle: GraphText = {
      states: [
        {
          atoms: 0,
          edges: [
            [0, 0],
            [1, 0],
          ],
        },
        { atoms: 0, edges: [] },
      ],
      constraints: ["weak"],
    };
    expect(lassoOf(cycle, finally_(p))).toEqual({ start: 0, stem: [], cycle: [0] });
    const both: GraphText = {
      states: [
        { atoms: 0, edges: [[0], [1]] },
        { atoms: 0, edges: [] },
      ],
    };
    expect(lassoOf(both, finally_(p))).toEqual({ start: 0, stem: [], cycle: [] });
  });

  test("the end of the stem that the cycle repeats is part of the cycle", () => {
    const text: GraphText = {
      states: [
        { atoms: 0, edges: [[1, 0]] },
        { atoms: P, edges: [[0, 0]] },
      ],
      constraints: ["weak"],
    };
    expect(lassoOf(text, leadsTo(p, q))).toEqual({ start: 0, stem: [], cycle: [0, 1] });
  });

  test("the cycle gives every agent its turn", () => {
    const text: GraphText = {
      states: [{ atoms: P, edges: [[0, 0], [0, 1], [0, 2], [0]] }],
      constraints: ["weak", "strong", "weak"],
    };
    const lasso = lassoOf(text, leadsTo(p, q));
    expect([...(lasso?.cycle ?? [])].sort()).toEqual([0, 1, 2]);
  });

  test("the cycle is shorter than by always going to the nearest thing owed", () => {
    const text: GraphText = {
      states: [
        {
          atoms: 0,
          edges: [
            [1, 0],
            [4, 0],
          ],
        },
        { atoms: 0, edges: [[2]] },
        { atoms: 0, edges: [[3]] },
        { atoms: 0, edges: [[0]] },
        { atoms: 0, edges: [[0, 1]] },
      ],
      constraints: ["strong", "strong"],
    };
    expect(lassoOf(text, finally_(q))).toEqual({ start: 0, stem: [], cycle: [1, 5] });
  });

  test("step atoms are of steps and false where it stops", () => {
    const text: GraphText = {
      states: [
        {
          atoms: 0,
          edges: [
            [1, 0, R],
            [1, 0],
          ],
        },
        { atoms: 0, edges: [] },
      ],
      constraints: ["weak"],
      steps: R,
    };
    expect(lassoOf(text, finally_(r))).toEqual({ start: 0, stem: [1], cycle: [] });
    expect(lassoOf(text, globally(implies(r, next(globally(not(r))))))).toBeUndefined();
  });
});

describe("limits", () => {
  const size = 1_000_000;
  const chain = (last: number) => {
    const first = new Int32Array(size + 1).map((_, s) => s);
    const targets = new Int32Array(size).map((_, s) => (s + 1 < size ? s + 1 : last));
    const atoms = { steps: 0, step: () => 0, state: (s: number) => (s === 0 ? P : 0) };
    const fairness = { constraints: [{ kind: "weak" as const, agent: 0 }], of: Int32Array.of(0) };
    return {
      edges: { first, targets, actions: new Int32Array(size) },
      initial: 1,
      isReached: true,
      atoms,
      fairness,
    };
  };

  test("a chain of a million states, with and without a way back", () => {
    const far = findFairViolation(chain(size - 1), leadsTo(p, q), FREE);
    expect(far.kind === "violated" && [far.lasso.stem.length, far.lasso.cycle.length]).toEqual([
      size - 1,
      1,
    ]);
    const round = findFairViolation(chain(0), leadsTo(p, q), FREE);
    expect(
      round.kind === "violated" && [round.lasso.stem.length, round.lasso.cycle.length],
    ).toEqual([0, size]);
    expect(findFairViolation(chain(0), globally(finally_(p)), FREE)).toEqual({ kind: "holds" });
  }, 120_000);

  test("memory and interruption are told", () => {
    const tight = { memory: 4, stop: () => undefined };
    expect(findFairViolation(chain(0), leadsTo(p, q), tight)).toEqual({
      kind: "stopped",
      reason: "memory",
    });
    // Wherever it is interrupted, nothing is claimed of what was not seen.
    for (const after of [0, 1, 70, 130]) {
      let asked = 0;
      const stop = () => (asked++ >= after ? ("interrupted" as const) : undefined);
      const verdict = findFairViolation(chain(0), finally_(globally(p)), { memory: 1000, stop });
      expect(verdict).toEqual({ kind: "stopped", reason: "interrupted" });
    }
  }, 120_000);

  test("a formula that is too large is refused", () => {
    let large: Temporal = p;
    for (let i = 0; i < 2000; i++) large = next(large);
    expect(findFairViolation(graph({ states: [{ atoms: 0, edges: [] }] }), large, FREE).kind).toBe(
      "refused",
    );
  });
});
