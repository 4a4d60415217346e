// What was new in each shard, as one list in the order of origin and action: the order in which one thread
// would have found it. Each list is in that order already, so this is a merge.

import type { Fresh } from "./machine.ts";

/** Merges lists of new states; what it gives is only lent. */
export class Merge {
  /** 32-bit words of a state. */
  readonly #words: number;
  #states = new Int32Array(0);
  #origins = new Int32Array(0);

  constructor(words: number) {
    this.#words = words;
  }

  of(lists: readonly Fresh[]): Fresh {
    const [only] = lists;
    if (only && lists.length === 1) return only;
    const total = lists.reduce((sum, l) => sum + l.count, 0);
    this.#reserve(total);
    const heads = lists.map(() => 0);
    for (let at = 0; at < total; at++) {
      const next = least(lists, heads);
      const from = heads[next] as number;
      this.#copy(lists[next] as Fresh, from, at);
      heads[next] = from + 1;
    }
    return { count: total, states: this.#states, origins: this.#origins };
  }

  #copy(list: Fresh, from: number, at: number): void {
    const words = this.#words;
    for (let w = 0; w < words; w++) {
      this.#states[at * words + w] = list.states[from * words + w] as number;
    }
    this.#origins[at * 2] = list.origins[from * 2] as number;
    this.#origins[at * 2 + 1] = list.origins[from * 2 + 1] as number;
  }

  #reserve(count: number): void {
    if (count * 2 <= this.#origins.length) return;
    this.#states = new Int32Array(count * this.#words * 2);
    this.#origins = new Int32Array(count * 4);
  }
}

/** The list whose next state comes first: by origin, then by action. */
function least(lists: readonly Fresh[], heads: readonly number[]): number {
  let best = -1;
  let origin = 0;
  let action = 0;
  for (let l = 0; l < lists.length; l++) {
    const { count, origins } = lists[l] as Fresh;
    const head = heads[l] as number;
    if (head === count) continue;
    const thisOrigin = origins[head * 2 + 1] as number;
    const thisAction = origins[head * 2] as number;
    const first = best < 0 || thisOrigin < origin || (thisOrigin === origin && thisAction < action);
    if (!first) continue;
    best = l;
    origin = thisOrigin;
    action = thisAction;
  }
  return best;
}
