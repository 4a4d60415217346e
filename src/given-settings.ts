// What the settings of a check may be, wherever a test gives them.

import {
  fields,
  type Look,
  one,
  oneOf,
  record,
  type Shape,
  TEXT,
  wholeFrom,
} from "./base/settings-of.ts";
import type { CheckSettings } from "./given.ts";

/** 0, 1, 2, ... */
export const COUNT: Look = wholeFrom(0);
/** A folder for pictures, or none. */
export const PICTURES: Look = one(
  "a folder, or false for none",
  v => v === false || (typeof v === "string" && v !== ""),
);

const SOME = wholeFrom(1);
const FINITE = one("a number above 0", v => Number.isFinite(v) && Number(v) > 0);

/** How far a check goes. */
export const LIMITS: Look = fields({ states: SOME, seconds: FINITE, memory: FINITE });

/** Which engine. */
export const ENGINE: Look = oneOf(["auto", "interpreter", "wasm"]);

/** Values by name. */
export const VALUES: Look = record(
  one("a text, a number, true or false", v => ["string", "number", "boolean"].includes(typeof v)),
);

/** Settings of the model. */
export const MODEL_SHAPE: Shape<Pick<CheckSettings, "set" | "variant" | "times" | "faults">> = {
  set: VALUES,
  variant: TEXT,
  times: record(COUNT),
  faults: record(COUNT),
};

/** Settings of the model, and how it is checked. */
export const CHECK_SHAPE: Shape<Omit<CheckSettings, "engine">> = {
  ...MODEL_SHAPE,
  limits: LIMITS,
  random: fields({ runs: SOME, depth: SOME, seed: COUNT }, ["runs", "depth", "seed"]),
};
