// Graphs for tests: small ones written down state by state, and random ones.

import fc from "fast-check";
import type { Atoms, System } from "../../../src/explore/liveness/system.ts";
import type { FairnessConstraint } from "../../../src/model/temporal.ts";

/** An edge: where to (-1: a fault), the constraint by which it is owed (or -1), and the step atoms it raises. */
export type EdgeText = readonly [to: number, owed?: number, raises?: number];

export interface GraphText {
  /** By state: its atoms as bits, and its edges. */
  readonly states: readonly { readonly atoms: number; readonly edges: readonly EdgeText[] }[];
  readonly constraints?: readonly ("weak" | "strong")[];
  readonly initial?: number;
  /** Which atoms are of steps. */
  readonly steps?: number;
}

export function graph({ states, constraints = [], initial = 1, steps = 0 }: GraphText): System {
  const first = [0];
  const edges = states.flatMap(s => {
    first.push((first.at(-1) ?? 0) + s.edges.length);
    return s.edges;
  });
  const atoms: Atoms = {
    steps,
    state: state => states[state]!.atoms & ~steps,
    step: edge => (edges[edge]![2] ?? 0) & steps,
  };
  return {
    edges: {
      first: Int32Array.from(first),
      targets: Int32Array.from(edges, e => e[0]),
      // The action is the constraint, shifted: each constraint has one action, and 0 is owed by nobody.
      actions: Int32Array.from(edges, e => (e[1] ?? -1) + 1),
    },
    initial,
    isReached: isReached(states, initial),
    atoms,
    fairness: {
      constraints: constraints.map(
        (kind, i): FairnessConstraint =>
          kind === "weak" ? { kind, agent: i } : { kind, agent: i, row: i },
      ),
      of: Int32Array.from([-1, ...constraints.keys()]),
    },
  };
}

function isReached(states: GraphText["states"], initial: number): boolean {
  const reached = new Set(Array.from({ length: initial }, (_, s) => s));
  for (const s of reached) for (const [to] of states[s]?.edges ?? []) if (to >= 0) reached.add(to);
  return reached.size === states.length;
}

/** Random graphs: atoms 0 and 1 of states, atom 2 of steps, up to three constraints. */
export const graphs: fc.Arbitrary<GraphText> = fc
  .record({
    size: fc.integer({ min: 1, max: 6 }),
    constraints: fc.array(fc.constantFrom("weak" as const, "strong" as const), { maxLength: 3 }),
  })
  .chain(({ size, constraints }) => {
    const edge = fc.tuple(
      fc.oneof(
        { weight: 12, arbitrary: fc.nat(size - 1) },
        { weight: 1, arbitrary: fc.constant(-1) },
      ),
      fc.integer({ min: -1, max: constraints.length - 1 }),
      fc.constantFrom(0, 4),
    );
    const state = fc.record({ atoms: fc.nat(3), edges: fc.array(edge, { maxLength: 3 }) });
    return fc.record({
      states: fc.array(state, { minLength: size, maxLength: size }),
      constraints: fc.constant(constraints),
      initial: fc.integer({ min: 1, max: Math.min(2, size) }),
      steps: fc.constant(4),
    });
  });
