// Is a formula true of every fair run. Its negation becomes an automaton; a violation is a reachable node of the product where a
// fair run may stop and be accepted, or a reachable fair component. Of all these the one with the shortest way there is
// taken. What is shortest: no fair run that refutes the formula commits itself (enters the part of the product where it stays
// for ever) after fewer steps. The lasso is then rolled up: steps of the stem that the cycle repeats at its end move into it.

import { Bug } from "../../base/bug.ts";
import type { FairVerdict, Lasso, Temporal } from "../../model/temporal.ts";
import { AUTOMATON_LIMITS, type AutomatonLimits, automatonOf } from "./automaton.ts";
import { flawOf } from "./check-lasso.ts";
import { Components } from "./components.ts";
import { Gauge } from "./gauge.ts";
import { FairComponents } from "./judge.ts";
import { type Product, productOf, stateOf } from "./product.ts";
import { edgeBetween, type Reach, reachOf, wayTo } from "./reach.ts";
import type { SearchLimits, System } from "./system.ts";
import { closedWalk, Trail } from "./walk.ts";

export interface LivenessLimits extends SearchLimits {
  readonly automaton?: AutomatonLimits | undefined;
}

/** Looks for a fair run of which the formula is false. */
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
  if (gauge.reason !== undefined) return { kind: "stopped", reason: gauge.reason };
  if (lasso === undefined) return { kind: "holds" };
  const flaw = flawOf(lasso, system, formula);
  if (flaw !== undefined) throw new Bug(`a counterexample is none: ${flaw}`);
  return { kind: "violated", lasso };
}

/** As many entries are tried; once one was good, until so many nodes were looked at. */
const MOST_ENTRIES = 16;
const MOST_WORK = 1_000_000;

class Search {
  readonly #product: Product;
  readonly #gauge: Gauge;

  constructor(product: Product, gauge: Gauge) {
    this.#product = product;
    this.#gauge = gauge;
  }

  run(): Lasso | undefined {
    if (this.#product.automaton.transitions.every(row => row.length === 0)) return;
    const reach = reachOf(this.#product, state => this.#mayStop(state), this.#gauge);
    if (reach === undefined) return;
    const components = new Components(this.#product, this.#gauge);
    if (this.#gauge.reason !== undefined) return;
    const end = reach.stops ? (reach.levels.at(-2) ?? 0) : reach.count;
    const { best, fair } = this.#firstFair(reach, components, end);
    if (this.#gauge.reason !== undefined) return;
    if (best < end) return this.#around(reach, best, { fair, rank: components.rank });
    return reach.stops ? this.#lasso(wayTo(reach, reach.count - 1), []) : undefined;
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

  /** The first place in the queue, before `end`, of a node of a fair component; else `end`. */
  #firstFair({ queue, places }: Reach, components: Components, end: number) {
    let best = end;
    const fair = new FairComponents(this.#product, components, this.#gauge, members => {
      for (const node of members) {
        const place = (places[node] as number) - 1;
        // Where the search ended early, some nodes have no place.
        if (place >= 0 && place < best) best = place;
      }
    });
    // What a root reaches is decomposed with it; whatever comes later must be nearer.
    for (let at = 0; at < best; at++) {
      if (this.#gauge.stopped || !fair.visit(queue[at] as number)) break;
    }
    return { best, fair };
  }

  /** The shortest closed walk found from entries that are as near as the first one. */
  #around(
    reach: Reach,
    best: number,
    { fair, rank }: { fair: FairComponents; rank: Int32Array },
  ): Lasso | undefined {
    const { queue, places } = reach;
    const trail = new Trail(this.#gauge);
    // Whether a node has a place matters no more.
    const seen = places.fill(0);
    let shortest: { entry: number; cycle: readonly number[] } | undefined;
    let work = 0;
    for (const place of this.#entries(reach, best, fair)) {
      const entry = queue[place] as number;
      const isInside = (node: number) => rank[node] === rank[entry];
      const most = shortest?.cycle.length ?? Number.POSITIVE_INFINITY;
      const cycle = closedWalk(
        { product: this.#product, isInside, seen, trail },
        entry,
        most,
        () => {
          work++;
          return this.#gauge.stopped || (shortest !== undefined && work > MOST_WORK);
        },
      );
      if (cycle !== undefined) shortest = { entry: place, cycle };
    }
    return shortest && this.#lasso(wayTo(reach, shortest.entry), shortest.cycle);
  }

  /** Places in the queue, of nodes of fair components. */
  #entries({ queue, levels }: Reach, best: number, fair: FairComponents): number[] {
    const end = levels.find(start => start > best) ?? best + 1;
    const entries: number[] = [];
    for (let at = best; at < end && entries.length < MOST_ENTRIES; at++) {
      if (fair.isFair(queue[at] as number)) entries.push(at);
    }
    return entries;
  }

  #lasso(way: readonly number[], cycle: readonly number[]): Lasso {
    const stem: number[] = [];
    for (const [i, node] of way.entries()) {
      if (i > 0) stem.push(edgeBetween(this.#product, way[i - 1] as number, node));
    }
    return rolledUp({ start: stateOf(this.#product, way[0] as number), stem, cycle });
  }
}

/** The same run with as short a stem as can be: what its end has in common with the end of the cycle goes into the cycle. */
function rolledUp({ start, stem, cycle }: Lasso): Lasso {
  const length = cycle.length;
  let common = 0;
  while (common < stem.length && length > 0) {
    if (stem.at(-1 - common) !== cycle.at(-1 - (common % length))) break;
    common++;
  }
  const shift = length === 0 ? 0 : common % length;
  return {
    start,
    stem: stem.slice(0, stem.length - common),
    cycle: [...cycle.slice(length - shift), ...cycle.slice(0, length - shift)],
  };
}
