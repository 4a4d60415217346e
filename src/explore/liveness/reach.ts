// The nodes of the product that runs reach, breadth first: so the first node of a kind in the queue is one with a
// shortest way there. It ends early where a run may stop and is a violation then.

import { type Gauge, Numbers } from "./gauge.ts";
import { allows, type Product, rowOf, someMove, stateOf } from "./product.ts";

export interface Reach {
  /** Nodes in order of discovery; up to `count`. */
  readonly queue: Int32Array;
  readonly count: number;
  /** By place in the queue: the place of the node from which it was found, or -1 where it is initial. */
  readonly from: Int32Array;
  /** By node: one more than its place in the queue; 0 where it was not found. */
  readonly places: Int32Array;
  /** By distance: the place in the queue where it begins; the last is `count`. */
  readonly levels: readonly number[];
  /** The last in the queue is a node where the run may stop. */
  readonly stops: boolean;
}

/** Undefined where the gauge says stop. `mayStop`: may a fair run stop in the state. */
export function reachOf(
  product: Product,
  mayStop: (state: number) => boolean,
  gauge: Gauge,
): Reach | undefined {
  if (!gauge.take(4 * product.size)) return;
  return new Flood(product, mayStop, gauge).run();
}

class Flood {
  readonly #product: Product;
  readonly #mayStop: (state: number) => boolean;
  readonly #gauge: Gauge;
  readonly #queue: Numbers;
  readonly #from: Numbers;
  readonly #places: Int32Array;

  constructor(product: Product, mayStop: (state: number) => boolean, gauge: Gauge) {
    this.#product = product;
    this.#mayStop = mayStop;
    this.#gauge = gauge;
    this.#queue = new Numbers(gauge);
    this.#from = new Numbers(gauge);
    this.#places = new Int32Array(product.size);
  }

  run(): Reach | undefined {
    const { states, system, automaton } = this.#product;
    const queue = this.#queue;
    for (let s = 0; s < system.initial; s++) this.#add(automaton.initial * states + s, -1);
    const levels = [0];
    for (let at = 0, end = queue.length; at < queue.length; at++) {
      if (this.#gauge.stopped) return;
      if (at === end) {
        levels.push(end);
        end = queue.length;
      }
      const node = queue.at(at);
      const row = rowOf(this.#product, node);
      const state = stateOf(this.#product, node);
      if (this.#product.acceptsStop(row) && this.#mayStop(state)) {
        return this.#done([...levels, at + 1], true);
      }
      this.#expand(row, state, at);
    }
    levels.push(queue.length);
    return this.#done(levels, false);
  }

  #done(levels: readonly number[], stops: boolean): Reach {
    const count = levels.at(-1) ?? 0;
    const [queue, from] = [this.#queue.items, this.#from.items];
    return { queue, count, from, places: this.#places, levels, stops };
  }

  #add(node: number, from: number): void {
    this.#queue.push(node);
    this.#from.push(from);
    this.#places[node] = this.#queue.length;
  }

  #expand(row: number, state: number, place: number): void {
    const { steps, moves } = this.#product;
    const { first, targets } = this.#product.system.edges;
    const places = this.#places;
    const [start, end] = [moves.first[row] as number, moves.first[row + 1] as number];
    const last = first[state + 1] as number;
    for (let m = start; m < end; m++) {
      const base = moves.base[m] as number;
      for (let edge = first[state] as number; edge < last; edge++) {
        const to = base + (targets[edge] as number);
        if (to < base || (places[to] as number) !== 0) continue;
        if (steps !== undefined && !allows(moves, m, steps[edge] as number)) continue;
        this.#add(to, place);
      }
    }
  }
}

/** The nodes from an initial one to the one at this place, both included. */
export function wayTo({ queue, from }: Reach, place: number): number[] {
  const way: number[] = [];
  for (let at = place; at >= 0; at = from[at] as number) way.push(queue[at] as number);
  return way.reverse();
}

/** The first edge by which the product goes from one node to the other. */
export function edgeBetween(product: Product, from: number, to: number): number {
  let found = -1;
  someMove(product, product.moves, from, (next, edge) => {
    if (next === to) found = edge;
    return next === to;
  });
  return found;
}
