// Rings for strong fairness: graphs in which staying away from what one constraint owes leads to where another one is
// owed, so that a component has to be decomposed again and again. As graphs, and as programs for other checkers.

import fc from "fast-check";
import type { Command, Program, Term } from "../../../src/model/program.ts";
import type { Atom } from "../../../src/model/temporal.ts";
import { bin, check, command, eq, num, program, range, set } from "../../programs.ts";
import { finally_, leadsTo, p, q } from "./formulas.ts";
import type { EdgeText, GraphText } from "./graphs.ts";

/** Atoms 0 and 1 of states, as bits. */
export const P = 1;
export const Q = 2;
const STRONGLY: readonly ("weak" | "strong")[] = ["strong", "strong", "strong", "weak"];

export interface Place {
  readonly isP: boolean;
  /** Who owes the step to the next place of the ring; nobody for -1, and nobody can take it for -2. */
  readonly on: number;
  /** More steps: how far along the ring, and who owes them. */
  readonly chords: readonly (readonly [by: number, owed: number])[];
  /** Who owes a step out of the ring, to where q is true for ever, or into a fault. */
  readonly out: number;
  readonly fault: number;
}

const owed = (least: number) => fc.integer({ min: least, max: STRONGLY.length - 1 });
const seldom = fc.oneof(
  { weight: 3, arbitrary: fc.constant(-1) },
  { weight: 1, arbitrary: owed(0) },
);
const place: fc.Arbitrary<Place> = fc.record({
  isP: fc.boolean(),
  on: owed(-2),
  chords: fc.array(fc.tuple(fc.nat(6), owed(-1)), { maxLength: 2 }),
  out: fc.oneof(seldom, owed(0)),
  fault: seldom,
});
/** The places of a ring. */
export const places: fc.Arbitrary<readonly Place[]> = fc.array(place, {
  minLength: 2,
  maxLength: 7,
});

/** The ring, and a last state where q is true for ever. */
export function ring(list: readonly Place[]): GraphText {
  const size = list.length;
  const states = list.map(({ isP, on, chords, out, fault }, at) => {
    const edges: EdgeText[] = [];
    if (on >= -1) edges.push([(at + 1) % size, on]);
    for (const [by, who] of chords) edges.push([(at + by) % size, who]);
    if (out >= 0) edges.push([size, out]);
    if (fault >= 0) edges.push([-1, fault]);
    return { atoms: isP ? P : 0, edges };
  });
  return { states: [...states, { atoms: Q, edges: [] }], constraints: STRONGLY };
}

/** The same as a program of one slot, with q as an `eventually` and p, q as a `leads-to`. */
export function ringProgram({ states, constraints = [] }: GraphText): Program {
  const list = states.flatMap(({ edges }, from) =>
    edges.map(([to, owed = -1], i): Command => {
      // A value out of range is a fault.
      const step = command(`from${from}by${i}`, eq(0, from), [set(0, to < 0 ? num(99) : num(to))]);
      if (owed < 0) return { ...step, kind: "trigger" };
      if (constraints[owed] === "weak") return { ...step, agent: owed, fair: "weak" };
      return { ...step, agent: owed, row: owed, fair: "strong" };
    }),
  );
  const where = (bit: number): Term =>
    states.reduce<Term>(
      (term, { atoms }, s) => ((atoms & bit) === 0 ? term : bin("or", term, eq(0, s))),
      num(0),
    );
  const atoms = [P, Q].map((bit): Atom => ({ kind: "state", term: where(bit) }));
  const agents = constraints.map((_, i) => ({ name: `a${i}`, machine: `a${i}`, state: 0 }));
  const checks = [finally_(q), leadsTo(p, q)].map((formula, i) =>
    check(`live-${i}`, { by: "liveness", formula, atoms }),
  );
  return program([range("at", 0, states.length - 1)], list, { agents, checks });
}
