// The control block of an exploration by several threads: 32-bit words that all share. One thread leads: it publishes
// batches of states, which all take chunks of, and takes what was new out of them in order. Up to two batches are
// in flight: while the leader takes out one, the others work on the next. Threads sleep on `phase` where there is
// nothing to do for long, and look again and again where it is not long.

import { Bug } from "../base/bug.ts";
import { FLIGHT, type MachineModules } from "../model/machine-code.ts";
import type { Tag } from "./shared-table.ts";

/** Words at the head. */
const HEAD = {
  /** Changes when there is something to do. */
  phase: 0,
  /** What: see PHASES. */
  what: 1,
  /** How many threads are not done yet. */
  pending: 2,
  /** Set to 1 by a thread whose memory is full, to 2 by one that failed. */
  failed: 3,
  /** How many threads have started. */
  started: 4,
  /** How many batches of the phase were published, and how many there will be: -1 while nobody knows. */
  published: 5,
  total: 6,
  /** 1 while the leader wants all tables for itself. */
  stop: 7,
} as const;
const HEAD_WORDS = 16;

/** What a thread does in a phase. */
export const PHASES = { expand: 1, stop: 2 } as const;

/** Words of each thread; `inside`: is it inserting into a table. */
export const PART = { transitions: 0, noted: 1, inside: 2 } as const;
const PARTS = 16;

/** Words of each shard: homes of its table, entries (or a few more), how many of them are allowed. */
const SHARD = { size: 0, entries: 1, most: 2 } as const;
const SHARD_WORDS = 4;

/** Words of a batch: its next chunk (see ticket), how many are done, the number of its first state, how many states, how many in a chunk. */
const BATCH = { next: 0, done: 1, first: 2, count: 3, chunk: 4 } as const;
const BATCH_HEAD = 16;

/** How often a thread looks before it sleeps, some milliseconds within a phase: who sleeps may come back milliseconds late. */
const SPINS = { within: 500_000, between: 20_000 } as const;
/** How often it looks where it also has other things to look for. */
const GLANCES = 50;
const PATIENCE_SECONDS = 600;

/** States of a batch. */
export interface Batch {
  /** The number of the first. */
  readonly first: number;
  readonly count: number;
  /** How many are in a chunk. */
  readonly chunk: number;
}

/** The control block with its words by name. */
export class Control {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #shards: number;
  readonly #batches: number;
  readonly #tables: number;
  readonly #workers: number;

