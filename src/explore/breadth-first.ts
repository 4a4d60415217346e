// Exhaustive exploration: states are expanded in order of their numbers, which are given in order of
// discovery, so they come level by level and every path noted is a shortest one. The order (state,
// command, choice) is part of the contract: the same program gives the same outcome.
// Where a limit stops the run, what was found stays and the outcome says that it is not complete.

import type { Checkpoint } from "../model/checkpoint.ts";
import type { Outcome, Progress, StopReason } from "../model/outcome.ts";
import type { Interpreter, Stepper } from "../model/stepper.ts";
import { type Bounds, Budget, mebibytes } from "./budget.ts";
import { edgesOf } from "./edges.ts";
import { Found } from "./found.ts";
import type { Orbits } from "./orbits.ts";
import { type Asked, type Lost, lostStates } from "./possible.ts";
import { Recorder } from "./record.ts";

/** How to explore. */
export interface ExploreOptions extends Bounds {
  /** Also keep, for each property's probe, a hit for each further command that meets it. */
  readonly all?: boolean | undefined;
  /** Keeps where the exploration stands. Compiled code only. */
  readonly keep?: Checkpoint | undefined;
  /** Of states that are renamings of each other only one is kept. Interpreter only. */
  readonly orbits?: Orbits | undefined;
  /** Of the checks that are answered backward, these only. */
  readonly asked?: Asked;
}

/** Explores all reachable states, or as many as the limits allow. */
export function explore(stepper: Interpreter, options: ExploreOptions): Outcome {
  const levels = [0];
  const found = new Found(stepper.program, levels, options.orbits);
  const record = new Recorder(stepper, found, options.all);
  const budget = new Budget(options, found.actions);
  const progress = (): Progress => ({
    states: found.count,
    transitions: record.transitions,
    frontier: found.count - record.expanded,
    depth: levels.length - 1,
    memory: mebibytes(found.bytes),
  });
  const stop = () => budget.stop(found.count, progress);
  const reason =
    start(stepper, record, stop) ?? expandAll(stepper, { found, record, levels, stop });
  const complete = reason === undefined;
  const memory = (options.limits.memory ?? Number.POSITIVE_INFINITY) - mebibytes(found.bytes);
  const interrupt = () => budget.interrupt(progress);
  const edges = lazily(() => edgesOf(found, stepper, { memory, stop: interrupt }));
  const end = { depth: levels.length - 1, complete, reason };
  if (!complete) return outcomeOf(record, found, end);
  const lost = lostStates(found, stepper, edges, options.asked);
  return { ...outcomeOf(record, found, { ...end, lost }), edges };
}

/** Makes the value at the first call and gives it at every call. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function start(
  stepper: Stepper,
  record: Recorder,
  stop: () => StopReason | undefined,
): StopReason | undefined {
  let reason: StopReason | undefined;
  const going = () => {
    reason ??= stop();
    return reason === undefined;
  };
  stepper.initial(state => {
    record.start(state);
    return going();
  }, going);
  return reason;
}

interface Search {
  readonly found: Found;
  readonly record: Recorder;
  readonly levels: number[];
  readonly stop: () => StopReason | undefined;
}

function expandAll(stepper: Stepper, search: Search): StopReason | undefined {
  const { found, record, levels } = search;
  const state = new Int32Array(stepper.program.slots.length);
  let reason: StopReason | undefined;
  let end = found.count;
  for (let number = 0; number < found.count && reason === undefined; number++) {
    if (number === end) {
      levels.push(end);
      end = found.count;
    }
    reason = search.stop();
    if (reason !== undefined) break;
    found.read(number, state);
    record.expand(number, state);
  }
  if (found.count > end) levels.push(end);
  return reason;
}

/** Puts together what every way of exploring reports. */
export function outcomeOf(
  record: Recorder,
  found: Found,
  end: {
    depth: number;
    complete: boolean;
    reason: StopReason | undefined;
    lost?: Lost | undefined;
  },
): Outcome {
  return {
    states: found.count,
    transitions: record.transitions,
    depth: end.depth,
    complete: end.complete,
    reason: end.reason,
    initial: record.initial,
    frontier: found.count - record.expanded,
    probes: record.probes,
    more: record.more,
    marks: record.marks,
    faults: record.faults,
    deadlock: record.deadlock,
    fired: record.fired,
    lost: end.lost?.hits ?? new Map(),
    lostReason: end.lost?.reason,
    space: found,
  };
}
