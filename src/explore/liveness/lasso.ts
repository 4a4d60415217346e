// From a fair component to a lasso. The stem is a shortest way to it. The cycle is the shortest found: from up to 16 entries that
// are equally near, first by going to the nearest thing owed (walk.ts), then exactly, while there are few enough pairs to look
// at (shortest-walk.ts). At last the lasso is rolled up: what the end of the stem has in common with the end of the cycle moves
// into the cycle. That is the same run, so the stem may be shorter than any way to the component.

import { Bug } from "../../base/bug.ts";
import type { Lasso } from "../../model/temporal.ts";
import type { Gauge } from "./gauge.ts";
import { type Product, stateOf } from "./product.ts";
import { edgeBetween, type Reach, wayTo } from "./reach.ts";
import { shortestWalk } from "./shortest-walk.ts";
import { closedWalk, type Ground, Trail } from "./walk.ts";

/** The nearest fair nodes of a product. */
export interface Nearest {
  /** The place in the queue of the first one. */
  readonly place: number;
  readonly isFair: (node: number) => boolean;
  /** By node the number of its component. */
  readonly rank: Int32Array;
}

/** As many entries are tried. */
const MOST_ENTRIES = 16;
/** Once there is one cycle, so many nodes are looked at for a shorter one in the quick way, and so many pairs in the exact one. */
const MOST_WORK = 1_000_000;
const MOST_PAIRS = 200_000;

/** Goes round in the component of the nearest fair nodes; undefined where the gauge says stop. Uses up `reach.places`. */
export function lassoAround(
  product: Product,
  reach: Reach,
  nearest: Nearest,
  gauge: Gauge,
): Lasso | undefined {
  const trail = new Trail(gauge);
  const seen = reach.places.fill(0);
  const tries = entriesOf(reach, nearest).map(place => {
    const entry = reach.queue[place] as number;
    const isInside = (node: number) => nearest.rank[node] === nearest.rank[entry];
    return { place, entry, ground: { product, isInside, seen, trail } };
  });
  const shortest = new Shortest(gauge);
  for (const { place, entry, ground } of tries) shortest.tryQuickly(place, entry, ground);
  for (const { place, entry, ground } of tries) shortest.tryExactly(place, entry, ground);
  const { best } = shortest;
  if (best !== undefined) return lassoOf(product, wayTo(reach, best.place), best.cycle);
  if (gauge.reason === undefined) throw new Bug("a fair component has no fair cycle");
  return;
}

/** The run that goes this way and stops there. */
export function stoppingLasso(product: Product, reach: Reach, place: number): Lasso {
  return lassoOf(product, wayTo(reach, place), []);
}

function entriesOf({ queue, levels }: Reach, { place, isFair }: Nearest): number[] {
  const end = levels.find(start => start > place) ?? place + 1;
  const entries: number[] = [];
  for (let at = place; at < end && entries.length < MOST_ENTRIES; at++) {
    if (isFair(queue[at] as number)) entries.push(at);
  }
  return entries;
}

/** The shortest cycle so far. */
class Shortest {
  best: { readonly place: number; readonly cycle: readonly number[] } | undefined;
  readonly #gauge: Gauge;
  #work = 0;
  #pairs = 0;

  constructor(gauge: Gauge) {
    this.#gauge = gauge;
  }

  get #most(): number {
    return this.best?.cycle.length ?? Number.POSITIVE_INFINITY;
  }

  tryQuickly(place: number, entry: number, ground: Ground): void {
    const cycle = closedWalk(ground, entry, this.#most, () => {
      this.#work++;
      return this.#gauge.stopped || (this.best !== undefined && this.#work > MOST_WORK);
    });
    if (cycle !== undefined) this.best = { place, cycle };
  }

  tryExactly(place: number, entry: number, ground: Ground): void {
    if (this.#gauge.stopped) return;
    const pairs = MOST_PAIRS - this.#pairs;
    const { edges: cycle, used } = shortestWalk(ground, entry, { most: this.#most, pairs });
    this.#pairs += used;
    if (cycle !== undefined) this.best = { place, cycle };
  }
}

function lassoOf(product: Product, way: readonly number[], cycle: readonly number[]): Lasso {
  const stem: number[] = [];
  for (let i = 1; i < way.length; i++) {
    stem.push(edgeBetween(product, way[i - 1] as number, way[i] as number));
  }
  return rolledUp({ start: stateOf(product, way[0] as number), stem, cycle });
}

function rolledUp({ start, stem, cycle }: Lasso): Lasso {
  const length = cycle.length;
  let common = 0;
  while (common < stem.length && length > 0) {
    if (stem.at(-1 - common) !== cycle.at(-1 - (common % length))) break;
    common++;
  }
  const turn = length === 0 ? 0 : length - (common % length);
  return {
    start,
    stem: stem.slice(0, stem.length - common),
    cycle: [...cycle.slice(turn), ...cycle.slice(0, turn)],
  };
}
