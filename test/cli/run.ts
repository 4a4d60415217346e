// Runs the built program as a user does: bin, in a process of its own, with a clean environment.

import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
export const MAIN: string = join(ROOT, process.env["MIGCHECK_DIST"] ?? "bin", "cli/main.js");

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The environment without anything that changes how texts look. */
export function plainEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, ...more };
}

/** Runs `migcheck` with these arguments. */
export function migcheck(
  args: readonly string[],
  { cwd = ROOT, env = {}, input }: Surroundings = {},
): Ran {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    env: plainEnv(env),
    encoding: "utf8",
    input: input ?? "",
    maxBuffer: 1 << 28,
  });
  return { stdout, stderr, code: status };
}

/** A new empty folder. */
export function folder(): string {
  return mkdtempSync(join(tmpdir(), "migcheck-test-"));
}

/** A text without the one thing that differs from run to run, wherever its line is broken. */
export function timeless(text: string): string {
  const between = "(?:\\s|\u001b\\[\\d+m)*";
  const time = new RegExp(`([·|])${between}\\d+(?:\\.\\d)?${between}m?s\\b`, "g");
  return text.replaceAll(time, "$1 TIME");
}
