// An exploration by this thread and others, over tables that all share. The states to expand are published in batches, and
// who is free takes the next chunk of one: expands it and inserts the successors. When a batch is done, this thread keeps
// of what was new what no earlier chunk has (engine/wasm/shared-store.ts) and puts it into the log, chunk after chunk:
// the order in which one thread would have found it. The others are at work on the next batch meanwhile. While they
// start, and where there is little to do, this thread does it alone. Several shards are several memories, for more
// than 4 GiB.

// biome-ignore lint/style/noRestrictedImports: this file starts the workers
import { Worker } from "node:worker_threads";
import { Bug } from "../base/bug.ts";
import type { Memory } from "../base/web-assembly.ts";
import { BATCH, FLIGHT, type MachineCode, recordBytes } from "../model/machine-code.ts";
import { Control, PART, PHASES, tagOf } from "./control.ts";
import { Errand } from "./errand.ts";
import { type Fleet, notesIn } from "./fleet.ts";
import { type LoadedModules, load, MachineFull, type Room } from "./machine.ts";
import { batchSize, inputOf, Member } from "./member.ts";
import { Merge } from "./merge.ts";
import type { Noted } from "./noted.ts";
import { type Crew, freshOf, type Listed, sharedMemory } from "./shared-table.ts";
import type { StateLog } from "./state-log.ts";

/** What a thread is started with. */
export interface PoolTask {
  readonly modules: LoadedModules;
  readonly memories: readonly Memory[];
  readonly control: SharedArrayBuffer;
  readonly errand: SharedArrayBuffer;
  readonly worker: number;
}

/** So many states are found before other threads are started. */
const WORTH_THREADS = 30_000;
/** Less than so many states are not divided. */
const WORTH_DIVIDING = 512;
/** Smaller tables, in bytes, are moved by one thread. */
const WORTH_HELP = 1 << 22;
/** So many batches are published before others are asked whether to go on. */
const BATCHES = 64;

/** Several threads, or several memories, or both. */
export class Pool implements Fleet {
  readonly #modules: LoadedModules;
  readonly #log: StateLog;
  readonly #room: Room;
  readonly #control: Control;
  readonly #errand = new Errand();
  readonly #memories: readonly Memory[];
  readonly #own: Member;
  readonly #merge: Merge;
  #threads: readonly Worker[] = [];
  #transitions = 0;
  /** Of the phase: how many batches were published, and how many of them when a table last grew. */
  #published = 0;
  #moved = 0;
  /** The most states that were in a list. */
  #listed = 0;

  /** `room`: may the tables grow by so many bytes. */
  constructor(code: MachineCode, log: StateLog, room: Room) {
    const modules = load(code.modules);
    this.#modules = modules;
    this.#log = log;
    this.#room = room;
    this.#control = new Control(modules);
    const { shards, eager } = modules.division;
    this.#memories = Array.from({ length: shards }, () => sharedMemory(modules));
    const control = this.#control;
    const serve = () => this.#serve();
    this.#own = new Member(modules, this.#memories, { control, worker: 0, serve });
    for (const [shard, { size, most }] of this.#own.tables.entries()) {
      control.setSize(shard, size, most);
    }
    this.#merge = new Merge(modules.words * 2);
    if (eager) {
      this.#startThreads();
      this.#control.awaitStart(this.#threads.length);
    }
  }

