// Who expands and inserts a batch of states: one machine, or several shards with one or more threads. Either
// way what is new reaches the log in the order of the contract, so exploration cannot tell them apart.

import type { MachineCode, MachineModules } from "../model/machine-code.ts";
import { Machine, type Room } from "./machine.ts";
import type { Noted } from "./noted.ts";
import type { StateLog } from "./state-log.ts";

/** See the head of this file. */
export interface Fleet {
  /** Bytes of all memories. */
  readonly bytes: number;
  /** How many states a batch has at most. */
  readonly batch: number;
  /** Inserts initial states: words, then action and origin of each. */
  seed(records: Int32Array): void;
  /** Inserts states that are in the log already, in order; gives how many were not in the set before. Throws MachineFull. */
  restore(records: Int32Array): number;
  /** What is noted already is not noted again. */
  forget(keys: readonly number[]): void;
  /** Expands states of the log from `first` on, at most `most` (at least 1); gives how many. Throws MachineFull. */
  expand(first: number, most: number): number;
  /** Enabled actions so far. */
  readonly transitions: number;
  /** Evaluates the state probes on the states of the log from `first` on. */
  look(first: number): void;
  /** The first places so far. */
  notes(): Noted[];
  close(): void;
}

/** How many initial states are offered at once, at most. */
export const SEEDS = 1024;

/** What a machine noted. */
export function notesIn(notes: Int32Array): Noted[] {
  return Array.from({ length: notes.length / 3 }, (_, i) => ({
    key: notes[i * 3] as number,
    state: (notes[i * 3 + 1] as number) >>> 0,
    action: (notes[i * 3 + 2] as number) >>> 0,
  }));
}

/** Evaluates the state probes on the states of the log from `first` on, so many at a time. */
export function lookAt(
  machine: Machine,
  log: StateLog,
  { first, inputs }: { first: number; inputs: number },
): void {
  for (let n = first; n < log.count; ) {
    const count = log.copy(n, Math.min(inputs, log.count - n), machine.input);
    machine.lookAtInput(count, n);
    n += count;
  }
}

/** One machine, one thread. */
export class Solo implements Fleet {
  readonly #machine: Machine;
  readonly #log: StateLog;
  readonly #room: Room;
  readonly #modules: MachineModules;
  #transitions = 0;

  constructor({ modules }: MachineCode, log: StateLog, room: Room) {
    this.#machine = new Machine(modules);
    this.#modules = modules;
    this.#log = log;
    this.#room = room;
  }

  get bytes(): number {
    return this.#machine.bytes;
  }

  get batch(): number {
    return this.#modules.regions.inputs;
  }

  get transitions(): number {
    return this.#transitions;
  }

  seed(records: Int32Array): void {
    this.#machine.offer(records);
    this.#insert();
  }

  restore(records: Int32Array): number {
    this.#machine.offer(records);
    this.#machine.clearFresh();
    this.#machine.insert(this.#room);
    return this.#machine.fresh.count;
  }

  forget(keys: readonly number[]): void {
    this.#machine.forget(keys);
  }

  expand(first: number, most: number): number {
    const count = this.#log.copy(first, Math.min(most, this.batch), this.#machine.input);
    const done = this.#machine.expand(count, first);
    this.#transitions += this.#machine.takeTransitions();
    this.#insert();
    return done;
  }

  look(first: number): void {
    lookAt(this.#machine, this.#log, { first, inputs: this.batch });
  }

  notes(): Noted[] {
    return notesIn(this.#machine.notes());
  }

  close(): void {
    // Nothing runs beside it.
  }

  #insert(): void {
    const machine = this.#machine;
    machine.clearFresh();
    machine.insert(this.#room);
    machine.lookAtFresh(this.#log.count);
    this.#log.take(machine.fresh);
  }
}
