// A term whose slots can have few values together: its value is kept by theirs, so that the interpreter is asked once for
// each combination that occurs and not once for each state. A term with too many combinations is cut into parts that are
// kept, and a rest that reads their values as if they were slots behind those of the program.

import type { Slot, Term } from "../model/program.ts";
import type { State } from "../model/stepper.ts";
import { termParts, withParts } from "../model/term-parts.ts";

/** Combinations of values that are kept of a part, one byte each; a term has room for sixteen such parts. */
export const MOST_KEPT: number = 1 << 18;
const ROOM = 16;

/** The byte of a combination that was met when no more values could be told apart. */
const UNKEPT = 255;

/** The value of a term in a state; undefined where it has none that fits into a slot. */
export type ValueIn = (state: State) => number | undefined;

/** The values of a term, by what it reads. */
export class KeptTerm {
  readonly #ask: ValueIn;
  readonly #slots: Int32Array;
  /** By slot read: the least value, and how many there are. */
  readonly #lows: Float64Array;
  readonly #sizes: Float64Array;
  /** By combination: 0 where it was not met yet, else the place of its value plus one. */
  readonly #kept: Uint8Array;
  readonly #values: (number | undefined)[] = [];

  /** `ask`: who knows the term's value. */
  constructor(term: Term, slots: readonly Slot[], ask: ValueIn) {
    const read = [...slotsOf(term)].sort((a, b) => a - b);
    const ranges = read.map(slot => slots[slot] as Slot);
    this.#ask = ask;
    this.#slots = Int32Array.from(read);
    this.#lows = Float64Array.from(ranges, r => r.low);
    this.#sizes = Float64Array.from(ranges, sizeOf);
    this.#kept = new Uint8Array(this.#sizes.reduce((product, size) => product * size, 1));
  }

  valueIn(state: State): number | undefined {
    let key = 0;
    for (let i = 0; i < this.#slots.length; i++) {
      const value = state[this.#slots[i] as number] as number;
      key = key * (this.#sizes[i] as number) + value - (this.#lows[i] as number);
    }
    const code = this.#kept[key] as number;
    if (code === 0) return this.#learn(key, state);
    return code === UNKEPT ? this.#ask(state) : this.#values[code - 1];
  }

  #learn(key: number, state: State): number | undefined {
    const value = this.#ask(state);
    const known = this.#values.indexOf(value);
    const place = known < 0 ? this.#values.length : known;
    if (known < 0 && place < UNKEPT - 1) this.#values.push(value);
    this.#kept[key] = Math.min(place + 1, UNKEPT);
    return value;
  }
}

/** A term in parts that can be kept; part k stands in `rest` as slot `first + k`. */
export interface Cut {
  readonly parts: readonly Term[];
  readonly rest: Term;
}

/** Cuts a term into the largest parts that have at most so many combinations each, as many parts as there is room for. */
export function cutTerm(term: Term, slots: readonly Slot[], most: number): Cut {
  const parts: Term[] = [];
  let room = most * ROOM;
  const cut = (t: Term): Term => {
    const inner = termParts(t);
    if (inner.length === 0) return t;
    const read = slotsOf(t);
    const size = combinations(read, slots);
    if (size > Math.min(most, room)) return withParts(t, cut);
    if (read.size === 0) return t;
    room -= size;
    return { kind: "slot", slot: slots.length + parts.push(t) - 1 };
  };
  const rest = cut(term);
  return { parts, rest };
}

function combinations(read: ReadonlySet<number>, slots: readonly Slot[]): number {
  let product = 1;
  for (const slot of read) product *= sizeOf(slots[slot] as Slot);
  return product;
}

function sizeOf({ low, high }: Slot): number {
  return high - low + 1;
}

/** The slots that the term may read. */
export function slotsOf(term: Term): Set<number> {
  const slots = new Set<number>();
  const stack = [term];
  for (let t = stack.pop(); t !== undefined; t = stack.pop()) {
    if (t.kind === "slot") slots.add(t.slot);
    if (t.kind === "element") for (let i = 0; i < t.size; i++) slots.add(t.base + i);
    stack.push(...termParts(t));
  }
  return slots;
}
