// From a packed state to its number, for those who ask during a walk or after the exploration (predecessors, graphs):
// an open-addressing table of numbers with linear probing over the states of a log, at most half full. States that
// were added to the log since it was last asked are put in first.

import type { StateLog } from "./state-log.ts";

const SMALLEST = 1 << 10;

/** Finds the numbers of states. */
export class LogIndex {
  readonly #log: StateLog;
  readonly #words: number;
  #table: Int32Array = new Int32Array(SMALLEST);
  #known = 0;

  constructor(log: StateLog, words: number) {
    this.#log = log;
    this.#words = words;
  }

  /** The number of the state whose words stand in `key` from `at` on, or -1. */
  find(key: Int32Array, at: number): number {
    if (this.#known < this.#log.count) this.#learn();
    return (this.#table[this.#locate(key, at)] as number) - 1;
  }

  #learn(): void {
    const { count } = this.#log;
    if (count * 2 > this.#table.length) {
      this.#table = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)));
      this.#known = 0;
    }
    const key = new Int32Array(this.#words);
    for (; this.#known < count; this.#known++) {
      for (let w = 0; w < this.#words; w++) key[w] = this.#log.word(this.#known, w);
      this.#table[this.#locate(key, 0)] = this.#known + 1;
    }
  }

  #locate(key: Int32Array, at: number): number {
    const mask = this.#table.length - 1;
    let place = this.#hash(key, at) & mask;
    for (;;) {
      const number = this.#table[place] as number;
      if (number === 0 || this.#same(number - 1, key, at)) return place;
      place = (place + 1) & mask;
    }
  }

  #same(number: number, key: Int32Array, at: number): boolean {
    for (let w = 0; w < this.#words; w++) {
      if (this.#log.word(number, w) !== key[at + w]) return false;
    }
    return true;
  }

  /** Murmur3's way to mix words (Appleby 2011). */
  #hash(key: Int32Array, at: number): number {
    let h = 0;
    for (let w = 0; w < this.#words; w++) {
      h = Math.imul(h ^ Math.imul(key[at + w] as number, 0xcc9e2d51), 0x1b873593);
      h ^= h >>> 15;
    }
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    return h ^ (h >>> 13);
  }
}
