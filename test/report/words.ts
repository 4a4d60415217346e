// What the tests of text reports share: generated words, and a result in which every text is replaced.

import fc from "fast-check";
import { printable } from "../../src/base/printable.ts";
import type { Result } from "../../src/model/result.ts";
import { rich } from "./fixtures.ts";

/** Sentences of short words: nothing in them needs to be broken. */
export const sentence: fc.Arbitrary<string> = fc
  .array(fc.stringMatching(/^[a-z=]{1,9}$/), { minLength: 1, maxLength: 14 })
  .map(words => words.join(" "));

/** One word, as a name or a place is. */
export const word: fc.Arbitrary<string> = fc.stringMatching(/^[a-z]{1,9}$/);

/** Any characters at all, control characters and lone surrogates included. */
export const anything: fc.Arbitrary<string> = fc.string({ unit: "binary", maxLength: 30 });

const NAMES = new Set([
  "file",
  "place",
  "machine",
  "agent",
  "by",
  "cause",
  "channel",
  "on",
  "event",
]);
const CLOSED = new Set(["kind", "verdict", "severity", "status", "type", "policy"]);

/** The rich result with other words, taken in turn. */
export function reworded(names: readonly string[], sentences: readonly string[]): Result {
  let n = 0;
  const next = (list: readonly string[]) => list[n++ % list.length] ?? "";
  const swap = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(item => swap(item, key));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, swap(v, k)]));
    }
    if (typeof value !== "string" || CLOSED.has(key)) return value;
    return next(NAMES.has(key) ? names : sentences);
  };
  return { ...(swap(rich, "") as Result), counts: rich.counts };
}

/** Is nothing in the text that a terminal would obey, line breaks aside. */
export function isCalm(text: string): boolean {
  return text.split("\n").every(line => printable(line) === line);
}
