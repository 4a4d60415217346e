// The exit code of `migcheck mutate`: a limit is no success, and what `check` refuses is refused.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { Words } from "../../src/cli/asked.ts";
import { runMutate } from "../../src/cli/mutate-run.ts";
import { folder } from "./run.ts";

const MODEL = `model: m
variables: { x: { type: 0..3, initial: 0 } }
machines:
  m: { initial: a, states: { a: { always: { guard: x < 3, actions: x = x + 1 }, type: rest } } }
properties: { ends: { reachable: x == 3 }, small: { never: x > 3 } }
`;
const LIVE = MODEL.replace("ends:", "comes: { eventually: x == 3 }, ends:");
const SCENARIO = "scenario: s\nmodel: m.yaml\n";

/** `migcheck mutate` of these files, by name and text. */
async function mutate(files: Record<string, string>, words: Words = {}) {
  const dir = folder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  const written: Record<"stdout" | "stderr", string[]> = { stdout: [], stderr: [] };
  const spies = (["stdout", "stderr"] as const).map(stream =>
    vi
      .spyOn(process[stream], "write")
      .mockImplementation(text => written[stream].push(String(text)) > 0),
  );
  try {
    const paths = (words["paths"] as string[] | undefined) ?? Object.keys(files);
    const code = await runMutate({ ...words, paths: paths.map(path => `${dir}/${path}`) });
    return { code, stdout: written.stdout.join(""), stderr: written.stderr.join("") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe("a limit", () => {
  test.each<[string, Record<string, string>, Words, number]>([
    ["that is not reached", { "m.yaml": MODEL }, {}, 0],
    ["before the original is seen", { "m.yaml": MODEL }, { "limit-states": "2" }, 3],
    [
      "of random runs",
      {
        "m.yaml": MODEL,
        "s.yaml": `${SCENARIO}explore: { random: { runs: 2, depth: 5, seed: 1 } }\n`,
      },
      {},
      3,
    ],
  ])("%s", async (_, files, words, code) => {
    expect((await mutate(files, words)).code).toBe(code);
  });
});

test("one model by two names is one setting", async () => {
  const paths = ["m.yaml", "./m.yaml"];
  const { stdout } = await mutate({ "m.yaml": MODEL }, { paths });
  expect(stdout).toContain("under its own settings (4 states)\n");
});

test("a scenario is tried with the model that was named in another way", async () => {
  const paths = ["./m.yaml", "s.yaml"];
  const { stdout } = await mutate({ "m.yaml": MODEL, "s.yaml": SCENARIO }, { paths });
  expect(stdout).toContain("under its own settings (4 states), s (4 states)\n");
});

test.each([".5", "0.5", "1", "0"])("--min-score %s is a number from 0 to 1", async least => {
  expect((await mutate({ "m.yaml": MODEL }, { "min-score": least })).code).toBeLessThan(2);
});

test("--min-score . is none", async () => {
  await expect(mutate({ "m.yaml": MODEL }, { "min-score": "." })).rejects.toThrow(
    "--min-score takes a number from 0 to 1, not '.'",
  );
});

describe("refused as by check", () => {
  const symmetry = `${SCENARIO}reduce: [symmetry]\n`;
  test.each<[string, Record<string, string>, string]>([
    [
      "nowhere to start",
      { "m.yaml": `${MODEL}initially: x == 1 and x == 2\n` },
      "nowhere to start",
    ],
    [
      "an expectation of nothing",
      { "m.yaml": MODEL, "s.yaml": `${SCENARIO}expect: { smal: violated }\n` },
      "the model has no property 'smal'",
    ],
    ["a reduction", { "m.yaml": LIVE, "s.yaml": symmetry }, "checked on the whole space only"],
  ])("%s", async (_, files, message) => {
    const { code, stdout, stderr } = await mutate(files);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, ""]);
  });
});
