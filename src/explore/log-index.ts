// From a packed state to its number, for those who ask after the exploration (predecessors, graphs): an
// open-addressing table of numbers with linear probing over the states of a log, at most half full,
// made when it is first asked for.

import type { StateLog } from "./state-log.ts";

/** Finds the numbers of states. */
export class LogIndex {
  readonly #log: StateLog;
  readonly #words: number;
  readonly #table: Int32Array;

  constructor(log: StateLog, words: number) {
    this.#log = log;
    this.#words = words;
    const size = 2 ** Math.ceil(Math.log2(log.count * 2 + 2));
    this.#table = new Int32Array(size);
    const key = new Int32Array(words);
    for (let number = 0; number < log.count; number++) {
      for (let w = 0; w < words; w++) key[w] = log.word(number, w);
      this.#table[this.#locate(key)] = number + 1;
    }
  }

  get bytes(): number {
    return this.#table.byteLength;
  }

  /** The number, or -1. */
  find(key: Int32Array): number {
    return (this.#table[this.#locate(key)] as number) - 1;
  }

  #locate(key: Int32Array): number {
    const mask = this.#table.length - 1;
    let place = hash(key) & mask;
    for (;;) {
      const number = this.#table[place] as number;
      if (number === 0 || this.#same(number - 1, key)) return place;
      place = (place + 1) & mask;
    }
  }

  #same(number: number, key: Int32Array): boolean {
    for (let w = 0; w < this.#words; w++) {
      if (this.#log.word(number, w) !== key[w]) return false;
    }
    return true;
  }
}

/** Murmur3's way to mix words (Appleby 2011). */
function hash(key: Int32Array): number {
  let h = 0;
  for (const word of key) {
    h = Math.imul(h ^ Math.imul(word, 0xcc9e2d51), 0x1b873593);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}
