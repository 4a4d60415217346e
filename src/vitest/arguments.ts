// What a matcher is given after the model: the name of a property, and settings. Nothing that is given is dropped without a word.

import { fields, type Look, refuseGiven, shownGiven } from "../base/settings-of.ts";
import { CHECK_SHAPE, COUNT, ENGINE, PICTURES } from "../given-settings.ts";
import type { RunSettings } from "./matchers.ts";

const SHAPE = { ...CHECK_SHAPE, engine: ENGINE, pictures: PICTURES };

/** Looks at the settings of a matcher that says nothing of a run's length. */
export const SETTINGS: Look = fields(SHAPE);

/** The same with `length`. */
export const RUN_SETTINGS: Look = fields({
  ...SHAPE,
  length: COUNT,
});

/** What a matcher takes. */
interface Takes {
  /** How it is called, for messages. */
  readonly usage: string;
  readonly look: Look;
}

/** Settings, or none. Throws what does not fit. */
export function settingsIn(given: readonly unknown[], { usage, look }: Takes): RunSettings {
  const [settings, ...more] = given;
  if (more.length > 0) refuseGiven(`say ${usage}: there is one argument too many`);
  if (settings === undefined) return {};
  look(settings, "");
  return settings as RunSettings;
}

/** A property and settings. Throws what does not fit. */
export function propertyIn(
  given: readonly unknown[],
  takes: Takes,
): { readonly property: string; readonly settings: RunSettings } {
  const [property, ...rest] = given;
  if (typeof property !== "string") {
    return refuseGiven(`say ${takes.usage}: ${shownGiven(property)} is not the name of a property`);
  }
  return { property, settings: settingsIn(rest, takes) };
}
