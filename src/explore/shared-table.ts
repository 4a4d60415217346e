// The set of states (or a shard of it) that several threads share, as one of them sees it: the memory, and an instance of
// the module over it (engine/wasm/shared-store.ts). Each thread writes what it found new into its own regions. Only
// the thread that leads grows the table, between batches.

import type { Memory } from "../base/web-assembly.ts";
import { BATCH, type MachineModules, recordBytes } from "../model/machine-code.ts";
import {
  type Fresh,
  type Global,
  growTo,
  instance,
  type LoadedModules,
  MachineFull,
  MOST_BYTES,
  machineMemory,
  type Room,
  SMALLEST_TABLE,
  slotBytes,
} from "./machine.ts";
import { type Part, type Parts, partsOf, type Span } from "./table-parts.ts";

/** Slots behind the last home. Three quarters of them are never passed by a run of taken slots, if hashes are any good. */
const SLACK = 4096;
/**
 * The part of a table that may be taken, and where there is no memory for a larger one. The states found last stand furthest
 * from their homes, and are asked for most even after sifting.
 */
const MOST_FULL = { usual: 5 / 6, tight: 7 / 8 } as const;
const GROWTH = 1.6;
/** Below this many bytes the table doubles. */
const DOUBLING = 1 << 24;
interface SharedStoreExports {
  sift(record: number, until: number, hashes: number): number;
  touch(hashes: number, until: number): void;
  insert(record: number, until: number, hashes: number, tag: number, later: number): number;
  prepareStates(state: number, until: number, hashes: number): void;
  confirm?(
    state: number,
    until: number,
    hashes: number,
    tag: number,
    to: number,
    origin: number,
    toOrigin: number,
  ): number;
  confirmPlaced?(
    state: number,
    until: number,
    places: number,
    tag: number,
    to: number,
    origin: number,
    toOrigin: number,
  ): number;
  touchPlaces?(places: number, until: number): void;
  lift(low: number, from: number, to: number): number;
  settle(from: number, until: number, low: number, end: number, strays: number): number;
  put(from: number, until: number): void;
  split?(record: number, until: number): void;
  readonly table: Global;
  readonly size: Global;
  readonly end: Global;
  /** Set to 1 where an entry came too near to the end of the table. */
  readonly near: Global;
  readonly fresh: Global;
  readonly origins: Global;
  readonly places: Global;
  readonly base: Global;
}

/** Part of a worker's list of new states in a memory. */
export interface Listed {
  readonly worker: number;
  readonly list: number;
  readonly first: number;
  readonly count: number;
}

/** Some states of a list, and their places. */
interface ListPiece {
  readonly states: number;
  readonly until: number;
  readonly places: number;
  readonly count: number;
}

/** Keeps some states of a list; `to`: where the first of them goes, where their origins stand and where the first of these goes. */
type Keep = (piece: ListPiece, to: readonly [number, number, number]) => number;

/** What entries of a chunk carry, and by a bit for each tag what those of later chunks carry. */
export interface Tag {
  readonly tag: number;
  readonly later: number;
}

/** Asked before a table is touched: it may have to grow, and then nobody may be at it. */
export interface Gate {
  /** Waits until BATCH records may be inserted; the size of the table. Throws MachineFull. */
  enter(): number;
  /** How many entries were added. */
  leave(added: number): void;
}

/** How to insert. */
export interface Insertion extends Tag {
  readonly gate: Gate;
}

/** Other threads that may help while a table grows. */
export interface Crew {
  /** A smaller table, in bytes, is not worth it. */
  readonly worth: number;
  /** Offers the part in the middle of a table that now has so many homes. */
  offer(middle: Part, size: number): void;
  /** The upper part is lifted. True where a helper has lifted the middle and settles both, false where nobody will. */
  meet(upper: Span): boolean;
  /** Which worker has done it, and where its strays end: 0 where that failed. */
  await(): { readonly worker: number; readonly strays: number };
}

/** Of what is inserted while nothing is in flight. */
export const SETTLED: Tag = { tag: 0, later: 0 };

/** A memory for a table that is shared. */
export function sharedMemory(modules: MachineModules): Memory {
  return machineMemory(modules, SLACK);
}

/** See the head of this file. */
export class SharedTable {
  readonly #modules: MachineModules;
  readonly #memory: Memory;
  readonly #store: SharedStoreExports;
  /** Where this thread's regions start. */
  readonly #base: number;
  /** Where the list starts that was begun last. */
  #list = 0;
  /** There is no memory for a larger table. */
  #tight = false;
  /** The first of the memory, as large as it was when it was made: all regions are in it. */
  readonly #view: Int32Array;

