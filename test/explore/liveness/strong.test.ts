// Strong fairness against brute force. A fair run that never meets q exists if some set of states does: connected by its own
// edges, each weak constraint taken inside or not enabled somewhere, each strong one taken inside or enabled nowhere. All
// sets are tried, so nothing of the search is repeated here: no automaton, no components, no states taken out.

import fc from "fast-check";
import { expect, test } from "vitest";
import { flawOf } from "../../../src/explore/liveness/check-lasso.ts";
import { findFairViolation } from "../../../src/explore/liveness/liveness.ts";
import type { Temporal } from "../../../src/model/temporal.ts";
import { finally_, leadsTo, p, q } from "./formulas.ts";
import { type EdgeText, type GraphText, graph } from "./graphs.ts";
import { P, places, Q, ring } from "./rings.ts";

const FREE = { memory: Number.POSITIVE_INFINITY, stop: () => undefined };
// ---------------------------------------------------------------- brute force

/** Is there a fair run that comes to one of these states and from there on never to q. */
function staysAway({ states, constraints = [] }: GraphText, starts: readonly number[]): boolean {
  const dry = states.flatMap(({ atoms }, s) => ((atoms & Q) === 0 ? [s] : []));
  const reached = spread(states, starts, dry);
  const sets = subsets([...reached]);
  return sets.some(set => {
    const inside = set.flatMap(s => (states[s]?.edges ?? []).filter(([to]) => set.includes(to)));
    const isOwed = (s: number, c: number) =>
      states[s]?.edges.some(([to, who]) => to >= 0 && who === c) === true;
    const isFair = (taken: readonly EdgeText[]) =>
      constraints.every((kind, c) => {
        if (taken.some(([, who]) => who === c)) return true;
        const all = kind === "weak" ? set.every(s => isOwed(s, c)) : set.some(s => isOwed(s, c));
        return !all;
      });
    if (set.length === 1 && isFair([])) return true;
    const isRound = set.every(
      s => spread(states, successors(states, s, set), set).size === set.length,
    );
    return inside.length > 0 && isRound && isFair(inside);
  });
}

function successors(
  states: GraphText["states"],
  from: number,
  within: readonly number[],
): number[] {
  return (states[from]?.edges ?? []).flatMap(([to]) => (within.includes(to) ? [to] : []));
}

function spread(
  states: GraphText["states"],
  starts: readonly number[],
  within: readonly number[],
): Set<number> {
  const found = new Set(starts.filter(s => within.includes(s)));
  for (const s of found) for (const to of successors(states, s, within)) found.add(to);
  return found;
}

function subsets(items: readonly number[]): number[][] {
  const sets: number[][] = [];
  for (let bits = 1; bits < 2 ** items.length; bits++) {
    sets.push(items.filter((_, i) => ((bits >> i) & 1) === 1));
  }
  return sets;
}

// ---------------------------------------------------------------- the comparison

const tally = { holds: 0, violated: 0 };

function agrees(text: GraphText, formula: Temporal, starts: readonly number[]): void {
  const system = graph(text);
  const verdict = findFairViolation(system, formula, FREE);
  if (verdict.kind === "violated") {
    expect(flawOf(verdict.lasso, system, formula)).toBeUndefined();
  }
  const word = staysAway(text, starts) ? "violated" : "holds";
  expect(verdict.kind).toBe(word);
  tally[word]++;
}

test("rings with strong constraints: eventually", () => {
  const property = fc.property(places, list => agrees(ring(list), finally_(q), [0]));
  fc.assert(property, { numRuns: 1000 });
});

test("rings with strong constraints: leads-to", () => {
  const property = fc.property(places, list => {
    const text = ring(list);
    const all = text.states.map((_, s) => s);
    const starts = [...spread(text.states, [0], all)].filter(s => text.states[s]?.atoms === P);
    agrees(text, leadsTo(p, q), starts);
  });
  fc.assert(property, { numRuns: 1000 });
});

test("both verdicts were seen often", () => {
  expect(Math.min(tally.holds, tally.violated)).toBeGreaterThan(300);
});

/** Four places in a ring; each names whose way out it has. Who is away from what they owe goes round in less and less. */
test.each<[string, GraphText, "holds" | "violated"]>([
  [
    "what is left after one constraint is avoided owes another, and nothing is left after that",
    {
      states: [
        { atoms: 0, edges: [[1], [3, 0]] },
        { atoms: 0, edges: [[0], [2], [3, 1]] },
        { atoms: 0, edges: [[1], [3, 2]] },
        { atoms: Q, edges: [] },
      ],
      constraints: ["strong", "strong", "strong"],
    },
    "holds",
  ],
  [
    "two parts are left, and one of them owes nothing",
    {
      states: [
        { atoms: 0, edges: [[1], [3], [5, 0]] },
        { atoms: 0, edges: [[2], [5, 1]] },
        { atoms: 0, edges: [[1], [0]] },
        { atoms: 0, edges: [[4, 2]] },
        { atoms: 0, edges: [[3, 2], [0]] },
        { atoms: Q, edges: [] },
      ],
      constraints: ["strong", "strong", "weak"],
    },
    "violated",
  ],
])("%s", (_, text, word) => {
  expect(findFairViolation(graph(text), finally_(q), FREE).kind).toBe(word);
});
