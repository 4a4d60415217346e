// Exhaustive exploration on compiled code: the same contract as breadth-first.ts (order, counts, first
// places, limits), a batch of states at a time. States come out of the machine in order of discovery; what the
// code noted is turned into hits at the end, and the reference stepper says what a fault was.

import type { Standing } from "../model/checkpoint.ts";
import { isUndivided, type MachineCode } from "../model/machine-code.ts";
import type { Edges, Outcome, StopReason } from "../model/outcome.ts";
import type { Interpreter } from "../model/stepper.ts";
import { type ExploreOptions, lazily } from "./breadth-first.ts";
import { Budget, MIB, mebibytes } from "./budget.ts";
import { Checkpoints, type Keepable, restore } from "./checkpoints.ts";
import { compiledEdges } from "./compiled-edges.ts";
import { type EdgeLimits, edgesOf } from "./edges.ts";
import { type Fleet, Solo } from "./fleet.ts";
import { LogSpace } from "./log-space.ts";
import { MachineFull } from "./machine.ts";
import { hitsOf, inOrder, type Noted } from "./noted.ts";
import { Pool } from "./pool.ts";
import { lostStates } from "./possible.ts";
import { sow } from "./seeds.ts";
import { StateLog } from "./state-log.ts";

/** How to explore with compiled code. */
export interface CompiledOptions extends ExploreOptions {
  /** The code that lists edges, where there is one. */
  readonly edgeCode?: (() => MachineCode | undefined) | undefined;
}

/** Explores all reachable states, or as many as the limits allow. */
export function exploreCompiled(
  code: MachineCode,
  stepper: Interpreter,
  options: CompiledOptions,
): Outcome {
  return new Run(code, stepper, options).explore();
}

class Run {
  readonly #code: MachineCode;
  readonly #stepper: Interpreter;
  readonly #options: CompiledOptions;
  readonly #fleet: Fleet;
  readonly #log: StateLog;
  readonly #levels = [0];
  readonly #budget: Budget;
  readonly #checkpoints: Checkpoints;
  #expanded = 0;
  #initial = 0;
  /** Where the level ends that is being expanded. */
  #end = 0;
  /** Of runs before this one, which it resumes. */
  #earlier: Standing | undefined;
  /** What a checkpoint holds is taken up whole, or what it knows would be lost. */
  #restoring = false;

