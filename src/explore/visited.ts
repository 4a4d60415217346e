// The set of states met, each packed into a few 32-bit words (model/layout.ts) and numbered in order of
// arrival. Words lie in chunks that never move, so growing copies nothing; an open-addressing table of
// numbers with linear probing finds a state, and is at most two thirds full. When the table doubles the
// old one is dropped first and the new one is filled from the states, so the peak is one table.
// A kernel: it keeps its own packing loop, because calls out of the loop cost more than the loop.

import { type Layout, layoutOf } from "../model/layout.ts";
import type { Slot } from "../model/program.ts";
import type { State } from "../model/stepper.ts";

const CHUNK_BITS = 13;
const CHUNK = 1 << CHUNK_BITS;
const SMALLEST_TABLE = 1 << 10;

/** A growing list of whole numbers of 32 bits that never copies what it holds. */
export class Column {
  readonly #chunks: Int32Array[] = [];

  get(index: number): number {
    return (this.#chunks[index >>> CHUNK_BITS] as Int32Array)[index & (CHUNK - 1)] as number;
  }

  /** Indexes are set in order the first time. */
  set(index: number, value: number): void {
    const chunk = index >>> CHUNK_BITS;
    if (chunk === this.#chunks.length) this.#chunks.push(new Int32Array(CHUNK));
    (this.#chunks[chunk] as Int32Array)[index & (CHUNK - 1)] = value;
  }

  get bytes(): number {
    return this.#chunks.length * CHUNK * 4;
  }
}

/** A set of states that numbers them. */
export class Visited {
  readonly #layout: Layout;
  readonly #words: number;
  readonly #word: Int32Array;
  readonly #shift: Int32Array;
  readonly #mask: Int32Array;
  readonly #low: Float64Array;
  readonly #scratch: Int32Array;
  readonly #chunks: Int32Array[] = [];
  #table: Int32Array = new Int32Array(SMALLEST_TABLE);
  #count = 0;

  constructor(slots: readonly Slot[]) {
    this.#layout = layoutOf(slots);
    const { fields, words } = this.#layout;
    this.#words = words;
    this.#word = Int32Array.from(fields, f => f.word);
    this.#shift = Int32Array.from(fields, f => f.shift);
    this.#mask = Int32Array.from(fields, f => (f.bits === 32 ? -1 : 2 ** f.bits - 1));
    this.#low = Float64Array.from(fields, f => f.low);
    this.#scratch = new Int32Array(words);
  }

  /** How many states are in the set. */
  get count(): number {
    return this.#count;
  }

  /** The state's number if it was not there before; if it was, the bitwise complement of its number, so below zero. */
  add(state: State): number {
    if (this.#count * 3 >= this.#table.length * 2) this.#growTable();
    this.#pack(state);
    const place = this.#locate();
    const known = this.#table[place] as number;
    if (known !== 0) return ~(known - 1);
    const number = this.#count++;
    this.#table[place] = this.#count;
    this.#store(number);
    return number;
  }

  /** The number of the state, or -1. */
  find(state: State): number {
    this.#pack(state);
    return (this.#table[this.#locate()] as number) - 1;
  }

  /** Copies a state out; `into` has one value per slot. */
  read(number: number, into: State): void {
    const words = this.#chunks[number >>> CHUNK_BITS] as Int32Array;
    const offset = (number & (CHUNK - 1)) * this.#words;
    for (let i = 0; i < this.#word.length; i++) {
      const word = words[offset + (this.#word[i] as number)] as number;
      const value = (word >>> (this.#shift[i] as number)) & (this.#mask[i] as number);
      into[i] = (value >>> 0) + (this.#low[i] as number);
    }
  }

  /** What the set holds in memory. */
  get bytes(): number {
    return this.#table.length * 4 + this.#chunks.length * CHUNK * this.#words * 4;
  }

  #pack(state: State): void {
    const scratch = this.#scratch;
    for (let w = 0; w < scratch.length; w++) scratch[w] = 0;
    for (let i = 0; i < this.#word.length; i++) {
      const word = this.#word[i] as number;
      const value = (state[i] as number) - (this.#low[i] as number);
      scratch[word] = (scratch[word] as number) | (value << (this.#shift[i] as number));
    }
  }

  /** Where the table holds the packed state, or the free place where it belongs. */
  #locate(): number {
    const table = this.#table;
    const mask = table.length - 1;
    let place = this.#hash(this.#scratch, 0) & mask;
    for (;;) {
      const entry = table[place] as number;
      if (entry === 0 || this.#same(entry - 1)) return place;
      place = (place + 1) & mask;
    }
  }

  #same(number: number): boolean {
    const words = this.#chunks[number >>> CHUNK_BITS] as Int32Array;
    const offset = (number & (CHUNK - 1)) * this.#words;
    for (let w = 0; w < this.#words; w++) {
      if (words[offset + w] !== this.#scratch[w]) return false;
    }
    return true;
  }

  #store(number: number): void {
    const chunk = number >>> CHUNK_BITS;
    if (chunk === this.#chunks.length) this.#chunks.push(new Int32Array(CHUNK * this.#words));
    (this.#chunks[chunk] as Int32Array).set(this.#scratch, (number & (CHUNK - 1)) * this.#words);
  }

  /** The rounds and the finalizer of MurmurHash3 (Austin Appleby, public domain). */
  #hash(words: Int32Array, offset: number): number {
    let h = this.#words;
    for (let w = 0; w < this.#words; w++) {
      let k = Math.imul(words[offset + w] as number, 0xcc9e2d51);
      k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
      h ^= k;
      h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
    }
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  }

  #growTable(): void {
    const size = this.#table.length * 2;
    this.#table = new Int32Array(0);
    const table = new Int32Array(size);
    for (let number = 0; number < this.#count; number++) {
      const words = this.#chunks[number >>> CHUNK_BITS] as Int32Array;
      let place = this.#hash(words, (number & (CHUNK - 1)) * this.#words) & (size - 1);
      while (table[place] !== 0) place = (place + 1) & (size - 1);
      table[place] = number + 1;
    }
    this.#table = table;
  }
}
