// What is to be checked and how: the options of one check as plain data, but for the clock and the observer.

import type { Limits, Progress } from "./outcome.ts";
import type { Refusal, Result } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { ExpectTree } from "./tree.ts";

/** A way to make the space smaller that keeps every verdict. */
export type Reduction = "symmetry" | "dead-variables";

/** All of them. */
export const REDUCTIONS: readonly Reduction[] = ["symmetry", "dead-variables"];

/** How to check a model; everything but `now` and `progress` can be sent to another thread. */
export interface Plan {
  readonly settings: Settings;
  readonly limits: Limits;
  /** `auto` when undefined: the interpreter for small spaces, compiled code for large ones. */
  readonly engine?: "auto" | "interpreter" | "wasm" | undefined;
  /** Threads that explore one space, 1 when undefined. The result is the same. */
  readonly workers?: number | undefined;
  /** `compact` keeps hashes of states: less memory, and what is not found is `undecided`. */
  readonly store?: "exact" | "compact" | undefined;
  /** A folder that keeps where the exploration stands; `seconds` between two. */
  readonly checkpoint?: { readonly folder: string; readonly seconds: number } | undefined;
  /** Nothing when undefined. */
  readonly reduce?: readonly Reduction[] | undefined;
  /** Random walks instead of the whole space. */
  readonly random?:
    | { readonly runs: number; readonly depth: number; readonly seed: number }
    | undefined;
  /** All violations, not the nearest only. */
  readonly all: boolean;
  /** Make the reachable graph for pictures. */
  readonly graph: boolean;
  /** Look for races however large the space is. */
  readonly races?: boolean | undefined;
  /** A scenario's expectations; otherwise the model's own count. */
  readonly expect?: readonly ExpectTree[] | undefined;
  readonly scenario?: ScenarioName | undefined;
  /** The command line that repeats this check. */
  readonly command: string;
}

export interface ScenarioName {
  readonly name: string;
  /** The scenario's own file. */
  readonly file: string;
  readonly about?: string | undefined;
}

export interface CheckOptions extends Plan {
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Of the checks that are answered backward over the whole space, these only; all when undefined. */
  readonly asked?: ReadonlySet<number> | undefined;
  /** Told now and then; true stops, and what was found so far is the result. */
  readonly progress?: ((progress: Progress) => boolean) | undefined;
}

export type Checked =
  | { readonly kind: "checked"; readonly result: Result }
  | { readonly kind: "refused"; readonly refusal: Refusal };
