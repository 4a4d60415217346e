// Settings that a caller gives as an object, checked at the entry of the library: a name that is written wrong would otherwise be no
// setting at all, and nobody would know.

import { didYouMean } from "./nearest.ts";

/** What a setting may be. */
export interface Kind {
  /** In words: `true or false`. */
  readonly right: string;
  readonly fits: (value: unknown) => boolean;
}

/** What each setting may be; all of them may be left out or undefined. */
export type Kinds<T> = { readonly [K in keyof T]-?: Kind };

/** The settings as they are. Throws an Error that names the first one that is not known or is not what it may be. */
export function settingsOf<T extends object>(value: T, allowed: Kinds<T>): T {
  if (!isObject(value)) throw new Error(`settings are an object, not ${told(value)}`);
  const kinds = new Map<string, Kind>(Object.entries(allowed));
  for (const [name, given] of Object.entries(value)) {
    const kind = kinds.get(name);
    if (!kind) {
      const near = didYouMean(name, kinds.keys()) ?? `there is ${[...kinds.keys()].join(", ")}`;
      throw new Error(`there is no setting '${name}'; ${near}`);
    }
    if (given === undefined || kind.fits(given)) continue;
    throw new Error(`the setting '${name}' is ${kind.right}, not ${told(given)}`);
  }
  return value;
}

function told(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

// ---------------------------------------------------------------- kinds

export const TRUTH: Kind = { right: "true or false", fits: v => typeof v === "boolean" };

export const TEXT: Kind = { right: "a text", fits: v => typeof v === "string" };

export const TEXTS: Kind = {
  right: "a list of texts",
  fits: v => Array.isArray(v) && v.every(TEXT.fits),
};

/** Values by name. */
export const RECORD: Kind = { right: "an object", fits: isObject };

export const FINITE: Kind = { right: "a number", fits: Number.isFinite };

/** Infinity is one. */
export const POSITIVE: Kind = {
  right: "a number above 0",
  fits: v => typeof v === "number" && v > 0,
};

export function wholeFrom(least: number): Kind {
  return {
    right: `a whole number from ${least}`,
    fits: v => typeof v === "number" && Number.isSafeInteger(v) && v >= least,
  };
}

export function oneOf(names: readonly string[]): Kind {
  return { right: `one of ${names.join(", ")}`, fits: v => names.some(name => name === v) };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
