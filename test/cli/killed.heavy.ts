// A check of millions of states that is killed, twice, and resumed ends with the same result as one that was left
// alone; and a limit of memory ends in `undecided`. Each check is a process of its own.

import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { folder, MAIN, migcheck, plainEnv, ROOT } from "./run.ts";

const at = folder();
afterAll(() => rmSync(at, { recursive: true }));

const MODEL = join(ROOT, "models/classics/two-phase-commit.yaml");
const CHECK = ["check", MODEL, "--set", "n=9", "--memory", "4096", "--json", "--engine", "wasm"];
const STATES = 2 ** 9 + 4 ** 9 + 6 ** 9;
const TIMEOUT = 900_000;

/** So often that what decides is how far a run is, not how fast the machine. */
const OFTEN = "0.02";

const keep = (name: string, ...more: readonly string[]): string[] => [
  ...CHECK,
  ...["--checkpoint", join(at, name)],
  ...more,
];

/** States found and expanded when it was last written. */
function standing(name: string): { readonly count: number; readonly expanded: number } {
  const file = join(at, name, "checkpoint.json");
  if (!existsSync(file)) return { count: 0, expanded: 0 };
  const { text } = JSON.parse(readFileSync(file, "utf8")) as { text: string };
  return (JSON.parse(text) as { standing: ReturnType<typeof standing> }).standing;
}

/** Runs until so many states are kept, then kills the process. */
async function killed(name: string, count: number, ...more: readonly string[]): Promise<void> {
  const args = [MAIN, ...keep(name, "--checkpoint-seconds", OFTEN, ...more)];
  const child = spawn(process.execPath, args, { env: plainEnv() });
  const ended = new Promise<string | null>(done => child.on("exit", (_, signal) => done(signal)));
  while (standing(name).count < count && child.exitCode === null) await pause(5);
  child.kill("SIGKILL");
  expect(await ended, "ended before it was killed").toBe("SIGKILL");
}

/** The result without what differs from run to run. */
function resultOf(args: readonly string[]): {
  readonly result: object;
  readonly code: number | null;
} {
  const { stdout, stderr, code } = migcheck(args);
  expect(stderr).toBe("");
  const { timing, command, ...result } = JSON.parse(stdout) as Record<string, unknown>;
  expect([typeof timing, typeof command]).toEqual(["object", "string"]);
  return { result, code };
}

describe("a check that was killed", () => {
  test("is resumed, by one thread and by two, with the same result", {
    timeout: TIMEOUT,
  }, async () => {
    await killed("first", 500_000, "--workers", "1");
    const first = standing("first");
    expect(first.expanded).toBeLessThan(first.count);
    expect(first.count).toBeLessThan(STATES);
    await killed("first", first.count + 500_000, "--workers", "2", "--resume");
    const second = standing("first");
    expect(second.expanded).toBeGreaterThan(first.expanded);
    expect(second.count).toBeLessThan(STATES);
    cpSync(join(at, "first"), join(at, "second"), { recursive: true });

    const whole = resultOf([...CHECK, "--workers", "1"]);
    expect(whole.result).toMatchObject({ states: STATES, complete: true });
    expect(resultOf(keep("first", "--workers", "1", "--resume"))).toEqual(whole);
    expect(resultOf(keep("second", "--workers", "2", "--resume"))).toEqual(whole);
    // What is complete is only judged.
    expect(resultOf(keep("second", "--workers", "1", "--resume"))).toEqual(whole);
  });
});

describe("a limit of memory", () => {
  test.each(["1", "2"])("ends in undecided: %s workers", { timeout: TIMEOUT }, workers => {
    const args = ["check", MODEL, "--set", "n=9", "--memory", "64", "--json"];
    const { stdout, stderr, code } = migcheck([...args, "--workers", workers]);
    expect([stderr, code]).toEqual(["", 3]);
    const result = JSON.parse(stdout) as {
      readonly states: number;
      readonly verdicts: readonly { readonly property: string; readonly verdict: string }[];
    };
    expect(result).toMatchObject({ complete: false, reason: "memory", engine: "wasm" });
    expect(result.states).toBeGreaterThan(500_000);
    const verdicts = new Map(result.verdicts.map(v => [v.property, v.verdict]));
    expect(verdicts.get("consistent")).toBe("undecided");
    expect(verdicts.get("can-abort")).toBe("reached");
  });
});
