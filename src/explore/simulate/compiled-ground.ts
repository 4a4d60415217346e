// The ground as compiled code makes it: the code that finds things notes what it meets, and its records are the successors.

import type { Layout } from "../../model/layout.ts";
import { type MachineCode, NO_ACTION } from "../../model/machine-code.ts";
import { Machine } from "../machine.ts";
import type { Ground, Met } from "./ground.ts";

/** States handed over at once; more make nothing faster. */
const MOST = 1024;

/** See the head of this file. */
export class CompiledGround implements Ground {
  readonly layout: Layout;
  readonly most: number;
  readonly #code: MachineCode;
  readonly #machine: Machine;
  #noted = 0;
  #first = 0;
  #count = 0;

  constructor(code: MachineCode) {
    const { actions, regions } = code.modules;
    this.#code = code;
    this.layout = code.layout;
    this.#machine = new Machine(code.modules);
    const fit = Math.floor(regions.records / Math.max(actions, 1)) - 1;
    this.most = Math.max(1, Math.min(MOST, regions.inputs, fit));
  }

  look(states: Int32Array, first: number, count: number): readonly Met[] {
    const { words } = this.layout;
    this.#first = first;
    this.#count = count;
    this.#machine.input.set(states.subarray(first * words, (first + count) * words));
    this.#machine.lookAtInput(count, first);
    return this.#met(() => -1);
  }

  expand(): readonly Met[] {
    this.#machine.expand(this.#count, this.#first);
    return this.#met(noted => (noted === (NO_ACTION | 0) ? -1 : noted));
  }

  get records(): Int32Array {
    return this.#machine.records;
  }

  /** What was noted since the last time; `actionOf` tells the action from the number that was noted. */
  #met(actionOf: (noted: number) => number): readonly Met[] {
    const notes = this.#machine.notes();
    if (notes.length === this.#noted) return NOTHING;
    const met: Met[] = [];
    for (let at = this.#noted; at < notes.length; at += 3) {
      const [key, walk, noted] = notes.subarray(at, at + 3) as unknown as [number, number, number];
      met.push({ what: this.#code.meaning(key), walk, action: actionOf(noted) });
    }
    this.#noted = notes.length;
    return met;
  }
}

const NOTHING: readonly Met[] = [];
