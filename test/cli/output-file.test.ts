// What would break: a run of an hour whose result is lost because one file of several cannot be written, or a text of a model that
// GitHub's runner takes for a command.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guarded } from "../../src/cli/output.ts";
import { Attempts, outputFile } from "../../src/cli/output-file.ts";
import { refuse } from "../../src/cli/usage.ts";
import { folder, migcheck } from "./run.ts";

const COMMAND = "::stop-commands::tok ##[error]old";
const MODEL = `model: w
machines: { m: { initial: a, states: { a: { on: { "${COMMAND}": b } }, b: { type: final } } } }
triggers: { "${COMMAND}": {} }
properties: { p: { always: m.state == a, because: "${"a".repeat(90)} ${COMMAND}" } }
`;
const cwd = folder();
writeFileSync(join(cwd, "w.yaml"), MODEL);
writeFileSync(join(cwd, "file"), "");
const BAD = "file/x.json";

describe("refused before anything runs", () => {
  test.each([
    ["", "--json takes a file, and its name is empty"],
    [" ", "--json takes a file, and its name is empty"],
    [cwd, "is a folder"],
    ["none/", "is a folder"],
  ])("%j", (json, message) => {
    expect(() => outputFile({ json }, "json")).toThrow(message);
  });

  test.each([["none.json"], [join(cwd, "w.yaml")], ["none/x.json"], [undefined]])(
    "not %j",
    json => {
      expect(outputFile({ json }, "json")).toBe(json);
    },
  );
});

test("all that can be done is done, and then it is said what could not be", () => {
  const attempts = new Attempts();
  const done = ["a", "b", "c"].filter(name => attempts.try(() => name === "b" || refuse(name)));
  expect(done).toEqual(["b"]);
  expect(() => attempts.end()).toThrow("a; c");
  expect(() => new Attempts().end()).not.toThrow();
});

describe("what cannot be written does not lose the rest", () => {
  test("simulate tells its result", () => {
    const { stdout, stderr, code } = migcheck(["simulate", "w.yaml", "--out", BAD], { cwd });
    expect([stderr, code]).toEqual([expect.stringContaining("cannot be written"), 2]);
    expect(stdout).toContain("p is violated");
    expect(stdout).not.toContain("saved:");
  });

  test("test writes the other files, with what the baseline would have been", () => {
    const files = ["--json", BAD, "--junit", "ok.xml", "--markdown", BAD];
    const baseline = ["--baseline", "file/b.json", "--accept", "first"];
    const args = ["test", "w.yaml", ...files, ...baseline];
    const { stdout, stderr, code } = migcheck(args, { cwd });
    expect(code).toBe(2);
    expect(stderr.match(/cannot be written/g)).toHaveLength(3);
    expect(stdout).toContain("wrote 'ok.xml'");
    expect(stdout).not.toContain("recorded in");
    expect(existsSync(join(cwd, "ok.xml"))).toBe(true);
  });
});

test("where there is no run to save, that is said", () => {
  const args = ["simulate", "w.yaml", "--property", "deadlock", "--out", "none.json"];
  const { stdout, code } = migcheck(args, { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("no run to save");
  expect(existsSync(join(cwd, "none.json"))).toBe(false);
});

describe("on GitHub's runner no text is a command", () => {
  migcheck(["check", "w.yaml", "--save", "runs"], { cwd });
  migcheck(["test", "w.yaml", "--json", "part.json"], { cwd });
  const isCommand = (line: string) => line.trimStart().startsWith("::") || line.includes("##[");
  const commands = (text: string) => text.split("\n").filter(isCommand);
  const args = ["w.yaml", "--width", "80"];
  const env = { GITHUB_ACTIONS: "true" };

  test.each([
    ["check", args],
    ["simulate", args],
    ["test", [...args, "--no-github"]],
    ["check", ["w.yaml", "--json"]],
    ["simulate", ["w.yaml", "--json"]],
    ["test", ["w.yaml", "--json", "-", "--no-github"]],
    ["show", [...args, "--property", "p"]],
    ["show", [...args, "--as", "markdown"]],
    ["show", ["w.yaml", "--as", "json"]],
    ["show", ["w.yaml", "--stage", "tree"]],
    ["replay", ["runs/trace-p.trace.json", "--width", "80"]],
    ["replay", ["runs/trace-p.trace.json", "--as", "vitest"]],
    ["mutate", [...args, "--property", "range"]],
    ["merge", ["part.json", "--no-github", "--verbose", "--width", "80"]],
  ])("%s %j", (command, rest) => {
    const { stdout, stderr } = migcheck([command, ...rest], { cwd, env });
    expect(stdout).toContain("stop-commands");
    expect(commands(stdout + stderr)).toEqual([]);
  });

  test("and JSON is the same", () => {
    const json = (more: object) => {
      const { stdout } = migcheck(["check", "w.yaml", "--json"], { cwd, ...more });
      return { ...JSON.parse(stdout), timing: {} };
    };
    expect(json({ env })).toEqual(json({}));
  });

  test("a file with mistakes is told of in the same way", () => {
    writeFileSync(join(cwd, "bad.yaml"), `model: m\nmachines: ${COMMAND}\n`);
    for (const command of ["check", "simulate", "show", "mutate"]) {
      expect(commands(migcheck([command, "bad.yaml"], { cwd, env }).stderr)).toEqual([]);
    }
  });

  test("elsewhere texts stay as they are", () => {
    expect(guarded(COMMAND, true)).not.toBe(COMMAND);
    if (process.env["GITHUB_ACTIONS"] !== "true") expect(guarded(COMMAND)).toBe(COMMAND);
    expect(readFileSync(join(cwd, "w.yaml"), "utf8")).toBe(MODEL);
  });
});
