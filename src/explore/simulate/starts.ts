// The initial states that runs are drawn from, by number: all of them as a rule, packed, since there may be many. To find them can take
// long, if only because few of all combinations of values are initial, so it rests now and then.

import { type Layout, layoutOf, pack, unpack } from "../../model/layout.ts";
import type { Program } from "../../model/program.ts";
import type { Interpreter, State } from "../../model/stepper.ts";

/** Of a model that has more, these are the first ones. */
const MOST_STARTS = 1 << 20;
/** Values that are tried between two rests. */
const BETWEEN = 4096;

/** See the head of this file. */
export class Starts {
  count = 0;
  /** There are others, which are never drawn. */
  more = false;
  readonly #slots: number;
  readonly #layout: Layout;
  #packed: Int32Array;

  constructor({ slots }: Program) {
    this.#slots = slots.length;
    this.#layout = layoutOf(slots);
    this.#packed = new Int32Array(16 * this.#layout.words);
  }

  add(state: State): void {
    const at = this.count * this.#layout.words;
    if (at === this.#packed.length) {
      const wider = new Int32Array(2 * at);
      wider.set(this.#packed);
      this.#packed = wider;
    }
    pack(this.#layout, state, this.#packed, at);
    this.count++;
  }

  /** The state of this number; undefined where there is none. */
  at(index: number): State | undefined {
    if (index >= this.count) return undefined;
    const state = new Int32Array(this.#slots);
    unpack(this.#layout, this.#packed, index * this.#layout.words, state);
    return state;
  }

  /** The number of the state, or -1. */
  indexOf(state: State): number {
    const { words } = this.#layout;
    const sought = new Int32Array(words);
    if (state.length !== this.#slots) return -1;
    pack(this.#layout, state, sought, 0);
    for (let i = 0; i < this.count; i++) {
      const isSame = sought.every((word, w) => word === this.#packed[i * words + w]);
      if (isSame && this.at(i)?.every((value, slot) => value === state[slot])) return i;
    }
    return -1;
  }
}

/** A search that nobody can end tries so many values, and some more for each state that it finds: seconds as a rule. */
const MOST_TRIED = 1 << 22;
const TRIED_FOR_EACH = 256;

/**
 * The initial states of a model, for who cannot be told to end: where few of very many combinations are initial, those
 * among the first combinations. Throws an Error where none of them is.
 */
export function gathered(stepper: Interpreter, most: number = MOST_TRIED): Starts {
  const gathering = gather(stepper);
  for (let tried = BETWEEN; ; tried += BETWEEN) {
    const { done, value: starts } = gathering.next();
    if (done) return starts;
    if (tried < most + starts.count * TRIED_FOR_EACH) continue;
    if (starts.count === 0) throw new Error(noneAmong(tried, stepper.program));
    starts.more = true;
    return starts;
  }
}

function noneAmong(tried: number, { name }: Program): string {
  return `${name}: ${tried} values were tried and no initial state was found; 'initially' leaves too few, so say more by 'initial'`;
}

/** The same with rests, at each of which it tells those that it has found so far. */
export function* gather(stepper: Interpreter): Generator<Starts, Starts, void> {
  const starts = new Starts(stepper.program);
  let tried = 0;
  for (const state of stepper.starts()) {
    starts.more = state !== undefined && starts.count === MOST_STARTS;
    if (starts.more) break;
    if (state) starts.add(state);
    tried++;
    if (tried % BETWEEN === 0) yield starts;
  }
  return starts;
}
