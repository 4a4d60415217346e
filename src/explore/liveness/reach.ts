// The nodes of the product that runs reach, breadth first: so the first node of a kind in the queue is one with a
// shortest way there. It ends early where a run may stop and is a violation then.

import type { Gauge } from "./gauge.ts";
import { Numbers } from "./gauge.ts";
import { allows, type Product, someMove, stateOf } from "./product.ts";

export interface Reach {
  /** Nodes in order of discovery; up to `count`. */
  readonly queue: Int32Array;
  readonly count: number;
  /** By node: one more than the node from which it was found; 0 where it was not, -1 where it is initial. */
  readonly parent: Int32Array;
  /** By distance: the place in the queue where it begins; the last is `count`. */
  readonly levels: readonly number[];
  /** The node where the run may stop, or -1; it is the last one in the queue that matters. */
  readonly stop: number;
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
  readonly #parent: Int32Array;

  constructor(product: Product, mayStop: (state: number) => boolean, gauge: Gauge) {
    this.#product = product;
    this.#mayStop = mayStop;
    this.#gauge = gauge;
    this.#queue = new Numbers(gauge);
    this.#parent = new Int32Array(product.size);
  }

  run(): Reach | undefined {
    const { states, system, automaton } = this.#product;
    const queue = this.#queue;
    for (let state = 0; state < system.initial; state++) {
      const node = automaton.initial * states + state;
      this.#parent[node] = -1;
      queue.push(node);
    }
    const levels = [0];
    for (let at = 0, end = queue.length; at < queue.length; at++) {
      if (this.#gauge.stopped) return;
      if (at === end) {
        levels.push(end);
        end = queue.length;
      }
      const node = queue.at(at);
      if (this.#product.acceptsStop(node) && this.#mayStop(stateOf(this.#product, node))) {
        return this.#done([...levels, at + 1], node);
      }
      this.#expand(node);
    }
    levels.push(queue.length);
    return this.#done(levels, -1);
  }

  #done(levels: readonly number[], stop: number): Reach {
    const count = levels.at(-1) ?? 0;
    return { queue: this.#queue.items, count, parent: this.#parent, levels, stop };
  }

  #expand(node: number): void {
    const { states, classes, classOf, steps, moves } = this.#product;
    const { first, targets } = this.#product.system.edges;
    const from = Math.floor(node / states);
    const state = node - from * states;
    const row = from * classes + (classOf[state] as number);
    const [start, end] = [moves.first[row] as number, moves.first[row + 1] as number];
    const last = first[state + 1] as number;
    for (let m = start; m < end; m++) {
      const base = moves.base[m] as number;
      for (let edge = first[state] as number; edge < last; edge++) {
        const to = base + (targets[edge] as number);
        if (to < base || (this.#parent[to] as number) !== 0) continue;
        if (steps !== undefined && !allows(moves, m, steps[edge] as number)) continue;
        this.#parent[to] = node + 1;
        this.#queue.push(to);
      }
    }
  }
}

/** The nodes from an initial one to this one, both included. */
export function wayTo({ parent }: Reach, node: number): number[] {
  const way = [node];
  for (let from = parent[node] as number; from > 0; from = parent[from - 1] as number) {
    way.push(from - 1);
  }
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
