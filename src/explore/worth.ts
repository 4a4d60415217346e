// Are several threads worth it on this machine: processors may be two halves of one, or busy, or less may be allowed than
// there are. So some pieces of a large space are explored by one thread and some by all, in turns, and the quicker
// way goes on; at twice as many states it is asked again. Only times depend on it, never what is found.

/** Below this many states it is not asked: a thread is used when it has started. */
const FIRST = 1 << 20;
/** All threads go on where they are so many times as quick as one: a processor is worth something too. */
const LEAST_GAIN = 1.2;
/** Whether all threads work on each piece of a trial. */
const PIECES: readonly boolean[] = [false, true, false, true];
/** Batches of a piece. */
const BATCHES = 4;

/** How the next piece is explored. */
export interface Manner {
  readonly together: boolean;
  /** At most so many batches. */
  readonly batches?: number | undefined;
}

interface Pace {
  transitions: number;
  milliseconds: number;
}

/** Decides for one exploration. */
export class Worth {
  #together = true;
  /** At how many states the next trial begins. */
  #next: number;
  /** Pieces of the trial that are done; none where there is no trial. */
  #done: number | undefined;
  #alone: Pace = { transitions: 0, milliseconds: 0 };
  #all: Pace = { transitions: 0, milliseconds: 0 };

  constructor(first: number = FIRST) {
    this.#next = first;
  }

  /** Where so many states are known. */
  manner(states: number): Manner {
    if (this.#done === undefined && states >= this.#next) this.#begin(states);
    if (this.#done === undefined) return { together: this.#together };
    return { together: PIECES[this.#done] as boolean, batches: BATCHES };
  }

  /** What the piece took that `manner` was asked for. */
  took(transitions: number, milliseconds: number): void {
    if (this.#done === undefined) return;
    const pace = PIECES[this.#done] ? this.#all : this.#alone;
    pace.transitions += transitions;
    pace.milliseconds += milliseconds;
    this.#done++;
    if (this.#done === PIECES.length) this.#end();
  }

  #begin(states: number): void {
    this.#done = 0;
    this.#next = states * 2;
    this.#alone = { transitions: 0, milliseconds: 0 };
    this.#all = { transitions: 0, milliseconds: 0 };
  }

  #end(): void {
    this.#done = undefined;
    const [alone, all] = [this.#alone, this.#all];
    const least = LEAST_GAIN * alone.transitions * all.milliseconds;
    this.#together = all.transitions * alone.milliseconds >= least;
  }
}
