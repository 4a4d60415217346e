// Compiled code at work in one thread: one memory with its set of states, and the two modules over it. The table grows in place by a fifth (model/machine-code.ts tells what stands where,
// engine/wasm/store.ts how the table is kept), so it is 69 to 83 % full once it is large and there is never a
// second one beside it.

import { Bug } from "../base/bug.ts";
import { type Memory, webAssembly } from "../base/web-assembly.ts";
import { BATCH, type MachineModules, recordBytes } from "../model/machine-code.ts";

/** Bytes by which memories grow. */
export const PAGE = 65_536;
/** The largest memory. */
export const MOST_BYTES: number = 2 ** 32 - PAGE;
/** Slots of an empty table. */
export const SMALLEST_TABLE = 4096;
/** Below this many bytes the table doubles. */
const DOUBLING = 1 << 20;
const GROWTH = 1.2;
const MOST_FULL = 5 / 6;
/** Slots behind the last home. Half of them free is a sign to grow. */
const SLACK = 1024;

/** A global of a module. */
export interface Global {
  value: number;
}

/** What the module of a program exports. */
export interface ExpandExports {
  expand(state: number, until: number, from: number, limit: number): number;
  look(state: number, until: number, from: number, origin: number): void;
  readonly out: Global;
  readonly transitions: Global;
  readonly noted: Global;
  /** Where this worker's regions start; see Regions. */
  readonly base: Global;
}

interface StoreExports {
  sift(record: number, until: number, hashes: number): number;
  touch(hashes: number, until: number): void;
  insert(record: number, until: number, hashes: number): number;
  lift(low: number, from: number, to: number): number;
  settle(from: number, until: number): number;
  readonly table: Global;
  readonly size: Global;
  readonly end: Global;
  /** Set to 1 where an entry came too near to the end of the table. */
  readonly near: Global;
  readonly fresh: Global;
  readonly origins: Global;
}

/** States that were new, in order: their words, and action and number of origin of each; only lent. */
export interface Fresh {
  readonly count: number;
  readonly states: Int32Array;
  readonly origins: Int32Array;
}

/** Asked before a table grows, with the bytes that are added. */
export type Room = (bytes: number) => boolean;

/** Thrown where the memory has no room for a larger table. */
export class MachineFull extends Error {
  override name = "MachineFull";
}

/** Bytes of a slot of the table. */
export function slotBytes({ words, compact }: MachineModules): number {
  return compact ? 8 : words * 8;
}

/** A memory for a table with so many slots behind the last home; several threads may share it. */
export function machineMemory(modules: MachineModules, slack: number = SLACK): Memory {
  const bytes = modules.regions.table + (SMALLEST_TABLE + slack) * slotBytes(modules);
  const initial = Math.ceil(bytes / PAGE);
  return new webAssembly.Memory({ initial, maximum: PAGE, shared: true });
}

/** One memory and what works on it. */
export class Machine {
  readonly #modules: MachineModules;
  readonly #memory: Memory;
  readonly #expand: ExpandExports;
  readonly #store: StoreExports;
  /** The whole memory; made anew when it grows. */
  #view: Int32Array;
  /** States in the set; those of the batches in `fresh` not yet. */
  #settled = 0;

  constructor(modules: MachineModules, memory: Memory = machineMemory(modules)) {
    this.#modules = modules;
    this.#memory = memory;
    const { loaded } = load(modules);
    this.#expand = instance<ExpandExports>(loaded.expand, memory);
    this.#store = instance<StoreExports>(loaded.store, memory);
    this.#store.table.value = modules.regions.table;
    this.#view = new Int32Array(memory.buffer);
    this.#setSize(SMALLEST_TABLE);
    this.clearFresh();
  }

  /** Bytes of memory. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Where the states to expand are written, as 32-bit numbers. */
  get input(): Int32Array {
    const { input, inputs } = this.#modules.regions;
    return this.#view.subarray(input >> 2, (input >> 2) + inputs * this.#modules.words * 2);
  }

  /** Enabled actions since the last call. */
  takeTransitions(): number {
    const { transitions } = this.#expand;
    const count = transitions.value >>> 0;
    transitions.value = 0;
    return count;
  }

  /** Makes the successors of the first `count` states of `input`, the first of them numbered `from`; gives of how many there was room for. */
  expand(count: number, from: number): number {
    const { regions, words, actions, label } = this.#modules;
    const limit = regions.candidates + (regions.records - actions) * recordBytes(words, label);
    this.#expand.out.value = regions.candidates;
    const end = regions.input + count * words * 8;
    const done = this.#expand.expand(regions.input, end, from, limit) >>> 0;
    return (done - regions.input) / (words * 8);
  }

