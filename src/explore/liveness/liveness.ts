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
import { edgeBetween, type Reach, reachOf, wayTo } from "./reach.ts";
import { type Product, productOf, stateOf } from "./product.ts";
import type { SearchLimits, System } from "./system.ts";
import { closedWalk } from "./walk.ts";

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

/** As many entries are tried, and in a large component fewer. */
const MOST_ENTRIES = 16;
const ENTRY_WORK = 2_000_000;

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
    const fair = new FairComponents(this.#product, components, this.#gauge);
    const best = this.#firstFair(reach, fair);
    if (this.#gauge.reason !== undefined) return;
    if (best >= 0) return this.#around(reach, best, { fair, rank: components.rank });
    if (reach.stop < 0) return;
    const way = wayTo(reach, reach.stop);
    return this.#lasso(way, []);
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

  /** The first place in the queue with a node of a fair component, if nearer than where a run may stop; else -1. */
  #firstFair({ queue, count, levels, stop }: Reach, fair: FairComponents): number {
    let end = stop < 0 ? count : (levels.at(-2) ?? 0);
    let best = -1;
    for (let at = 0; at < end; at++) {
      const before = fair.found.size;
      if (this.#gauge.stopped || !fair.visit(queue[at] as number)) return -1;
      if (fair.found.size === before) continue;
      // All that is fair and seen by now lies behind the root in the queue; whatever comes later must be nearer.
      const first = firstPlace(queue, at, end, node => fair.isFair(node));
      if (first >= 0) [best, end] = [first, first];
    }
    return best;
  }

  /** The shortest closed walk found from entries that are as near as the first one. */
  #around(
    reach: Reach,
    best: number,
    { fair, rank }: { fair: FairComponents; rank: Int32Array },
  ): Lasso | undefined {
    const entries = this.#entries(reach, best, fair);
    const ways = entries.map(entry => wayTo(reach, entry));
    // Ways are known now, so the memory of parents can be used again.
    const seen = reach.parent.fill(0);
    const product = this.#product;
    let tries = MOST_ENTRIES;
    let shortest: { way: readonly number[]; cycle: readonly number[] } | undefined;
    for (const way of ways) {
      const entry = way.at(-1) as number;
      const ground = { product, seen, isInside: (node: number) => rank[node] === rank[entry] };
      const most = shortest?.cycle.length ?? Number.POSITIVE_INFINITY;
      let work = 0;
      const cycle = closedWalk(ground, entry, most, () => {
        work++;
        return this.#gauge.stopped || (shortest !== undefined && work > ENTRY_WORK / MOST_ENTRIES);
      });
      if (cycle !== undefined) shortest = { way, cycle };
      if (--tries === 0 || work > ENTRY_WORK) break;
    }
    return shortest && this.#lasso(shortest.way, shortest.cycle);
  }

  #entries({ queue, levels }: Reach, best: number, fair: FairComponents): number[] {
    const end = levels.find(start => start > best) ?? best + 1;
    const entries: number[] = [];
    for (let at = best; at < end && entries.length < MOST_ENTRIES; at++) {
      const node = queue[at] as number;
      if (fair.isFair(node)) entries.push(node);
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

function firstPlace(
  queue: Int32Array,
  from: number,
  end: number,
  isIt: (node: number) => boolean,
): number {
  for (let at = from; at < end; at++) if (isIt(queue[at] as number)) return at;
  return -1;
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