  constructor(code: MachineCode, stepper: Interpreter, options: CompiledOptions) {
    this.#code = code;
    this.#stepper = stepper;
    this.#options = options;
    this.#budget = new Budget(options, code.modules.actions);
    this.#checkpoints = new Checkpoints(options.keep, options.now);
    this.#log = new StateLog(code.layout, code.modules.compact);
    this.#fleet = new (isUndivided(code.modules.division) ? Solo : Pool)(
      code,
      this.#log,
      bytes => this.#restoring || bytes <= this.#bytesLeft(),
    );
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
      const reason = this.#resume() ? undefined : this.#seed();
      return reason ?? this.#expandAll();
    } catch (error) {
      if (error instanceof MachineFull && !this.#restoring) return "memory";
      throw error;
    }
  }

  #outcome(reason: StopReason | undefined): Outcome {
    const space = new LogSpace(this.#code, this.#log, this.#stepper, this.#levels);
    this.#lookAtRest();
    const found = {
      ...hitsOf(
        inOrder([...this.#fleet.notes(), ...this.#earlierNotes()]),
        this.#code,
        this.#stepper,
        space,
      ),
      states: this.#log.count,
      transitions: this.#transitions,
      depth: this.#levels.length - 1,
      complete: reason === undefined && !this.#code.modules.compact,
      reason: reason ?? (this.#code.modules.compact ? ("compact" as const) : undefined),
      unkept: this.#checkpoints.unkept,
      initial: this.#initial,
      frontier: this.#log.count - this.#expanded,
      space,
    };
    if (!found.complete) return { ...found, lost: new Map() };
    const limits = { memory: mebibytes(this.#bytesLeft()), stop: () => this.#interrupted() };
    const edges = lazily(() => this.#edges(space, limits));
    const lost = lostStates(space, this.#stepper, edges, this.#options.asked);
    return { ...found, lost: lost.hits, lostReason: lost.reason, edges };
  }

  #edges(space: LogSpace, limits: EdgeLimits): Edges | StopReason {
    const code = this.#options.edgeCode?.();
    if (!code) return edgesOf(space, this.#stepper, limits);
    const explored = {
      space,
      log: this.#log,
      stepper: this.#stepper,
      transitions: this.#transitions,
    };
    return compiledEdges(code, explored, limits);
  }

  #seed(): StopReason | undefined {
    let reason: StopReason | undefined;
    sow(this.#stepper, this.#code.layout, {
      offer: records => this.#fleet.seed(records),
      room: () => this.#stateLimit() - this.#log.count,
      going: () => {
        reason ??= this.#stop();
        return reason === undefined;
      },
    });
    this.#initial = this.#log.count;
    this.#end = this.#log.count;
    return reason;
  }

  #expandAll(): StopReason | undefined {
    const log = this.#log;
    let reason: StopReason | undefined;
    while (this.#expanded < log.count) {
      if (this.#expanded === this.#end) {
        this.#levels.push(this.#end);
        this.#end = log.count;
      }
      this.#checkpoints.keepWhenDue(this.#keepable);
      reason = this.#stop();
      if (reason !== undefined) break;
      const most = Math.min(this.#end - this.#expanded, this.#fleet.batch, this.#careful());
      this.#expanded += this.#fleet.expand(this.#expanded, most);
      this.#log.forget(this.#initial, this.#expanded);
    }
    this.#checkpoints.keep(this.#keepable);
    if (log.count > this.#end) this.#levels.push(this.#end);
    return reason;
  }

  /**
   * States are looked at when they are found or when they are expanded, whatever is quicker for the fleet: those that are
   * neither get their turn here. (With `all` it matters how they were reached, and they were looked at when found.)
   */
  #lookAtRest(): void {
    if (this.#options.all !== true) this.#fleet.look(this.#expanded);
  }

  get #transitions(): number {
    return this.#fleet.transitions + (this.#earlier?.transitions ?? 0);
  }

  #earlierNotes(): Noted[] {
    const notes = this.#earlier?.notes ?? [];
    return notes.map(([key, state, action]) => ({ key, state, action }));
  }

  get #keepable(): Keepable {
    return { log: this.#log, standing: () => this.#standing() };
  }

  #standing(): Standing {
    const notes = [...this.#earlierNotes(), ...this.#fleet.notes()];
    return {
      count: this.#log.count,
      expanded: this.#expanded,
      initial: this.#initial,
      transitions: this.#transitions,
      memory: mebibytes(this.#bytes()),
      levels: [...this.#levels],
      end: this.#end,
      notes: notes.map(({ key, state, action }) => [key, state, action]),
    };
  }

  /** Goes back to where a run before stood; true if there was one. */
  #resume(): boolean {
    const into = { fleet: this.#fleet, log: this.#log, words: this.#code.layout.words };
    this.#restoring = true;
    const standing = this.#checkpoints.load(piece => restore(piece, into));
    this.#restoring = false;
    if (!standing) return false;
    this.#earlier = standing;
    this.#expanded = standing.expanded;
    this.#initial = standing.initial;
    this.#end = standing.end;
    this.#levels.splice(0, this.#levels.length, ...standing.levels);
    this.#fleet.forget(standing.notes.map(([key]) => key));
    this.#lookAtRest();
    // However long that took, there is nothing new to keep.
    this.#checkpoints.wait();
    return true;
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
    return this.#budget.ask({
      states: this.#log.count,
      transitions: this.#transitions,
      frontier: this.#log.count - this.#expanded,
      depth: this.#levels.length - 1,
      memory: mebibytes(this.#bytes()),
    });
  }
}
