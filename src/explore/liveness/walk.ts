// A short closed walk through a fair component that owes nothing any more: from the entry always to the nearest edge or
// node that something still owed asks for, then back. Owed are the conditions of the automaton, each weak constraint until it is
// taken or not enabled, and a strong constraint as soon as the walk has been where it is enabled, until it is taken.
// Nearest-next is not the shortest of all walks; from several entries the shortest one found is kept.

import { type Gauge, Numbers } from "./gauge.ts";
import { type Product, someMove, stateOf } from "./product.ts";

/** A component, and memory that may be used. */
export interface Ground {
  readonly product: Product;
  readonly isInside: (node: number) => boolean;
  /** By node; all zero, and again so afterwards. */
  readonly seen: Int32Array;
  readonly trail: Trail;
}

/** The edges by which a search found nodes: where to, by what, and the place of the edge before. */
export class Trail {
  readonly to: Numbers;
  readonly edge: Numbers;
  readonly sets: Numbers;
  readonly before: Numbers;

  constructor(gauge: Gauge) {
    this.to = new Numbers(gauge);
    this.edge = new Numbers(gauge);
    this.sets = new Numbers(gauge);
    this.before = new Numbers(gauge);
  }

  get length(): number {
    return this.to.length;
  }

  add({ to, edge, sets }: Found, before: number): void {
    this.to.push(to);
    this.edge.push(edge);
    this.sets.push(sets);
    this.before.push(before);
  }

  clear(): void {
    for (const list of [this.to, this.edge, this.sets, this.before]) list.length = 0;
  }

  /** The edges that led to the last one, and it. */
  path(): readonly Found[] {
    const path: Found[] = [];
    for (let i = this.length - 1; i > 0; i = this.before.at(i)) {
      path.push({ to: this.to.at(i), edge: this.edge.at(i), sets: this.sets.at(i) });
    }
    return path.reverse();
  }
}

/** The edges of a closed walk; undefined where it would be longer than `most`, or where `stopped` says so. */
export function closedWalk(
  ground: Ground,
  entry: number,
  most: number,
  stopped: () => boolean,
): readonly number[] | undefined {
  const walk = new Walk(ground, entry);
  while (!walk.isDone()) {
    if (walk.edges.length >= most || stopped() || !walk.extend(stopped)) return;
  }
  return walk.edges.length < most ? walk.edges : undefined;
}

/** An edge of the search for the nearest one. */
interface Found {
  readonly to: number;
  readonly edge: number;
  readonly sets: number;
}

class Walk {
  readonly edges: number[] = [];
  readonly #ground: Ground;
  readonly #entry: number;
  #at: number;
  #missing: number;
  /** Weak constraints that every node so far enabled and no edge took. */
  readonly #weak = new Set<number>();
  /** Strong constraints that some node enabled and no edge took yet. */
  readonly #strong = new Set<number>();
  readonly #taken = new Set<number>();

  constructor(ground: Ground, entry: number) {
    this.#ground = ground;
    this.#entry = entry;
    this.#at = entry;
    this.#missing = 2 ** ground.product.automaton.sets - 1;
    const { constraints } = ground.product.system.fairness;
    for (const [i, { kind }] of constraints.entries()) if (kind === "weak") this.#weak.add(i);
    this.#arrive(entry);
  }

  isDone(): boolean {
    return this.edges.length > 0 && this.#at === this.#entry && !this.#isOwing();
  }

  /** Goes to the nearest place of use; false where the search was stopped. */
  extend(stopped: () => boolean): boolean {
    const path = this.#nearest(stopped);
    for (const { to, edge, sets } of path ?? []) {
      this.edges.push(edge);
      this.#missing &= ~sets;
      this.#take(edge);
      this.#arrive(to);
      this.#at = to;
    }
    return path !== undefined;
  }

  #isOwing(): boolean {
    return this.#missing !== 0 || this.#weak.size > 0 || this.#strong.size > 0;
  }

  #constraintOf(edge: number): number {
    const { edges, fairness } = this.#ground.product.system;
    return fairness.of[edges.actions[edge] as number] as number;
  }

  #take(edge: number): void {
    const constraint = this.#constraintOf(edge);
    if (constraint < 0) return;
    this.#taken.add(constraint);
    this.#weak.delete(constraint);
    this.#strong.delete(constraint);
  }

  #arrive(node: number): void {
    const { constraints } = this.#ground.product.system.fairness;
    const enabled = this.#enabledAt(node);
    for (const c of this.#weak) if (!enabled.has(c)) this.#weak.delete(c);
    for (const c of enabled) {
      if (constraints[c]?.kind === "strong" && !this.#taken.has(c)) this.#strong.add(c);
    }
  }

  #enabledAt(node: number): Set<number> {
    const { edges } = this.#ground.product.system;
    const state = stateOf(this.#ground.product, node);
    const enabled = new Set<number>();
    for (let e = edges.first[state] as number; e < (edges.first[state + 1] as number); e++) {
      const constraint = this.#constraintOf(e);
      if (constraint >= 0 && (edges.targets[e] as number) >= 0) enabled.add(constraint);
    }
    return enabled;
  }

  #isWanted({ to, edge, sets }: Found): boolean {
    if (!this.#isOwing()) return to === this.#entry;
    if ((sets & this.#missing) !== 0) return true;
    const constraint = this.#constraintOf(edge);
    if (this.#weak.has(constraint) || this.#strong.has(constraint)) return true;
    if (this.#weak.size === 0) return false;
    const enabled = this.#enabledAt(to);
    for (const c of this.#weak) if (!enabled.has(c)) return true;
    return false;
  }

  /** Breadth first, inside the component. */
  #nearest(stopped: () => boolean): readonly Found[] | undefined {
    const { product, isInside, seen, trail } = this.#ground;
    trail.clear();
    trail.add({ to: this.#at, edge: -1, sets: 0 }, -1);
    seen[this.#at] = 1;
    let arrived = false;
    for (let i = 0; i < trail.length && !arrived && !stopped(); i++) {
      arrived = someMove(product, product.inner, trail.to.at(i), (to, edge, sets) => {
        if (!isInside(to)) return false;
        const isWanted = this.#isWanted({ to, edge, sets });
        if (isWanted || seen[to] === 0) trail.add({ to, edge, sets }, i);
        seen[to] = 1;
        return isWanted;
      });
    }
    for (let i = 0; i < trail.length; i++) seen[trail.to.at(i)] = 0;
    return arrived ? trail.path() : undefined;
  }
}
