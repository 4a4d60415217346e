// Formulas for tests: constructors that read like the language, and random ones.

import fc from "fast-check";
import type { Temporal, TemporalBinary, TemporalUnary } from "../../../src/model/temporal.ts";

export function atom(index: number): Temporal {
  return { kind: "atom", atom: index };
}

export function unary(kind: TemporalUnary, of: Temporal): Temporal {
  return { kind, of };
}

export function binary(kind: TemporalBinary, left: Temporal, right: Temporal): Temporal {
  return { kind, left, right };
}

export const p: Temporal = atom(0);
export const q: Temporal = atom(1);
export const r: Temporal = atom(2);
export const not = (of: Temporal): Temporal => unary("not", of);
export const next = (of: Temporal): Temporal => unary("X", of);
export const finally_ = (of: Temporal): Temporal => unary("F", of);
export const globally = (of: Temporal): Temporal => unary("G", of);
export const implies = (left: Temporal, right: Temporal): Temporal =>
  binary("implies", left, right);
export const and = (left: Temporal, right: Temporal): Temporal => binary("and", left, right);
export const leadsTo = (from: Temporal, to: Temporal): Temporal =>
  globally(implies(from, finally_(to)));

const FUTURE = ["not", "X", "F", "G"] as const;
const PAST = ["Y", "O", "H"] as const;
const JOINS = ["and", "or", "implies", "U", "W", "R"] as const;

/** Random formulas over so many atoms. */
export function formulas(atoms: number, past: boolean, maxDepth = 4): fc.Arbitrary<Temporal> {
  const unaries: readonly TemporalUnary[] = past ? [...FUTURE, ...PAST] : FUTURE;
  const binaries: readonly TemporalBinary[] = past ? [...JOINS, "S"] : JOINS;
  return fc.letrec<{ f: Temporal }>(tie => ({
    f: fc.oneof(
      { maxDepth, withCrossShrink: true, depthSize: "large" },
      fc.oneof(
        { weight: 12, arbitrary: fc.nat(atoms - 1).map(atom) },
        { weight: 1, arbitrary: fc.boolean().map((value): Temporal => ({ kind: "const", value })) },
      ),
      fc.tuple(fc.constantFrom(...unaries), tie("f")).map(([kind, of]) => unary(kind, of)),
      fc
        .tuple(fc.constantFrom(...binaries), tie("f"), tie("f"))
        .map(([kind, left, right]) => binary(kind, left, right)),
    ),
  })).f;
}
