// An exploration in shards, by this thread and others. Every batch goes in two phases, with all waiting for
// each other in between: each expands its part of the batch and sorts the successors by shard; then each
// inserts, into the shards it keeps, what all have for them. This thread then merges what was new
// into the log, by origin and action, which is the order in which one thread would have found it.

// biome-ignore lint/style/noRestrictedImports: this file starts the workers
import { Worker } from "node:worker_threads";
import { Bug } from "../base/bug.ts";
import type { Memory } from "../base/web-assembly.ts";
import { type MachineCode, type MachineModules, recordBytes } from "../model/machine-code.ts";
import { CONTROL, Control, PART, PHASES } from "./control.ts";
import { type Fleet, lookAt, notesIn } from "./fleet.ts";
import { type Fresh, MachineFull, machineMemory } from "./machine.ts";
import { Member } from "./member.ts";
import { Merge } from "./merge.ts";
import type { Noted } from "./noted.ts";
import type { StateLog } from "./state-log.ts";

/** What a thread is started with. */
export interface PoolTask {
  readonly modules: MachineModules;
  readonly memories: readonly Memory[];
  readonly control: SharedArrayBuffer;
  readonly worker: number;
}

/** Several shards, and the threads that keep them. */
export class Pool implements Fleet {
  readonly #modules: MachineModules;
  readonly #log: StateLog;
  readonly #room: () => number;
  readonly #control: Control;
  readonly #memories: readonly Memory[];
  readonly #own: Member;
  readonly #threads: readonly Worker[];
  readonly #merge: Merge;
  #transitions = 0;

  /** `room`: how many bytes the tables may still grow by. */
  constructor({ modules }: MachineCode, log: StateLog, room: () => number) {
    const { shards, workers } = modules.division;
    this.#modules = modules;
    this.#log = log;
    this.#room = room;
    this.#control = new Control(modules);
    this.#memories = Array.from({ length: shards }, () => machineMemory(modules));
    this.#threads = Array.from({ length: workers - 1 }, (_, i) => this.#startThread(i + 1));
    this.#own = new Member(modules, this.#memories, 0);
    this.#merge = new Merge(modules.words * 2);
    if (!this.#control.awaitStart(workers - 1)) throw new Bug("the threads did not start");
  }

  get bytes(): number {
    const others = this.#threads.map((_, i) => this.#control.part(i + 1, PART.pages) * 65_536);
    return others.reduce((sum, bytes) => sum + bytes, this.#own.bytes);
  }

  get batch(): number {
    return this.#share * this.#workers;
  }

  get transitions(): number {
    return this.#transitions;
  }

  seed(records: Int32Array): void {
    // Initial states have one origin; with a number of its own each is merged where it was offered.
    const size = recordBytes(this.#modules.words) >> 2;
    const numbered = records.slice();
    for (let i = 0; i * size < records.length; i++) numbered[(i + 1) * size - 2] = i;
    this.#offer(numbered);
    this.#log.take(this.#insert());
  }

  restore(records: Int32Array): number {
    this.#offer(records);
    return this.#insert().count;
  }

  forget(keys: readonly number[]): void {
    for (const memory of this.#memories) {
      const bytes = new Uint8Array(memory.buffer, this.#modules.regions.met, this.#modules.keys);
      for (const key of keys) bytes[key] = 1;
    }
  }

  expand(first: number, most: number): number {
    const share = Math.min(this.#share, Math.ceil(most / this.#workers));
    let next = first;
    for (let w = 0; w < this.#workers; w++) {
      const count = Math.min(share, first + most - next);
      this.#give(w, next, count);
      next += count;
    }
    this.#control.begin(PHASES.expand, this.#threads.length);
    this.#control.tell(0, this.#own.expand(this.#control.part(0, PART.count), first));
    this.#finish();
    this.#transitions += this.#own.first.takeTransitions();
    for (let w = 1; w < this.#workers; w++) {
      this.#transitions += this.#control.part(w, PART.transitions) >>> 0;
    }
    this.#log.take(this.#insert());
    return next - first;
  }

  look(first: number): void {
    lookAt(this.#own.first, this.#log, { first, inputs: this.#modules.regions.inputs });
  }

  notes(): Noted[] {
    const { first } = this.#own;
    const { log } = this.#modules.regions;
    const others = this.#threads.map((_, i) => {
      const { buffer } = this.#memories[i + 1] as Memory;
      return notesIn(new Int32Array(buffer, log, this.#control.part(i + 1, PART.noted) * 3));
    });
    return [notesIn(first.notes()), ...others].flat();
  }

  close(): void {
    this.#control.begin(PHASES.stop, this.#threads.length);
  }

  get #workers(): number {
    return this.#modules.division.workers;
  }

  /** States of one thread in a batch: never more successors than there is room for. */
  get #share(): number {
    const { regions, actions } = this.#modules;
    const fit = Math.floor((regions.records - actions) / Math.max(1, actions));
    return Math.max(1, Math.min(regions.inputs, fit));
  }

  #startThread(worker: number): Worker {
    const task: PoolTask = {
      modules: this.#modules,
      memories: this.#memories,
      control: this.#control.shared,
      worker,
    };
    const thread = new Worker(new URL("./pool-worker.js", import.meta.url), { workerData: task });
    thread.unref();
    return thread;
  }

  /** Writes a thread's states into its memory. */
  #give(worker: number, from: number, count: number): void {
    const { regions, words } = this.#modules;
    const { buffer } = this.#memories[worker] as Memory;
    const input = new Int32Array(buffer, regions.input, regions.inputs * words * 2);
    for (let done = 0; done < count; ) {
      done += this.#log.copy(from + done, count - done, input.subarray(done * words * 2));
    }
    this.#control.setPart(worker, PART.count, count);
    this.#control.setPart(worker, PART.from, from);
  }

  #offer(records: Int32Array): void {
    const { first } = this.#own;
    first.offer(records);
    this.#control.tell(0, first.split());
    for (let w = 1; w < this.#workers; w++) this.#control.tell(w, []);
  }

  /** What was new, in order; only lent. */
  #insert(): Fresh {
    this.#control.allow(this.#room());
    this.#control.begin(PHASES.insert, this.#threads.length);
    this.#own.insert(this.#control);
    this.#finish();
    const fresh = this.#memories.map((memory, shard) => this.#freshOf(memory, shard));
    return this.#merge.of(fresh);
  }

  #freshOf({ buffer }: Memory, shard: number): Fresh {
    const { regions, words } = this.#modules;
    const count = this.#control.fresh(shard);
    return {
      count,
      states: new Int32Array(buffer, regions.fresh, count * words * 2),
      origins: new Int32Array(buffer, regions.origins, count * 2),
    };
  }

  #finish(): void {
    this.#control.finish();
    const failed = Atomics.load(this.#control.words, CONTROL.failed);
    if (failed === 1) throw new MachineFull("no room");
    if (failed !== 0) throw new Bug("a thread of the exploration failed");
  }
}
