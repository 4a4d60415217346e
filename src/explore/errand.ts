// A part of the work of growing a table that another thread may do: offered by the thread that leads while nobody inserts,
// taken by whoever waits for the table, or taken back. One at a time.

import type { Span } from "./shared-table.ts";

/** Entries of a shard's table, which now has so many homes, are to be settled. */
export interface Move extends Span {
  readonly shard: number;
  readonly size: number;
}

/** What becomes of an offer. */
const STAGE = { none: 0, offered: 1, taken: 2, done: 3 } as const;
const WORD = {
  stage: 0,
  worker: 1,
  strays: 2,
  shard: 3,
  size: 4,
  from: 5,
  until: 6,
  low: 7,
} as const;

/** Words that all threads share. */
export class Errand {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;

  /** Without `shared`, a new one. */
  constructor(shared?: SharedArrayBuffer) {
    this.shared = shared ?? new SharedArrayBuffer(Object.keys(WORD).length * 4);
    this.#words = new Int32Array(this.shared);
  }

  /** Offers it to whoever comes first. */
  offer({ shard, size, from, until, low }: Move): void {
    const words = this.#words;
    words[WORD.shard] = shard;
    words[WORD.size] = size;
    words[WORD.from] = from;
    words[WORD.until] = until;
    words[WORD.low] = low;
    Atomics.store(words, WORD.stage, STAGE.offered);
  }

  /** What is offered, for this worker only from now on; undefined where nothing is. */
  take(worker: number): Move | undefined {
    const words = this.#words;
    if (!this.#pass(STAGE.offered, STAGE.taken)) return undefined;
    words[WORD.worker] = worker;
    return {
      shard: words[WORD.shard] as number,
      size: (words[WORD.size] as number) >>> 0,
      from: (words[WORD.from] as number) >>> 0,
      until: (words[WORD.until] as number) >>> 0,
      low: (words[WORD.low] as number) >>> 0,
    };
  }

  /** Who took it has done it: where its strays end. */
  done(strays: number): void {
    this.#words[WORD.strays] = strays;
    Atomics.store(this.#words, WORD.stage, STAGE.done);
  }

  /** Takes the offer back; false where somebody has it. */
  retract(): boolean {
    return this.#pass(STAGE.offered, STAGE.none);
  }

  /** Waits until it is done: by which worker, and where its strays end; 0 where it never will be, because a thread has failed. */
  await(failed: () => boolean): { readonly worker: number; readonly strays: number } {
    while (Atomics.load(this.#words, WORD.stage) !== STAGE.done) {
      if (failed()) return { worker: 0, strays: 0 };
    }
    Atomics.store(this.#words, WORD.stage, STAGE.none);
    const [, worker, strays] = this.#words as unknown as readonly [number, number, number];
    return { worker, strays: strays >>> 0 };
  }

  #pass(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, WORD.stage, from, to) === from;
  }
}
