// How a random run picks its next action out of those that can happen. A strategy sees commands only: two actions of one command
// that differ in their choice are two entries of the same command. Each is one small file behind this interface, and
// is given random numbers and nothing else, so a seed means the same run with every engine.

import type { Rng } from "../../base/rng.ts";

/** Picks what happens next. */
export interface Strategy {
  /** A run begins, of at most `depth` steps. */
  begin(random: Rng, depth: number): void;
  /** The index of one of the first `count` commands, which can happen now; there is at least one. */
  choose(commands: Int32Array, count: number): number;
}
