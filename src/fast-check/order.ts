// The order in which tasks come, as numbers: a scheduler of fast-check takes its picks from them instead of from a random
// generator. So an order shrinks like any list: where the numbers are 0, or at an end, the task that waits longest comes, and
// a counterexample is left with the few picks that matter.

import * as fc from "fast-check";
import { TooLong } from "./patience.ts";

/** Picks of a run; after them whoever waits longest comes first. */
const MOST_PICKS = 200;

/** Tasks of a run: who has more goes on for ever. */
const MOST_TASKS = 10_000;

/** Orders of tasks. */
export function orders(): fc.Arbitrary<readonly number[]> {
  return fc.noBias(fc.array(fc.nat({ max: 255 }), { maxLength: MOST_PICKS, size: "max" }));
}

/** A scheduler that lets tasks come in this order; for one that has too many it throws a TooLong. */
export function schedulerOf(order: readonly number[]): fc.Scheduler {
  return fc.scheduler().generate(new Picks(order), undefined).value;
}

type Generator = ConstructorParameters<typeof fc.Random>[0];

/** A source of numbers that nobody asks. */
const NOTHING: unknown = { clone: () => NOTHING, next: () => 0, jump: () => NOTHING };

/** Numbers from a list. */
class Picks extends fc.Random {
  readonly #order: readonly number[];
  #next = 0;

  constructor(order: readonly number[]) {
    super(NOTHING as Generator);
    this.#order = order;
  }

  override clone(): Picks {
    return new Picks(this.#order);
  }

  override nextInt(min = 0, max = 0): number {
    const pick = this.#order[this.#next] ?? 0;
    this.#next++;
    if (this.#next > MOST_TASKS) {
      const help = "Work that is repeated for ever must not be given to the scheduler.";
      throw new TooLong(`it never comes to rest, after ${MOST_TASKS} tasks. ${help}`);
    }
    return min + (pick % (max - min + 1));
  }
}
