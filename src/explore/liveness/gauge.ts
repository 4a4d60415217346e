// When a search has to stop: memory is counted as it is taken, and whoever may stop it is asked every so many steps.
// Also the lists of numbers that grow under that count.

import type { StopReason } from "../../model/outcome.ts";
import type { SearchLimits } from "./system.ts";

const MIB = 1 << 20;
const STRIDE = 1 << 14;
/** Numbers for which a list has room from the start. */
const SMALLEST = 1024;

/** Counts bytes and steps of one search. */
export class Gauge {
  reason: StopReason | undefined;
  readonly #limits: SearchLimits;
  #bytes = 0;
  #left = 1;

  constructor(limits: SearchLimits) {
    this.#limits = limits;
  }

  /** True once the search has to stop; to be asked for every node. */
  get stopped(): boolean {
    if (--this.#left <= 0) {
      this.#left = STRIDE;
      this.reason ??= this.#limits.stop();
    }
    return this.reason !== undefined;
  }

  /** False where there is no memory for so many bytes more. */
  take(bytes: number): boolean {
    this.#bytes += bytes;
    if (this.#bytes / MIB > this.#limits.memory) this.reason ??= "memory";
    return this.reason === undefined;
  }

  give(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** A list of numbers that can be pushed and popped. */
export class Numbers {
  length = 0;
  items: Int32Array = new Int32Array(SMALLEST);
  readonly #gauge: Gauge;

  constructor(gauge: Gauge) {
    this.#gauge = gauge;
  }

  push(item: number): void {
    if (this.length === this.items.length) this.#grow();
    this.items[this.length++] = item;
  }

  /** Forgets all, and gives the memory back. */
  release(): void {
    this.#gauge.give(4 * (this.items.length - SMALLEST));
    this.items = new Int32Array(SMALLEST);
    this.length = 0;
  }

  at(index: number): number {
    return this.items[index] as number;
  }

  #grow(): void {
    this.#gauge.take(4 * this.items.length);
    const wider = new Int32Array(2 * this.items.length);
    wider.set(this.items);
    this.items = wider;
  }
}
