// Test runs without a run: the literal results of the report tests as entries.

import type { Result } from "../../src/model/result.ts";
import type { TestEntry, Tested, TestRun, Untested } from "../../src/model/test-run.ts";

export function tested(result: Result, file: string = result.file): Tested {
  return { kind: "tested", file, result: { ...result, file }, expects: [] };
}

export function refused(file: string): Untested {
  const place = { file, line: 7, column: 29 };
  const message = "there is no variable 'y'";
  const troubles = [{ code: "unknown-name", severity: "error" as const, message, place }];
  return { kind: "refused", file, text: `${file}:7:29: error: ${message}`, troubles };
}

/** A whole run of these entries. */
export function runOf(entries: readonly TestEntry[], more: Partial<TestRun> = {}): TestRun {
  const files = entries.map(e => e.file);
  const plan = { paths: ["scenarios"], filters: [], files, digest: "0123456789abcdef" };
  return { plan, entries, left: [], ...more };
}
