// What is kept of a long exploration so that it can be resumed: everything else (tables, probes that were met)
// follows from the states in order and from what was noted.

/** Where an exploration stands between two batches. */
export interface Standing {
  /** States found and expanded. */
  readonly count: number;
  readonly expanded: number;
  readonly initial: number;
  readonly transitions: number;
  /** MiB that the exploration took. */
  readonly memory: number;
  /** The first number of each depth, and where the level ends that is being expanded. */
  readonly levels: readonly number[];
  readonly end: number;
  /** Key, state and action of everything noted. */
  readonly notes: readonly (readonly [number, number, number])[];
}

/** A piece of the list of states: packed words, and the number of each one's origin. */
export interface Piece {
  readonly states: Int32Array;
  readonly origins: Int32Array;
}

/** Keeps checkpoints somewhere. */
export interface Checkpoint {
  /** Seconds between two. */
  readonly seconds: number;
  /** The last one kept, or undefined; `take` is given its states in order. */
  load(take: (piece: Piece) => void): Standing | undefined;
  /** Keeps a newer one; `read` gives pieces of the list from a number on. */
  save(standing: Standing, read: (from: number) => Piece): void;
}
