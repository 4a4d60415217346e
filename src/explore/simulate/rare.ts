// What happened seldom is preferred: the weight of an action is 1 / sqrt(1 + n), where its row was taken n times, in this run
// and in all runs before it that this object picked for. So a row that was never taken is taken as soon as it can be, about.

import type { Rng } from "../../base/rng.ts";
import type { Program } from "../../model/program.ts";
import type { Strategy } from "./strategy.ts";
import { unbegun } from "./uniform.ts";

/** Weights are whole numbers, so that they add up to the same on every machine. */
const HEAVIEST = 1 << 20;

/** See the head of this file. */
export class Rare implements Strategy {
  /** By command: the number of its row and step; commands without a row stand for themselves. */
  readonly #groups: Int32Array;
  readonly #taken: Float64Array;
  #weights = new Int32Array(64);
  #random: Rng = { below: () => unbegun() };

  /** With `like`, what that one picks counts too, and the other way round. */
  constructor({ commands }: Pick<Program, "commands">, like?: Rare) {
    const numbers = new Map<string, number>();
    const keys = commands.map((c, i) => (c.row === undefined ? `c${i}` : `${c.row}/${c.step}`));
    for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
    this.#groups = Int32Array.from(keys, key => numbers.get(key) ?? 0);
    this.#taken = like ? like.#taken : new Float64Array(numbers.size);
  }

  begin(random: Rng): void {
    this.#random = random;
  }

  choose(commands: Int32Array, count: number): number {
    const index = this.#draw(commands, count);
    const group = this.#groups[commands[index] as number] as number;
    this.#taken[group] = (this.#taken[group] as number) + 1;
    return index;
  }

  #draw(commands: Int32Array, count: number): number {
    if (count > this.#weights.length) this.#weights = new Int32Array(count * 2);
    const weights = this.#weights;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const taken = this.#taken[this.#groups[commands[i] as number] as number] as number;
      const weight = Math.max(1, Math.floor(HEAVIEST / Math.sqrt(1 + taken)));
      weights[i] = weight;
      sum += weight;
    }
    let rest = this.#random.below(sum);
    for (let i = 0; i < count - 1; i++) {
      rest -= weights[i] as number;
      if (rest < 0) return i;
    }
    return count - 1;
  }
}
