// Exhaustive exploration on compiled code: the same contract as breadth-first.ts (order, counts, first
// places, limits), a batch of states at a time. States come out of the machine in order of discovery; what the
// code noted is turned into hits at the end, and the reference stepper says what a fault was.

import { packPresent } from "../model/layout.ts";
import type { MachineCode } from "../model/machine-code.ts";
import type { Outcome, Progress, StopReason } from "../model/outcome.ts";
import type { Interpreter } from "../model/stepper.ts";
import { lostStates } from "./backward.ts";
import { type ExploreOptions, lazily } from "./breadth-first.ts";
import { mebibytes } from "./budget.ts";
import { edgesOf } from "./edges.ts";
import { type Fleet, SEEDS, Solo } from "./fleet.ts";
import { LogSpace } from "./log-space.ts";
import { MachineFull } from "./machine.ts";
import { hitsOf } from "./noted.ts";
import { Pool } from "./pool.ts";
import { StateLog } from "./state-log.ts";

/** Explores all reachable states, or as many as the limits allow. */
export function exploreCompiled(
  code: MachineCode,
  stepper: Interpreter,
  options: ExploreOptions,
): Outcome {
  return new Run(code, stepper, options).explore();
}

class Run {
  readonly #code: MachineCode;
  readonly #stepper: Interpreter;
  readonly #options: ExploreOptions;
  readonly #fleet: Fleet;
  readonly #log: StateLog;
  readonly #levels = [0];
  readonly #start: number;
  #expanded = 0;
  #initial = 0;

  constructor(code: MachineCode, stepper: Interpreter, options: ExploreOptions) {
    this.#code = code;
    this.#stepper = stepper;
    this.#options = options;
    this.#start = options.now();
    this.#log = new StateLog(code.layout);
    this.#fleet =
      code.modules.division.shards > 1
        ? new Pool(code, this.#log, () => this.#bytesLeft())
        : new Solo(code, this.#log, bytes => bytes <= this.#bytesLeft());
  }

  explore(): Outcome {
    try {
      return this.#outcome(this.#search());
    } finally {
      this.#fleet.close();
    }
  }

  #search(): StopReason | undefined {
    try {
      return this.#seed() ?? this.#expandAll();
    } catch (error) {
      if (error instanceof MachineFull) return "memory";
      throw error;
    }
  }

  #outcome(reason: StopReason | undefined): Outcome {
    const space = new LogSpace(this.#code, this.#log, this.#stepper, this.#levels);
    const notes = this.#fleet.notes(this.#expanded);
    const found = {
      ...hitsOf(notes, this.#code, this.#stepper, space),
      states: this.#log.count,
      transitions: this.#fleet.transitions,
      depth: this.#levels.length - 1,
      complete: reason === undefined,
      reason,
      initial: this.#initial,
      frontier: this.#log.count - this.#expanded,
      space,
    };
    if (reason !== undefined) return { ...found, lost: new Map() };
    const limits = { memory: mebibytes(this.#bytesLeft()), stop: () => this.#interrupted() };
    const edges = lazily(() => edgesOf(space, this.#stepper, limits));
    const lost = lostStates(space, this.#stepper, edges);
    return { ...found, lost: lost.hits, lostReason: lost.reason, edges };
  }

  /** The initial states, some at a time. */
  #seed(): StopReason | undefined {
    const { layout } = this.#code;
    const size = layout.words + 2;
    const records = new Int32Array(size * SEEDS);
    let filled = 0;
    let reason: StopReason | undefined;
    const offer = () => {
      this.#fleet.seed(records.subarray(0, filled * size));
      filled = 0;
    };
    const going = () => {
      reason ??= this.#stop();
      return reason === undefined;
    };
    let asked = 0;
    this.#stepper.initial(
      state => {
        packPresent(layout, state, records, filled * size);
        records.fill(-1, filled * size + layout.words, (filled + 1) * size);
        filled++;
        if (filled === SEEDS || this.#log.count + filled >= this.#stateLimit()) offer();
        return going();
      },
      () => (++asked & 1023) !== 0 || going(),
    );
    offer();
    this.#initial = this.#log.count;
    return reason;
  }

  #expandAll(): StopReason | undefined {
    const log = this.#log;
    let end = log.count;
    let reason: StopReason | undefined;
    while (this.#expanded < log.count) {
      if (this.#expanded === end) {
        this.#levels.push(end);
        end = log.count;
      }
      reason = this.#stop();
      if (reason !== undefined) break;
      const most = Math.min(end - this.#expanded, this.#fleet.batch, this.#careful());
      this.#expanded += this.#fleet.expand(this.#expanded, most);
    }
    if (log.count > end) this.#levels.push(end);
    return reason;
  }

  #bytes(): number {
    return this.#fleet.bytes + this.#log.bytes;
  }

  #bytesLeft(): number {
    const { memory } = this.#options.limits;
    return memory === undefined ? Number.POSITIVE_INFINITY : memory * MIB - this.#bytes();
  }

  #stateLimit(): number {
    return this.#options.limits.states ?? Number.POSITIVE_INFINITY;
  }

  /** So few states at a time that the limit of states cuts where the interpreter is cut. */
  #careful(): number {
    const room = this.#stateLimit() - this.#log.count;
    return Math.max(1, Math.floor(room / Math.max(1, this.#code.modules.actions)));
  }

  #stop(): StopReason | undefined {
    if (this.#log.count > this.#stateLimit()) return "states";
    return this.#interrupted();
  }

  #interrupted(): StopReason | undefined {
    const { limits, now, progress } = this.#options;
    if (this.#bytesLeft() < 0) return "memory";
    if (now() - this.#start >= (limits.seconds ?? Number.POSITIVE_INFINITY) * 1000) {
      return "seconds";
    }
    const plain: Progress = {
      states: this.#log.count,
      transitions: this.#fleet.transitions,
      frontier: this.#log.count - this.#expanded,
      depth: this.#levels.length - 1,
      memory: mebibytes(this.#bytes()),
    };
    return progress?.(plain) === true ? "interrupted" : undefined;
  }
}

const MIB = 1 << 20;
