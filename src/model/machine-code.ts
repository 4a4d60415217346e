// A program as machine code: two WebAssembly modules over one memory, and what is needed to drive them.
// The engine makes it, exploration runs it. Everything but `meaning` can be sent to another thread.

import type { Layout } from "./layout.ts";

/**
 * Addresses in the memory, in bytes: those of the first worker. Everything but the table has a fixed size; the table comes
 * last and grows.
 */
export interface Regions {
  /** From a worker's regions to those of the next one. */
  readonly stride: number;
  /** One byte for each key. */
  readonly met: number;
  /** What was noted: key, state, action; 12 bytes each. */
  readonly log: number;
  /** States to expand. */
  readonly input: number;
  /** How many states `input` takes. */
  readonly inputs: number;
  /** Records of successors: the words of the state, the action, the number of the state it was taken in. */
  readonly candidates: number;
  /** How many records `candidates` takes. */
  readonly records: number;
  /** How many states `fresh` takes; of several workers, for each of the batches in flight. */
  readonly news: number;
  /** Hashes of a batch of records. */
  readonly hashes: number;
  /** States that were met last, by their hash: what is met again is not asked for. */
  readonly recent: number;
  /** Where the next record for each shard goes, an address for each. */
  readonly pointers: number;
  /** By shard: records for it, as many as `records`, one shard behind the other. */
  readonly outboxes: number;
  /** States that were new. */
  readonly fresh: number;
  /** Action and number of origin of each new state. */
  readonly origins: number;
  /** Of several workers: the slot of each new state, an address. */
  readonly places: number;
  /** Of several workers: entries that have to be put elsewhere while a table grows. */
  readonly strays: number;
  readonly table: number;
}

/** What the code noted the first time it happened. */
export type Happening =
  | { readonly kind: "deadlock" }
  | { readonly kind: "fired"; readonly command: number }
  | { readonly kind: "fault"; readonly command: number }
  | { readonly kind: "mark"; readonly mark: number; readonly command: number }
  | { readonly kind: "probe"; readonly probe: number };

/**
 * How the work is divided. A shard is a part of the set of states, chosen by hash, with a memory of its own; every worker
 * inserts into every shard.
 */
export interface Division {
  readonly shards: number;
  readonly workers: number;
  /** Start the threads at once and let them all work on every batch, however small: for tests. */
  readonly eager?: boolean | undefined;
}

/**
 * Of several workers: two batches of states are in work at once, so a third must be told from the one before and the one
 * behind; in how many chunks each is cut.
 */
export const FLIGHT = { batches: 3, chunks: 4 } as const;

/** Does one machine do all the work. */
export function isUndivided({ shards, workers }: Division): boolean {
  return shards === 1 && workers === 1;
}

/** Records that are sifted, and the slots of what is left touched, before that is inserted. */
export const BATCH = 1024;

/** One thread, one memory. */
export const UNDIVIDED: Division = { shards: 1, workers: 1 };

/** The modules and their surroundings, as plain data. */
export interface MachineModules {
  /** 64-bit words of a state. */
  readonly words: number;
  /** 64-bit words of the label that each record has, and records are of all enabled actions; or 0. See EDGE_LABEL. */
  readonly label: number;
  /** The set holds hashes of 64 bits and not states. */
  readonly compact: boolean;
  readonly division: Division;
  readonly regions: Regions;
  /** The module of the program. */
  readonly expand: Uint8Array;
  /** The module of the set of states. */
  readonly store: Uint8Array;
  readonly keys: number;
  /** How many successors a state can have at most. */
  readonly actions: number;
}

/** See the head of this file. */
export interface MachineCode {
  readonly modules: MachineModules;
  readonly layout: Layout;
  /** What a key stands for. */
  meaning(key: number): Happening;
  /** By command: the number of its first action; an action is a command with its choice. */
  readonly firstAction: readonly number[];
  /** The modules as text. */
  text(): string;
}

/** Stands for no action: of initial states. */
export const NO_ACTION = 0xffff_ffff;

/** Bytes of a record of so many words and a label of so many. */
export function recordBytes(words: number, label = 0): number {
  return (words + 1 + label) * 8;
}

/**
 * The label of an edge: in the first word the kind of fault, 0 if there is none, and from `faultBits` on a bit for each of the first
 * 32 marks of its command; in each further word the bits of 64 more.
 */
export const EDGE_LABEL = { faultBits: 3 } as const;

/** 64-bit words of a label for so many marks. */
export function labelWords(marks: number): number {
  return 1 + Math.ceil(Math.max(0, marks - 32) / 64);
}
