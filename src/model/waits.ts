// Where agents wait and who wakes them, as found in the whole space; the analysis makes findings and a table of it.

import type { Hit, StopReason } from "./outcome.ts";

/** A place where instances of a machine waited: a state, and the value of its step slot (0 between rows). */
export interface WaitSeen {
  readonly machine: string;
  /** State ordinal. */
  readonly state: number;
  readonly step: number;
  /** Commands, ascending, after which one that waited here could go on; faults are not among them. */
  readonly wakers: readonly number[];
  /** The first state in which one waits here and, without faults, nothing that can still happen lets it go on. */
  readonly never?: Hit | undefined;
  /** The first state in which one waits here, nothing happens by itself, and the outside could still help. */
  readonly outside?: Hit | undefined;
}

/** In order of machines, states and steps; with a reason, they were not looked for. */
export interface WaitsSeen {
  readonly seen: readonly WaitSeen[];
  readonly reason?: StopReason | "size" | "symmetry" | undefined;
}

/** They are not looked for where replicas change places. */
export const UNSEEN_WAITS: WaitsSeen = { seen: [], reason: "symmetry" };
