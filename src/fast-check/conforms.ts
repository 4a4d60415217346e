// Does an implementation do what its model allows: many sequences of triggers, in many orders with the implementation's own work,
// each shrunk to the shortest that fails. The seed is fixed unless one is given, so that a test is the same every day.

import * as fc from "fast-check";
import { fields, one, POSITIVE, SWITCH, TEXTS, wholeFrom } from "../base/settings-of.ts";
import { plain } from "../cli/usage.ts";
import { rulesOf } from "../conform/rules.ts";
import { gathered } from "../explore/simulate/starts.ts";
import { type Given, type Runnable, runnable } from "../given.ts";
import { MODEL_SHAPE } from "../given-settings.ts";
import type { AppliedTrigger } from "./action.ts";
import { AdapterFault, refuseMisshapen } from "./adapter.ts";
import { type ModelSettings, refuseUnknown, triggersOf } from "./arbitraries.ts";
import { orders, schedulerOf } from "./order.ts";
import { Nonconformance, Session, type Setting, type Tally } from "./session.ts";
import type { Observation, ShownBy, System } from "./system.ts";
import { watchedIn } from "./watched.ts";

/** How an implementation is tested. */
export interface ConformsSettings extends ModelSettings {
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

const lookAt = fields<ConformsSettings>({
  ...MODEL_SHAPE,
  runs: wholeFrom(1),
  depth: wholeFrom(1),
  seed: one("a number", Number.isFinite),
  path: one(
    "a path as a failure tells it, such as 7:2:3",
    v => typeof v === "string" && /^(\d+(:\d+)*)?$/.test(v),
  ),
  concurrent: SWITCH,
  raises: TEXTS,
  unseenFaults: SWITCH,
  most: wholeFrom(1),
  patience: POSITIVE,
});

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
  refuseMisshapen(system);
  lookAt(settings, "");
  const { depth, path, set, variant, times, faults } = settings;
  const of = runnable(model, { set, variant, times, faults });
  const { raises = [], unseenFaults = false } = settings;
  refuseUnknown(of, { raises });
  const most = settings.most ?? 10_000;
  refuseUncertain(of, most);
  const setting: Setting<S> = {
    rules: rulesOf(of.model, of.interpreter, { triggers: raises, faults: unseenFaults }),
    watched: watchedIn(of),
    system,
    concurrent: settings.concurrent ?? false,
    most,
    patience: settings.patience ?? 1000,
  };
  const only = (command: { kind: string }) => unseenFaults || command.kind !== "fault";
  const triggers = triggersOf(of, { depth, only }, raises);
  const tally: Tally = { applied: 0, skipped: 0, observed: 0, situations: 0, waits: 0 };
  const drawn = fc.tuple(triggers, orders());
  const run: Run = ([sequence, order]) =>
    new Session(setting, sequence, schedulerOf(order), tally).run();
  const found = await search(drawn, run, settings, tally);
  const { name } = of.job.source;
  if (found.failed) throw failureOf(name, found);
  if (tally.applied === 0 && !path)
    throw new Error(`no trigger of ${plain(name)} was ever applied`);
  const { waits, ...tested } = tally;
  return { runs: found.numRuns, ...tested };
}

/** An implementation may start in any initial state, so all must be known, or be known to be too many. */
function refuseUncertain({ interpreter }: Runnable, most: number): void {
  const { count, more } = gathered(interpreter);
  if (!more || count > most) return;
  const why = "'initially' leaves few of very many combinations, and not all of them were found";
  throw new Error(`${plain(interpreter.program.name)}: ${why}; say more by 'initial'`);
}

type Values = readonly [readonly AppliedTrigger[], readonly number[]];
type Run = (values: Values) => Promise<void>;
type Details = Pick<
  fc.RunDetails<[Values]>,
  "failed" | "errorInstance" | "seed" | "counterexamplePath" | "numRuns" | "numShrinks"
>;

/** All runs, or the one that the settings ask for; a failure in its shortest form. */
async function search(
  drawn: fc.Arbitrary<Values>,
  run: Run,
  { runs = 100, seed = 1, path }: ConformsSettings,
  tally: Tally,
): Promise<Details> {
  const property = fc.asyncProperty(drawn, run);
  const found = path
    ? await again(drawn, run, { seed, path })
    : await fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  // A counterexample that takes patience is not shrunk for minutes.
  if (!found.failed || tally.waits > 0) return found;
  const shrunk = await fc.check(property, { numRuns: 1, seed, ...at(found.counterexamplePath) });
  // A system that is not the same twice may do well this time.
  return shrunk.failed ? { ...shrunk, numRuns: found.numRuns } : found;
}

type Place = { readonly seed: number; readonly path: string };

/** Only this run: fast-check itself would go on from the path to all that shrinking tried after it. */
async function again(drawn: fc.Arbitrary<Values>, run: Run, place: Place): Promise<Details> {
  const values = valuesAt(drawn, place);
  const once = await fc.check(fc.asyncProperty(fc.constant(values), run), { numRuns: 1 });
  return { ...once, seed: place.seed, counterexamplePath: place.path };
}

function valuesAt(drawn: fc.Arbitrary<Values>, place: Place): Values {
  try {
    const [values] = fc.sample(drawn, { ...place, numRuns: 1 });
    if (values) return values;
  } catch {
    // The path leads through values that there are not.
  }
  throw new Error(`no run has the path ${place.path}: its seed, model or settings differ`);
}

function at(path: string | null): { path?: string } {
  return path === null ? {} : { path };
}

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
