// Which components hold a fair run that the automaton accepts. A component must fulfil every condition of the automaton on some
// edge inside; where an agent is enabled in all its nodes it must act on some edge inside. Both only get harder in a part of the
// component, so a failure is final. A strong constraint that is enabled somewhere and never taken inside is different: the run
// may stay away from where it is enabled, so these nodes are taken out and the rest is decomposed again (Streett).

import type { Component, Components } from "./components.ts";
import type { Gauge } from "./gauge.ts";
import { type Product, someMove, stateOf } from "./product.ts";

/** What happens to constraints in a set of nodes. */
export class Owed {
  readonly #product: Product;
  readonly #isWeak: readonly boolean[];
  /** In how many nodes it is enabled. */
  readonly #enabled: Int32Array;
  readonly #taken: Uint8Array;
  /** The node, plus one, where it was last seen enabled. */
  readonly #seen: Int32Array;

  constructor(product: Product) {
    const { constraints } = product.system.fairness;
    this.#product = product;
    this.#isWeak = constraints.map(c => c.kind === "weak");
    this.#enabled = new Int32Array(constraints.length);
    this.#taken = new Uint8Array(constraints.length);
    this.#seen = new Int32Array(constraints.length);
  }

  /** Looks at all that happens inside; undefined where it fails for good, else the strong constraints that fail. */
  judge(members: Int32Array, isInside: (node: number) => boolean): readonly number[] | undefined {
    this.#enabled.fill(0);
    this.#taken.fill(0);
    this.#seen.fill(0);
    const { system, inner, automaton } = this.#product;
    const { edges, fairness } = system;
    let fulfilled = 0;
    for (const node of members) {
      this.#enable(node);
      someMove(this.#product, inner, node, (to, edge, sets) => {
        if (!isInside(to)) return false;
        fulfilled |= sets;
        const constraint = fairness.of[edges.actions[edge] as number] as number;
        if (constraint >= 0) this.#taken[constraint] = 1;
        return false;
      });
    }
    if (fulfilled !== 2 ** automaton.sets - 1) return;
    return this.#failing(members.length);
  }

  /** Is one of these constraints enabled. */
  someEnabled(node: number, constraints: ReadonlySet<number>): boolean {
    const { edges, fairness } = this.#product.system;
    const state = stateOf(this.#product, node);
    const last = edges.first[state + 1] as number;
    for (let edge = edges.first[state] as number; edge < last; edge++) {
      if ((edges.targets[edge] as number) < 0) continue;
      if (constraints.has(fairness.of[edges.actions[edge] as number] as number)) return true;
    }
    return false;
  }

  #enable(node: number): void {
    const { edges, fairness } = this.#product.system;
    const state = stateOf(this.#product, node);
    const last = edges.first[state + 1] as number;
    for (let edge = edges.first[state] as number; edge < last; edge++) {
      if ((edges.targets[edge] as number) < 0) continue;
      const constraint = fairness.of[edges.actions[edge] as number] as number;
      if (constraint < 0 || this.#seen[constraint] === node + 1) continue;
      this.#seen[constraint] = node + 1;
      this.#enabled[constraint] = (this.#enabled[constraint] as number) + 1;
    }
  }

  #failing(size: number): readonly number[] | undefined {
    const strong: number[] = [];
    for (const [constraint, isWeak] of this.#isWeak.entries()) {
      if (this.#taken[constraint] === 1) continue;
      const enabled = this.#enabled[constraint] as number;
      if (isWeak && enabled === size) return;
      if (!isWeak && enabled > 0) strong.push(constraint);
    }
    return strong;
  }
}

/** Looks for fair components, from one root after the other. */
export class FairComponents {
  readonly #found = new Set<number>();
  readonly #components: Components;
  readonly #owed: Owed;
  readonly #gauge: Gauge;
  readonly #report: (members: Int32Array) => void;
  readonly #again: { members: Int32Array; without: ReadonlySet<number> }[] = [];

  /** Tells the nodes of each that is found. */
  constructor(
    product: Product,
    components: Components,
    gauge: Gauge,
    report: (members: Int32Array) => void,
  ) {
    this.#components = components;
    this.#owed = new Owed(product);
    this.#gauge = gauge;
    this.#report = report;
  }

  /** Judges all components that the root reaches; false where the gauge says stop. */
  visit(root: number): boolean {
    if (!this.#components.visit(root, this.#judge)) return false;
    for (let part = this.#again.pop(); part !== undefined; part = this.#again.pop()) {
      const { members, without } = part;
      this.#components.reset(members, node => !this.#owed.someEnabled(node, without));
      for (const node of members) if (!this.#components.visit(node, this.#judge)) return false;
      this.#gauge.give(4 * members.length);
    }
    return true;
  }

  isFair(node: number): boolean {
    return this.#found.has(this.#components.rank[node] as number);
  }

  readonly #judge = ({ id, members }: Component): void => {
    const rank = this.#components.rank;
    const strong = this.#owed.judge(members, node => rank[node] === id);
    if (strong === undefined) return;
    if (strong.length === 0) {
      this.#found.add(id);
      this.#report(members);
      return;
    }
    this.#gauge.take(4 * members.length);
    this.#again.push({ members, without: new Set(strong) });
  };
}
