// A test run as JSON: one line for each file. It holds all that a report needs, so that the results of parts can be put
// together elsewhere; merge-read.ts reads it.

import { exitCodeOf, type TestEntry, type TestRun } from "../model/test-run.ts";
import { resultObject } from "../report/json.ts";

/** What a file says it is. */
export const FORMAT = "migcheck-test";
/** Raised where a reader of the old form would be misled. */
export const VERSION = 1;

/** The file's text. */
export function testJson(run: TestRun): string {
  const { plan, shard, left, baseline } = run;
  const head = { format: FORMAT, version: VERSION, exitCode: exitCodeOf(run), shard, plan, left };
  const lines = Object.entries({ ...head, baseline })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${jsonLine(key)}: ${jsonLine(value)}`);
  const entries = run.entries.map(entry => `\n${jsonLine(entryObject(entry))}`);
  return `{\n${[...lines, `"entries": [${entries.join(",")}\n]`].join(",\n")}\n}\n`;
}

function entryObject(entry: TestEntry): object {
  if (entry.kind === "refused") return entry;
  const { kind, file, expects, result } = entry;
  // Beside the published result: which rows fired, races that end alike, and what findings are about.
  const { charts, races, findings } = result;
  const marks = findings.map(({ about, oneSetting }) => ({ about, oneSetting }));
  return { kind, file, expects, result: resultObject(result), charts, races, marks };
}

/** JSON on one line, without characters that a terminal does not show as they are. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNPRINTABLE, escapeCode);
}

const UNPRINTABLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escapeCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
