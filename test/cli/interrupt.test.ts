// Ctrl-C never loses what was found: the first one ends in a result that says it is not complete, the second one ends.

import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, MAIN, plainEnv } from "./run.ts";

/** 100 million states: for minutes, on any machine. */
const ENDLESS = `
model: endless
variables: { a: 0..99 = 0, b: 0..99 = 0, c: 0..99 = 0, d: 0..99 = 0 }
machines:
  one: { initial: s, states: { s: { always: { actions: a = (a + 1) % 100 } } } }
  two: { initial: s, states: { s: { always: { actions: b = (b + 1) % 100 } } } }
  three: { initial: s, states: { s: { always: { actions: c = (c + 1) % 100 } } } }
  four: { initial: s, states: { s: { always: { actions: d = (d + 1) % 100 } } } }
properties: { small: { always: a + b < 199 } }
`;

function started(args: readonly string[]): ChildProcess {
  const dir = folder();
  for (const name of ["endless.yaml", "again.yaml"]) writeFileSync(join(dir, name), ENDLESS);
  return spawn(process.execPath, [MAIN, "check", "endless.yaml", ...args], {
    cwd: dir,
    env: plainEnv(),
  });
}

function ended(child: ChildProcess): Promise<{ out: string; err: string; code: number | null }> {
  let out = "";
  let err = "";
  child.stdout?.on("data", chunk => {
    out += String(chunk);
  });
  child.stderr?.on("data", chunk => {
    err += String(chunk);
  });
  return new Promise(resolve => child.on("close", code => resolve({ out, err, code })));
}

const after = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends in undecided, with what was covered",
  async signal => {
    const child = started(["--json"]);
    const end = ended(child);
    await after(3000);
    child.kill(signal);
    const { out, err, code } = await end;
    expect(err).toBe("");
    expect(code).toBe(3);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ model: "endless", complete: false, reason: "interrupted" });
    expect(result.states).toBeGreaterThan(1000);
    expect(result.verdicts.map((v: { verdict: string }) => v.verdict)).not.toContain("holds");
  },
);

test("several inputs: nothing more is begun, and that is said", async () => {
  const child = started(["again.yaml", "--jobs", "1"]);
  const end = ended(child);
  await after(3000);
  child.kill("SIGINT");
  const { out, code } = await end;
  expect(out).toContain("1 undecided, 1 not begun");
  expect(code).toBe(3);
});

test("without a terminal there is no progress", async () => {
  const child = started(["--limit-seconds", "1"]);
  const { err, out, code } = await ended(child);
  expect(err).toBe("");
  expect(out).toContain("not all states seen (seconds)");
  expect(code).toBe(3);
});
