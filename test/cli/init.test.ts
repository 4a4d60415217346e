// What `init` writes is a start that works: it checks, its test passes, and it overwrites nothing.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
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
