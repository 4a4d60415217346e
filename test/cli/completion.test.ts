import { join } from "node:path";
import { expect, test } from "vitest";
import { migcheck, ROOT } from "./run.ts";

function completed(words: readonly string[]): string[] {
  const cwd = join(ROOT, "test/cli/files");
  const { stdout, stderr } = migcheck(["--get-yargs-completions", "migcheck", ...words], { cwd });
  expect(stderr).toBe("");
  return stdout.split("\n").filter(line => line !== "");
}

test("the script is printed", () => {
  expect(migcheck(["completion"]).stdout).toContain("migcheck completion");
});

test("commands", () => {
  expect(completed([""]).map(w => w.split(":")[0])).toEqual(
    expect.arrayContaining(["check", "show", "replay", "init"]),
  );
});

test("flags of the command", () => {
  expect(completed(["show", "race.yaml", "--st"])).toContain("--stage");
});

test("properties and machines of the model on the line", () => {
  expect(completed(["show", "race.yaml", "--property", ""])).toEqual([
    "cancel-is-kept",
    "completes",
  ]);
  expect(completed(["show", "race.yaml", "--property", "com"])).toEqual(["completes"]);
  expect(completed(["show", "race.yaml", "--machine", ""])).toEqual(["monitor", "thread"]);
});

test("a model that cannot be read completes nothing and says nothing", () => {
  expect(completed(["show", "nope.yaml", "--property", ""])).toEqual([]);
});
