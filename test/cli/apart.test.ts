// Nothing that is read or written by one command is overwritten by the same command.

import { cpSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { keepApart } from "../../src/cli/apart.ts";
import type { Words } from "../../src/cli/asked.ts";
import { baselineText } from "../../src/cli/baseline-file.ts";
import { runMerge } from "../../src/cli/merge-run.ts";
import { runShow } from "../../src/cli/show-run.ts";
import { runSimulate } from "../../src/cli/simulate-run.ts";
import { runTest } from "../../src/cli/test-run.ts";
import { folder, ROOT } from "./run.ts";

function files(): string {
  const dir = folder();
  for (const name of ["race.yaml", "scenarios"]) {
    cpSync(join(ROOT, "test/cli/files", name), join(dir, name), { recursive: true });
  }
  symlinkSync("race.yaml", join(dir, "link.yaml"));
  symlinkSync("other.json", join(dir, "new.json"));
  mkdirSync(join(dir, "sub"));
  return dir;
}

/** Words with every path from this folder. */
function inFolder(dir: string, words: Words): Words {
  const place = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(place) : `${dir}/${value}`;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, place(value)]));
}

describe("outputs", () => {
  test.each([
    ["by two names", "x.json", "sub/../x.json", true],
    ["through a link to nothing", "new.json", "other.json", true],
    ["in a folder that is not there", "no/x", "no/./x", true],
    ["that are two", "x.json", "y.json", false],
  ])("%s", (_, a, b, isOne) => {
    const dir = files();
    const outputs = [
      { flag: "json", path: `${dir}/${a}` },
      { flag: "junit", path: `${dir}/${b}` },
    ];
    const kept = () => keepApart(outputs, [join(dir, "race.yaml")]);
    if (isOne) expect(kept).toThrow(`--json and --junit both write '${dir}/${b}'`);
    else expect(kept).not.toThrow();
  });

  test("a device takes any number of them", () => {
    const outputs = ["json", "junit"].map(flag => ({ flag, path: "/dev/null" }));
    expect(() => keepApart(outputs, ["/dev/null"])).not.toThrow();
  });

  test("a second name of a file is its own file", () => {
    const dir = files();
    linkSync(join(dir, "race.yaml"), join(dir, "hard.yaml"));
    expect(() => keepApart([{ flag: "json", path: join(dir, "hard.yaml") }], [])).not.toThrow();
  });
});

describe("an input is refused as an output", () => {
  const scenario = "scenarios/careless.yaml";
  test.each([
    ["test", runTest, { paths: ["race.yaml"], json: "link.yaml" }],
    ["test of a scenario", runTest, { paths: [scenario], junit: "race.yaml" }],
    [
      "test with a baseline",
      runTest,
      { paths: [scenario], baseline: "b.json", markdown: "b.json" },
    ],
    ["merge", runMerge, { files: ["race.yaml"], sarif: "race.yaml" }],
    ["show", runShow, { file: "race.yaml", output: "race.yaml" }],
    ["simulate", runSimulate, { file: scenario, out: "race.yaml" }],
  ] as const)("%s", async (_, run, words) => {
    const dir = files();
    writeFileSync(join(dir, "b.json"), baselineText({ checks: [], gone: [] }));
    const text = readFileSync(join(dir, "race.yaml"), "utf8");
    await expect(run(inFolder(dir, words))).rejects.toThrow(
      /^--\w+ '\S+' would overwrite '\S+', which is read$/,
    );
    expect(readFileSync(join(dir, "race.yaml"), "utf8")).toBe(text);
  });
});
