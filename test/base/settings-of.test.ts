// What would break: a setting that is written wrong and silently does nothing.

import { expect, test } from "vitest";
import {
  fields,
  one,
  oneOf,
  POSITIVE,
  record,
  SWITCH,
  TEXT,
  TEXTS,
  wholeFrom,
} from "../../src/base/settings-of.ts";

const lookAt = fields({
  text: TEXT,
  texts: TEXTS,
  truth: SWITCH,
  finite: one("a number", Number.isFinite),
  positive: POSITIVE,
  whole: wholeFrom(1),
  word: oneOf(["a", "b"]),
  values: record(TEXT),
});

test.each<object>([
  {},
  { text: undefined },
  { text: "", texts: [], truth: false, finite: -0.5, positive: Number.POSITIVE_INFINITY },
  { texts: ["x"], whole: 1, word: "b", values: Object.create(null) },
])("settings that are right are let through: %j", settings => {
  expect(() => lookAt(settings, "")).not.toThrow();
});

test.each<[unknown, string]>([
  [null, "settings are an object { ... }, not null"],
  [[], "settings are an object { ... }, not a list"],
  [{ txet: "" }, "there is no setting 'txet'; did you mean 'text'?"],
  [{ constructor: 1 }, "there is no setting 'constructor'; there is text, texts, truth"],
  [JSON.parse('{"__proto__": 1}'), "there is no setting '__proto__'"],
  [{ text: 1 }, "'text' takes a text, not 1"],
  [{ text: null }, "'text' takes a text, not null"],
  [{ texts: ["a", 1] }, "'texts' takes a list of texts, not a list"],
  [{ truth: "yes" }, "'truth' takes true or false, not \"yes\""],
  [{ finite: Number.NaN }, "'finite' takes a number, not NaN"],
  [{ positive: 0 }, "'positive' takes a number above 0, not 0"],
  [{ whole: 1.5 }, "'whole' takes a whole number from 1 on, not 1.5"],
  [{ word: "c" }, "'word' takes a or b, not \"c\""],
  [{ values: null }, "'values' is an object { ... }, not null"],
  [{ values: { "a\n::error::": 1 } }, "'values.a ::error::' takes a text, not 1"],
  [{ values: {}, whole: {} }, "'whole' takes a whole number from 1 on, not an object"],
])("%j is refused", (settings, words) => {
  expect(() => lookAt(settings, "")).toThrow(words);
});
