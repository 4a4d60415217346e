// What one thread does of an exploration in shards: it expands its part of a batch, and keeps the shards
// that are its own. Records go from thread to thread through the outboxes, which every thread can read.
// A shard takes the records of the threads in order, so what is new comes in the order of the contract.

import type { Memory } from "../base/web-assembly.ts";
import { type MachineModules, recordBytes } from "../model/machine-code.ts";
import { type Control, PART } from "./control.ts";
import { Machine } from "./machine.ts";

/** The part of one thread. */
export class Member {
  /** Its machines, one for each shard that it keeps. */
  readonly machines: readonly Machine[];
  readonly #modules: MachineModules;
  readonly #memories: readonly Memory[];
  readonly #shards: readonly number[];

  /** `memories`: of all shards. */
  constructor(modules: MachineModules, memories: readonly Memory[], worker: number) {
    const { workers } = modules.division;
    this.#modules = modules;
    this.#memories = memories;
    this.#shards = memories.flatMap((_, shard) => (shard % workers === worker ? [shard] : []));
    this.machines = this.#shards.map(shard => new Machine(modules, memories[shard]));
  }

  /** The machine that expands. */
  get first(): Machine {
    return this.machines[0] as Machine;
  }

  /** Evaluates the probes on the states of its input and makes their successors; gives how many go to each shard. */
  expand(count: number, from: number): number[] {
    this.first.lookAtInput(count, from);
    this.first.expand(count, from);
    return this.first.split();
  }

  /** Bytes of its memories. */
  get bytes(): number {
    return this.machines.reduce((sum, machine) => sum + machine.bytes, 0);
  }

  /** Inserts what the threads have for its shards, and tells how many were new. Throws MachineFull. */
  insert(control: Control): void {
    const { regions, words, division } = this.#modules;
    const size = recordBytes(words) >> 2;
    for (const [i, shard] of this.#shards.entries()) {
      const machine = this.machines[i] as Machine;
      machine.clearFresh();
      const start = (regions.outboxes >> 2) + shard * regions.records * size;
      for (let worker = 0; worker < division.workers; worker++) {
        const count = control.part(worker, PART.sent + shard);
        if (worker === shard) {
          machine.insertOutbox(shard, count, control.room);
          continue;
        }
        const { buffer } = this.#memories[worker] as Memory;
        machine.offer(new Int32Array(buffer, start * 4, count * size));
        machine.insert(control.room);
      }
      control.setFresh(shard, machine.fresh.count);
    }
  }
}
