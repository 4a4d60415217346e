// What exploration reports: counts, how it ended, and the first place where each thing looked for
// was met. Everything else (verdicts, findings, traces) is derived from this.

import type { Fault, State, Step } from "./stepper.ts";

export interface Limits {
  readonly states?: number | undefined;
  readonly seconds?: number | undefined;
  /** MiB for the visited set and what stands beside it. */
  readonly memory?: number | undefined;
}

/**
 * `random`: the walks that were asked for are done, and they did not see everything. `compact`: nothing stopped the run, but
 * states were told apart by hashes of 64 bits only.
 */
export type StopReason = "states" | "seconds" | "memory" | "interrupted" | "random" | "compact";

/** A state (numbered in order of discovery) and, where it is an action that matters, the action taken in it. */
export interface Hit {
  readonly state: number;
  readonly step?: Step | undefined;
  readonly fault?: Fault | undefined;
}

/** A run from an initial state; `start` has one value per slot. */
export interface Path {
  readonly start: State;
  readonly steps: readonly Step[];
}

/** A run that never ends. `loop`: how many steps come before those that are repeated; all of them where the run stops for good. */
export interface Endless {
  readonly path: Path;
  readonly loop: number;
}

/** What is known of a liveness property. */
export type Endlessly =
  | { readonly kind: "holds" }
  | { readonly kind: "violated"; readonly run: Endless }
  /** A limit was hit. */
  | { readonly kind: "stopped"; readonly reason: StopReason }
  /** It cannot be decided; why. */
  | { readonly kind: "refused"; readonly message: string };

/** A part of a temporal formula without which it holds as well; texts. */
export interface IdlePart {
  readonly property: string;
  readonly part: string;
  /** What holds though it says more. */
  readonly stronger: string;
}

/** The states found, by number. */
export interface Space {
  readonly count: number;
  /** Copies state `index` into `into`. */
  read(index: number, into: State): void;
  /** As read, of these slots only; where that is cheaper. */
  readonly readSlots?: ((index: number, slots: Int32Array, into: State) => void) | undefined;
  /** The number of the state, or -1. */
  find(state: State): number;
  depthOf(index: number): number;
  /** A shortest path to the state. */
  path(index: number): Path;
}

/** What an action raised or ended in, beside leading somewhere. */
export interface Raised {
  /** The first of its kind: where several differ in their values only. */
  readonly fault?: Fault | undefined;
  /** Each once, however often it was raised, ascending. */
  readonly marks: readonly number[];
}

/** All enabled actions of all states of a space in compressed rows: in order of states, of each in order of actions. */
export interface Edges {
  /** By state the number of its first edge, and at the end the number of all edges. */
  readonly first: Int32Array;
  /** By edge the number of the next state, or -1 where there is a fault. */
  readonly targets: Int32Array;
  /** By edge its command and choice as one number, counted through all commands. */
  readonly actions: Int32Array;
  /** By edge an index into `raised`; 0 is nothing. */
  readonly labels: Uint16Array;
  readonly raised: readonly Raised[];
  /** Whence a state is reached, by the same numbers; made at the first call. */
  readonly sources: () => Sources;
}

/** Who comes before each state, as often as it has ways there; in rows as the edges. */
export interface Sources {
  readonly first: Int32Array;
  readonly states: Int32Array;
}

export interface Outcome {
  readonly states: number;
  readonly transitions: number;
  /**
   * The length of the longest shortest path, in steps; of what was seen, when not complete. Of random walks: after how many steps
   * of a walk the last new state was met at most.
   */
  readonly depth: number;
  /** The whole space was seen. */
  readonly complete: boolean;
  readonly reason?: StopReason | undefined;
  /** Why the last checkpoint was not kept, and how many states the last one has that was. */
  readonly unkept?: { readonly why: string; readonly states: number } | undefined;
  /** Of random walks: how many steps they took. */
  readonly walked?: number | undefined;
  /** Initial states found. */
  readonly initial: number;
  /** States found whose successors were not yet made. */
  readonly frontier: number;
  /** By probe. */
  readonly probes: readonly (Hit | undefined)[];
  /** By probe, where `all` was asked for: the first hit of each further command (that took the step or led to the state). */
  readonly more: readonly (readonly Hit[])[];
  /** By mark: the first step of each command that raised it, in order of discovery. */
  readonly marks: readonly (readonly Hit[])[];
  /** The first fault of each kind for each command that is not an assert, in order of discovery. */
  readonly faults: readonly Hit[];
  /** The first state where nothing can happen though not all is at rest. */
  readonly deadlock?: Hit | undefined;
  /** By command: the first step it took, or undefined. */
  readonly fired: readonly (Hit | undefined)[];
  /**
   * By check index: of `possible` checks the first state from which the goal cannot be reached, only where complete; of
   * `quiet` checks the first quiet state that is bad.
   */
  readonly lost: ReadonlyMap<number, Hit>;
  /** Set where the space is complete but a limit was hit while looking for `lost`: then nothing is known of it. */
  readonly lostReason?: StopReason | undefined;
  /** Made at the first call, or why they could not be made. Only where complete. */
  readonly edges?: (() => Edges | StopReason) | undefined;
  readonly space: Space;
}

/** What a running exploration tells its observer, often enough for a terminal. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly frontier: number;
  readonly depth: number;
  /** MiB. */
  readonly memory: number;
}
