// Is a formula true of every fair run. Its negation becomes an automaton; a violation is a reachable node of the product where a
// fair run may stop and be accepted, or a reachable fair component (ends.ts tells whether there is any). Of all these the one with
// the shortest way there is taken. What is shortest: no fair run that refutes the formula commits itself (enters the part of the product where it stays
// for ever) after fewer steps. The lasso is then rolled up: steps of the stem that the cycle repeats at its end move into it.

import { Bug } from "../../base/bug.ts";
import type { FairVerdict, Lasso, Temporal } from "../../model/temporal.ts";
import { AUTOMATON_LIMITS, type AutomatonLimits, automatonOf } from "./automaton.ts";
import { flawOf } from "./check-lasso.ts";
import { endsOf } from "./ends.ts";
import { Gauge } from "./gauge.ts";
import type { FairComponents } from "./judge.ts";
import { lassoAround, type Nearest, stoppingLasso } from "./lasso.ts";
import { type Product, productOf } from "./product.ts";
import { type Reach, reachOf } from "./reach.ts";
import type { SearchLimits, System } from "./system.ts";

export interface LivenessLimits extends SearchLimits {
  readonly automaton?: AutomatonLimits | undefined;
}

/** Looks for a fair run of which the formula is false; `holds` is only said when all was searched. */
export function findFairViolation(
  system: System,
  formula: Temporal,
  limits: LivenessLimits,
): FairVerdict {
  const automaton = automatonOf(formula, true, limits.automaton ?? AUTOMATON_LIMITS);
  if ("message" in automaton) return { kind: "refused", message: automaton.message };
  const gauge = new Gauge(limits);
  const product = productOf(system, automaton, gauge);
  if (typeof product === "string") return { kind: "stopped", reason: product };
  const lasso = new Search(product, gauge).run();
  if (lasso === undefined) {
    return gauge.reason ? { kind: "stopped", reason: gauge.reason } : { kind: "holds" };
  }
  const flaw = flawOf(lasso, system, formula);
  if (flaw !== undefined) throw new Bug(`a counterexample is none: ${flaw}`);
  return { kind: "violated", lasso };
}

class Search {
  readonly #product: Product;
  readonly #gauge: Gauge;

  constructor(product: Product, gauge: Gauge) {
    this.#product = product;
    this.#gauge = gauge;
  }

  run(): Lasso | undefined {
    if (this.#product.automaton.transitions.every(row => row.length === 0)) return;
    const mayStop = (state: number) => this.#mayStop(state);
    const ends = endsOf(this.#product, mayStop, this.#gauge);
    if (ends === undefined || !(ends.stops || ends.fair)) return;
    const reach = reachOf(this.#product, ends.stops ? mayStop : () => false, this.#gauge);
    if (reach === undefined) return;
    const end = reach.stops ? (reach.levels.at(-2) ?? 0) : reach.count;
    const nearest = ends.fair && nearestOf(reach, ends.fair, end);
    if (nearest) return lassoAround(this.#product, reach, nearest, this.#gauge);
    return reach.stops ? stoppingLasso(this.#product, reach, reach.count - 1) : undefined;
  }

  /** Nothing is owed where it stops for ever. */
  #mayStop(state: number): boolean {
    const { edges, fairness } = this.#product.system;
    const last = edges.first[state + 1] as number;
    for (let edge = edges.first[state] as number; edge < last; edge++) {
      if ((edges.targets[edge] as number) < 0) continue;
      if ((fairness.of[edges.actions[edge] as number] as number) >= 0) return false;
    }
    return true;
  }
}

/** The first place in the queue, before `end`, of a node of a fair component. */
function nearestOf({ queue }: Reach, fair: FairComponents, end: number): Nearest | undefined {
  let place = 0;
  while (place < end && !fair.isFair(queue[place] as number)) place++;
  if (place === end) return;
  return { place, isFair: node => fair.isFair(node), rank: fair.rank };
}
