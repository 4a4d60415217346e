// The control block of an exploration by several threads: 32-bit words that all share. The threads sleep on
// `phase` and the one that leads on `pending`; each writes only its own part and the counts of its shards.

import type { MachineModules } from "../model/machine-code.ts";
import type { Room } from "./machine.ts";

/** Words at the head. */
export const CONTROL = {
  /** Changes when there is something to do. */
  phase: 0,
  /** What: see PHASES. */
  what: 1,
  /** How many threads are not done yet. */
  pending: 2,
  /** Set to 1 by a thread whose memory is full, to 2 by one that failed. */
  failed: 3,
  /** Pages of 64 KiB that tables may still grow by, all threads together. */
  room: 4,
  /** How many threads have started. */
  started: 5,
} as const;

const HEAD = 8;

/** What a thread does in a phase. */
export const PHASES = { expand: 1, insert: 2, stop: 3 } as const;

/** Words of each thread: its states and the number of the first; what it counted and noted; what it sends to each shard. */
export const PART = { count: 0, from: 1, transitions: 2, noted: 3, pages: 4, sent: 5 } as const;

const PAGE = 65_536;
/** How often a thread looks before it sleeps. */
const SPINS = 20_000;
const START_SECONDS = 60;

/** The control block with its words by name. */
export class Control {
  readonly words: Int32Array;
  readonly shared: SharedArrayBuffer;
  readonly #modules: MachineModules;

  /** Without `shared`, a new one. */
  constructor(modules: MachineModules, shared?: SharedArrayBuffer) {
    const { shards, workers } = modules.division;
    this.#modules = modules;
    this.shared =
      shared ?? new SharedArrayBuffer((HEAD + workers * (PART.sent + shards) + shards) * 4);
    this.words = new Int32Array(this.shared);
  }

  /** A word of a thread; for `sent` plus the shard. */
  part(worker: number, word: number): number {
    return this.words[this.#place(worker, word)] as number;
  }

  setPart(worker: number, word: number, value: number): void {
    this.words[this.#place(worker, word)] = value;
  }

  /** How many states were new in a shard. */
  fresh(shard: number): number {
    return this.words[this.#freshPlace(shard)] as number;
  }

  setFresh(shard: number, count: number): void {
    this.words[this.#freshPlace(shard)] = count;
  }

  /** What a thread sends to the shards. */
  tell(worker: number, sent: readonly number[]): void {
    for (let s = 0; s < this.#modules.division.shards; s++) {
      this.setPart(worker, PART.sent + s, sent[s] ?? 0);
    }
  }

  /** Starts a phase of so many threads. */
  begin(what: number, threads: number): void {
    this.words[CONTROL.what] = what;
    Atomics.store(this.words, CONTROL.pending, threads);
    Atomics.add(this.words, CONTROL.phase, 1);
    Atomics.notify(this.words, CONTROL.phase);
  }

  /** Waits until all threads are done. */
  finish(): void {
    for (;;) {
      const pending = Atomics.load(this.words, CONTROL.pending);
      if (pending === 0) return;
      this.waitWhile(CONTROL.pending, pending);
    }
  }

  /** Waits until so many threads have started; false where they do not. */
  awaitStart(threads: number): boolean {
    for (let waits = 0; waits < START_SECONDS; waits++) {
      const started = Atomics.load(this.words, CONTROL.started);
      if (started >= threads) return true;
      Atomics.wait(this.words, CONTROL.started, started, 1000);
    }
    return Atomics.load(this.words, CONTROL.started) >= threads;
  }

  /** One thread has started. */
  start(): void {
    Atomics.add(this.words, CONTROL.started, 1);
    Atomics.notify(this.words, CONTROL.started);
  }

  /** One thread is done. */
  done(): void {
    Atomics.sub(this.words, CONTROL.pending, 1);
    Atomics.notify(this.words, CONTROL.pending);
  }

  /** Waits until the word is not the value any more. */
  waitWhile(word: number, value: number): void {
    for (let spin = 0; spin < SPINS; spin++) {
      if (Atomics.load(this.words, word) !== value) return;
    }
    while (Atomics.load(this.words, word) === value) Atomics.wait(this.words, word, value);
  }

  /** How many bytes tables may grow by from now on. */
  allow(bytes: number): void {
    this.words[CONTROL.room] = Math.min(2 ** 30, Math.max(0, Math.floor(bytes / PAGE)));
  }

  /** Takes from what is allowed. */
  readonly room: Room = bytes => {
    const pages = Math.ceil(bytes / PAGE);
    return Atomics.sub(this.words, CONTROL.room, pages) >= pages;
  };

  #place(worker: number, word: number): number {
    return HEAD + worker * (PART.sent + this.#modules.division.shards) + word;
  }

  #freshPlace(shard: number): number {
    return this.#place(this.#modules.division.workers, shard);
  }
}
