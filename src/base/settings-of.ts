// Settings of the library as they come from a test, which is JavaScript as often as TypeScript: every key and value is looked at
// before anything is made of it. A setting that is dropped would let a test pass that says something else.

import { didYouMean } from "./nearest.ts";
import { printable } from "./printable.ts";

/** Throws unless the value is what the setting of this name takes; a name is the way to it, `limits.states`. */
export type Look = (value: unknown, name: string) => void;

/** Throws a mistake in a test, on one line and without what could steer a terminal: names of models stand in it. */
export function refuseGiven(message: string): never {
  throw new Error(printable(message));
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

/** A value that fits; `what` it is in words: `a text`. */
export function one(what: string, fits: (value: unknown) => boolean): Look {
  return (value, name) => {
    if (!fits(value)) refuseGiven(`'${name}' takes ${what}, not ${shownGiven(value)}`);
  };
}

/** What each setting takes. */
export type Shape<T> = { readonly [K in keyof T]-?: Look };

/** An object of these settings; one that is undefined is left out, and some are needed. */
export function fields<T extends object>(
  shape: Shape<T>,
  needed: readonly (keyof T & string)[] = [],
): Look {
  const looks = new Map<string, Look>(Object.entries(shape));
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

/** Values by any name. */
export function record(look: Look): Look {
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

/** A text. */
export const TEXT: Look = one("a text", v => typeof v === "string");
/** True or false. */
export const SWITCH: Look = one("true or false", v => typeof v === "boolean");
/** A list of texts. */
export const TEXTS: Look = one(
  "a list of texts",
  v => Array.isArray(v) && v.every(e => typeof e === "string"),
);
/** Infinity is one. */
export const POSITIVE: Look = one("a number above 0", v => typeof v === "number" && v > 0);

/** A whole number that is not smaller. */
export function wholeFrom(least: number): Look {
  return one(`a whole number from ${least} on`, v => Number.isSafeInteger(v) && Number(v) >= least);
}

/** One of these words. */
export function oneOf(words: readonly string[]): Look {
  const [last = "", ...others] = words.toReversed();
  const list = others.length > 0 ? `${others.toReversed().join(", ")} or ${last}` : last;
  return one(list, v => words.some(word => word === v));
}
