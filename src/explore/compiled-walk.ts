// Random walks on compiled code: the same walks, seed for seed, and the same outcome as random.ts has with the interpreter. Two
// machines work together: one expands each state once, when a walk first comes by, and notes and keeps what it finds;
// the other lists all enabled actions of the state where the walk stands, so that one can be drawn.

import { type Rng, rng } from "../base/rng.ts";
import { packPresent } from "../model/layout.ts";
import { type MachineCode, recordBytes } from "../model/machine-code.ts";
import type { Outcome, Progress, StopReason } from "../model/outcome.ts";
import type { Interpreter } from "../model/stepper.ts";
import { Budget, mebibytes } from "./budget.ts";
import { Solo } from "./fleet.ts";
import { LogIndex } from "./log-index.ts";
import { LogSpace } from "./log-space.ts";
import { Machine, MachineFull } from "./machine.ts";
import { hitsOf } from "./noted.ts";
import type { WalkOptions } from "./random.ts";
import { StateLog } from "./state-log.ts";

/** The code that finds things, and the code that lists edges. */
export interface WalkCode {
  readonly find: MachineCode;
  readonly edges: MachineCode;
}

/** Walks at random and reports what was met. */
export function walkCompiled(code: WalkCode, stepper: Interpreter, options: WalkOptions): Outcome {
  return new Walks(code, stepper, options).run();
}

class Walks {
  readonly #code: WalkCode;
  readonly #stepper: Interpreter;
  readonly #options: WalkOptions;
  readonly #log: StateLog;
  readonly #finder: Solo;
  readonly #lister: Machine;
  readonly #index: LogIndex;
  readonly #space: LogSpace;
  readonly #rng: Rng;
  readonly #budget: Budget;
  readonly #expanded = new Set<number>();
  #initial = 0;
  #deepest = 0;
  #depth = 0;
  #walked = 0;

  constructor(code: WalkCode, stepper: Interpreter, options: WalkOptions) {
    this.#code = code;
    this.#stepper = stepper;
    this.#options = options;
    this.#log = new StateLog(code.find.layout);
    this.#finder = new Solo(code.find, this.#log, () => true);
    this.#lister = new Machine(code.edges.modules);
    this.#index = new LogIndex(this.#log, code.find.layout.words);
    this.#space = new LogSpace(code.find, this.#log, stepper);
    this.#rng = rng(options.seed);
    this.#budget = new Budget(options, code.find.modules.actions);
  }

  run(): Outcome {
    const { runs, depth } = this.#options;
    let reason = this.#walkAll(runs, depth);
    reason ??= "random";
    return {
      ...hitsOf(this.#finder.notes(), this.#code.find, this.#stepper, this.#space),
      states: this.#log.count,
      transitions: this.#finder.transitions,
      depth: this.#depth,
      complete: false,
      reason,
      walked: this.#walked,
      initial: this.#initial,
      frontier: this.#log.count - this.#expanded.size,
      lost: new Map(),
      space: this.#space,
    };
  }

  #walkAll(runs: number, depth: number): StopReason | undefined {
    try {
      let reason = this.#start();
      for (let run = 0; run < runs && reason === undefined && !this.#done; run++) {
        reason = this.#walk(depth);
        this.#depth = Math.max(this.#depth, this.#deepest);
      }
      return reason;
    } catch (error) {
      if (error instanceof MachineFull) return "memory";
      throw error;
    }
  }

  get #done(): boolean {
    return this.#expanded.size === this.#log.count;
  }

  #start(): StopReason | undefined {
    const { layout } = this.#code.find;
    const record = new Int32Array(layout.words + 2);
    let reason: StopReason | undefined;
    const going = () => {
      reason ??= this.#stop();
      return reason === undefined;
    };
    this.#stepper.initial(state => {
      packPresent(layout, state, record, 0);
      record.fill(-1, layout.words);
      this.#finder.seed(record);
      return going();
    }, going);
    this.#initial = this.#log.count;
    return reason;
  }

  #walk(depth: number): StopReason | undefined {
    let at = this.#rng.below(this.#initial);
    for (let step = 0; step < depth && at >= 0; step++) {
      const reason = this.#stop();
      if (reason !== undefined) return reason;
      at = this.#advance(at, step);
      if (at >= 0) this.#walked++;
    }
    return undefined;
  }

  /** The state after a random action, or -1 where the walk ends. */
  #advance(at: number, step: number): number {
    if (!this.#expanded.has(at)) {
      this.#expanded.add(at);
      const before = this.#log.count;
      this.#finder.expand(at, 1);
      if (this.#log.count > before) this.#deepest = Math.max(this.#deepest, step + 1);
    }
    this.#log.copy(at, 1, this.#lister.input);
    this.#lister.expand(1, at);
    const { records } = this.#lister;
    const { words } = this.#code.find.modules;
    const size = recordBytes(words, this.#code.edges.modules.label) >> 2;
    if (records.length === 0) return -1;
    const drawn = this.#rng.below(records.length / size) * size;
    const faulted = ((records[drawn + words * 2 + 2] as number) & 7) !== 0;
    return faulted ? -1 : this.#index.find(records, drawn);
  }

  #stop(): StopReason | undefined {
    return this.#budget.stop(
      this.#log.count,
      (): Progress => ({
        states: this.#log.count,
        transitions: this.#finder.transitions,
        frontier: this.#log.count - this.#expanded.size,
        depth: this.#depth,
        memory: mebibytes(this.#finder.bytes + this.#log.bytes),
      }),
    );
  }
}
