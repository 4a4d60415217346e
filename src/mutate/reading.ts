// The states of a mutant as states of the original: slot by slot, as they correspond.

import type { Outcome } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { State } from "../model/stepper.ts";
import type { Correspondence } from "./correspondence.ts";

/** A program with its whole space. */
export interface Explored {
  readonly program: Program;
  readonly outcome: Outcome;
}

/** See the head of this file. */
export class Reading {
  readonly #original: Explored;
  readonly #mutant: Explored;
  readonly #by: Correspondence;

  constructor(original: Explored, mutant: Explored, by: Correspondence) {
    this.#original = original;
    this.#mutant = mutant;
    this.#by = by;
  }

  /** By state of the mutant: the original's number of it, or -1. */
  states(): Int32Array {
    const { from, values } = this.#by;
    const { space } = this.#mutant.outcome;
    const numbers = new Int32Array(space.count);
    const theirs = new Int32Array(this.#mutant.program.slots.length);
    const own = this.#original.program.initial.map(values => values[0] ?? 0);
    const mine = new Int32Array(own.length);
    for (let state = 0; state < space.count; state++) {
      space.read(state, theirs);
      for (const [slot, at] of from.entries()) {
        const value = at < 0 ? (own[slot] as number) : (theirs[at] as number);
        mine[slot] = values[slot]?.[value] ?? value;
      }
      numbers[state] = this.#find(mine);
    }
    return numbers;
  }

  /** No slot that only one side has ever changes. */
  get isFaithful(): boolean {
    const { from } = this.#by;
    const kept = new Set(from);
    const mine = from.flatMap((at, slot) => (at < 0 ? [slot] : []));
    const theirs = this.#mutant.program.slots.flatMap((_, slot) => (kept.has(slot) ? [] : [slot]));
    return isConstant(this.#original, mine) && isConstant(this.#mutant, theirs);
  }

  #find(state: State): number {
    const { slots } = this.#original.program;
    const inside = slots.every(({ low, high }, i) => {
      const value = state[i] as number;
      return value >= low && value <= high;
    });
    return inside ? this.#original.outcome.space.find(state) : -1;
  }
}

function isConstant({ program, outcome }: Explored, slots: readonly number[]): boolean {
  if (slots.length === 0) return true;
  const state = new Int32Array(program.slots.length);
  outcome.space.read(0, state);
  const first = slots.map(slot => state[slot]);
  for (let at = 1; at < outcome.space.count; at++) {
    outcome.space.read(at, state);
    if (slots.some((slot, i) => state[slot] !== first[i])) return false;
  }
  return true;
}
