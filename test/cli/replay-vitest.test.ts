// `replay --as vitest`: the test that it writes is red while the run breaks its property, and green on the repaired model.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { redness, replay } from "./redness.ts";
import { addWayBack, edit, NO_WAY_BACK, RACE, saved } from "./saved.ts";

async function written(dir: string, run: string) {
  const out = join(dir, "test/it is kept.test.ts");
  return { ...(await replay({ file: run, as: "vitest", out })), file: out };
}

describe("a test of a counterexample", () => {
  test("is red until the model is repaired", async () => {
    const { dir, run } = saved();
    const { stdout, stderr, code, file } = await written(dir, run);
    expect([stdout, stderr, code]).toEqual([`test: ${file}\n`, "", 0]);
    expect(readFileSync(file, "utf8")).toContain(
      'new URL("../models/model.yaml", import.meta.url)',
    );
    expect(redness(file)).toContain("expected the run not to break cancel-is-kept");
    edit(dir, "careful: false", "careful: true");
    expect(redness(file)).toBe(undefined);
  });

  test("knows the settings that the run was found with", async () => {
    const careful = RACE.replace("careful: false", "careful: true");
    const { dir, run } = saved("cancel-is-kept", careful, { careful: "false" });
    const { file, code } = await written(dir, run);
    expect(code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain('{ set: { careful: "false" } }');
    expect(redness(file)).toContain("expected the run not to break cancel-is-kept");
  });

  test("on stdout is the file and nothing else", async () => {
    const { dir, run } = saved();
    const { stdout, stderr, code } = await replay({ file: run, as: "vitest" });
    expect(stdout).toMatch(/^\/\/ A run that breaks [\s\S]*\n\}\);\n$/);
    expect(stdout).toContain(`const model = ${JSON.stringify(join(dir, "models/model.yaml"))};`);
    expect([stderr, code]).toEqual(["", 0]);
  });

  test("of a model that is repaired already is written, and said to be green", async () => {
    const { dir, run } = saved();
    edit(dir, "careful: false", "careful: true");
    const { stderr, code, file } = await written(dir, run);
    expect(stderr).toContain("passes already: step 1: ");
    expect(code).toBe(1);
    expect(redness(file)).toBe(undefined);
  });

  test("of which the repaired model holds the property is said to be green", async () => {
    const { dir, run } = saved("back", NO_WAY_BACK);
    addWayBack(dir);
    const { stderr, code, file } = await written(dir, run);
    expect(stderr).toContain("passes already: the property holds now");
    expect(code).toBe(1);
    expect(redness(file)).toBe(undefined);
  });

  test.each([
    ["property", "cancel-is-kept:", "cancel-stays:", "race has no property 'cancel-is-kept'"],
    ["machine", "  thread:", "  worker:", "race has no 'thread', which acts in this run"],
  ])("of which the %s has another name is out of date", async (_, from, to, message) => {
    const { dir, run } = saved();
    edit(dir, from, to);
    const { stderr, code, file } = await written(dir, run);
    expect(stderr).toContain(`is out of date and fails: ${message}`);
    expect(code).toBe(1);
    expect(redness(file)).toContain(message);
  });

  test("where one run cannot tell, asks for the whole model", async () => {
    const { dir, run } = saved("back", NO_WAY_BACK);
    const { file, code } = await written(dir, run);
    expect(code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain('expect(model).toHold("back");');
    expect(redness(file)).toContain("expected back of m to hold, but it is violated");
  });
});

test.each([
  ["--out alone", "cancel-is-kept", { out: "x.test.ts" }, "--out is for --as vitest"],
  ["no folder", "cancel-is-kept", { as: "vitest", out: "/dev/null/x.ts" }, "cannot be written"],
  [
    "no counterexample",
    "completes",
    { as: "vitest" },
    "'completes' is reachable: its run is no counterexample",
  ],
])("is refused: %s", async (_, property, words, message) => {
  await expect(replay({ file: saved(property).run, ...words })).rejects.toThrow(message);
});

test("names in a file of a stranger stay names", async () => {
  const { dir, run } = saved();
  const value = JSON.parse(readFileSync(run, "utf8"));
  const evil = 'monitor: "]); process.exit(9); (["';
  value.steps[1].action = evil;
  value.model = "x\nprocess.exit(9)";
  writeFileSync(run, JSON.stringify(value));
  const { file, code } = await written(dir, run);
  expect(code).toBe(1);
  expect(redness(file)).toBe(undefined);
  expect(readFileSync(file, "utf8")).toContain(JSON.stringify(evil));
});
