// The truth of terms in states by number, for who asks it of all states of a large space. Of a state only the slots are
// read that the term reads; where these can have few values together, the truth is kept by their values, so that
// the interpreter is asked once for each combination that occurs and not once for each state.

import type { Space } from "../model/outcome.ts";
import type { Slot, Term } from "../model/program.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import { termParts } from "../model/term-parts.ts";

/** Combinations of values that are kept, one byte each. */
const MOST_KEPT = 1 << 16;
const [NO, YES] = [1, 2] as const;

/** By term, its truth by the number of the state; a term without a value is false. */
export function truthsIn(
  space: Space,
  interpreter: Interpreter,
): (term: Term) => (state: number) => boolean {
  return term => {
    const truth = new Truth(space, interpreter, term);
    return state => truth.at(state);
  };
}

class Truth {
  readonly #space: Space;
  readonly #interpreter: Interpreter;
  readonly #term: Term;
  readonly #state: State;
  readonly #slots: Int32Array;
  /** By slot read: the least value, and how many there are. */
  readonly #lows: Float64Array;
  readonly #sizes: Float64Array;
  /** By combination of values; 0 where it was not met yet. */
  readonly #kept: Uint8Array | undefined;

  constructor(space: Space, interpreter: Interpreter, term: Term) {
    const { slots } = interpreter.program;
    const read = [...slotsOf(term)].sort((a, b) => a - b);
    const ranges = read.map(slot => slots[slot] as Slot);
    this.#space = space;
    this.#interpreter = interpreter;
    this.#term = term;
    this.#state = new Int32Array(slots.length);
    this.#slots = Int32Array.from(read);
    this.#lows = Float64Array.from(ranges, r => r.low);
    this.#sizes = Float64Array.from(ranges, r => r.high - r.low + 1);
    const combinations = this.#sizes.reduce((product, size) => product * size, 1);
    this.#kept = combinations <= MOST_KEPT ? new Uint8Array(combinations) : undefined;
  }

  at(number: number): boolean {
    const space = this.#space;
    if (space.readSlots) space.readSlots(number, this.#slots, this.#state);
    else space.read(number, this.#state);
    const kept = this.#kept;
    if (kept === undefined) return this.#isTrue();
    const key = this.#key();
    if (kept[key] === 0) kept[key] = this.#isTrue() ? YES : NO;
    return kept[key] === YES;
  }

  #key(): number {
    let key = 0;
    for (let i = 0; i < this.#slots.length; i++) {
      const value = this.#state[this.#slots[i] as number] as number;
      key = key * (this.#sizes[i] as number) + value - (this.#lows[i] as number);
    }
    return key;
  }

  #isTrue(): boolean {
    const value = this.#interpreter.evaluate(this.#term, this.#state);
    return typeof value === "number" && value !== 0;
  }
}

/** The slots that the term may read. */
function slotsOf(term: Term): Set<number> {
  const slots = new Set<number>();
  const stack = [term];
  for (let t = stack.pop(); t !== undefined; t = stack.pop()) {
    if (t.kind === "slot") slots.add(t.slot);
    if (t.kind === "element") for (let i = 0; i < t.size; i++) slots.add(t.base + i);
    stack.push(...termParts(t));
  }
  return slots;
}