  /** How many successors were made. */
  get made(): number {
    const { candidates } = this.#modules.regions;
    return ((this.#expand.out.value >>> 0) - candidates) / recordBytes(this.#modules.words);
  }

  /** The records of the successors, as 32-bit numbers; only lent. */
  get records(): Int32Array {
    const { candidates } = this.#modules.regions;
    return this.#view.subarray(candidates >> 2, (this.#expand.out.value >>> 0) >> 2);
  }

  /** Puts records where `expand` puts successors: words, then action and origin of each, as 32-bit numbers. */
  offer(records: Int32Array): void {
    const { candidates } = this.#modules.regions;
    this.#view.set(records, candidates >> 2);
    this.#expand.out.value = candidates + records.length * 4;
  }

  /** Inserts the successors that were made; those that were new are added to `fresh`. Throws MachineFull. */
  insert(room: Room): void {
    const { regions, words } = this.#modules;
    const until = this.#expand.out.value >>> 0;
    const step = recordBytes(words);
    for (let record = regions.candidates; record < until; record += BATCH * step) {
      const end = Math.min(record + BATCH * step, until);
      this.#makeRoom((end - record) / step, room);
      const kept = this.#store.sift(record, end, regions.hashes) >>> 0;
      this.#store.touch(regions.hashes, regions.hashes + ((kept - record) / step) * 8);
      for (let next = record; next < kept; ) {
        const hashes = regions.hashes + ((next - record) / step) * 8;
        next = this.#store.insert(next, kept, hashes) >>> 0;
        if (this.#store.near.value !== 0) this.#grow(room);
      }
    }
  }

  /** The states that were new since they were cleared. */
  get fresh(): Fresh {
    const { regions, words } = this.#modules;
    const count = this.#freshCount;
    const states = regions.fresh >> 2;
    const origins = regions.origins >> 2;
    return {
      count,
      states: this.#view.subarray(states, states + count * words * 2),
      origins: this.#view.subarray(origins, origins + count * 2),
    };
  }

  clearFresh(): void {
    const { regions } = this.#modules;
    this.#settled += this.#store.fresh.value === 0 ? 0 : this.#freshCount;
    this.#store.fresh.value = regions.fresh;
    this.#store.origins.value = regions.origins;
  }

  /** Evaluates the state probes on the fresh states, the first of them numbered `number`. */
  lookAtFresh(number: number): void {
    const { regions, words } = this.#modules;
    const end = regions.fresh + this.#freshCount * words * 8;
    this.#expand.look(regions.fresh, end, number, regions.origins);
  }

  /** Evaluates the state probes on the first `count` states of `input`, the first of them numbered `from`. */
  lookAtInput(count: number, from: number): void {
    const { regions, words } = this.#modules;
    this.#expand.look(regions.input, regions.input + count * words * 8, from, regions.origins);
  }

  /** What is noted already is not noted again. */
  forget(keys: readonly number[]): void {
    const met = new Uint8Array(this.#memory.buffer, this.#modules.regions.met, this.#modules.keys);
    for (const key of keys) met[key] = 1;
  }

  /** How many things were noted so far. */
  get noted(): number {
    return this.#expand.noted.value;
  }

  /** What was noted so far: key, state, action. */
  notes(): Int32Array {
    const { log } = this.#modules.regions;
    const { noted } = this.#expand;
    return this.#view.subarray(log >> 2, (log >> 2) + noted.value * 3);
  }

  get #freshCount(): number {
    const { regions, words } = this.#modules;
    return ((this.#store.fresh.value >>> 0) - regions.fresh) / (words * 8);
  }

  #makeRoom(more: number, room: Room): void {
    const full = () => this.#store.size.value * MOST_FULL;
    while (this.#settled + this.#freshCount + more > full()) this.#grow(room);
  }

  #grow(room: Room): void {
    const { regions } = this.#modules;
    const slot = slotBytes(this.#modules);
    const old = this.#store.size.value;
    const size = old * slot < DOUBLING ? old * 2 : Math.floor(old * GROWTH);
    const oldEnd = regions.table + (old + SLACK) * slot;
    const end = regions.table + (size + SLACK) * slot;
    if (end > MOST_BYTES || !room((size - old) * slot)) throw new MachineFull("no room");
    this.#reserve(end);
    this.#setSize(size);
    const first = this.#store.lift(regions.table, oldEnd | 0, end | 0);
    const last = this.#store.settle(first, end | 0);
    if (last === 0) throw new Bug("the entries do not fit into the larger table");
  }

  #reserve(end: number): void {
    if (growTo(this.#memory, end)) this.#view = new Int32Array(this.#memory.buffer);
  }

  #setSize(size: number): void {
    const { regions } = this.#modules;
    this.#store.near.value = 0;
    const last = (size + SLACK / 2) * slotBytes(this.#modules);
    this.#store.size.value = size;
    this.#store.end.value = (regions.table + last) | 0;
  }
}

/** Makes the memory large enough; false where it is already. Throws MachineFull. */
export function growTo(memory: Memory, end: number): boolean {
  const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return false;
  try {
    memory.grow(missing);
  } catch (error) {
    if (error instanceof RangeError) throw new MachineFull("no memory");
    throw error;
  }
  return true;
}

/** The modules, compiled once for all who instantiate them; can be sent to another thread. */
export interface LoadedModules extends MachineModules {
  readonly loaded: { readonly expand: object; readonly store: object };
}

/** Compiles the modules. */
export function load(modules: MachineModules): LoadedModules {
  const { Module } = webAssembly;
  return {
    ...modules,
    loaded: { expand: new Module(modules.expand), store: new Module(modules.store) },
  };
}

/** An instance of a module over a memory. */
export function instance<Exports>(module: object, memory: Memory): Exports {
  return new webAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}
