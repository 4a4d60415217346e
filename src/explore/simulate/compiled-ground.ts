// The ground as compiled code makes it: the code that finds things notes what it meets, and its records are the successors.

import type { Layout } from "../../model/layout.ts";
import { type MachineCode, NO_ACTION } from "../../model/machine-code.ts";
import { Machine } from "../machine.ts";
import type { Ground, Met, Records } from "./ground.ts";

/** States handed over at once; more make nothing faster. */
const MOST = 1024;

/** See the head of this file. */
export class CompiledGround implements Ground {
  readonly layout: Layout;
  readonly most: number;
  readonly #code: MachineCode;
  readonly #machine: Machine;
  /** The whole memory, which never grows here, and where states are handed over in it. */
  readonly #memory: Int32Array;
  readonly #input: number;
  readonly #records: number;
  #noted = 0;

  constructor(code: MachineCode) {
    const { actions, regions } = code.modules;
    this.#code = code;
    this.layout = code.layout;
    this.#machine = new Machine(code.modules);
    this.#memory = new Int32Array(this.#machine.input.buffer);
    this.#input = regions.input >> 2;
    this.#records = regions.candidates >> 2;
    const fit = Math.floor(regions.records / Math.max(actions, 1)) - 1;
    this.most = Math.max(1, Math.min(MOST, regions.inputs, fit));
  }

  look(states: Int32Array, numbers: Int32Array): readonly Met[] {
    const { words } = this.layout;
    for (const [i, number] of numbers.entries()) this.#hand(states, number * words, words, i);
    this.#machine.lookAtInput(numbers.length, 0);
    return this.#met(numbers);
  }

  expand(states: Int32Array, first: number, count: number): readonly Met[] {
    const { words } = this.layout;
    this.#hand(states, first * words, count * words, 0);
    this.#machine.expand(count, first);
    return this.#met();
  }

  /** Hands so many words over, from the place of the state `to` on. */
  #hand(states: Int32Array, from: number, size: number, to: number): void {
    const at = this.#input + to * this.layout.words;
    for (let w = 0; w < size; w++) this.#memory[at + w] = states[from + w] as number;
  }

  records(): Records {
    const size = this.layout.words + 2;
    const begin = this.#records;
    return { words: this.#memory, begin, end: begin + this.#machine.made * size };
  }

  /** What was noted since the last time: of states that were looked at, which have these numbers, or by actions. */
  #met(numbers?: Int32Array): readonly Met[] {
    if (this.#machine.noted * 3 === this.#noted) return NOTHING;
    const notes = this.#machine.notes();
    const met: Met[] = [];
    for (let at = this.#noted; at < notes.length; at += 3) {
      const [key, place, noted] = notes.subarray(at, at + 3) as unknown as [number, number, number];
      const what = this.#code.meaning(key);
      const isAction = !numbers && noted !== (NO_ACTION | 0);
      met.push({ what, walk: numbers?.[place] ?? place, action: isAction ? noted : -1 });
    }
    this.#noted = notes.length;
    return met;
  }
}

const NOTHING: readonly Met[] = [];
