// What simulating a model yields: what random runs have seen of it, and each property that they broke with a short run that
// shows it. Plain data, the same for the same seed on every machine and with every engine.

import type { Plan } from "./job.ts";
import type { Program } from "./program.ts";
import type { Refusal, Verdict } from "./result.ts";

/** How runs pick their steps; docs/simulate.md tells of each. */
export type StrategyName = "uniform" | "rare" | "pct" | "swarm";

/** All of them, in the order in which they are told of. */
export const STRATEGY_NAMES: readonly StrategyName[] = ["uniform", "rare", "pct", "swarm"];

/** The most that simulate takes, from flags and scenarios alike. */
export const MOST_RUNS = 1_000_000_000;
export const MOST_DEPTH = 100_000;
/** Nine digits: larger ones would count modulo 2^32. */
export const MOST_SEED = 999_999_999;

/** What is to be simulated and how. */
export interface SimulationPlan
  extends Pick<Plan, "settings" | "engine" | "expect" | "scenario" | "command"> {
  readonly runs: number;
  /** The most steps of a run. */
  readonly depth: number;
  readonly seed: number;
  /** The best of them, when undefined. */
  readonly strategy?: StrategyName | undefined;
  /** The command line that repeats one run. */
  readonly repeat: (property: string, path: string) => string;
  /** What is found is told as it was found, and not made short. */
  readonly asFound?: boolean | undefined;
  /** One run, as a simulation has told it, instead of random ones. */
  readonly path?: string | undefined;
  /** Stop when all of these properties were broken or reached. */
  readonly until?: readonly string[] | undefined;
}

/** What ends a simulation before it is done. */
export type Cut = "seconds" | "interrupted";

/** How far a simulation is: the runs so far, or which of the runs that it has found it makes short. */
export interface SimulationProgress {
  readonly runs: number;
  readonly steps: number;
  readonly states: number;
  readonly short?: { readonly number: number; readonly of: number } | undefined;
}

/** What is known of the length of a run. */
export type Proof =
  /** No shorter run breaks the property; so many states were looked at to know it. */
  | { readonly kind: "shortest"; readonly states: number }
  /** No run of at most `steps` steps breaks it, and no way round that was looked for is shorter; the states looked at. */
  | { readonly kind: "among"; readonly states: number; readonly steps: number };

/** A verdict, and of a property that was broken or reached how it was found. */
export interface SimulatedVerdict extends Verdict {
  readonly found?: Finding | undefined;
}

/** How a run was found. */
export interface Finding {
  /** Its number, from 0. */
  readonly run: number;
  /** How long it was at first. */
  readonly length: number;
  /** What repeats the run as it is told. */
  readonly path: string;
  readonly proof?: Proof | undefined;
  /** The command line that repeats it. */
  readonly command: string;
}

/** How much of something was met. */
export interface Covered {
  readonly met: number;
  readonly of: number;
}

/** See the head of this file. */
export interface Simulation {
  readonly model: string;
  /** The file as given; of a scenario, the scenario's. */
  readonly file: string;
  readonly scenario?: string | undefined;
  readonly about?: string | undefined;
  /** As a replay needs them. */
  readonly settings: readonly string[];
  readonly strategy: StrategyName;
  readonly seed: number;
  /** Of the runs: how many, of how many steps at most, and how many steps all together. */
  readonly runs: number;
  readonly depth: number;
  readonly steps: number;
  /** Of a model with more initial states: the runs begin in the first so many. */
  readonly starts?: number | undefined;
  /** What ended it before all runs were made, or made short; how many runs were to be made. */
  readonly cut?: { readonly reason: Cut; readonly runs: number } | undefined;
  /** Different states visited; there may be more where `more` says so. */
  readonly states: number;
  readonly more: boolean;
  /** All states there are, where that is known: from what is expected, or from looking for shorter runs. */
  readonly space?: { readonly states: number; readonly from: "expected" | "searched" } | undefined;
  readonly rows: Covered;
  /** State x trigger. */
  readonly cells: Covered;
  /** Pairs that could happen in one state, of which one was taken; and those of which each came first. */
  readonly races: { readonly exercised: number; readonly both: number };
  readonly verdicts: readonly SimulatedVerdict[];
  readonly command: string;
  readonly exitCode: 0 | 1 | 3;
}

/** A simulation with the program that it is of, or why there is none. */
export type Simulated =
  | { readonly kind: "simulated"; readonly simulation: Simulation; readonly program: Program }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** The model has no such run; why. */
  | { readonly kind: "no-run"; readonly message: string };
