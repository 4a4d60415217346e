// A model as tests give it: made by `defineModel`, or a file by path or URL; and how to check it as plain data. It becomes a job
// of the command line, so that a test and `migcheck check` read, set and limit alike. A mistake in it is an Error for the test.

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { renderDiagnostic } from "./base/diagnostic.ts";
import { fields, refuseGiven } from "./base/settings-of.ts";
import type { Source } from "./base/source.ts";
import type { Asked } from "./cli/asked.ts";
import { kindOf } from "./cli/inputs.ts";
import { type Job, jobOf, type Refused } from "./cli/jobs.ts";
import { readSource } from "./cli/read.ts";
import { plain } from "./cli/usage.ts";
import { compile } from "./compile.ts";
import { interpret } from "./engine/interpret.ts";
import { CHECK_SHAPE, ENGINE } from "./given-settings.ts";
import type { Plan } from "./model/job.ts";
import type { Model } from "./model/model.ts";
import type { Limits } from "./model/outcome.ts";
import type { Interpreter } from "./model/stepper.ts";

/** A model: made by `defineModel`, or the file of a model or scenario. A path is seen from where the tests are run. */
export type Given = Source | string | URL;

/** How to check a model; what is left out is as the model or scenario says. */
export interface CheckSettings {
  /** Values of constants. */
  readonly set?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly variant?: string | undefined;
  /** How often triggers may arrive. */
  readonly times?: Readonly<Record<string, number>> | undefined;
  /** How many `process.crashes`, `channel.losses`, `channel.duplicates`. */
  readonly faults?: Readonly<Record<string, number>> | undefined;
  readonly limits?: Limits | undefined;
  readonly engine?: Plan["engine"];
  /** Random runs instead of all states: what they do not find stays undecided. */
  readonly random?: Plan["random"];
}

/** A model that can be run. */
export interface Runnable {
  readonly job: Job;
  readonly model: Model;
  readonly interpreter: Interpreter;
}

const lookAt = fields({ ...CHECK_SHAPE, engine: ENGINE });

/** The model with these settings, ready to be checked. Throws where the file cannot be read or is neither model nor scenario. */
export function jobOfGiven(given: Given, settings: CheckSettings = {}): Job {
  if (!isGiven(given)) {
    throw new Error("this is no model: give defineModel(...), or the path or URL of a file");
  }
  lookAt(settings, "");
  const source = sourceOf(given);
  const kind = kindOf(source);
  if (kind === undefined) {
    throw new Error(`'${plain(source.name)}' is neither a model nor a scenario`);
  }
  const job = jobOf({ kind, source }, askedOf(settings), false);
  if (job.kind === "refused") throw new Error(refusedText(job));
  return job;
}

function sourceOf(given: Given): Source {
  if (typeof given === "string") return readSource(fromHere(given));
  return given instanceof URL ? readSource(fromHere(pathOf(given))) : given;
}

/** The path of a file's URL; throws for any other. */
export function pathOf(url: URL): string {
  if (url.protocol === "file:") return fileURLToPath(url);
  return refuseGiven(`'${url.href}' is no file: give a path, or a URL that begins with file:`);
}

/** Is it something that a model can be given as. */
export function isGiven(value: unknown): value is Given {
  if (typeof value === "string" || value instanceof URL) return true;
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "text" in value &&
    typeof value.text === "string"
  );
}

/** The path from where the tests are run, so that messages are the same on every machine. */
export function fromHere(path: string): string {
  return relative(process.cwd(), path) || ".";
}

function askedOf(settings: CheckSettings): Asked {
  const { set = {}, times = {}, faults = {}, variant, limits = {}, engine, random } = settings;
  return {
    settings: {
      constants: new Map(Object.entries(set).map(([name, value]) => [name, String(value)])),
      variant,
      times: new Map(Object.entries(times)),
      faults: new Map(Object.entries(faults)),
    },
    limits,
    engine,
    random,
    all: false,
  };
}

/** All messages about what cannot be checked. */
export function refusedText({ file, message, diagnostics }: Omit<Refused, "kind">): string {
  if (message !== undefined) return plain(message);
  return [`${plain(file)} cannot be checked:`, ...diagnostics.map(renderDiagnostic)].join("\n\n");
}

// ---------------------------------------------------------------- compiled

/** What is made of a model is kept for as many of them: a property over runs asks for the same one each time. */
const KEPT = 8;

/** Values by the texts and settings that they were made of; the oldest go first. */
export class Kept<V> {
  readonly #values = new Map<string, V>();

  /** The value of the job, made where it is not there. */
  of({ file, source, scenario }: Job, settings: CheckSettings, make: () => V): V {
    const texts = [file, source.name, source.text, scenario?.span.source.text];
    const key = JSON.stringify([texts, settings]);
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = make();
    const [oldest] = this.#values.keys();
    if (this.#values.size >= KEPT && oldest !== undefined) this.#values.delete(oldest);
    this.#values.set(key, value);
    return value;
  }
}

const kept = new Kept<Runnable>();

/** Compiles a model. Throws with all messages where it has errors. */
export function runnable(given: Given, settings: CheckSettings): Runnable {
  const job = jobOfGiven(given, settings);
  return kept.of(job, settings, () => {
    const { file, source, plan } = job;
    const { model, program, diagnostics } = compile(source, plan.settings);
    if (!model || !program) throw new Error(refusedText({ file, diagnostics }));
    return { job, model, interpreter: interpret(program) };
  });
}