  /** Without `shared`, a new one. */
  constructor({ division: { shards, workers } }: MachineModules, shared?: SharedArrayBuffer) {
    this.#shards = shards;
    this.#workers = workers;
    this.#batches = HEAD_WORDS + workers * PARTS;
    this.#tables = this.#batches + FLIGHT.batches * this.#batchWords;
    this.shared = shared ?? new SharedArrayBuffer((this.#tables + shards * SHARD_WORDS) * 4);
    this.#words = new Int32Array(this.shared);
  }

  part(worker: number, word: number): number {
    return this.#words[HEAD_WORDS + worker * PARTS + word] as number;
  }

  setPart(worker: number, word: number, value: number): void {
    this.#words[HEAD_WORDS + worker * PARTS + word] = value;
  }

  /** Homes of a shard's table. */
  size(shard: number): number {
    return Atomics.load(this.#words, this.#shardAt(shard) + SHARD.size);
  }

  /** The leader made a table of so many homes, for at most so many entries. */
  setSize(shard: number, size: number, most: number): void {
    Atomics.store(this.#words, this.#shardAt(shard) + SHARD.most, most);
    Atomics.store(this.#words, this.#shardAt(shard) + SHARD.size, size);
  }

  /** Entries of a shard's table; a few more while what was found twice is not sorted out. */
  entries(shard: number): number {
    return Atomics.load(this.#words, this.#shardAt(shard) + SHARD.entries);
  }

  addEntries(shard: number, more: number): void {
    Atomics.add(this.#words, this.#shardAt(shard) + SHARD.entries, more);
  }

  /** Has a shard's table room for so many entries of each thread. */
  hasRoom(shard: number, more: number): boolean {
    const most = Atomics.load(this.#words, this.#shardAt(shard) + SHARD.most);
    return this.entries(shard) + more * this.#workers <= most;
  }

  /** Tries to begin to insert: false where the leader wants the tables for itself, or there is no room. */
  enter(worker: number, shard: number, more: number): boolean {
    const inside = HEAD_WORDS + worker * PARTS + PART.inside;
    Atomics.store(this.#words, inside, 1);
    if (Atomics.load(this.#words, HEAD.stop) === 0 && this.hasRoom(shard, more)) return true;
    Atomics.store(this.#words, inside, 0);
    return false;
  }

  /** The end of what `enter` began. */
  leave(worker: number): void {
    Atomics.store(this.#words, HEAD_WORDS + worker * PARTS + PART.inside, 0);
  }

  /** Does something while no other thread inserts. */
  alone(work: () => void): void {
    Atomics.store(this.#words, HEAD.stop, 1);
    for (let worker = 0; worker < this.#workers; worker++) {
      const inside = HEAD_WORDS + worker * PARTS + PART.inside;
      while (Atomics.load(this.#words, inside) !== 0);
    }
    try {
      work();
    } finally {
      Atomics.store(this.#words, HEAD.stop, 0);
    }
  }

  /** Waits a moment for the leader to be done with the tables. */
  rest(): void {
    for (let spin = 0; spin < GLANCES; spin++) {
      if (Atomics.load(this.#words, HEAD.stop) === 0) return;
    }
  }

  /** What the threads are to do. */
  get what(): number {
    return Atomics.load(this.#words, HEAD.what);
  }

  get phase(): number {
    return Atomics.load(this.#words, HEAD.phase);
  }

  /** 1 where a thread's memory is full, 2 where one failed. */
  get failed(): number {
    return Atomics.load(this.#words, HEAD.failed);
  }

  set failed(how: number) {
    Atomics.store(this.#words, HEAD.failed, how);
  }

  /** Starts a phase of so many threads beside the one that leads; without any, nobody is woken. */
  begin(what: number, threads: number): void {
    Atomics.store(this.#words, HEAD.published, 0);
    Atomics.store(this.#words, HEAD.total, -1);
    if (threads === 0) return;
    Atomics.store(this.#words, HEAD.what, what);
    Atomics.store(this.#words, HEAD.pending, threads);
    Atomics.add(this.#words, HEAD.phase, 1);
    Atomics.notify(this.#words, HEAD.phase);
  }

  /** Publishes the next batch of the phase. */
  publish(batch: number, { first, count, chunk }: Batch): void {
    const at = this.#batchAt(batch);
    this.#words[at + BATCH.first] = first;
    this.#words[at + BATCH.count] = count;
    this.#words[at + BATCH.chunk] = chunk;
    Atomics.store(this.#words, at + BATCH.done, 0);
    Atomics.store(this.#words, at + BATCH.next, ticket(batch, Math.ceil(count / chunk)));
    Atomics.store(this.#words, HEAD.published, batch + 1);
    Atomics.notify(this.#words, HEAD.published);
  }

  /** Says that there are no more batches. */
  endBatches(total: number): void {
    Atomics.store(this.#words, HEAD.total, total);
  }

  /** Waits until the batch is published; false where there is none, or a thread has failed. */
  awaitBatch(batch: number): boolean {
    for (let spin = 0; ; spin++) {
      if (this.failed !== 0) return false;
      if (Atomics.load(this.#words, HEAD.published) > batch) return true;
      if (Atomics.load(this.#words, HEAD.total) === batch) return false;
      if (spin > SPINS.within) Atomics.wait(this.#words, HEAD.published, batch, 1);
    }
  }

  /** The states of a batch. */
  batch(batch: number): Batch {
    const at = this.#batchAt(batch);
    return {
      first: this.#words[at + BATCH.first] as number,
      count: this.#words[at + BATCH.count] as number,
      chunk: this.#words[at + BATCH.chunk] as number,
    };
  }

  /** Takes the next chunk; undefined where all are taken, even long ago. */
  take(batch: number, worker: number): number | undefined {
    const word = this.#batchAt(batch) + BATCH.next;
    for (;;) {
      const drawn = Atomics.load(this.#words, word);
      const left = drawn - ticket(batch, 0);
      if (left <= 0 || left > FLIGHT.chunks) return undefined;
      if (Atomics.compareExchange(this.#words, word, drawn, drawn - 1) !== drawn) continue;
      const chunk = this.chunks(batch) - left;
      this.#words[this.#chunkAt(batch, chunk)] = worker;
      return chunk;
    }
  }

  /** How many chunks a batch has. */
  chunks(batch: number): number {
    const { count, chunk } = this.batch(batch);
    return Math.ceil(count / chunk);
  }

  /** Are all chunks of a batch done. */
  isDone(batch: number): boolean {
    return Atomics.load(this.#words, this.#batchAt(batch) + BATCH.done) >= this.chunks(batch);
  }

  /** A chunk is done. */
  chunkDone(batch: number): void {
    Atomics.add(this.#words, this.#batchAt(batch) + BATCH.done, 1);
  }

  /** Waits until all chunks of a batch are done, or a thread has failed; meanwhile calls `serve`. */
  awaitChunks(batch: number, serve: () => void): void {
    const word = this.#batchAt(batch) + BATCH.done;
    const chunks = this.chunks(batch);
    for (let spin = 0; this.failed === 0; spin++) {
      const done = Atomics.load(this.#words, word);
      if (done >= chunks) return;
      if ((spin & 63) === 0) serve();
      if (spin > SPINS.within) Atomics.wait(this.#words, word, done, 1);
      if (spin > SPINS.within + PATIENCE_SECONDS * 1000) throw new Bug("a thread does not answer");
    }
  }

  /** Which worker took the chunk. */
  owner(batch: number, chunk: number): number {
    return this.#words[this.#chunkAt(batch, chunk)] as number;
  }

  /** Where in its owner's list of a shard the new states of a chunk stand, and how many there are. */
  news(batch: number, chunk: number, shard: number): News {
    const at = this.#chunkAt(batch, chunk) + 1 + shard * 2;
    return { first: this.#words[at] as number, count: this.#words[at + 1] as number };
  }

  setNews(batch: number, chunk: number, news: readonly News[]): void {
    const at = this.#chunkAt(batch, chunk) + 1;
    for (const [shard, { first, count }] of news.entries()) {
      this.#words[at + shard * 2] = first;
      this.#words[at + shard * 2 + 1] = count;
    }
  }

  /** Waits until all threads are done with the phase. */
  finish(): void {
    for (let waits = 0; waits <= PATIENCE_SECONDS; ) {
      const pending = Atomics.load(this.#words, HEAD.pending);
      if (pending === 0) return;
      if (this.#waitWhile(HEAD.pending, pending, 1000) === "timed-out") waits++;
    }
    throw new Bug("a thread of the exploration does not answer");
  }

  /** Waits for the phase after this one. */
  awaitPhase(phase: number): void {
    this.#waitWhile(HEAD.phase, phase, Number.POSITIVE_INFINITY);
  }

  /** Have so many threads started. */
  haveStarted(threads: number): boolean {
    return Atomics.load(this.#words, HEAD.started) >= threads;
  }

  /** Waits until so many threads have started. */
  awaitStart(threads: number): void {
    for (let waits = 0; !this.haveStarted(threads); waits++) {
      if (waits > PATIENCE_SECONDS) throw new Bug("the threads did not start");
      const started = Atomics.load(this.#words, HEAD.started);
      if (started < threads) Atomics.wait(this.#words, HEAD.started, started, 1000);
    }
  }

  /** One thread has started. */
  start(): void {
    Atomics.add(this.#words, HEAD.started, 1);
    Atomics.notify(this.#words, HEAD.started);
  }

  /** One thread is done. */
  done(): void {
    Atomics.sub(this.#words, HEAD.pending, 1);
    Atomics.notify(this.#words, HEAD.pending);
  }

  /** Waits until the word is not the value any more: looks a while, then sleeps. */
  #waitWhile(word: number, value: number, milliseconds: number): string {
    for (let spin = 0; spin < SPINS.between; spin++) {
      if (Atomics.load(this.#words, word) !== value) return "ok";
    }
    let answer = "ok";
    while (answer !== "timed-out" && Atomics.load(this.#words, word) === value) {
      answer = Atomics.wait(this.#words, word, value, milliseconds);
    }
    return answer;
  }

  get #chunkWords(): number {
    return 1 + this.#shards * 2;
  }

  get #batchWords(): number {
    return BATCH_HEAD + FLIGHT.chunks * this.#chunkWords;
  }

  #shardAt(shard: number): number {
    return this.#tables + shard * SHARD_WORDS;
  }

  #batchAt(batch: number): number {
    return this.#batches + (batch % FLIGHT.batches) * this.#batchWords;
  }

  #chunkAt(batch: number, chunk: number): number {
    return this.#batchAt(batch) + BATCH_HEAD + chunk * this.#chunkWords;
  }
}

/** A batch and how many of its chunks are left: who comes late must not take one of the batch that has its block now. */
function ticket(batch: number, left: number): number {
  return batch * (FLIGHT.chunks + 1) + left;
}

/** A part of a worker's list of new states. */
export interface News {
  readonly first: number;
  readonly count: number;
}

/** Tag 0 is of entries whose batch is done; then come those of the batches in flight, chunk by chunk. */
export function tagOf(batch: number, chunk: number): Tag {
  const number = (of: number, c: number) => 1 + (of % FLIGHT.batches) * FLIGHT.chunks + c;
  let later = 0;
  for (let c = chunk + 1; c < FLIGHT.chunks; c++) later |= 1 << number(batch, c);
  // Two batches are in flight, so entries of three may be met while this one is: the one before, itself and the next.
  for (let c = 0; c < FLIGHT.chunks; c++) later |= 1 << number(batch + 1, c);
  return { tag: number(batch, chunk), later };
}
