// The flags that say how to check, shared by the commands that check: their yargs options, and from the
// parsed words to typed data. Behind this file nobody sees argv.

import type { Options } from "yargs";
import { type Plan, REDUCTIONS } from "../model/job.ts";
import type { Limits } from "../model/outcome.ts";
import type { Settings } from "../model/settings.ts";
import { RANDOM_DEFAULTS } from "../scenario/scenario.ts";
import { plain, refuse } from "./usage.ts";

/** What the flags ask for; it goes before what a scenario says. */
export interface Asked {
  readonly settings: Settings;
  readonly limits: Limits;
  readonly random?: Plan["random"];
  readonly all: boolean;
  readonly reduce?: Plan["reduce"];
  readonly engine?: Plan["engine"];
  readonly workers?: number | undefined;
  readonly store?: Plan["store"];
  readonly races?: boolean | undefined;
}

const text = (describe: string, group: string): Options => ({
  type: "string",
  requiresArg: true,
  describe,
  group,
});
const list = (describe: string, group: string): Options => ({
  ...text(describe, group),
  array: true,
});

const SETTINGS = "Settings:";
const LIMITS = "How far:";

/** The yargs options of these flags. */
export const ASKED_OPTIONS: Readonly<Record<string, Options>> = {
  set: list("give a constant a value: name=value", SETTINGS),
  variant: text("choose a variant of the model", SETTINGS),
  times: list("how often a trigger may arrive: trigger=n", SETTINGS),
  faults: list(
    "how many faults: process.crashes=n, channel.losses=n, channel.duplicates=n",
    SETTINGS,
  ),
  property: { ...list("only this property (again for more)", SETTINGS), alias: "P" },
  "limit-states": text("stop after so many states", LIMITS),
  "limit-seconds": text("stop after so many seconds", LIMITS),
  "limit-memory": { ...text("stop at so many MiB (default 2048)", LIMITS), alias: "memory" },
  engine: text("auto (default), interpreter or wasm: the result is the same", LIMITS),
  store: text("exact (default), or compact: hashes of states, in less memory", LIMITS),
  workers: text(
    "threads for one space (default: 1; worth it from about 10 million states on)",
    LIMITS,
  ),
  reduce: text(
    "count fewer states, with the same verdicts: symmetry, dead-variables, or both",
    LIMITS,
  ),
  random: text("random runs instead of all states: runs=1000,depth=50,seed=1", LIMITS),
};

/** Parsed arguments of any command. */
export type Words = Readonly<Record<string, unknown>>;

/** The flags as data. */
export function askedOf(words: Words): Asked {
  const properties = many(words, "property");
  return {
    settings: {
      constants: new Map(many(words, "set").map(s => assignment("set", s))),
      variant: one(words, "variant"),
      times: numbers(words, "times"),
      faults: numbers(words, "faults"),
      properties: properties.length === 0 ? undefined : properties,
    },
    limits: {
      states: whole(words, "limit-states"),
      seconds: seconds(words, "limit-seconds"),
      memory: whole(words, "limit-memory", "limit-memory (or --memory)"),
    },
    random: randomOf(one(words, "random")),
    all: words["all"] === true,
    engine: engineOf(one(words, "engine")),
    workers: workersOf(words),
    store: storeOf(words),
    reduce: reduceOf(words),
    races: words["races"] === true,
  };
}

/** Whether something is set that a model's own expectations do not speak of. */
export function changesMeaning({ settings, random }: Asked): boolean {
  const { constants, times, faults, variant } = settings;
  return (
    constants.size + times.size + faults.size > 0 || variant !== undefined || random !== undefined
  );
}

// ---------------------------------------------------------------- words

/** The value of a flag that is given at most once. */
export function one(words: Words, flag: string): string | undefined {
  const value = words[flag];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return refuse(`--${flag} is given twice`);
  return String(value);
}

