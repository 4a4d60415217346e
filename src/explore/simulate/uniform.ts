// All actions that can happen are equally likely.

import { Bug } from "../../base/bug.ts";
import type { Rng } from "../../base/rng.ts";
import type { Strategy } from "./strategy.ts";

/** See the head of this file. */
export class Uniform implements Strategy {
  #random: Rng = { below: () => unbegun() };

  begin(random: Rng): void {
    this.#random = random;
  }

  choose(_commands: Int32Array, count: number): number {
    return this.#random.below(count);
  }
}

/** Stands in for random numbers before the first run. */
export function unbegun(): never {
  throw new Bug("a strategy was asked before a run began");
}
