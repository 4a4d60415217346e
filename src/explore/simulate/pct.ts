// Few preemptions: every actor gets a random priority, and the one with the highest that can act does, until at one of a few
// random steps the actor that would be next falls below all others. A bug that needs d actors or events in a certain order is met
// with a probability of at least 1 / (n k^(d-1)) for n actors and k steps (Burckhardt, Kothari, Musuvathi, Nagarakatte: A
// randomized scheduler with probabilistic guarantees of finding bugs, 2010). Here d and k are drawn for each run, and
// the outside (triggers, faults) is made of actors too.

import type { Rng } from "../../base/rng.ts";
import type { Program } from "../../model/program.ts";
import { type Actors, actorsOf } from "./actors.ts";
import type { Strategy } from "./strategy.ts";
import { unbegun } from "./uniform.ts";

/** At most so many times in a run somebody falls back. */
const MOST_CHANGES = 4;

/** See the head of this file. */
export class Pct implements Strategy {
  readonly #actors: Actors;
  /** By actor; the highest acts. */
  readonly #priorities: Int32Array;
  /** The steps at which somebody falls back. */
  readonly #changes = new Int32Array(MOST_CHANGES);
  #changed = 0;
  #lowest = 0;
  #step = 0;
  #random: Rng = { below: () => unbegun() };

  constructor(program: Pick<Program, "commands">) {
    this.#actors = actorsOf(program);
    this.#priorities = new Int32Array(this.#actors.count);
  }

  begin(random: Rng, depth: number): void {
    this.#random = random;
    this.#step = 0;
    this.#lowest = 0;
    shuffle(this.#priorities, random);
    this.#changed = random.below(MOST_CHANGES + 1);
    const steps = 1 + random.below(Math.max(depth, 1));
    for (let i = 0; i < this.#changed; i++) this.#changes[i] = random.below(steps);
  }

  choose(commands: Int32Array, count: number): number {
    let best = this.#best(commands, count);
    for (let i = 0; i < this.#changed; i++) {
      if (this.#changes[i] !== this.#step) continue;
      this.#lowest--;
      this.#priorities[best] = this.#lowest;
      best = this.#best(commands, count);
    }
    this.#step++;
    return this.#oneOf(best, commands, count);
  }

  /** The actor whose turn it is. */
  #best(commands: Int32Array, count: number): number {
    const { of } = this.#actors;
    let best = of[commands[0] as number] as number;
    for (let i = 1; i < count; i++) {
      const actor = of[commands[i] as number] as number;
      if ((this.#priorities[actor] as number) > (this.#priorities[best] as number)) best = actor;
    }
    return best;
  }

  /** What the actor does is drawn uniformly. */
  #oneOf(actor: number, commands: Int32Array, count: number): number {
    const { of } = this.#actors;
    let many = 0;
    for (let i = 0; i < count; i++) if (of[commands[i] as number] === actor) many++;
    let rest = this.#random.below(many);
    for (let i = 0; i < count; i++) {
      if (of[commands[i] as number] !== actor) continue;
      if (rest === 0) return i;
      rest--;
    }
    return 0;
  }
}

/** The numbers from 1 on in random order. */
function shuffle(into: Int32Array, random: Rng): void {
  for (let i = 0; i < into.length; i++) {
    const other = random.below(i + 1);
    into[i] = into[other] as number;
    into[other] = i + 1;
  }
}
