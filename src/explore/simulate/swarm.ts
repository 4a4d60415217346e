// Each run does without some of what the outside may do: every trigger, timeout, refusal and fault is switched off with a
// probability of one half, and the rest is drawn uniformly. What disturbs a bug is then often away, and what is left
// happens more often (Groce, Zhang, Eide, Chen, Regehr: Swarm testing, 2012). Where nothing else can happen, what is off
// happens all the same: no run is thrown away for it.

import type { Rng } from "../../base/rng.ts";
import type { Program } from "../../model/program.ts";
import type { Strategy } from "./strategy.ts";
import { unbegun } from "./uniform.ts";

/** See the head of this file. */
export class Swarm implements Strategy {
  /** By command: the number of what can be switched off, or -1. */
  readonly #features: Int32Array;
  readonly #off: Uint8Array;
  #random: Rng = { below: () => unbegun() };

  constructor({ commands }: Pick<Program, "commands">) {
    const numbers = new Map<string, number>();
    this.#features = Int32Array.from(commands, ({ kind, cause, name }) => {
      if (kind === "own" || kind === "message") return -1;
      const key = kind === "trigger" ? `trigger ${cause}` : `${kind} ${name}`;
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      return numbers.get(key) ?? -1;
    });
    this.#off = new Uint8Array(numbers.size);
  }

  begin(random: Rng): void {
    this.#random = random;
    for (let i = 0; i < this.#off.length; i++) this.#off[i] = random.below(2);
  }

  choose(commands: Int32Array, count: number): number {
    let many = 0;
    for (let i = 0; i < count; i++) if (this.#isOn(commands[i] as number)) many++;
    let rest = this.#random.below(many === 0 ? count : many);
    if (many === 0) return rest;
    for (let i = 0; i < count; i++) {
      if (!this.#isOn(commands[i] as number)) continue;
      if (rest === 0) return i;
      rest--;
    }
    return 0;
  }

  #isOn(command: number): boolean {
    const feature = this.#features[command] as number;
    return feature < 0 || this.#off[feature] === 0;
  }
}
