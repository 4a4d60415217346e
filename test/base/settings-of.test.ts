// What would break: a setting that is written wrong and silently does nothing.

import { expect, test } from "vitest";
import {
  FINITE,
  type Kinds,
  oneOf,
  POSITIVE,
  RECORD,
  settingsOf,
  TEXT,
  TEXTS,
  TRUTH,
  wholeFrom,
} from "../../src/base/settings-of.ts";

interface Settings {
  readonly text?: string | undefined;
  readonly texts?: readonly string[];
  readonly truth?: boolean;
  readonly finite?: number;
  readonly positive?: number;
  readonly whole?: number;
  readonly word?: "a" | "b";
  readonly values?: object;
}

const kinds: Kinds<Settings> = {
  text: TEXT,
  texts: TEXTS,
  truth: TRUTH,
  finite: FINITE,
  positive: POSITIVE,
  whole: wholeFrom(1),
  word: oneOf(["a", "b"]),
  values: RECORD,
};

test.each<Settings>([
  {},
  { text: undefined },
  { text: "", texts: [], truth: false, finite: -0.5, positive: Number.POSITIVE_INFINITY },
  { texts: ["x"], whole: 1, word: "b", values: Object.create(null) },
])("settings that are right come back as they are: %j", settings => {
  expect(settingsOf(settings, kinds)).toBe(settings);
});

test.each<[unknown, string]>([
  [null, "settings are an object, not null"],
  [[], "settings are an object, not a list"],
  [{ txet: "" }, "there is no setting 'txet'; did you mean 'text'?"],
  [{ constructor: 1 }, "there is no setting 'constructor'; there is text, texts, truth"],
  [JSON.parse('{"__proto__": 1}'), "there is no setting '__proto__'"],
  [{ text: 1 }, "the setting 'text' is a text, not 1"],
  [{ text: null }, "the setting 'text' is a text, not null"],
  [{ texts: ["a", 1] }, "the setting 'texts' is a list of texts, not a list"],
  [{ truth: "yes" }, "the setting 'truth' is true or false, not \"yes\""],
  [{ finite: Number.NaN }, "the setting 'finite' is a number, not NaN"],
  [{ positive: 0 }, "the setting 'positive' is a number above 0, not 0"],
  [{ whole: 1.5 }, "the setting 'whole' is a whole number from 1, not 1.5"],
  [{ word: "c" }, "the setting 'word' is one of a, b, not \"c\""],
  [{ values: null }, "the setting 'values' is an object, not null"],
  [{ values: {}, whole: {} }, "the setting 'whole' is a whole number from 1, not an object"],
])("%j is refused", (settings, words) => {
  expect(() => settingsOf(settings as Settings, kinds)).toThrow(words);
});