  constructor(modules: LoadedModules, memory: Memory, worker: number) {
    this.#modules = modules;
    this.#memory = memory;
    this.#base = modules.regions.stride * worker;
    this.#store = instance<SharedStoreExports>(modules.loaded.store, memory);
    this.#store.table.value = modules.regions.table;
    this.#store.base.value = this.#base;
    this.#view = new Int32Array(memory.buffer);
    this.size = SMALLEST_TABLE;
    this.begin(0);
  }

  /** Homes of the table. */
  get size(): number {
    return this.#store.size.value;
  }

  set size(size: number) {
    const last = (size + (SLACK * 3) / 4) * slotBytes(this.#modules);
    this.#store.size.value = size;
    this.#store.end.value = (this.#modules.regions.table + last) | 0;
  }

  /** How many states are in the list that was begun. */
  get count(): number {
    const { words } = this.#modules;
    return ((this.#store.fresh.value >>> 0) - this.#list) / (words * 8);
  }

  /** Begins a list of what is new: one for each batch in flight. */
  begin(list: number): void {
    const { regions, words } = this.#modules;
    this.#list = regions.fresh + this.#base + list * regions.news * words * 8;
    this.#store.fresh.value = this.#list;
    this.#store.origins.value = regions.origins + this.#base + list * regions.news * 8;
    this.#store.places.value = regions.places + this.#base + list * regions.news * 4;
  }

  /** Inserts the records between the addresses, some at a time; those that are new are added to the list. Throws MachineFull. */
  insert(from: number, until: number, { tag, later, gate }: Insertion): void {
    const step = recordBytes(this.#modules.words) * BATCH;
    const hashes = this.#modules.regions.hashes + this.#base;
    for (let record = from; record < until; record += step) {
      const end = Math.min(record + step, until);
      this.size = gate.enter();
      const { count } = this;
      const kept = this.#store.sift(record, end, hashes) >>> 0;
      this.#store.touch(hashes, hashes + ((kept - record) / recordBytes(this.#modules.words)) * 8);
      this.#store.insert(record, kept, hashes, tag, later);
      gate.leave(this.count - count);
      if (this.#store.near.value !== 0) throw new MachineFull("a run of taken slots is too long");
    }
  }

  /** Inserts records that stand elsewhere. Throws MachineFull. */
  insertCopy(records: Int32Array, how: Insertion): void {
    const start = this.#modules.regions.candidates + this.#base;
    this.#view.set(records, start >> 2);
    this.insert(start, start + records.length * 4, how);
  }

  /** Sorts the records between the addresses by shard; gives where those of each start and end. */
  split(from: number, until: number): readonly (readonly [number, number])[] {
    const { regions, words, division } = this.#modules;
    const bytes = regions.records * recordBytes(words);
    const pointers = (regions.pointers + this.#base) >> 2;
    const starts = Array.from(
      { length: division.shards },
      (_, s) => regions.outboxes + this.#base + s * bytes,
    );
    this.#view.set(starts, pointers);
    this.#store.split?.(from, until);
    return starts.map((start, s) => [start, (this.#view[pointers + s] as number) >>> 0]);
  }

  /** The records between the addresses; only lent. */
  records(from: number, until: number): Int32Array {
    return this.#view.subarray(from >> 2, until >> 2);
  }

  /** Of a list's states keeps those that no earlier chunk has, while the table is as it was when they were found; gives how many. */
  confirmPlaced(listed: Listed, { tag }: Tag): number {
    const { touchPlaces, confirmPlaced } = this.#store;
    return this.#confirm(listed, ({ states, until, places, count }, to) => {
      touchPlaces?.(places, places + count * 4);
      return confirmPlaced?.(states, until, places, tag, ...to) ?? until;
    });
  }

  /** The same, where the table may have grown since. */
  confirm(listed: Listed, { tag }: Tag): number {
    const hashes = this.#modules.regions.hashes + this.#base;
    const { prepareStates, confirm } = this.#store;
    return this.#confirm(listed, ({ states, until }, to) => {
      prepareStates(states, until, hashes);
      return confirm?.(states, until, hashes, tag, ...to) ?? until;
    });
  }

  /** Some states at a time; `keep` gives the address behind the last that was kept. */
  #confirm({ worker, list, first, count }: Listed, keep: Keep): number {
    const { regions, words } = this.#modules;
    const size = words * 8;
    const at = list * regions.news + first;
    const other = worker * regions.stride;
    const states = regions.fresh + other + at * size;
    const origins = regions.origins + other + at * 8;
    const places = regions.places + other + at * 4;
    let kept = 0;
    for (let done = 0; done < count; done += BATCH) {
      const some = Math.min(BATCH, count - done);
      const from = states + done * size;
      const piece = {
        states: from,
        until: from + some * size,
        places: places + done * 4,
        count: some,
      };
      const to = [states + kept * size, origins + done * 8, origins + kept * 8] as const;
      kept = ((keep(piece, to) >>> 0) - states) / size;
    }
    return kept;
  }

  /** How many entries the table may have. */
  get most(): number {
    return Math.floor(this.size * (this.#tight ? MOST_FULL.tight : MOST_FULL.usual));
  }

  /** Makes the table so large that it has room for so many entries, with the help of others if there are any. Throws MachineFull. */
  makeRoom(entries: number, room: Room, crew?: Crew): void {
    while (entries > this.most) {
      if (!this.#tight && !this.#fits(room)) this.#tight = true;
      else this.#grow(room, crew);
    }
  }

  /** May the table grow. */
  #fits(room: Room): boolean {
    const slot = slotBytes(this.#modules);
    const size = grownSize(this.size, slot);
    const end = this.#modules.regions.table + (size + SLACK) * slot;
    return end <= MOST_BYTES && room((size - this.size) * slot);
  }

  #grow(room: Room, crew: Crew | undefined): void {
    const { regions } = this.#modules;
    const slot = slotBytes(this.#modules);
    const old = this.size;
    const size = grownSize(old, slot);
    const end = regions.table + (size + SLACK) * slot;
    if (!this.#fits(room)) throw new MachineFull("no room");
    growTo(this.#memory, end);
    this.size = size;
    const top = regions.table + (old + SLACK) * slot;
    const { table } = regions;
    const parts =
      crew && old * slot >= crew.worth
        ? partsOf({ table, slot, old, size: this.size, top, end })
        : undefined;
    if (crew && parts) this.#moveInParts(parts, crew);
    else this.#put(this.#base, this.#move({ from: table, until: top, to: end, low: table, end }));
  }

  /** This thread and another lift the upper and the middle part; then one settles these, while the other moves the lower part. */
  #moveInParts({ lower, middle, upper }: Parts, crew: Crew): void {
    crew.offer(middle, this.size);
    const lifted = this.lift(upper);
    const helped = crew.meet(lifted);
    if (helped) {
      const strays = this.#move(lower);
      const other = crew.await();
      this.#put(this.#base, strays);
      this.#put(this.#modules.regions.stride * other.worker, other.strays);
    } else {
      const waiting = this.lift(middle);
      this.#put(this.#base, this.settle(lifted, this.settle(waiting, this.#move(lower))));
    }
  }

  /** Moves the entries of a part to its slots; gives the end of the strays. */
  #move(part: Part): number {
    return this.settle(this.lift(part));
  }

  /** Moves entries up; gives where they stand then. */
  lift({ from, until, to, low, end }: Part): Span {
    return { from: this.#store.lift(from | 0, until | 0, to | 0) >>> 0, until: to, low, end };
  }

  /** Puts entries that were lifted into their slots and adds to the strays; gives the end of them, 0 where that fails. */
  settle(
    { from, until, low, end }: Span,
    strays: number = this.#modules.regions.strays + this.#base,
  ): number {
    if (strays === 0) return 0;
    return this.#store.settle(from | 0, until | 0, low | 0, end | 0, strays | 0) >>> 0;
  }

  /** Puts a worker's strays up to `end` where they belong. Throws MachineFull where `end` is 0. */
  #put(base: number, end: number): void {
    if (end === 0) throw new MachineFull("a run of taken slots is too long");
    this.#store.put((this.#modules.regions.strays + base) | 0, end | 0);
  }
}

function grownSize(old: number, slot: number): number {
  return old * slot < DOUBLING ? old * 2 : Math.floor(old * GROWTH);
}

/** The states; only lent. */
export function freshOf(
  { regions, words }: MachineModules,
  memory: Memory,
  { worker, list, first, count }: Listed,
): Fresh {
  const base = regions.stride * worker;
  const at = list * regions.news + first;
  const states = base + regions.fresh + at * words * 8;
  const origins = base + regions.origins + at * 8;
  return {
    count,
    states: new Int32Array(memory.buffer, states, count * words * 2),
    origins: new Int32Array(memory.buffer, origins, count * 2),
  };
}
