// Strongly connected components of the product without recursion, after Pearce (A space-efficient algorithm for finding
// strongly connected components, Information Processing Letters 2016): one number for each node. While a node is on the
// way it is the smallest index it can get back to; afterwards it is the number of its component, counted down from above
// all indexes. Nodes can be put back, and others taken out, so that a component can be decomposed again without them.

import { type Gauge, Numbers } from "./gauge.ts";
import { allows, type Product, rowOf, someMove, stateOf } from "./product.ts";

/** Not in any component any more. */
const GONE = 2 ** 31 - 1;

/** A component that has a cycle. */
export interface Component {
  readonly id: number;
  readonly members: Int32Array;
}

/** Looks at inner moves only: nothing else can be repeated in an accepted run. */
export class Components {
  /** By node: 0 where it was not visited yet, else see above. */
  readonly rank: Int32Array;
  readonly #product: Product;
  readonly #gauge: Gauge;
  readonly #lasting: Uint8Array | undefined;
  /** The path from the root: node, index, and the edge and move to look at next. */
  readonly #nodes: Numbers;
  readonly #indexes: Numbers;
  readonly #edges: Numbers;
  readonly #moves: Numbers;
  /** Nodes left whose component is not complete. */
  readonly #open: Numbers;
  #index = 1;
  #id = GONE - 1;

  /** `lasting`: by state, 0 where no component is of interest. */
  constructor(product: Product, gauge: Gauge, lasting?: Uint8Array) {
    gauge.take(4 * product.size);
    this.rank = new Int32Array(gauge.reason === undefined ? product.size : 0);
    this.#product = product;
    this.#gauge = gauge;
    this.#lasting = lasting;
    this.#nodes = new Numbers(gauge);
    this.#indexes = new Numbers(gauge);
    this.#edges = new Numbers(gauge);
    this.#moves = new Numbers(gauge);
    this.#open = new Numbers(gauge);
  }

  /** Decomposes what the root reaches and was not visited yet; false where the gauge says stop. */
  visit(root: number, found: (component: Component) => void): boolean {
    if (!this.#isNew(root)) return true;
    this.#enter(root);
    while (this.#nodes.length > 0) {
      const next = this.#advance();
      if (next >= 0) {
        if (this.#gauge.stopped) return false;
        this.#enter(next);
      } else {
        this.#leave(found);
      }
    }
    return true;
  }

  /** Puts the members back that are to stay, and takes the others out. */
  reset(members: Int32Array, stays: (node: number) => boolean): void {
    for (const node of members) this.rank[node] = stays(node) ? 0 : GONE;
  }

  /** Not visited yet, and worth it. */
  #isNew(node: number): boolean {
    if ((this.rank[node] as number) !== 0) return false;
    if (this.#isOfInterest(node)) return true;
    this.rank[node] = GONE;
    return false;
  }

  /** From where no move leads on nothing comes back. */
  #isOfInterest(node: number): boolean {
    if (this.#lasting?.[stateOf(this.#product, node)] === 0) return false;
    const { first } = this.#product.inner;
    const row = rowOf(this.#product, node);
    return first[row] !== first[row + 1];
  }

  #enter(node: number): void {
    const { inner, system } = this.#product;
    this.rank[node] = this.#index;
    this.#nodes.push(node);
    this.#indexes.push(this.#index++);
    this.#edges.push(system.edges.first[stateOf(this.#product, node)] as number);
    this.#moves.push(inner.first[rowOf(this.#product, node)] as number);
  }

  /** The next node that was not visited, from the end of the path; -1 where there is none. */
  #advance(): number {
    const { steps, inner } = this.#product;
    const { first, targets } = this.#product.system.edges;
    const rank = this.rank;
    const top = this.#nodes.length - 1;
    const node = this.#nodes.at(top);
    const state = stateOf(this.#product, node);
    const row = rowOf(this.#product, node);
    const [start, end] = [inner.first[row] as number, inner.first[row + 1] as number];
    const last = first[state + 1] as number;
    let least = rank[node] as number;
    let move = this.#moves.at(top);
    for (let edge = this.#edges.at(top); edge < last; edge++, move = start) {
      const target = targets[edge] as number;
      for (; move < end && target >= 0; move++) {
        if (steps !== undefined && !allows(inner, move, steps[edge] as number)) continue;
        const to = (inner.base[move] as number) + target;
        if (this.#isNew(to)) {
          this.#edges.items[top] = edge;
          this.#moves.items[top] = move;
          rank[node] = least;
          return to;
        }
        least = Math.min(least, rank[to] as number);
      }
    }
    rank[node] = least;
    return -1;
  }

  #leave(found: (component: Component) => void): void {
    const node = this.#pop();
    const index = this.#indexes.at(this.#nodes.length);
    if ((this.rank[node] as number) < index) {
      this.#open.push(node);
      return;
    }
    const id = this.#id--;
    const open = this.#open;
    const end = open.length;
    while (open.length > 0 && (this.rank[open.at(open.length - 1)] as number) >= index) {
      this.rank[open.at(--open.length)] = id;
    }
    this.rank[node] = id;
    this.#index = index;
    const others = end - open.length;
    if (others === 0 && !this.#repeats(node)) return;
    const members = new Int32Array(others + 1);
    members.set(open.items.subarray(open.length, end));
    members[others] = node;
    found({ id, members });
  }

  #pop(): number {
    const node = this.#nodes.at(--this.#nodes.length);
    this.#indexes.length--;
    this.#edges.length--;
    this.#moves.length--;
    return node;
  }

  #repeats(node: number): boolean {
    const { first, targets } = this.#product.system.edges;
    const state = stateOf(this.#product, node);
    const last = first[state + 1] as number;
    let edge = first[state] as number;
    while (edge < last && targets[edge] !== state) edge++;
    return edge < last && someMove(this.#product, this.#product.inner, node, to => to === node);
  }
}
