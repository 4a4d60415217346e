// How many different states were visited, in bounded memory: a table of hashes of 64 bits, open addressing with linear probing. It
// doubles up to a fixed size; when that is three quarters full nothing more is added, and the count is a lower bound.
// Two states of the same hash count as one: among a million states that happens once in 37 million runs.

const SMALLEST = 1 << 12;
const LARGEST = 1 << 22;

/** Counts different states. */
export class Distinct {
  /** Different states so far. */
  count = 0;
  /** There may be more: the table is full. */
  full = false;
  readonly #words: number;
  /** Pairs; 0, 0 is free. */
  #table: Int32Array = new Int32Array(SMALLEST * 2);
  #mask = SMALLEST - 1;
  /** The hash of the state that was asked for last. */
  #one = 0;
  #other = 0;

  /** `words`: 32-bit words of a state. */
  constructor(words: number) {
    this.#words = words;
  }

  /** Is the state that begins at `offset` new; where the table is full, no. */
  add(states: Int32Array, offset: number): boolean {
    const { full } = this;
    return !this.meet(states, offset) && !full;
  }

  /** Was the state there before; if not it is added, unless the table is full. */
  meet(states: Int32Array, offset: number): boolean {
    this.#hash(states, offset);
    return this.#find(this.#one, this.#other);
  }

  /** Was the state added. */
  has(states: Int32Array, offset: number): boolean {
    this.#hash(states, offset);
    let at = this.#one & this.#mask;
    for (let other = this.#table[at * 2 + 1]; other !== 0; other = this.#table[at * 2 + 1]) {
      if (other === this.#other && this.#table[at * 2] === this.#one) return true;
      at = (at + 1) & this.#mask;
    }
    return false;
  }

  #hash(states: Int32Array, offset: number): void {
    let a = 0x9e3779b9 | 0;
    let b = 0x85ebca6b | 0;
    for (let w = 0; w < this.#words; w++) {
      const word = states[offset + w] as number;
      a = Math.imul(a ^ word, 0x2c1b3c6d);
      a ^= a >>> 15;
      b = Math.imul(b ^ word, 0x297a2d39);
      b ^= b >>> 13;
    }
    a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
    a ^= a >>> 15;
    b = Math.imul(b ^ (b >>> 15), 0x1b873593);
    b ^= b >>> 16;
    this.#one = a;
    this.#other = b === 0 ? 1 : b;
  }

  #find(a: number, b: number): boolean {
    const table = this.#table;
    let at = a & this.#mask;
    for (;;) {
      const high = table[at * 2 + 1] as number;
      if (high === 0) break;
      if (high === b && table[at * 2] === a) return true;
      at = (at + 1) & this.#mask;
    }
    if (this.full) return false;
    table[at * 2] = a;
    table[at * 2 + 1] = b;
    this.count++;
    if (this.count * 4 > (this.#mask + 1) * 3) this.#grow();
    return false;
  }

  #grow(): void {
    const size = (this.#mask + 1) * 2;
    if (size > LARGEST) {
      this.full = true;
      return;
    }
    const old = this.#table;
    this.#table = new Int32Array(size * 2);
    this.#mask = size - 1;
    for (let i = 0; i < old.length; i += 2) {
      const b = old[i + 1] as number;
      if (b === 0) continue;
      let at = (old[i] as number) & this.#mask;
      while (this.#table[at * 2 + 1] !== 0) at = (at + 1) & this.#mask;
      this.#table[at * 2] = old[i] as number;
      this.#table[at * 2 + 1] = b;
    }
  }
}
