// One run of a model by the names of its actions, as a test of a bug keeps it, and the matcher that asks whether the run still
// breaks its property. After the repair the run is usually not possible any more: then it breaks nothing. What never was a run
// of this model, or is out of date, is thrown.

import { fields, refuseGiven } from "../base/settings-of.ts";
import { plain } from "../cli/usage.ts";
import { type CheckSettings, fromHere, type Given, type Runnable, runnable } from "../given.ts";
import { CHECK_SHAPE, COUNT, ENGINE, PICTURES, VALUES } from "../given-settings.ts";
import { sendersOf } from "../model/model.ts";
import type { Binding } from "../model/trace.ts";
import { checkReplay, type Replayed } from "../replay/check-replay.ts";
import { REPLAY_FORMAT, REPLAY_VERSION, type ReplayFile, type ReplayStep } from "../replay/file.ts";
import { fingerprint } from "../replay/fingerprint.ts";
import { readRun } from "../replay/read-file.ts";
import { story } from "../report/story.ts";
import { propertyIn } from "./arguments.ts";
import type { Answer, MatcherState } from "./matchers.ts";
import { LOOK } from "./message.ts";
import { pictureLine } from "./picture.ts";
import { refuseUnknown } from "./run-names.ts";

/** Values by name, as the model writes them. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** A step of a run: an action's name, as stories and `migcheck replay` tell it, and its parameters where it has some. */
export type RunStep =
  | string
  | {
      readonly action: string;
      readonly params?: Values | undefined;
      /** The last step, where the action is a trigger of which this state of the machine says nothing. */
      readonly unhandled?: { readonly machine: string; readonly state: string } | undefined;
    };

/** Settings of the model, and what else a run is made of. */
export interface RunOfSettings extends CheckSettings {
  /** Where it starts, of variables that may start in several ways. */
  readonly start?: Values | undefined;
  /** Of a run that never ends: how many steps come before those that are repeated for ever. */
  readonly loop?: number | undefined;
  /** The folder for pictures; `.migcheck` when left out, none when false. */
  readonly pictures?: string | false | undefined;
}

/** A run of a model; `expect(run).not.toBreak("p")` executes it. */
export interface RunOf {
  readonly kind: "run";
  readonly of: Runnable;
  readonly steps: readonly RunStep[];
  readonly settings: RunOfSettings;
  /** As a replay file says it; of which property is said by the matcher. */
  readonly file: ReplayFile;
}

const lookAt = fields({
  ...CHECK_SHAPE,
  engine: ENGINE,
  start: VALUES,
  loop: COUNT,
  pictures: PICTURES,
});

/** The run of a model that takes these actions, for `expect(...).not.toBreak("p")`. Throws what cannot be a run of any model. */
export function runOf(
  model: Given,
  steps: readonly RunStep[],
  settings: RunOfSettings = {},
): RunOf {
  refuseSteps(steps);
  lookAt(settings, "");
  const { start, loop, pictures, ...checks } = settings;
  const of = runnable(model, checks);
  const { file, problem } = readRun(fileOf(of, steps, { start, loop }));
  if (!file) throw new Error(`runOf cannot make a run of this: ${problem}`);
  return { kind: "run", of, steps, settings, file };
}

/** `expect(runOf(model, steps)).not.toBreak("p")`: the run is not possible, or it does not break (or reach) the property. */
export function toBreak(this: MatcherState, subject: unknown, ...given: unknown[]): Answer {
  const { property } = propertyIn(given, { usage: 'toBreak("property")', look: refuseSettings });
  if (!isRun(subject)) throw new Error("toBreak is about a run: expect(runOf(model, [...]))");
  const { model, interpreter } = subject.of;
  const file = { ...subject.file, property };
  refuseUnknown(subject.of, file);
  const by = sendersOf(model);
  const replayed = checkReplay(file, interpreter, by);
  if (replayed.problem === undefined && replayed.violates === undefined) {
    const why = `one run alone cannot tell whether ${property} is violated`;
    refuseGiven(`${why}: say expect(model).toHold(${JSON.stringify(property)})`);
  }
  const pass = replayed.violates === true;
  return { pass, message: () => messageOf(this, subject, property, replayed) };
}

function isRun(value: unknown): value is RunOf {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "run";
}

function refuseSettings(): never {
  return refuseGiven("toBreak takes no settings: they belong into runOf(model, [...], { ... })");
}

function refuseSteps(steps: unknown): void {
  const isStep = (step: unknown) =>
    typeof step === "string" || (typeof step === "object" && step !== null);
  if (Array.isArray(steps) && steps.every(isStep)) return;
  throw new Error('runOf takes a list of actions: runOf(model, ["job: start", ...])');
}

// ---------------------------------------------------------------- as a replay file

function fileOf(
  { job, interpreter: { program } }: Runnable,
  steps: readonly RunStep[],
  { start, loop }: Pick<RunOfSettings, "start" | "loop">,
): unknown {
  return {
    format: REPLAY_FORMAT,
    version: REPLAY_VERSION,
    file: job.file,
    model: program.name,
    settings: [],
    property: "",
    fingerprint: fingerprint(program),
    start: bindings(start),
    steps: steps.map(replayStep),
    loop,
    ending: "",
  };
}

function replayStep(step: RunStep): ReplayStep {
  if (typeof step === "string") return { action: step, params: [] };
  const { action, params, unhandled } = step;
  return { action, params: bindings(params), unhandled };
}

function bindings(values: Values = {}): Binding[] {
  return Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
}

// ---------------------------------------------------------------- words

function messageOf(state: MatcherState, run: RunOf, property: string, replayed: Replayed): string {
  const { trace, problem, violates } = replayed;
  const not = state.isNot ? "not " : "";
  const came = violates ? "it does" : (problem ?? "it does not");
  const sentence = `expected the run ${not}to break ${property} of ${run.of.job.source.name}, but ${came}`;
  if (!trace) return plain(sentence);
  const { testPath = "", currentTestName = "" } = state;
  const where = [fromHere(testPath), currentTestName, run.of.job.file, JSON.stringify(run.steps)];
  const picture = pictureLine({ trace, ending: "violated", where }, run.settings.pictures);
  return [plain(sentence), story(trace, LOOK), ...(violates ? picture : [])].join("\n\n");
}
