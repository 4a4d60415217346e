// Saved runs written as tests and executed in this process, without a vitest of their own.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, vi } from "vitest";
import { runReplay } from "../../src/cli/replay-run.ts";
import { runOf } from "../../src/vitest.ts";

interface Replayed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** `migcheck replay` with these words. */
export async function replay(words: Record<string, string>): Promise<Replayed> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(text => stdout.push(String(text)) > 0),
    vi.spyOn(process.stderr, "write").mockImplementation(text => stderr.push(String(text)) > 0),
  ];
  try {
    const code = await runReplay(words);
    return { stdout: stdout.join(""), stderr: stderr.join(""), code };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Executes the tests of a file here; why the first one that is red is so. */
export function redness(file: string): string | undefined {
  const code = readFileSync(file, "utf8")
    .replace(/^import [^\n]*$/gm, "")
    .replace("import.meta.url", JSON.stringify(pathToFileURL(file).href));
  const ran: string[] = [];
  let red: string | undefined;
  const run = (name: string, body: () => void) => {
    ran.push(name);
    try {
      body();
    } catch (error) {
      red ??= String(error);
    }
  };
  new Function("runOf", "expect", "test", code)(runOf, expect, run);
  expect(ran).toHaveLength(1);
  return red;
}