  /** Lists have room for more than they ever take: what was never touched is not memory. */
  get bytes(): number {
    const { regions, words, division } = this.#modules;
    const spare = (regions.news - this.#listed) * (words * 8 + 12) * FLIGHT.batches;
    const idle = Math.max(0, spare) * division.workers;
    return this.#memories.reduce((sum, { buffer }) => sum + buffer.byteLength - idle, 0);
  }

  get batch(): number {
    return batchSize(this.#modules) * BATCHES;
  }

  get transitions(): number {
    return this.#transitions;
  }

  seed(records: Int32Array): void {
    // Initial states have one origin; with a number of its own each is merged where it was offered.
    const size = recordBytes(this.#modules.words) >> 2;
    const numbered = records.slice();
    for (let i = 0; i * size < records.length; i++) numbered[(i + 1) * size - 2] = i;
    this.#take(this.#offer(numbered));
  }

  restore(records: Int32Array): number {
    return this.#offer(records).reduce((sum, { count }) => sum + count, 0);
  }

  forget(keys: readonly number[]): void {
    const { regions, keys: total, division } = this.#modules;
    const [{ buffer }] = this.#memories as [Memory];
    for (let worker = 0; worker < division.workers; worker++) {
      const met = new Uint8Array(buffer, regions.met + worker * regions.stride, total);
      for (const key of keys) met[key] = 1;
    }
  }

  expand(first: number, most: number): number {
    const threads = this.#helpers(most);
    // While the others start, they are looked for after each batch.
    const count = Math.min(most, threads > 0 ? this.batch : batchSize(this.#modules));
    this.#moved = 0;
    this.#published = 0;
    this.#control.begin(PHASES.expand, threads);
    this.#own.start();
    this.#trying(() => this.#expandAll(first, count));
    this.#own.tell();
    this.#control.finish();
    if (this.#control.failed === 1) throw new MachineFull("no room");
    if (this.#control.failed !== 0) throw new Bug("a thread of the exploration failed");
    for (let worker = 0; worker <= threads; worker++) {
      this.#transitions += this.#control.part(worker, PART.transitions) >>> 0;
    }
    return count;
  }

  look(first: number): void {
    const size = batchSize(this.#modules);
    for (let n = first; n < this.#log.count; ) {
      const count = Math.min(size, this.#log.count - n);
      this.#input(0, n, count);
      this.#own.lookAtInput(count, n);
      n += count;
    }
  }

  notes(): Noted[] {
    const { log, stride } = this.#modules.regions;
    const [{ buffer }] = this.#memories as [Memory];
    const others = this.#threads.map((_, i) => {
      const count = this.#control.part(i + 1, PART.noted);
      return notesIn(new Int32Array(buffer, log + (i + 1) * stride, count * 3));
    });
    return [notesIn(this.#own.notes()), ...others].flat();
  }

  close(): void {
    this.#control.begin(PHASES.stop, this.#threads.length);
  }

  /** Where this thread has no room, all have to stop. */
  #trying(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof MachineFull)) throw error;
      this.#control.failed = 1;
    }
  }

  /** Publishes batches and takes out what was new in them, in order. */
  #expandAll(first: number, count: number): void {
    const size = Math.min(count, batchSize(this.#modules));
    const end = first + count;
    let next = first;
    let published = 0;
    for (let taken = 0; this.#control.failed === 0; ) {
      // The one that is taken out next, and one for the others meanwhile.
      while (published < taken + 2 && next < end) {
        next += this.#publish(published++, next, Math.min(size, end - next));
      }
      if (next === end) this.#control.endBatches(published);
      if (published === taken) return;
      if (this.#control.isDone(taken)) this.#takeBatch(taken++);
      else this.#help(taken, published);
    }
  }

  /** Publishes so many states as a batch; gives how many. */
  #publish(batch: number, first: number, count: number): number {
    this.#input(batch, first, count);
    this.#published = batch + 1;
    this.#control.publish(batch, { first, count, chunk: Math.ceil(count / FLIGHT.chunks) });
    return count;
  }

  /** Does a chunk of the batches in flight; where none is left, waits for those who have the oldest. */
  #help(from: number, until: number): void {
    for (let batch = from; batch < until; batch++) if (this.#own.expand(batch)) return;
    this.#control.awaitChunks(from, () => this.#serve());
  }

  /** Puts into the log what was new in a batch. */
  #takeBatch(batch: number): void {
    for (let chunk = 0; chunk < this.#control.chunks(batch); chunk++) {
      const place = {
        worker: this.#control.owner(batch, chunk),
        list: batch % FLIGHT.batches,
      };
      const lists = this.#own.tables.map((table, shard) => {
        const list = { ...place, ...this.#control.news(batch, chunk, shard) };
        const tag = tagOf(batch, chunk);
        const stands = batch >= this.#moved;
        const count = stands ? table.confirmPlaced(list, tag) : table.confirm(list, tag);
        this.#control.addEntries(shard, count - list.count);
        this.#listed = Math.max(this.#listed, list.first + list.count);
        return { ...list, count };
      });
      this.#take(lists);
    }
  }

  /** How many other threads work on so many states. */
  #helpers(count: number): number {
    const { workers, eager } = this.#modules.division;
    if (workers === 1) return 0;
    if (this.#threads.length === 0 && this.#log.count > WORTH_THREADS) this.#startThreads();
    const worth = eager || (count >= WORTH_DIVIDING && this.#control.haveStarted(workers - 1));
    return worth ? this.#threads.length : 0;
  }

  #startThreads(): void {
    const { workers } = this.#modules.division;
    this.#threads = Array.from({ length: workers - 1 }, (_, i) => {
      const task: PoolTask = {
        modules: this.#modules,
        memories: this.#memories,
        control: this.#control.shared,
        errand: this.#errand.shared,
        worker: i + 1,
      };
      const thread = new Worker(new URL("./pool-worker.js", import.meta.url), { workerData: task });
      thread.unref();
      return thread;
    });
  }

  /** Copies states of the log to where all threads read those of a batch. */
  #input(batch: number, first: number, count: number): void {
    const { regions, words } = this.#modules;
    const [{ buffer }] = this.#memories as [Memory];
    const start = regions.input + inputOf(this.#modules, batch) * words * 8;
    const input = new Int32Array(buffer, start, count * words * 2);
    for (let done = 0; done < count; ) {
      done += this.#log.copy(first + done, count - done, input.subarray(done * words * 2));
    }
  }

  /** What was new, by shard. */
  #offer(records: Int32Array): Listed[] {
    this.#own.offer(records);
    return this.#own.tables.map(({ count: found }): Listed => ({ ...OFFERED, count: found }));
  }

  /** Makes room where a table has none, while nobody is at it. */
  #serve(): void {
    for (const [shard, table] of this.#own.tables.entries()) {
      if (this.#control.hasRoom(shard, BATCH)) continue;
      this.#control.alone(() => {
        const { workers } = this.#modules.division;
        this.#moved = this.#published;
        table.size = this.#control.size(shard);
        const entries = this.#control.entries(shard) + BATCH * workers;
        table.makeRoom(entries, this.#room, this.#crew(shard));
        this.#control.setSize(shard, table.size, table.most);
      });
    }
  }

  /** Whoever waits for the table may help. */
  #crew(shard: number): Crew | undefined {
    if (this.#threads.length === 0) return undefined;
    const failed = () => this.#control.failed !== 0;
    return {
      worth: this.#modules.division.eager ? 0 : WORTH_HELP,
      offer: (middle, size) => this.#errand.offer({ ...middle, size, shard }),
      meet: upper => this.#errand.meet(upper, failed),
      await: () => this.#errand.await(failed),
    };
  }

  /** Puts lists of one chunk into the log, in order. */
  #take(lists: readonly Listed[]): void {
    const found = lists.map((list, shard) =>
      freshOf(this.#modules, this.#memories[shard] as Memory, list),
    );
    this.#log.take(this.#merge.of(found));
  }
}

/** The list that what is offered goes to. */
const OFFERED: Listed = { worker: 0, list: 0, first: 0, count: 0 };
