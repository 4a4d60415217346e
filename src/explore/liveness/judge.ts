// Which components hold a fair run that the automaton accepts. A component must fulfil every condition of the automaton on some
// edge inside; where an agent is enabled in all its nodes it must act on some edge inside. Both only get harder in a part of the
// component, so a failure is final. A strong constraint that is enabled somewhere and never taken inside is different: the run
// may stay away from where it is enabled, so these nodes are taken out and the rest is decomposed again (Streett).

import type { Component, Components } from "./components.ts";
import type { Gauge } from "./gauge.ts";
import { allows, type Product, rowOf, stateOf } from "./product.ts";

/** What happens to constraints in a component. */
export class Owed {
  readonly #product: Product;
  readonly #isWeak: readonly boolean[];
  readonly #taken: Uint8Array;
  /** The node, plus one, where it was last seen enabled. */
  readonly #seen: Int32Array;
  /** Constraints that could still fail. */
  readonly #open: number[] = [];
  #fulfilled = 0;

  constructor(product: Product) {
    const { constraints } = product.system.fairness;
    this.#product = product;
    this.#isWeak = constraints.map(c => c.kind === "weak");
    this.#taken = new Uint8Array(constraints.length);
    this.#seen = new Int32Array(constraints.length);
  }

  /**
   * Undefined where the component fails for good, else the strong constraints that fail; looks no further once nothing can fail
   * any more. `rank`: by node the number of its component.
   */
  judge({ id, members }: Component, rank: Int32Array): readonly number[] | undefined {
    this.#taken.fill(0);
    this.#seen.fill(0);
    this.#fulfilled = 0;
    this.#open.length = 0;
    for (let c = 0; c < this.#isWeak.length; c++) this.#open.push(c);
    const all = 2 ** this.#product.automaton.sets - 1;
    for (const node of members) {
      this.#look(node, rank, id);
      this.#close(node);
      if (this.#open.length === 0 && this.#fulfilled === all) return NONE;
    }
    if (this.#fulfilled !== all || this.#open.some(c => this.#isWeak[c])) return;
    return this.#open.filter(c => (this.#seen[c] as number) > 0);
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

  /** Keeps open what could still fail after this node. */
  #close(node: number): void {
    const open = this.#open;
    let kept = 0;
    for (const c of open) {
      const isEnabled = this.#seen[c] === node + 1;
      if (this.#taken[c] === 0 && (isEnabled || !this.#isWeak[c])) open[kept++] = c;
    }
    open.length = kept;
  }

  #look(node: number, rank: Int32Array, id: number): void {
    const { edges, fairness } = this.#product.system;
    const { first, targets, actions } = edges;
    const state = stateOf(this.#product, node);
    const row = rowOf(this.#product, node);
    const last = first[state + 1] as number;
    for (let edge = first[state] as number; edge < last; edge++) {
      const target = targets[edge] as number;
      if (target < 0) continue;
      const constraint = fairness.of[actions[edge] as number] as number;
      const isInside = this.#follow(edge, row, { rank, id });
      if (constraint < 0) continue;
      this.#seen[constraint] = node + 1;
      if (isInside) this.#taken[constraint] = 1;
    }
  }

  /** Is there a move along the edge that stays inside. */
  #follow(edge: number, row: number, inside: { rank: Int32Array; id: number }): boolean {
    const { inner, steps, system } = this.#product;
    const target = system.edges.targets[edge] as number;
    const end = inner.first[row + 1] as number;
    let isInside = false;
    for (let m = inner.first[row] as number; m < end; m++) {
      if (inside.rank[(inner.base[m] as number) + target] !== inside.id) continue;
      if (steps !== undefined && !allows(inner, m, steps[edge] as number)) continue;
      this.#fulfilled |= inner.sets[m] as number;
      isInside = true;
    }
    return isInside;
  }
}

const NONE: readonly number[] = [];

/** Looks for fair components, from one root after the other. */
export class FairComponents {
  readonly #found = new Set<number>();
  readonly #components: Components;
  readonly #owed: Owed;
  readonly #gauge: Gauge;
  readonly #report: () => void;
  readonly #again: { members: Int32Array; without: ReadonlySet<number> }[] = [];

  /** Tells of each that is found. */
  constructor(product: Product, components: Components, gauge: Gauge, report: () => void) {
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

  /** By node the number of its component. */
  get rank(): Int32Array {
    return this.#components.rank;
  }

  isFair(node: number): boolean {
    return this.#found.has(this.#components.rank[node] as number);
  }

  readonly #judge = (component: Component): void => {
    const { id, members } = component;
    const strong = this.#owed.judge(component, this.#components.rank);
    if (strong === undefined) return;
    if (strong.length === 0) {
      this.#found.add(id);
      this.#report();
      return;
    }
    this.#gauge.take(4 * members.length);
    this.#again.push({ members, without: new Set(strong) });
  };
}
