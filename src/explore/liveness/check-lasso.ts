// Whether a lasso is what it claims to be: a run of the graph from an initial state that is fair and of which the formula is
// false. The letters are read off the graph and the formula is evaluated on them directly, so nothing of the search (automaton,
// product, components) is believed. Asked before any counterexample is handed out.

import type { Lasso, Temporal } from "../../model/temporal.ts";
import { isTrueOf } from "../../model/temporal-truth.ts";
import type { System } from "./system.ts";

/** Is it a fair run that refutes the formula. */
export function isFairCounterexample(lasso: Lasso, system: System, formula: Temporal): boolean {
  return flawOf(lasso, system, formula) === undefined;
}

/** What is wrong with it, or undefined. */
export function flawOf(lasso: Lasso, system: System, formula: Temporal): string | undefined {
  if (lasso.start < 0 || lasso.start >= system.initial) return "it does not start initially";
  const stem = statesAlong(system, lasso.start, lasso.stem);
  const turn = stem?.at(-1);
  if (stem === undefined || turn === undefined) return "its stem is not a path";
  const cycle = statesAlong(system, turn, lasso.cycle);
  if (cycle === undefined) return "its cycle is not a path";
  if (cycle.at(-1) !== turn) return "its cycle does not come back";
  if (isTrueOf(formula, wordOf(lasso, system, turn))) return "the formula is true of it";
  return unfairness(lasso, system, cycle);
}

/** The states of a path, the first included; undefined where an edge does not start where the one before ended. */
function statesAlong(
  { edges }: System,
  start: number,
  path: readonly number[],
): number[] | undefined {
  const states = [start];
  let at = start;
  for (const edge of path) {
    const isOwn = edge >= (edges.first[at] as number) && edge < (edges.first[at + 1] as number);
    const next = edges.targets[edge] ?? -1;
    if (!isOwn || next < 0) return;
    states.push(next);
    at = next;
  }
  return states;
}

function wordOf({ start, stem, cycle }: Lasso, { edges, atoms }: System, turn: number) {
  let at = start;
  const letter = (edge: number): number => {
    const bits = (atoms.state(at) & ~atoms.steps) | (atoms.step(edge) & atoms.steps);
    at = edges.targets[edge] as number;
    return bits;
  };
  const letters = stem.map(letter);
  const loop = cycle.length > 0 ? cycle.map(letter) : [atoms.state(turn) & ~atoms.steps];
  return { stem: letters, loop };
}

/** A constraint that the cycle does not honour. */
function unfairness(lasso: Lasso, system: System, states: readonly number[]): string | undefined {
  const { fairness, edges } = system;
  const owner = (edge: number) => fairness.of[edges.actions[edge] as number];
  const taken = new Set(lasso.cycle.map(owner));
  const isEnabled = (constraint: number, state: number): boolean => {
    for (let e = edges.first[state] as number; e < (edges.first[state + 1] as number); e++) {
      if ((edges.targets[e] as number) >= 0 && owner(e) === constraint) return true;
    }
    return false;
  };
  for (const [number, { kind, agent }] of fairness.constraints.entries()) {
    if (taken.has(number)) continue;
    const isOwed =
      kind === "weak"
        ? states.every(state => isEnabled(number, state))
        : states.some(state => isEnabled(number, state));
    if (isOwed) return `it is not fair (${kind}) to agent ${agent}`;
  }
  return;
}
