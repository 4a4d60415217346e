// A part of the work of growing a table that another thread may do: offered by the thread that leads while nobody inserts,
// taken by whoever waits for the table, or taken back. Both lift a part first, then they meet, then each goes on. One at a time.

import type { Part, Span } from "./table-parts.ts";

/** The part in the middle of a shard's table, which now has so many homes. */
export interface Move extends Part {
  readonly shard: number;
  readonly size: number;
}

/** What becomes of an offer. */
const STAGE = { none: 0, offered: 1, taken: 2, done: 3 } as const;
/** `here`: how many of the two have lifted their part. */
const WORDS = [
  ...["stage", "worker", "here", "strays", "shard", "size"],
  ...["from", "until", "to", "low", "end"],
  ...["upperFrom", "upperUntil", "upperLow", "upperEnd"],
] as const;
type Word = (typeof WORDS)[number];

/** Words that all threads share. */
export class Errand {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;

  /** Without `shared`, a new one. */
  constructor(shared?: SharedArrayBuffer) {
    this.shared = shared ?? new SharedArrayBuffer(WORDS.length * 4);
    this.#words = new Int32Array(this.shared);
  }

  /** Offers it to whoever comes first. */
  offer(move: Move): void {
    for (const word of ["shard", "size", "from", "until", "to", "low", "end"] as const) {
      this.#put(word, move[word]);
    }
    this.#put("here", 0);
    Atomics.store(this.#words, at("stage"), STAGE.offered);
  }

  /** What is offered, for this worker only from now on; undefined where nothing is. */
  take(worker: number): Move | undefined {
    if (!this.#pass(STAGE.offered, STAGE.taken)) return undefined;
    this.#put("worker", worker);
    const [shard, size] = [this.#get("shard"), this.#get("size")];
    const [from, until, to] = [this.#get("from"), this.#get("until"), this.#get("to")];
    return { shard, size, from, until, to, low: this.#get("low"), end: this.#get("end") };
  }

  /** The leader has lifted the upper part: false where nobody had taken the offer, which is taken back then. Else waits for the other. */
  meet(upper: Span, failed: () => boolean): boolean {
    this.#put("upperFrom", upper.from);
    this.#put("upperUntil", upper.until);
    this.#put("upperLow", upper.low);
    this.#put("upperEnd", upper.end);
    if (this.#pass(STAGE.offered, STAGE.none)) return false;
    this.#arrive(failed);
    return true;
  }

  /** Who took the errand has lifted its part: waits for the leader; the upper part. */
  join(failed: () => boolean): Span {
    this.#arrive(failed);
    const [from, until] = [this.#get("upperFrom"), this.#get("upperUntil")];
    return { from, until, low: this.#get("upperLow"), end: this.#get("upperEnd") };
  }

  /** Who took it has done it: where its strays end. */
  done(strays: number): void {
    this.#put("strays", strays);
    Atomics.store(this.#words, at("stage"), STAGE.done);
  }

  /** Waits until it is done: by which worker, and where its strays end; 0 where it never will be, because a thread has failed. */
  await(failed: () => boolean): { readonly worker: number; readonly strays: number } {
    while (Atomics.load(this.#words, at("stage")) !== STAGE.done) {
      if (failed()) return { worker: 0, strays: 0 };
    }
    Atomics.store(this.#words, at("stage"), STAGE.none);
    return { worker: this.#get("worker"), strays: this.#get("strays") };
  }

  /** Waits until both are here, or a thread has failed. */
  #arrive(failed: () => boolean): void {
    Atomics.add(this.#words, at("here"), 1);
    while (Atomics.load(this.#words, at("here")) < 2 && !failed());
  }

  #pass(from: number, to: number): boolean {
    return Atomics.compareExchange(this.#words, at("stage"), from, to) === from;
  }

  #put(word: Word, value: number): void {
    this.#words[at(word)] = value;
  }

  #get(word: Word): number {
    return (this.#words[at(word)] as number) >>> 0;
  }
}

function at(word: Word): number {
  return WORDS.indexOf(word);
}
