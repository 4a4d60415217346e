// The states of a log as everybody else sees them: numbers, depths and paths.

import { Bug } from "../base/bug.ts";
import { packPresent } from "../model/layout.ts";
import type { MachineCode } from "../model/machine-code.ts";
import type { Path, Space } from "../model/outcome.ts";
import type { Interpreter, State, Step } from "../model/stepper.ts";
import { type KeyRows, LogIndex } from "./log-index.ts";
import { stepOf } from "./noted.ts";
import type { StateLog } from "./state-log.ts";

/** See the head of this file. */
export class LogSpace implements Space {
  readonly #code: MachineCode;
  readonly #log: StateLog;
  readonly #stepper: Interpreter;
  readonly #levels: readonly number[] | undefined;
  #index: LogIndex | undefined;

  /** `levels`: the first number of each depth, where states were found in order of depth. */
  constructor(code: MachineCode, log: StateLog, stepper: Interpreter, levels?: readonly number[]) {
    this.#code = code;
    this.#log = log;
    this.#stepper = stepper;
    this.#levels = levels;
  }

  get count(): number {
    return this.#log.count;
  }

  read(index: number, into: State): void {
    if (!this.#log.read(index, into)) this.#again(index, into);
  }

  readSlots(index: number, slots: Int32Array, into: State): void {
    if (!this.#log.readSlots(index, slots, into)) this.#again(index, into);
  }

  find(state: State): number {
    const { layout } = this.#code;
    const key = new Int32Array(layout.words);
    packPresent(layout, state, key, 0);
    return this.findPacked(key, 0);
  }

  /** The number of the packed state at that place, or -1. */
  findPacked(words: Int32Array, at: number): number {
    return this.#indexed().find(words, at);
  }

  /** As findPacked, of as many states as `into` takes. */
  findAllPacked(words: Int32Array, rows: KeyRows, into: Int32Array): void {
    this.#indexed().findMany(words, rows, into);
  }

  /** 32-bit words of a state. */
  get words(): number {
    return this.#code.layout.words;
  }

  depthOf(index: number): number {
    if (this.#levels)
      return Math.max(
        0,
        this.#levels.findLastIndex(first => first <= index),
      );
    let depth = 0;
    for (let at = this.#log.origin(index); at >= 0; at = this.#log.origin(at)) depth++;
    return depth;
  }

  path(index: number): Path {
    const steps: Step[] = [];
    let at = index;
    for (let from = this.#log.origin(at); from >= 0; from = this.#log.origin(at)) {
      const action = this.#log.action(at);
      steps.push(action === undefined ? this.#stepBetween(from, at) : stepOf(action, this.#code));
      at = from;
    }
    const start = new Int32Array(this.#stepper.program.slots.length);
    this.read(at, start);
    return { start, steps: steps.reverse() };
  }

  #indexed(): LogIndex {
    this.#index ??= new LogIndex(this.#log, this.words);
    return this.#index;
  }

  /** A forgotten state, by going there again. */
  #again(index: number, into: State): void {
    const { start, steps } = this.path(index);
    into.set(start);
    for (const step of steps) {
      const { next } = this.#stepper.apply(into, step) ?? {};
      if (!next) throw new Bug(`no way to state ${index}`);
      into.set(next);
    }
  }

  /** The first action that leads from the one to the other. */
  #stepBetween(from: number, to: number): Step {
    const { slots } = this.#stepper.program;
    const state = new Int32Array(slots.length);
    const goal = new Int32Array(slots.length);
    this.read(from, state);
    this.read(to, goal);
    let found: Step | undefined;
    this.#stepper.successors(state, {
      step: (command, choice, next) => {
        if (!found && next.every((v, slot) => v === goal[slot])) found = { command, choice };
      },
      fault: () => undefined,
    });
    if (!found) throw new Bug(`no action leads from state ${from} to ${to}`);
    return found;
  }
}
