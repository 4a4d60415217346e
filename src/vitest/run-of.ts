// One run of a model by the names of its actions, as a test of a bug keeps it, and the matcher that asks whether the run still
// breaks its property. After the repair the run is usually not possible any more: then it breaks nothing. A model in
// which the acting machine or the property does not exist any more is another matter: then the test is out of date, and says so.

import { didYouMean } from "../base/nearest.ts";
import { type CheckSettings, type Given, type Runnable, runnable } from "../given.ts";
import type { Program } from "../model/program.ts";
import type { Binding } from "../model/trace.ts";
import { checkReplay, type Replayed } from "../replay/check-replay.ts";
import { REPLAY_FORMAT, REPLAY_VERSION, type ReplayStep } from "../replay/file.ts";
import { fingerprint } from "../replay/fingerprint.ts";
import { story } from "../report/story.ts";
import type { Answer, MatcherState } from "./matchers.ts";
import { LOOK } from "./message.ts";
import { pictureLine } from "./picture.ts";

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
}

/** The run of a model that takes these actions, for `expect(...).not.toBreak("p")`. */
export function runOf(
  model: Given,
  steps: readonly RunStep[],
  settings: RunOfSettings = {},
): RunOf {
  const { start, loop, pictures, ...checks } = settings;
  return { kind: "run", of: runnable(model, checks), steps, settings };
}

/** `expect(runOf(model, steps)).not.toBreak("p")`: the run is not possible, or it does not break (or reach) the property. */
export function toBreak(this: MatcherState, subject: unknown, property: string): Answer {
  if (!isRun(subject)) throw new Error("toBreak is about a run: expect(runOf(model, [...]))");
  const { model, interpreter } = subject.of;
  const { program } = interpreter;
  refuseUnknown(subject, property);
  const by = new Map(model.triggers.map(t => [t.name, t.by]));
  const replayed = checkReplay(fileOf(subject, program, property), interpreter, by);
  if (replayed.problem === undefined && replayed.violates === undefined) {
    const why = `one run alone cannot tell whether ${property} is violated`;
    throw new Error(`${why}: say expect(model).toHold(${JSON.stringify(property)})`);
  }
  const pass = replayed.violates === true;
  return { pass, message: () => messageOf(this, subject, property, replayed) };
}

function isRun(value: unknown): value is RunOf {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "run";
}

/** Of a rename nothing could be told from a repair. */
function refuseUnknown({ of: { model, interpreter }, steps }: RunOf, property: string): void {
  const { program } = interpreter;
  const known = program.checks.map(c => c.property);
  if (!known.includes(property)) refuse(program, `property '${property}'`, property, known);
  const others = [...model.channels, ...model.processes];
  const actors = [...program.agents, ...others].map(a => a.name);
  for (const step of steps) {
    if (typeof step !== "string" && step.unhandled) continue;
    const action = typeof step === "string" ? step : step.action;
    const [actor] = /^[^:]*(?=: )/.exec(action) ?? [];
    if (actor === undefined || actors.includes(actor)) continue;
    refuse(program, `'${actor}', which acts in this run`, actor, actors);
  }
}

function refuse({ name }: Program, what: string, word: string, known: readonly string[]): never {
  const near = didYouMean(word, known) ?? `there is ${known.join(", ")}`;
  throw new Error(`${name} has no ${what}; ${near}`);
}

// ---------------------------------------------------------------- as a replay file

function fileOf({ of, steps, settings }: RunOf, program: Program, property: string): unknown {
  return {
    format: REPLAY_FORMAT,
    version: REPLAY_VERSION,
    file: of.job.file,
    model: program.name,
    settings: [],
    property,
    fingerprint: fingerprint(program),
    start: bindings(settings.start),
    steps: steps.map(replayStep),
    loop: settings.loop,
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
  if (!trace) return sentence;
  const { testPath = "", currentTestName = "" } = state;
  const where = [testPath, currentTestName, run.of.job.file, JSON.stringify(run.steps)];
  const picture = pictureLine({ trace, ending: "violated", where }, run.settings.pictures);
  return [sentence, story(trace, LOOK), ...(violates ? picture : [])].join("\n\n");
}
