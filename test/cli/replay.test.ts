// A saved run is run again on the model as it is now, and what it says of an edited model is right.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, migcheck, ROOT } from "./run.ts";

const FILES = join(ROOT, "test/cli/files");

function saved() {
  const dir = folder();
  cpSync(join(FILES, "race.yaml"), join(dir, "race.yaml"));
  const ran = migcheck(["check", "race.yaml", "--save", "runs"], { cwd: dir });
  expect(ran.stdout).toContain("saved: runs/trace-cancel-is-kept.trace.json");
  return { dir, run: "runs/trace-cancel-is-kept.trace.json" };
}

function edit(dir: string, from: string, to: string): void {
  const file = join(dir, "race.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

describe("replay", () => {
  test("on the same model: as recorded, 0", () => {
    const { dir, run } = saved();
    const { stdout, stderr, code } = migcheck(["replay", run], { cwd: dir });
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(
      "✓ cancel-is-kept: as recorded: the last step breaks the property",
    );
    expect(code).toBe(0);
  });

  test("from another folder the model is found beside the run", () => {
    const { dir, run } = saved();
    const file = join(dir, run);
    const text = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...text, file: "../race.yaml" }));
    expect(migcheck(["replay", file], { cwd: FILES }).code).toBe(0);
  });

  test("where the edit does not touch it: said, and still 0", () => {
    const { dir, run } = saved();
    edit(dir, "times: 1", "times: 2");
    const { stdout, code } = migcheck(["replay", run], { cwd: dir });
    expect(stdout).toContain("the model has changed since the run was saved");
    expect(code).toBe(0);
  });

  test("on the repaired model: where it no longer fits, 1", () => {
    const { dir, run } = saved();
    edit(dir, "careful: false", "careful: true");
    const file = join(dir, run);
    const text = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...text, settings: [] }));
    const { stdout, code } = migcheck(["replay", run], { cwd: dir });
    expect(stdout).toContain("the run does not fit any more: step 1:");
    expect(code).toBe(1);
  });

  test("keeps the settings that the run was found with", () => {
    const dir = folder();
    cpSync(join(FILES, "race.yaml"), join(dir, "race.yaml"));
    edit(dir, "careful: false", "careful: true");
    migcheck(["check", "race.yaml", "--set", "careful=false", "--save", "runs"], { cwd: dir });
    expect(migcheck(["replay", "runs/trace-cancel-is-kept.trace.json"], { cwd: dir }).code).toBe(0);
  });

  test("of a scenario finds its model and settings", () => {
    const dir = folder();
    const path = join(FILES, "scenarios/careless.yaml");
    migcheck(["check", path, "--save", dir], { cwd: FILES });
    expect(
      migcheck(["replay", join(dir, "trace-cancel-is-kept.trace.json")], { cwd: dir }).code,
    ).toBe(0);
  });

  test("a file larger than any model is read, and passed over in a folder", () => {
    const { dir, run } = saved();
    const file = join(dir, run);
    writeFileSync(file, readFileSync(file, "utf8").replace(/}\s*$/, `${" ".repeat(2 << 20)}}`));
    expect(migcheck(["replay", run], { cwd: dir }).code).toBe(0);
    expect(migcheck(["check", "."], { cwd: dir }).stderr).toBe("");
  });

  test("a broken model is refused with its messages, 2", () => {
    const { dir, run } = saved();
    edit(dir, "initial: ready", "initial: raedy");
    const { stderr, code } = migcheck(["replay", run], { cwd: dir });
    expect(stderr).toContain("1 error in race.yaml");
    expect(code).toBe(2);
  });

  test("without its model: one line, 2", () => {
    const { dir, run } = saved();
    const { stderr, code } = migcheck(["replay", join(dir, run), "--model", "gone.yaml"], {
      cwd: dir,
    });
    expect(stderr).toBe("migcheck: 'gone.yaml' cannot be read: there is no such file or folder\n");
    expect(code).toBe(2);
  });
});
