// In which ways a fair run that the automaton accepts can end at all: stop for good, or stay in a fair component. This is asked
// first and in no particular order, since most properties hold and the shortest way to nowhere need not be known. Where
// the automaton can wait in its initial state whatever comes, as it does for `leads-to`, and all states are reached,
// that state stands beside every state of the graph: then only the nodes beyond it are looked for. They are few where
// what is waited for comes soon.

import { Components } from "./components.ts";
import { type Gauge, Numbers } from "./gauge.ts";
import { FairComponents } from "./judge.ts";
import { allows, type Product, rowOf, stateOf } from "./product.ts";

export interface Ends {
  /** Can it stop. */
  readonly stops: boolean;
  /** All fair components; undefined where there is none. */
  readonly fair: FairComponents | undefined;
}

/** Undefined where the gauge says stop. `mayStop`: may a fair run stop in the state. */
export function endsOf(
  product: Product,
  mayStop: (state: number) => boolean,
  gauge: Gauge,
): Ends | undefined {
  if (!gauge.take(product.size)) return;
  const flood = new Flood(product, mayStop, gauge);
  if (!flood.run()) return;
  const components = new Components(product, gauge, product.system.lasting?.(flood.size));
  let found = false;
  const fair = new FairComponents(product, components, gauge, () => {
    found = true;
  });
  if (!flood.every(node => !gauge.stopped && fair.visit(node))) return;
  flood.release();
  return { stops: flood.stops, fair: found ? fair : undefined };
}

/** The nodes that are reached; those of the initial automaton state are not listed where all of them are. */
class Flood {
  stops = false;
  readonly #product: Product;
  readonly #mayStop: (state: number) => boolean;
  readonly #gauge: Gauge;
  readonly #nodes: Numbers;
  readonly #seen: Uint8Array;
  /** The nodes from here to there are reached all of them. */
  readonly #from: number;
  readonly #until: number;

  constructor(product: Product, mayStop: (state: number) => boolean, gauge: Gauge) {
    const { automaton, states } = product;
    this.#product = product;
    this.#mayStop = mayStop;
    this.#gauge = gauge;
    this.#nodes = new Numbers(gauge);
    this.#seen = new Uint8Array(product.size);
    this.#from = automaton.initial * states;
    this.#until = this.#from + (waits(product) ? states : 0);
  }

  /** False where the gauge says stop. */
  run(): boolean {
    const { system } = this.#product;
    for (let node = this.#from; node < this.#until; node++) {
      if (this.#gauge.stopped) return false;
      this.#expand(node);
    }
    for (let s = 0; s < system.initial; s++) this.#add(this.#from + s);
    for (let at = 0; at < this.#nodes.length; at++) {
      if (this.#gauge.stopped) return false;
      this.#expand(this.#nodes.at(at));
    }
    return this.#gauge.reason === undefined;
  }

  /** How many nodes may be repeated. */
  get size(): number {
    return this.#nodes.length + (this.#repeats ? this.#until - this.#from : 0);
  }

  /** Are all nodes that may be repeated as `test` says. */
  every(test: (node: number) => boolean): boolean {
    const end = this.#repeats ? this.#until : this.#from;
    for (let node = this.#from; node < end; node++) if (!test(node)) return false;
    for (let at = 0; at < this.#nodes.length; at++) if (!test(this.#nodes.at(at))) return false;
    return true;
  }

  /** Can the initial state of the automaton be repeated. */
  get #repeats(): boolean {
    const { inner, classes, automaton } = this.#product;
    const row = automaton.initial * classes;
    return inner.first[row] !== inner.first[row + classes];
  }

  release(): void {
    this.#nodes.release();
    this.#gauge.give(this.#seen.length);
  }

  #add(node: number): void {
    if (this.#seen[node] === 1 || (node >= this.#from && node < this.#until)) return;
    this.#seen[node] = 1;
    this.#nodes.push(node);
  }

  #expand(node: number): void {
    const { steps, moves, system } = this.#product;
    const { first, targets } = system.edges;
    const row = rowOf(this.#product, node);
    const state = stateOf(this.#product, node);
    this.stops ||= this.#product.acceptsStop(row) && this.#mayStop(state);
    const end = moves.first[row + 1] as number;
    const last = first[state + 1] as number;
    for (let m = moves.first[row] as number; m < end; m++) {
      const base = moves.base[m] as number;
      if (base === this.#from && base < this.#until) continue;
      for (let edge = first[state] as number; edge < last; edge++) {
        const target = targets[edge] as number;
        if (target < 0 || this.#seen[base + target] === 1) continue;
        if (steps !== undefined && !allows(moves, m, steps[edge] as number)) continue;
        this.#add(base + target);
      }
    }
  }
}

/** Is every state reached together with the initial state of the automaton. */
function waits({ automaton, system }: Product): boolean {
  const { initial, transitions } = automaton;
  const stays = transitions[initial]?.some(
    ({ target, pos, neg }) => target === initial && pos === 0 && neg === 0,
  );
  return system.isReached === true && stays === true;
}
