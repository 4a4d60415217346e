// What is known of the values that a term reads at its place in an action, and which of them C's int and SPIN can hold.

import { type Interval, intervalOf as intervalIn, WORD } from "../../model/interval.ts";
import type { Slot, Term } from "../../model/program.ts";

/** What the domains are: of slots as declared, of temporaries as the action has stored so far. */
export interface Domains {
  readonly slots: readonly Slot[];
  readonly temps: ReadonlyMap<number, Interval>;
  /** What is known beyond that at the place of the term: of slots (not `old`) by number, of temporaries by `tempFact`. */
  readonly facts?: ReadonlyMap<number, Interval> | undefined;
}

const ZERO: Interval = { low: 0, high: 0 };

/** The key of a temporary among the facts. */
export function tempFact(temp: number): number {
  return -1 - temp;
}

/** Can SPIN read every value between: of those that C's int holds all but the least. */
export function readable({ low, high }: Interval): boolean {
  return low > WORD.low && high <= WORD.high;
}

/** The values that the term may have. */
export function intervalOf(term: Term, { slots, temps, facts }: Domains): Interval {
  return intervalIn(term, {
    slot: (slot, old) => (old ? undefined : facts?.get(slot)) ?? slots[slot] ?? WORD,
    param: () => WORD,
    temp: temp => facts?.get(tempFact(temp)) ?? temps.get(temp) ?? ZERO,
  });
}
