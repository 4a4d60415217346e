// The states that the compiled engine found, by number: their packed words and where each came from. They
// lie in chunks that never move, so growing copies nothing. By which action a state was reached is not
// kept: it is the first one of its origin that leads there, and is found again when a path is asked for.
// A compact log is the other way round: it keeps the actions, and forgets states that are expanded.

import { Bug } from "../base/bug.ts";
import type { Piece } from "../model/checkpoint.ts";
import { type Field, type Layout, unpack, unpackField } from "../model/layout.ts";
import type { State } from "../model/stepper.ts";
import type { Fresh } from "./machine.ts";

const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;

/** States and their origins, in order of discovery. */
export class StateLog {
  readonly #layout: Layout;
  /** 32-bit words of a state. */
  readonly #words: number;
  readonly #states: (Int32Array | undefined)[] = [];
  readonly #origins: Int32Array[] = [];
  /** Of a compact log only. */
  readonly #actions: Int32Array[] = [];
  readonly #compact: boolean;
  #forgotten = 0;
  #count = 0;

  constructor(layout: Layout, compact = false) {
    this.#compact = compact;
    this.#layout = layout;
    this.#words = layout.words;
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    const states = (this.#states.length - this.#forgotten) * this.#words;
    const others = this.#origins.length + this.#actions.length;
    return (states + others) * CHUNK * 4;
  }

  /** Adds states at the end. */
  take({ states, origins, count }: Fresh): void {
    const words = this.#words;
    for (let done = 0; done < count; ) {
      const at = this.#count & (CHUNK - 1);
      if (at === 0) {
        this.#states.push(new Int32Array(CHUNK * words));
        this.#origins.push(new Int32Array(CHUNK));
        if (this.#compact) this.#actions.push(new Int32Array(CHUNK));
      }
      const part = Math.min(count - done, CHUNK - at);
      const chunk = this.#states.length - 1;
      const into = this.#states[chunk] as Int32Array;
      into.set(states.subarray(done * words, (done + part) * words), at * words);
      const parents = this.#origins[chunk] as Int32Array;
      for (let i = 0; i < part; i++) parents[at + i] = origins[(done + i) * 2 + 1] as number;
      const actions = this.#actions[chunk];
      if (actions)
        for (let i = 0; i < part; i++) actions[at + i] = origins[(done + i) * 2] as number;
      this.#count += part;
      done += part;
    }
  }

  /** Copies states from `first` on, as many as there are up to `limit` in one piece; gives how many. */
  copy(first: number, limit: number, into: Int32Array): number {
    const at = first & (CHUNK - 1);
    const count = Math.min(limit, CHUNK - at);
    const chunk = this.#states[first >>> CHUNK_BITS];
    if (!chunk) throw new Bug(`no state ${first}`);
    into.set(chunk.subarray(at * this.#words, (at + count) * this.#words));
    return count;
  }

  /** The states from a number on, as many as lie in one piece, and their origins; only lent. */
  piece(first: number): Piece {
    const at = first & (CHUNK - 1);
    const count = Math.min(CHUNK - at, this.#count - first);
    const chunk = first >>> CHUNK_BITS;
    const states = this.#states[chunk] as Int32Array;
    const origins = this.#origins[chunk] as Int32Array;
    return {
      states: states.subarray(at * this.#words, (at + count) * this.#words),
      origins: origins.subarray(at, at + count),
    };
  }

  /** A compact log forgets the states between the numbers, as far as whole chunks. */
  forget(from: number, until: number): void {
    if (!this.#compact) return;
    const first = Math.max(Math.ceil(from / CHUNK), this.#forgotten);
    for (let chunk = first; chunk < until >>> CHUNK_BITS; chunk++) {
      if (this.#states[chunk]) this.#forgotten++;
      this.#states[chunk] = undefined;
    }
  }

  /** The action by which the state was reached; of a compact log only. */
  action(number: number): number | undefined {
    return this.#actions[number >>> CHUNK_BITS]?.[number & (CHUNK - 1)];
  }

  /** The number of the state it came from; -1 for an initial one. */
  origin(number: number): number {
    return (this.#origins[number >>> CHUNK_BITS] as Int32Array)[number & (CHUNK - 1)] as number;
  }

  /** False where the state is forgotten. */
  read(number: number, into: State): boolean {
    const chunk = this.#states[number >>> CHUNK_BITS];
    if (!chunk) return false;
    unpack(this.#layout, chunk, (number & (CHUNK - 1)) * this.#words, into);
    return true;
  }

  /** Reads these slots only; false where the state is forgotten. */
  readSlots(number: number, slots: Int32Array, into: State): boolean {
    const chunk = this.#states[number >>> CHUNK_BITS];
    if (!chunk) return false;
    const { fields } = this.#layout;
    const at = (number & (CHUNK - 1)) * this.#words;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      into[slot] = unpackField(fields[slot] as Field, chunk, at);
    }
    return true;
  }

  /** Is the state the one whose words stand in `key` from `at` on. */
  isAt(number: number, key: Int32Array, at: number): boolean {
    const chunk = this.#states[number >>> CHUNK_BITS] as Int32Array;
    const first = (number & (CHUNK - 1)) * this.#words;
    for (let w = 0; w < this.#words; w++) if (chunk[first + w] !== key[at + w]) return false;
    return true;
  }

  /** A word of a state. */
  word(number: number, word: number): number {
    const chunk = this.#states[number >>> CHUNK_BITS] as Int32Array;
    return chunk[(number & (CHUNK - 1)) * this.#words + word] as number;
  }
}
