// The truth of terms in states by number, for who asks it of all states of a large space. Of a state only the slots are
// read that the term reads, and what the term says of their values is kept.

import type { Space } from "../model/outcome.ts";
import type { Slot, Term } from "../model/program.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import { cutTerm, KeptTerm, MOST_KEPT, slotsOf } from "./kept-term.ts";

/**
 * By term, its truth by the number of the state; a term without a value is false. `most`: combinations of values that are
 * kept of a term, or of a part of it.
 */
export function truthsIn(
  space: Space,
  interpreter: Interpreter,
  most: number = MOST_KEPT,
): (term: Term) => (state: number) => boolean {
  return term => {
    const truth = new Truth(space, interpreter, term, most);
    return state => truth.at(state);
  };
}

class Truth {
  readonly #space: Space;
  readonly #interpreter: Interpreter;
  readonly #term: Term;
  readonly #slots: Int32Array;
  /** The values of the slots, and behind them those of the parts. */
  readonly #state: State;
  readonly #first: number;
  readonly #parts: readonly KeptTerm[];
  /** What reads the parts; undefined where the only part is the term. */
  readonly #rest: Term | undefined;

  constructor(space: Space, interpreter: Interpreter, term: Term, most: number) {
    const { slots } = interpreter.program;
    const { parts, rest } = cutTerm(term, slots, most);
    const isWhole = parts[0] === term;
    this.#space = space;
    this.#interpreter = interpreter;
    this.#term = term;
    this.#slots = Int32Array.from([...slotsOf(term)].sort((a, b) => a - b));
    this.#state = new Int32Array(slots.length + parts.length);
    this.#first = slots.length;
    this.#parts = isWhole ? [this.#keptWhole(slots)] : parts.map(part => this.#kept(part, slots));
    this.#rest = isWhole ? undefined : rest;
  }

  at(number: number): boolean {
    const space = this.#space;
    const state = this.#state;
    if (space.readSlots) space.readSlots(number, this.#slots, state);
    else space.read(number, state);
    for (let i = 0; i < this.#parts.length; i++) {
      const value = (this.#parts[i] as KeptTerm).valueIn(state);
      // It may be a part that the term does not come to.
      if (value === undefined) return this.#isTrue(this.#term);
      state[this.#first + i] = value;
    }
    return this.#rest ? this.#isTrue(this.#rest) : state[this.#first] !== 0;
  }

  #keptWhole(slots: readonly Slot[]): KeptTerm {
    return new KeptTerm(this.#term, slots, () => (this.#isTrue(this.#term) ? 1 : 0));
  }

  #kept(part: Term, slots: readonly Slot[]): KeptTerm {
    return new KeptTerm(part, slots, state => {
      const value = this.#interpreter.evaluate(part, state);
      return typeof value === "number" && value === (value | 0) ? value : undefined;
    });
  }

  #isTrue(term: Term): boolean {
    const value = this.#interpreter.evaluate(term, this.#state);
    return typeof value === "number" && value !== 0;
  }
}
