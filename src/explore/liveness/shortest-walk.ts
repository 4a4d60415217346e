// The shortest closed walk from an entry that owes nothing: breadth first over pairs of a node and what was settled on the way. A
// weak constraint is settled by being taken or by a node where it is not enabled, a condition by an edge that fulfils it; of
// a strong constraint it matters whether it was enabled and whether it was taken. Exact, but there may be very many
// pairs; so it is only tried within a number of them, after a walk was found in the quick way (walk.ts).

import { someMove, stateOf } from "./product.ts";
import type { Ground } from "./walk.ts";

/** Shorter than `most` edges, with at most so many pairs. */
export interface WalkBounds {
  readonly most: number;
  readonly pairs: number;
}

export interface Shortest {
  /** Missing where there is none within the bounds. */
  readonly edges?: readonly number[] | undefined;
  /** Pairs that were looked at. */
  readonly used: number;
}

/** A shortest walk from the entry back to it. */
export function shortestWalk(ground: Ground, entry: number, bounds: WalkBounds): Shortest {
  const settling = settlingOf(ground);
  if (settling === undefined) return { used: 0 };
  return new PairSearch(ground, settling, bounds).from(entry);
}

/** What is settled, as bits. */
interface Settling {
  /** How many bits are used. */
  readonly width: number;
  /** Bits that must be set in the end: the conditions and the weak constraints. */
  readonly must: number;
  /** By constraint the bit set when it is taken. */
  readonly taken: readonly number[];
  /** By constraint, the strong ones: the bit set when it is enabled; else 0. */
  readonly enabled: readonly number[];
  readonly weak: number;
}

/** Pairs are numbers: node * 2^width + bits. */
const MOST_BITS = 20;

function settlingOf({ product }: Ground): Settling | undefined {
  let width = product.automaton.sets;
  const taken: number[] = [];
  const enabled: number[] = [];
  let weak = 0;
  for (const { kind } of product.system.fairness.constraints) {
    const bit = 1 << width;
    taken.push(bit);
    enabled.push(kind === "strong" ? bit << 1 : 0);
    if (kind === "weak") weak |= bit;
    width += kind === "strong" ? 2 : 1;
    if (width > MOST_BITS) return;
  }
  return { width, must: weak | (2 ** product.automaton.sets - 1), taken, enabled, weak };
}

class PairSearch {
  readonly #ground: Ground;
  readonly #settling: Settling;
  readonly #bounds: WalkBounds;
  /** Of each pair found: the node, its bits, the edge that led there, and the place of the pair before. */
  readonly #nodes: number[] = [];
  readonly #bits: number[] = [];
  readonly #edges: number[] = [];
  readonly #before: number[] = [];
  readonly #seen = new Set<number>();

  constructor(ground: Ground, settling: Settling, bounds: WalkBounds) {
    this.#ground = ground;
    this.#settling = settling;
    this.#bounds = bounds;
  }

  from(entry: number): Shortest {
    const { product } = this.#ground;
    this.#add(entry, this.#at(entry), { edge: -1, before: -1 });
    let end = -1;
    let [depth, level] = [0, 1];
    for (let i = 0; i < this.#nodes.length && end < 0; i++) {
      if (i === level) [depth, level] = [depth + 1, this.#nodes.length];
      if (depth + 1 >= this.#bounds.most || this.#nodes.length > this.#bounds.pairs) break;
      const bits = this.#bits[i] as number;
      someMove(product, product.inner, this.#nodes[i] as number, (to, edge, sets) => {
        if (!this.#ground.isInside(to)) return false;
        const settled = this.#normal(bits | sets | this.#by(edge) | this.#at(to));
        this.#add(to, settled, { edge, before: i });
        if (to !== entry || !this.#isDone(settled)) return false;
        end = i;
        this.#edges.push(edge);
        return true;
      });
    }
    const used = this.#nodes.length;
    return end < 0 ? { used } : { used, edges: this.#path(end) };
  }

  #add(node: number, bits: number, by: { edge: number; before: number }): void {
    const key = node * 2 ** this.#settling.width + bits;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#nodes.push(node);
    this.#bits.push(bits);
    this.#edges.push(by.edge);
    this.#before.push(by.before);
  }

  /** The edges up to the pair at this place, and the last one pushed. */
  #path(place: number): number[] {
    const path = [this.#edges.at(-1) as number];
    for (let i = place; i > 0; i = this.#before[i] as number) path.push(this.#edges[i] as number);
    return path.reverse();
  }

  #by(edge: number): number {
    const { edges, fairness } = this.#ground.product.system;
    return this.#settling.taken[fairness.of[edges.actions[edge] as number] as number] ?? 0;
  }

  /** What being at the node settles, or begins to owe. */
  #at(node: number): number {
    const { edges, fairness } = this.#ground.product.system;
    const { taken, enabled, weak } = this.#settling;
    const state = stateOf(this.#ground.product, node);
    let bits = weak;
    for (let e = edges.first[state] as number; e < (edges.first[state + 1] as number); e++) {
      const constraint = fairness.of[edges.actions[e] as number] as number;
      if (constraint < 0 || (edges.targets[e] as number) < 0) continue;
      const strong = enabled[constraint] as number;
      bits = strong === 0 ? bits & ~(taken[constraint] as number) : bits | strong;
    }
    return bits;
  }

  /** Once a strong constraint was taken, it does not matter where it is enabled. */
  #normal(bits: number): number {
    let normal = bits;
    for (const [c, strong] of this.#settling.enabled.entries()) {
      if ((bits & (this.#settling.taken[c] as number)) !== 0) normal &= ~strong;
    }
    return normal;
  }

  #isDone(bits: number): boolean {
    const { must, enabled } = this.#settling;
    return (bits & must) === must && enabled.every(strong => (bits & strong) === 0);
  }
}
