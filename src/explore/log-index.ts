// From a packed state to its number, for those who ask during a walk or after the exploration (predecessors, graphs):
// an open-addressing table of numbers with linear probing over the states of a log, at most half full. States that
// were added to the log since it was last asked are put in first. Who asks for many at a time is answered in three short
// loops, so that the processor waits for many cache lines at a time and not for one after the other.

import type { StateLog } from "./state-log.ts";

const SMALLEST = 1 << 10;

/** In place of a place in the table: the state is the one tried first. */
const SAME = -1;

/** How packed states lie one behind the other. */
export interface KeyRows {
  readonly stride: number;
  readonly origin: number;
}

/** Finds the numbers of states. */
export class LogIndex {
  readonly #log: StateLog;
  readonly #words: number;
  #table: Int32Array = new Int32Array(SMALLEST);
  #known = 0;
  /** By state asked for, its place in the table. */
  #places: Int32Array = new Int32Array(0);

  constructor(log: StateLog, words: number) {
    this.#log = log;
    this.#words = words;
  }

  /** The number of the state whose words stand in `key` from `at` on, or -1. */
  find(key: Int32Array, at: number): number {
    if (this.#known < this.#log.count) this.#learn();
    return (this.#table[this.#locate(key, at)] as number) - 1;
  }

  /**
   * As find, of as many states as `into` takes, the words of each `stride` behind those of the one before. Many steps change
   * nothing: the number that stands `origin` behind a state's first word is tried first.
   */
  findMany(keys: Int32Array, { stride, origin }: KeyRows, into: Int32Array): void {
    if (this.#known < this.#log.count) this.#learn();
    if (this.#places.length < into.length) this.#places = new Int32Array(into.length);
    const [table, places, log] = [this.#table, this.#places, this.#log];
    const mask = table.length - 1;
    for (let i = 0, at = 0; i < into.length; i++, at += stride) {
      const from = keys[at + origin] as number;
      const isSame = log.isAt(from, keys, at);
      into[i] = from;
      places[i] = isSame ? SAME : this.#hash(keys, at) & mask;
    }
    for (let i = 0; i < into.length; i++) {
      const place = places[i] as number;
      if (place !== SAME) into[i] = (table[place] as number) - 1;
    }
    for (let i = 0, at = 0; i < into.length; i++, at += stride) {
      if (places[i] === SAME) continue;
      const number = into[i] as number;
      const isFound = number >= 0 && log.isAt(number, keys, at);
      if (!isFound) into[i] = (table[this.#locate(keys, at)] as number) - 1;
    }
  }

  #learn(): void {
    const { count } = this.#log;
    if (count * 2 > this.#table.length) {
      this.#table = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)));
      this.#known = 0;
    }
    const table = this.#table;
    const mask = table.length - 1;
    const key = new Int32Array(this.#words);
    for (let number = this.#known; number < count; number++) {
      for (let w = 0; w < this.#words; w++) key[w] = this.#log.word(number, w);
      // The states of a log differ from each other, so the first free place is its own.
      let place = this.#hash(key, 0) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = number + 1;
    }
    this.#known = count;
  }

  #locate(key: Int32Array, at: number): number {
    const mask = this.#table.length - 1;
    let place = this.#hash(key, at) & mask;
    for (;;) {
      const number = this.#table[place] as number;
      if (number === 0 || this.#log.isAt(number - 1, key, at)) return place;
      place = (place + 1) & mask;
    }
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