/** All values of a flag that may be repeated. */
export function many(words: Words, flag: string): string[] {
  const value = words[flag];
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** A positive whole number; `called` is what the flag is called where it has two names. */
export function whole(words: Words, flag: string, called: string = flag): number | undefined {
  const value = one(words, flag);
  if (value === undefined) return undefined;
  const number = wholeNumber(value);
  return number !== undefined && number > 0
    ? number
    : refuse(`--${called} takes a positive whole number, not '${plain(value)}'`);
}

/** Each thread has memory of its own, and the address space is that of 32 bits. */
const MOST_WORKERS = 64;

function workersOf(words: Words): number | undefined {
  const workers = whole(words, "workers");
  if (workers === undefined || workers <= MOST_WORKERS) return workers;
  return refuse(`--workers takes at most ${MOST_WORKERS}, not ${workers}`);
}

/** A positive number, with a fraction or without. */
export function seconds(words: Words, flag: string): number | undefined {
  const value = one(words, flag);
  if (value === undefined) return undefined;
  const number = /^\d{1,9}(?:\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  return number > 0 ? number : refuse(`--${flag} takes a positive number, not '${plain(value)}'`);
}

function wholeNumber(value: string): number | undefined {
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function assignment(flag: string, value: string): [string, string] {
  const at = value.indexOf("=");
  if (at < 1) refuse(`--${flag} takes name=value, not '${plain(value)}'`);
  return [value.slice(0, at).trim(), value.slice(at + 1).trim()];
}

function numbers(words: Words, flag: string): Map<string, number> {
  return new Map(
    many(words, flag).map(given => {
      const [name, value] = assignment(flag, given);
      const number = wholeNumber(value);
      if (number === undefined)
        return refuse(`--${flag} ${plain(name)} takes a whole number, not '${plain(value)}'`);
      return [name, number];
    }),
  );
}

function storeOf(words: Words): Plan["store"] {
  const given = one(words, "store");
  if (given === undefined) return undefined;
  if (given === "compact" && words["engine"] === "interpreter") {
    refuse("--store compact needs the engine wasm");
  }
  const found = (["exact", "compact"] as const).find(name => name === given);
  return found ?? refuse(`--store takes exact or compact, not '${plain(given)}'`);
}

function engineOf(given: string | undefined): Plan["engine"] {
  if (given === undefined) return undefined;
  const found = (["auto", "interpreter", "wasm"] as const).find(name => name === given);
  return found ?? refuse(`--engine takes auto, interpreter or wasm, not '${plain(given)}'`);
}

/** `symmetry`, `dead-variables`, or both. */
function reduceOf(words: Words): Plan["reduce"] {
  const given = one(words, "reduce");
  if (given === undefined) return undefined;
  const reduce = given.split(",").map(part => {
    const found = REDUCTIONS.find(name => name === part.trim());
    return found ?? refuse(`--reduce takes symmetry,dead-variables, not '${plain(given)}'`);
  });
  if (words["random"] !== undefined) refuse("--reduce is for all states, not for random runs");
  if (words["checkpoint"] !== undefined) refuse("--reduce and --checkpoint do not go together");
  if (reduce.includes("symmetry")) {
    if (words["engine"] === "wasm") refuse("--reduce symmetry needs the engine interpreter");
    if (words["store"] === "compact") refuse("--reduce symmetry needs the store exact");
  }
  return [...new Set(reduce)];
}

/** `runs=1000,depth=50,seed=1`, each may be left out, or just the number of runs. */
function randomOf(given: string | undefined): Plan["random"] {
  if (given === undefined) return undefined;
  const parts = /^\d+$/.test(given) ? [`runs=${given}`] : given.split(",");
  const wanted = new Map(parts.map(part => randomPart(part, given)));
  const { runs, depth, seed } = RANDOM_DEFAULTS;
  return {
    runs: wanted.get("runs") ?? runs,
    depth: wanted.get("depth") ?? depth,
    seed: wanted.get("seed") ?? seed,
  };
}

function randomPart(part: string, given: string): [string, number] {
  const found = /^\s*(runs|depth|seed)=(\d{1,9})\s*$/.exec(part);
  const [, name = "", digits = ""] = found ?? [];
  const number = Number(digits);
  if (!found || (number === 0 && name !== "seed")) {
    refuse(`--random takes runs=1000,depth=50,seed=1, not '${plain(given)}'`);
  }
  return [name, number];
}
