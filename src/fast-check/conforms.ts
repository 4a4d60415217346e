// Does an implementation do what its model allows: many sequences of triggers, in many orders with the implementation's own work,
// each shrunk to the shortest that fails. The seed is fixed unless one is given, so that a test is the same every day.

import * as fc from "fast-check";
import { plain } from "../cli/usage.ts";
import { rulesOf } from "../conform/rules.ts";
import { type CheckSettings, type Given, runnable } from "../given.ts";
import type { AppliedTrigger } from "./action.ts";
import { AdapterFault, refuseMisshapen } from "./adapter.ts";
import { triggersOf } from "./arbitraries.ts";
import { orders, schedulerOf } from "./order.ts";
import { Nonconformance, Session, type Setting, type Tally } from "./session.ts";
import type { Observation, ShownBy, System } from "./system.ts";
import { watchedIn } from "./watched.ts";

/** How an implementation is tested. */
export interface ConformsSettings
  extends Pick<CheckSettings, "set" | "variant" | "times" | "faults"> {
  /** How many runs; 100 when left out. */
  readonly runs?: number | undefined;
  /** The most actions of the model's run that triggers are taken from; 50 when left out. */
  readonly depth?: number | undefined;
  readonly seed?: number | undefined;
  /** As a failure tells it: only that counterexample again. */
  readonly path?: string | undefined;
  /** Triggers come while others are not answered yet. */
  readonly concurrent?: boolean | undefined;
  /** Triggers that the implementation raises itself: they are not applied, and may happen unseen. */
  readonly raises?: readonly string[] | undefined;
  /** Crashes, losses and doubled messages may happen unseen. */
  readonly unseenFaults?: boolean | undefined;
  /** How many situations of the model may fit at a time; 10,000 when left out. */
  readonly most?: number | undefined;
  /** Milliseconds that an answer, a task or a call of the adapter may take; 1,000 when left out. */
  readonly patience?: number | undefined;
}

/** What was tested. */
export interface Conformance {
  readonly runs: number;
  /** Triggers applied, and those left out because the model lets them not come any more. */
  readonly applied: number;
  readonly skipped: number;
  readonly observed: number;
  /** The most situations of the model that fitted at a time. */
  readonly situations: number;
}

/** Tests an implementation against its model. Rejects with the shortest run found that the model does not allow. */
export async function conforms<S, O extends ShownBy<O> = Observation>(
  model: Given,
  system: System<S, O>,
  settings: ConformsSettings = {},
): Promise<Conformance> {
  const { runs = 100, depth, seed = 1, path, set, variant, times, faults } = settings;
  refuseMisshapen(system);
  const of = runnable(model, { set, variant, times, faults });
  const { raises = [], unseenFaults = false } = settings;
  refuseUnknown(
    of.model.triggers.map(t => t.name),
    raises,
  );
  const setting: Setting<S> = {
    rules: rulesOf(of.model, of.interpreter, { triggers: raises, faults: unseenFaults }),
    watched: watchedIn(of),
    system,
    concurrent: settings.concurrent ?? false,
    most: settings.most ?? 10_000,
    patience: settings.patience ?? 1000,
  };
  const only = (command: { kind: string }) => unseenFaults || command.kind !== "fault";
  const triggers = triggersOf(of, { depth, only }, raises);
  const tally: Tally = { applied: 0, skipped: 0, observed: 0, situations: 0, waits: 0 };
  const property = fc.asyncProperty(triggers, orders(), (sequence, order) =>
    new Session(setting, sequence, schedulerOf(order), tally).run(),
  );
  const found = await fc.check(property, { numRuns: runs, seed, endOnFailure: true, ...at(path) });
  if (found.failed) {
    // A counterexample that takes patience is not shrunk for minutes.
    const shrunk = tally.waits === 0 ? await shrink(property, found) : found;
    // A system that is not the same twice may do well this time.
    const told = shrunk.failed ? { ...shrunk, numRuns: found.numRuns } : found;
    throw failureOf(of.job.source.name, told);
  }
  if (tally.applied === 0)
    throw new Error(`no trigger of ${plain(of.job.source.name)} was ever applied`);
  const { waits, ...tested } = tally;
  return { runs: found.numRuns, ...tested };
}

type Property = fc.IAsyncProperty<[readonly AppliedTrigger[], readonly number[]]>;

function shrink(property: Property, { seed, counterexamplePath }: Details): Promise<Details> {
  return fc.check(property, { numRuns: 1, seed, ...at(counterexamplePath ?? undefined) });
}

function at(path: string | undefined): { path?: string } {
  return path === undefined ? {} : { path };
}

function refuseUnknown(known: readonly string[], raises: readonly string[]): void {
  const unknown = raises.find(name => !known.includes(name));
  if (unknown === undefined) return;
  throw new Error(`'raises' names '${unknown}', which is no trigger; there is ${known.join(", ")}`);
}

type Details = fc.RunDetails<[readonly AppliedTrigger[], readonly number[]]>;

function failureOf(file: string, details: Details): Error {
  const { errorInstance: cause, seed, counterexamplePath: path, numRuns, numShrinks } = details;
  const message = cause instanceof Error ? cause.message : "too many runs were left out by fc.pre";
  const again = `{ seed: ${seed}, path: ${JSON.stringify(path)} }`;
  const found = `found in run ${numRuns}, shrunk ${numShrinks} times; this one again: ${again}`;
  const head = `the implementation does not conform to ${plain(file)}`;
  const told = [head, message, found].join("\n\n");
  if (cause instanceof Nonconformance) return new Nonconformance(told);
  return new Error(told, { cause: cause instanceof AdapterFault ? cause.cause : cause });
}
