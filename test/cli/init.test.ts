// What `init` writes is a start that works: it checks, its test passes, and it overwrites nothing.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, migcheck, plainEnv, ROOT } from "./run.ts";

test("the model and the scenario come out as they promise", () => {
  const dir = folder();
  expect(migcheck(["init"], { cwd: dir }).code).toBe(0);
  const { stdout, stderr, code } = migcheck(["check", "."], { cwd: dir });
  expect(stderr).toBe("");
  expect(stdout).toContain("2 checked: 2 as expected");
  expect(code).toBe(0);
});

test("the test passes under node --test", () => {
  const dir = folder();
  migcheck(["init", "."], { cwd: dir });
  mkdirSync(join(dir, "node_modules"));
  symlinkSync(ROOT, join(dir, "node_modules/migcheck"));
  const { status, stdout } = spawnSync(process.execPath, ["--test"], {
    cwd: dir,
    env: plainEnv(),
    encoding: "utf8",
  });
  expect(stdout).toContain("pass 2");
  expect(status).toBe(0);
});

test("a file that is there is not touched, and nothing else is written", () => {
  const dir = folder();
  writeFileSync(join(dir, "protocol.yaml"), "mine\n");
  const { stderr, code } = migcheck(["init"], { cwd: dir });
  expect(stderr).toBe("migcheck: 'protocol.yaml' exists already; nothing was written\n");
  expect(code).toBe(2);
  expect(readFileSync(join(dir, "protocol.yaml"), "utf8")).toBe("mine\n");
  expect(migcheck(["check", "."], { cwd: dir }).stderr).not.toContain("careless");
});

test.each([
  ["is a file", (path: string) => writeFileSync(path, ""), "' is not a folder"],
  ["takes no files", (path: string) => symlinkSync("/proc", path), "' cannot be written: "],
])("where the folder of the scenario %s, nothing is left behind", (_, make, message) => {
  const dir = folder();
  make(join(dir, "scenarios"));
  const { stdout, stderr, code } = migcheck(["init"], { cwd: dir });
  expect(stderr).toMatch(/^migcheck: 'scenarios\/careless.yaml' cannot be written: [^\n]*\n$/);
  expect(stderr).toContain(message);
  expect([stdout, code]).toEqual(["", 2]);
  expect(readdirSync(dir)).toEqual(["scenarios"]);
});

test("what to do next is said, for the test too", () => {
  const { stdout } = migcheck(["init", "new one"], { cwd: folder() });
  expect(stdout.slice(stdout.indexOf("next: "))).toBe(`next: migcheck check 'new one'
      npm install --save-dev migcheck  (for the test)
      node --test 'new one/protocol.test.mjs'
`);
});
