// The checkpoints of one exploration: when the next one is due, what is remembered of one that could not be kept, and how the
// states of the last one come back into tables and log.

import { Bug } from "../base/bug.ts";
import type { Checkpoint, Piece, Standing } from "../model/checkpoint.ts";
import type { Outcome } from "../model/outcome.ts";
import { type Fleet, SEEDS } from "./fleet.ts";
import type { StateLog } from "./state-log.ts";

/** An exploration that can be kept. */
export interface Keepable {
  readonly log: StateLog;
  readonly standing: () => Standing;
}

/** See the head of this file. Where nothing is kept, none of it does anything. */
export class Checkpoints {
  readonly #keep: Checkpoint | undefined;
  readonly #now: () => number;
  /** When the time to the next one began. */
  #since: number;
  /** How many states the last one has. */
  #states = 0;
  #unkept: Outcome["unkept"];

  /** `now`: milliseconds of a steady clock. */
  constructor(keep: Checkpoint | undefined, now: () => number) {
    this.#keep = keep;
    this.#now = now;
    this.#since = keep ? now() : 0;
  }

  /** Why the last one could not be kept. */
  get unkept(): Outcome["unkept"] {
    return this.#unkept;
  }

  /** Keeps one where it is time for it. */
  keepWhenDue(exploration: Keepable): void {
    if (!this.#keep || this.#now() - this.#since < this.#keep.seconds * 1000) return;
    this.keep(exploration);
    this.wait();
  }

  keep({ log, standing }: Keepable): void {
    if (!this.#keep) return;
    const newer = standing();
    try {
      this.#keep.save(newer, from => log.piece(from));
      this.#unkept = undefined;
      this.#states = newer.count;
    } catch (error) {
      // The exploration is worth more than its checkpoint; the next one is tried again.
      const why = error instanceof Error ? error.message : String(error);
      this.#unkept = { why, states: this.#states };
    }
  }

  /** Where a run before stood, its states taken in order; undefined where there was none. */
  load(take: (piece: Piece) => void): Standing | undefined {
    const standing = this.#keep?.load(take);
    if (standing) this.#states = standing.count;
    return standing;
  }

  /** From now on it takes the whole time until the next one is due. */
  wait(): void {
    this.#since = this.#now();
  }
}

/** Puts states that were kept, `words` each, back into the tables and the log. */
export function restore(
  { states, origins }: Piece,
  into: { readonly fleet: Fleet; readonly log: StateLog; readonly words: number },
): void {
  const { fleet, log, words } = into;
  const size = words + 2;
  for (let at = 0; at < origins.length; at += SEEDS) {
    const count = Math.min(SEEDS, origins.length - at);
    const records = new Int32Array(count * size);
    const pairs = new Int32Array(count * 2);
    for (let i = 0; i < count; i++) {
      const state = states.subarray((at + i) * words, (at + i + 1) * words);
      records.set(state, i * size);
      // The order of origins is the order of the list, so shards keep it.
      records[i * size + words + 1] = i;
      pairs[i * 2 + 1] = origins[at + i] as number;
    }
    if (fleet.restore(records) !== count) throw new Bug("a checkpoint holds a state twice");
    log.take({ count, states: states.subarray(at * words), origins: pairs });
  }
}
