// Random exploration: walks from random initial states that take one enabled action after the other, all
// equally likely. A state met for the first time is expanded whole, so what lies one step beside a walk is
// seen too and the same recorder serves as for breadth first; paths are real but need not be shortest.
// The same seed gives the same outcome. It never calls itself complete, even where all was seen: depths and
// first hits are then still not those of shortest paths.

import { type Rng, rng } from "../base/rng.ts";
import type { Outcome, Progress, StopReason } from "../model/outcome.ts";
import type { State, Stepper, Visitor } from "../model/stepper.ts";
import { outcomeOf } from "./breadth-first.ts";
import { type Bounds, Budget, mebibytes } from "./budget.ts";
import { Found } from "./found.ts";
import { Recorder } from "./record.ts";

/** How many walks, of how many steps each. */
export interface WalkOptions extends Bounds {
  readonly runs: number;
  readonly depth: number;
  readonly seed: number;
  readonly all?: boolean | undefined;
}

/** Walks at random and reports what was met. */
export function walk(stepper: Stepper, options: WalkOptions): Outcome {
  const found = new Found(stepper.program);
  const recorder = new Recorder(stepper, found, options.all);
  const budget = new Budget(options, found.actions);
  let depth = 0;
  const stop = () =>
    budget.stop(
      found.count,
      (): Progress => ({
        states: found.count,
        transitions: recorder.transitions,
        frontier: found.count - recorder.expanded,
        depth,
        memory: mebibytes(found.bytes),
      }),
    );
  const walker = new Walker(stepper, found, recorder, rng(options.seed));
  let reason = walker.start(stop);
  for (let run = 0; run < options.runs && reason === undefined && !walker.done; run++) {
    reason = walker.run(options.depth, stop);
    depth = Math.max(depth, walker.deepest);
  }
  const outcome = outcomeOf(recorder, found, {
    depth,
    complete: false,
    reason: reason ?? "random",
  });
  return { ...outcome, walked: walker.walked };
}

class Walker implements Visitor {
  /** Steps taken. */
  walked = 0;
  /** After how many steps of a walk a state was found. Its known path goes along earlier walks, and may be longer. */
  deepest = 0;
  readonly #stepper: Stepper;
  readonly #found: Found;
  readonly #recorder: Recorder;
  readonly #rng: Rng;
  readonly #expanded = new Set<number>();
  readonly #state: State;
  /** Where the enabled actions of the present state lead; -1 for a fault. */
  #targets: number[] = [];

  constructor(stepper: Stepper, found: Found, recorder: Recorder, random: Rng) {
    this.#stepper = stepper;
    this.#found = found;
    this.#recorder = recorder;
    this.#rng = random;
    this.#state = new Int32Array(stepper.program.slots.length);
  }

  /** Has every state found been expanded. */
  get done(): boolean {
    return this.#expanded.size === this.#found.count;
  }

  /** Finds the initial states. */
  start(stop: () => StopReason | undefined): StopReason | undefined {
    let reason: StopReason | undefined;
    const going = () => {
      reason ??= stop();
      return reason === undefined;
    };
    this.#stepper.initial(state => {
      this.#recorder.start(state);
      return going();
    }, going);
    return reason;
  }

  /** One walk, until nothing can happen, a fault happens or the depth is reached. */
  run(depth: number, stop: () => StopReason | undefined): StopReason | undefined {
    let at = this.#rng.below(this.#recorder.initial);
    for (let step = 0; step < depth && at >= 0; step++) {
      const reason = stop();
      if (reason !== undefined) return reason;
      at = this.#advance(at, step);
      if (at >= 0) this.walked++;
    }
    return;
  }

  step(_command: number, _choice: number, next: State): void {
    this.#targets.push(this.#found.find(next));
  }

  fault(): void {
    this.#targets.push(-1);
  }

  /** The state after a random action, or -1 where the walk ends. */
  #advance(at: number, step: number): number {
    this.#found.read(at, this.#state);
    if (!this.#expanded.has(at)) {
      this.#expanded.add(at);
      this.#expand(at, step);
    }
    this.#targets = [];
    this.#stepper.successors(this.#state, this);
    if (this.#targets.length === 0) return -1;
    return this.#targets[this.#rng.below(this.#targets.length)] ?? -1;
  }

  #expand(at: number, step: number): void {
    const before = this.#found.count;
    this.#recorder.expand(at, this.#state);
    if (this.#found.count > before) this.deepest = Math.max(this.deepest, step + 1);
  }
}
