// Settings of the library as they come from a test, which is JavaScript as often as TypeScript: every key and value is looked at
// before anything is made of it. A setting that is dropped would let a test pass that says something else.

import { didYouMean } from "./base/nearest.ts";
import { plain } from "./cli/usage.ts";

/** Throws unless the value is what the setting of this name takes; a name is the way to it, `limits.states`. */
export type Look = (value: unknown, name: string) => void;

/** Throws a mistake in a test, on one line and without what could steer a terminal: names of models stand in it. */
export function refuseGiven(message: string): never {
  throw new Error(plain(message));
}

/** A value as a message shows it. */
export function shownGiven(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, LONGEST));
  if (Array.isArray(value)) return "a list";
  const kind = kindOf(value);
  if (typeof value === "object" && value !== null) {
    return kind === "Object" ? "an object" : `a ${kind}`;
  }
  return typeof value === "function" ? "a function" : String(value);
}

const LONGEST = 60;

/** `Object`, `Map`, `Date`. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

// ---------------------------------------------------------------- looks

function one(what: string, fits: (value: unknown) => boolean): Look {
  return (value, name) => {
    if (!fits(value)) refuseGiven(`'${name}' takes ${what}, not ${shownGiven(value)}`);
  };
}

/** An object of these settings; one that is undefined is left out, and some are needed. */
export function fields(
  shape: Readonly<Record<string, Look>>,
  needed: readonly string[] = [],
): Look {
  const looks = new Map(Object.entries(shape));
  return (value, name) => {
    const own = entriesOf(value, name).filter(([, of]) => of !== undefined);
    for (const [key, of] of own) {
      const look = looks.get(key) ?? refuseKey(within(name, key), key, [...looks.keys()]);
      look(of, within(name, key));
    }
    const missing = needed.find(key => !own.some(([k]) => k === key));
    if (missing !== undefined) refuseGiven(`'${name}' needs '${missing}'`);
  };
}

function record(look: Look): Look {
  return (value, name) => {
    for (const [key, of] of entriesOf(value, name)) look(of, within(name, key));
  };
}

function within(name: string, key: string): string {
  return name === "" ? key : `${name}.${key}`;
}

function refuseKey(path: string, key: string, known: readonly string[]): never {
  const right = didYouMean(key, known) ?? `there is ${known.join(", ")}`;
  return refuseGiven(`there is no setting '${path}'; ${right}`);
}

/** Of a plain object only: a map or a list would be read as one without settings. */
function entriesOf(value: unknown, name: string): [string, unknown][] {
  if (kindOf(value) === "Object") return Object.entries(value as object);
  const what = name === "" ? "settings are" : `'${name}' is`;
  return refuseGiven(`${what} an object { ... }, not ${shownGiven(value)}`);
}

const isWhole = (least: number) => (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= least;

/** A text. */
export const TEXT: Look = one("a text", v => typeof v === "string");
/** True or false. */
export const SWITCH: Look = one("true or false", v => typeof v === "boolean");
/** A list of texts. */
export const TEXTS: Look = one(
  "a list of texts",
  v => Array.isArray(v) && v.every(e => typeof e === "string"),
);
/** 0, 1, 2, ... */
export const COUNT: Look = one("a whole number from 0 on", isWhole(0));
/** A folder for pictures, or none. */
export const PICTURES: Look = one(
  "a folder, or false for none",
  v => v === false || (typeof v === "string" && v !== ""),
);
/** Values by name. */
export const VALUES: Look = record(
  one("a text, a number, true or false", v => ["string", "number", "boolean"].includes(typeof v)),
);

const SOME = one("a whole number from 1 on", isWhole(1));
const POSITIVE = one("a number above 0", v => Number.isFinite(v) && Number(v) > 0);
const ENGINES: readonly unknown[] = ["auto", "interpreter", "wasm"];

/** How far a check goes. */
export const LIMITS: Look = fields({ states: SOME, seconds: POSITIVE, memory: POSITIVE });

/** Which engine. */
export const ENGINE: Look = one("auto, interpreter or wasm", v => ENGINES.includes(v));

/** Settings of the model, and how it is checked. */
export const CHECK_SHAPE: Readonly<Record<string, Look>> = {
  set: VALUES,
  variant: TEXT,
  times: record(COUNT),
  faults: record(COUNT),
  limits: LIMITS,
  random: fields({ runs: SOME, depth: SOME, seed: COUNT }, ["runs", "depth", "seed"]),
};
