// What a test run is to do: which files, chosen by paths and filters and divided into parts, each with its job. Jobs of all
// parts are made, since the digest that tells one run from another is of all texts.

import { resolve } from "node:path";
import { fnv1a64 } from "../base/hash.ts";
import { didYouMean } from "../base/nearest.ts";
import { compile } from "../compile.ts";
import type { Shard, TestPlan } from "../model/test-run.ts";
import { parseModel } from "../parse/parse.ts";
import { type Asked, askedOf, many, one, type Words } from "./asked.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { exists, shown, statOf } from "./read.ts";
import { refusalText } from "./refusal.ts";
import { filesOf, shardOf } from "./shard.ts";
import { flagsOf } from "./shell.ts";
import { keepResultsApart } from "./test-end.ts";
import { plain, refuse } from "./usage.ts";

/** A file that was chosen. */
export interface Chosen {
  readonly file: string;
  readonly job: Job | Refused;
  /** All that its result depends on. */
  readonly texts: string;
}

/** A run before it is begun. */
export interface Planned {
  readonly plan: TestPlan;
  readonly shard: Shard | undefined;
  /** Of this part. */
  readonly chosen: readonly Chosen[];
}

/** Which files the words mean, and what is to be done with them. */
export function plannedOf(words: Words): Planned {
  const asked = askedOf(words);
  const shard = shardOf(one(words, "shard"), process.env);
  const paths = pathsOf(words);
  const outputs = new Set(OUTPUTS.flatMap(flag => many(words, flag)).map(file => resolve(file)));
  const isOwn = (input: Input): boolean =>
    !paths.includes(nameOf(input)) && outputs.has(resolve(nameOf(input)));
  const inputs = inputsOf(paths, many(words, "skip")).filter(input => !isOwn(input));
  if (inputs.length === 0) refuse(`no model and no scenario in ${paths.map(shown).join(", ")}`);
  // Several threads for one space do not pay yet (docs/performance.md): only where they are asked for.
  const workers = asked.workers ?? 1;
  const found = chosenIn(inputs, { ...asked, workers });
  keepResultsApart(words, found.flatMap(readFor));
  const all = found.filter(filterOf(words));
  if (all.length === 0) refuse(`none of ${inputs.length} files fits ${filtersOf(words).join(" ")}`);
  const files = all.map(c => c.file);
  const filters = filtersOf(words);
  const flags = [...flagsOf(asked), `engine ${asked.engine}`, `workers ${asked.workers}`];
  const digest = fnv1a64(JSON.stringify([flags, filters, all.map(c => [c.file, c.texts])]));
  const mine = new Set(filesOf(files, shard));
  return {
    plan: { paths, filters, files, digest },
    shard,
    chosen: all.filter(c => mine.has(c.file)),
  };
}

/** Flags that name files which the run writes. */
const OUTPUTS = ["json", "junit", "sarif", "markdown", "baseline"] as const;
const FOLDER = "scenarios";

function pathsOf(words: Words): string[] {
  const given = many(words, "paths");
  if (given.length > 0) return given;
  return [exists(FOLDER) && statOf(FOLDER).isDirectory() ? FOLDER : "."];
}

/** The files, each with those of the wanted properties that it has; without any of them it is not chosen. */
function chosenIn(inputs: readonly Input[], asked: Asked): Chosen[] {
  const wanted = asked.settings.properties;
  if (!wanted) return inputs.map(input => chosenOf(input, asked));
  const known = new Set<string>();
  let broken = 0;
  const chosen = inputs.flatMap(input => {
    const whole = chosenOf(input, asked);
    const has = propertiesIn(whole.job);
    if (!has) {
      broken++;
      return [whole];
    }
    for (const name of has) known.add(name);
    const properties = wanted.filter(name => has.includes(name));
    if (properties.length === 0) return [];
    return [chosenOf(input, { ...asked, settings: { ...asked.settings, properties } })];
  });
  const missing = wanted.find(name => !known.has(name));
  if (missing !== undefined && broken === 0) {
    const meant = didYouMean(missing, known);
    refuse(
      `none of ${inputs.length} files has the property '${plain(missing)}'${meant ? `; ${meant}` : ""}`,
    );
  }
  return chosen;
}

/** What is checked there; of a file with mistakes undefined: they are to be told. */
function propertiesIn(job: Job | Refused): readonly string[] | undefined {
  if (job.kind === "refused") return undefined;
  const { program } = compile(job.source, { ...job.plan.settings, properties: undefined });
  return program?.checks.map(check => check.property);
}

function chosenOf(input: Input, asked: Asked): Chosen {
  const job = jobOf(input, asked, false);
  const own = input.kind === "unreadable" ? input.message : input.source.text;
  const other = job.kind === "job" ? job.source.text : refusalText(job);
  return { file: nameOf(input), job, texts: JSON.stringify([own, other]) };
}

function nameOf(input: Input): string {
  return input.kind === "unreadable" ? input.file : input.source.name;
}

function readFor({ file, job }: Chosen): string[] {
  return job.kind === "job" ? [file, job.source.name] : [file];
}

// ---------------------------------------------------------------- filters

/** The flags that choose, as they are given. */
function filtersOf(words: Words): string[] {
  return ["grep", "path", "property"].flatMap(name =>
    many(words, name).flatMap(value => [`--${name}`, plain(value)]),
  );
}

type Filter = (chosen: Chosen) => boolean;

function filterOf(words: Words): Filter {
  const name = patternOf(words, "grep");
  const path = patternOf(words, "path");
  return chosen =>
    path.test(chosen.file) && (words["grep"] === undefined || name.test(nameIn(chosen)));
}

function patternOf(words: Words, flag: string): RegExp {
  const given = one(words, flag) ?? "";
  try {
    return new RegExp(given, "u");
  } catch {
    return refuse(`--${flag} takes a regular expression, and '${plain(given)}' is none`);
  }
}

/** The name of the scenario or model; of a file that has none, its path. */
function nameIn({ job, file }: Chosen): string {
  if (job.kind === "refused") return file;
  return job.scenario?.name.text ?? parseModel(job.source).tree?.name.text ?? file;
}
