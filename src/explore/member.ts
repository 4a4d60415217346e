// What one thread does of an exploration by several: it takes chunks of the batches that are published, one after the
// other, expands their states and inserts the successors into the tables that all share. Records for a table in another
// memory than the first are copied there.

import type { Memory } from "../base/web-assembly.ts";
import { BATCH, FLIGHT, type MachineModules, recordBytes } from "../model/machine-code.ts";
import { type Batch, type Control, PART, tagOf } from "./control.ts";
import type { Errand } from "./errand.ts";
import { type ExpandExports, instance, type LoadedModules, MachineFull } from "./machine.ts";
import { type Gate, SETTLED, SharedTable, type Tag } from "./shared-table.ts";

/** Who one thread is. */
export interface Place {
  readonly control: Control;
  readonly worker: number;
  /** What it does while a table has no room or somebody else is at it: the leader makes room. */
  readonly serve: () => void;
}

/** One thread. */
export class Member {
  /** By shard. */
  readonly tables: readonly SharedTable[];
  readonly #modules: MachineModules;
  readonly #control: Control;
  readonly #worker: number;
  readonly #gates: readonly Gate[];
  readonly #expand: ExpandExports;
  readonly #memory: Memory;
  /** The batch whose list of new states was begun. */
  #begun = -1;

  constructor(modules: LoadedModules, memories: readonly Memory[], place: Place) {
    const { control, worker } = place;
    this.#modules = modules;
    this.#control = control;
    this.#worker = worker;
    this.#gates = memories.map((_, shard) => gateOf(place, shard));
    this.#memory = memories[0] as Memory;
    this.#expand = instance<ExpandExports>(modules.loaded.expand, this.#memory);
    this.#expand.base.value = this.#base;
    this.tables = memories.map(memory => new SharedTable(modules, memory, worker));
  }

  /** How many things were noted so far. */
  get noted(): number {
    return this.#expand.noted.value;
  }

  /** What was noted so far: key, state, action. */
  notes(): Int32Array {
    const { log } = this.#modules.regions;
    return new Int32Array(this.#memory.buffer, log + this.#base, this.noted * 3);
  }

  /** Works on the batches of a phase until there are no more. Throws MachineFull. */
  expandAll(): void {
    this.start();
    for (let batch = 0; this.#control.awaitBatch(batch); ) if (!this.expand(batch)) batch++;
    this.tell();
  }

  /** Moves a part of a table that grows, if one is offered; false where none is. */
  helpToGrow(errand: Errand): boolean {
    const move = errand.take(this.#worker);
    const table = move && this.tables[move.shard];
    if (!table) return false;
    table.size = move.size;
    const middle = table.lift(move);
    const upper = errand.join(() => this.#control.failed !== 0);
    errand.done(table.settle(upper, table.settle(middle)));
    return true;
  }

  /** Begins a phase. */
  start(): void {
    this.#begun = -1;
  }

  /** Expands the next chunk of the batch; false where all are taken. Throws MachineFull. */
  expand(batch: number): boolean {
    const control = this.#control;
    const chunk = control.take(batch, this.#worker);
    if (chunk === undefined) return false;
    this.#begin(batch);
    const starts = this.tables.map(table => table.count);
    this.#expandChunk(batch, chunk);
    const news = this.tables.map(({ count }, shard) => {
      const first = starts[shard] as number;
      return { first, count: count - first };
    });
    control.setNews(batch, chunk, news);
    control.chunkDone(batch);
    return true;
  }

  /** Tells the others what it counted and noted. */
  tell(): void {
    const { transitions } = this.#expand;
    this.#control.setPart(this.#worker, PART.transitions, transitions.value);
    this.#control.setPart(this.#worker, PART.noted, this.noted);
    transitions.value = 0;
  }

  /** Evaluates the state probes on the first `count` states of `input`, the first of them numbered `from`. */
  lookAtInput(count: number, from: number): void {
    this.#look(this.#modules.regions.input, count, from);
  }

  /** Inserts records, while nothing is in flight: words, then action and origin of each. Throws MachineFull. */
  offer(records: Int32Array): void {
    const [first] = this.tables as [SharedTable];
    for (const table of this.tables) table.begin(0);
    const from = this.#modules.regions.candidates + this.#base;
    first.records(from, from + records.length * 4).set(records);
    this.#insert(from, from + records.length * 4, SETTLED);
  }

  get #base(): number {
    return this.#modules.regions.stride * this.#worker;
  }

  #begin(batch: number): void {
    if (this.#begun === batch) return;
    this.#begun = batch;
    for (const table of this.tables) table.begin(batch % FLIGHT.batches);
  }

  #expandChunk(batch: number, chunk: number): void {
    const { regions, words, actions } = this.#modules;
    const states: Batch = this.#control.batch(batch);
    const start = chunk * states.chunk;
    const count = Math.min(states.chunk, states.count - start);
    const number = states.first + start;
    const from = regions.input + (inputOf(this.#modules, batch) + start) * words * 8;
    const until = from + count * words * 8;
    this.#look(from, count, number);
    const records = regions.candidates + this.#base;
    const limit = records + (regions.records - actions) * recordBytes(words);
    for (let state = from; state < until; ) {
      this.#expand.out.value = records;
      const done = number + (state - from) / (words * 8);
      state = this.#expand.expand(state, until, done, limit) >>> 0;
      this.#insert(records, this.#expand.out.value >>> 0, tagOf(batch, chunk));
    }
  }

  #insert(from: number, until: number, tag: Tag): void {
    const [first] = this.tables as [SharedTable];
    const [gate, ...others] = this.#gates.map(each => ({ ...tag, gate: each }));
    if (!gate) return;
    if (others.length === 0) {
      first.insert(from, until, gate);
      return;
    }
    const parts = first.split(from, until);
    for (const [shard, [start, end]] of parts.entries()) {
      const how = shard === 0 ? gate : others[shard - 1];
      if (!how) continue;
      if (shard === 0) first.insert(start, end, how);
      else this.tables[shard]?.insertCopy(first.records(start, end), how);
    }
  }

  #look(from: number, count: number, number: number): void {
    const { regions, words } = this.#modules;
    this.#expand.look(from, from + count * words * 8, number, regions.origins + this.#base);
  }
}

/** Of one thread and one table. */
function gateOf({ control, worker, serve }: Place, shard: number): Gate {
  return {
    enter: () => {
      while (!control.enter(worker, shard, BATCH)) {
        if (control.failed !== 0) throw new MachineFull("another thread has no room");
        serve();
      }
      return control.size(shard);
    },
    leave: added => {
      control.addEntries(shard, added);
      control.leave(worker);
    },
  };
}

/** How many states a batch has at most. */
export function batchSize({ regions, actions }: MachineModules): number {
  const fit = Math.floor(regions.news / Math.max(1, actions));
  return Math.max(1, Math.min(Math.floor(regions.inputs / FLIGHT.batches), fit));
}

/** Where in `input` the states of a batch start. */
export function inputOf(modules: MachineModules, batch: number): number {
  return (batch % FLIGHT.batches) * batchSize(modules);
}
