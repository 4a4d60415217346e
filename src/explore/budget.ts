// When an exploration has to stop before it is done. The number of states is looked at for every state,
// so that a limit of states cuts at the same place on every machine; the clock, the memory and the
// observer only now and then, because asking them costs more than a state.

import type { Limits, Progress, StopReason } from "../model/outcome.ts";

/** What bounds an exploration and who is told of it. */
export interface Bounds {
  readonly limits: Limits;
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
  /** Told now and then; true stops. */
  readonly progress?: ((progress: Progress) => boolean) | undefined;
}

/** Bytes of a MiB. */
export const MIB: number = 1 << 20;
/** How many actions are tried, at a guess, between two looks at the clock. */
const EFFORT = 100_000;

/** Bytes as MiB. */
export function mebibytes(bytes: number): number {
  return bytes / MIB;
}

/** Watches the bounds of one run. */
export class Budget {
  readonly #bounds: Bounds;
  readonly #start: number;
  readonly #stride: number;
  #until = 0;

  /** `actions`: how many actions are tried in a state. */
  constructor(bounds: Bounds, actions: number) {
    this.#bounds = bounds;
    this.#start = bounds.now();
    this.#stride = Math.min(1024, Math.max(1, Math.floor(EFFORT / Math.max(1, actions))));
  }

  /** Called before each state is expanded; `progress` is only asked for now and then. */
  stop(states: number, progress: () => Progress): StopReason | undefined {
    if (states > (this.#bounds.limits.states ?? Number.POSITIVE_INFINITY)) return "states";
    return this.interrupt(progress);
  }

  /** The same, whatever the number of states. */
  interrupt(progress: () => Progress): StopReason | undefined {
    if (--this.#until > 0) return;
    this.#until = this.#stride;
    return this.ask(progress());
  }

  /** The same at once: each time it looks at the clock and asks the observer. */
  ask(progress: Progress): StopReason | undefined {
    const { limits, now } = this.#bounds;
    const infinity = Number.POSITIVE_INFINITY;
    if (progress.memory > (limits.memory ?? infinity)) return "memory";
    if (now() - this.#start >= (limits.seconds ?? infinity) * 1000) return "seconds";
    return this.#bounds.progress?.(progress) === true ? "interrupted" : undefined;
  }
}
