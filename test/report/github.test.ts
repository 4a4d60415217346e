// Workflow commands: one line each, whatever a model calls things, and nothing else that is printed can be one.

import { describe, expect, test } from "vitest";
import { githubAnnotations } from "../../src/report/github.ts";
import { inert } from "../../src/report/inert.ts";
import { refused, runOf, tested } from "../cli/test-runs.ts";
import { cut, hostile, NASTY, rich } from "./fixtures.ts";
import { HOSTILE } from "./well-formed.ts";

const where = (file: string): string => file;

/** As the runner reads it: `::name key=value,key=value::message`. */
const COMMAND = /^::(error|warning) ((?:\w+=[^:,\r\n]*)(?:,\w+=[^:,\r\n]*)*)::([^\r\n]*)$/;

function unescaped(text: string): string {
  return text
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");
}

describe("one line each", () => {
  test.each([...NASTY, ...HOSTILE, "100%, a:b,c::d"])("%j", name => {
    const run = runOf([tested(hostile(name), name), { ...refused(name), text: name }]);
    const lines = githubAnnotations(run, { where });
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(COMMAND);
  });
});

test("file, line, column and title come back as they were", () => {
  const [line = ""] = githubAnnotations(runOf([refused("a, b:c%.yaml")]), { where });
  const [, level, list = "", message = ""] = COMMAND.exec(line) ?? [];
  const keys = new Map(list.split(",").map(part => part.split("=") as [string, string]));
  expect(level).toBe("error");
  expect([...keys].map(([key, value]) => [key, unescaped(value)])).toEqual([
    ["file", "a, b:c%.yaml"],
    ["line", "7"],
    ["col", "29"],
    ["title", "a, b:c%.yaml"],
  ]);
  expect(unescaped(message)).toBe("there is no variable 'y'");
});

test("errors come first, and a limit that left much undecided is one warning for each file", () => {
  const undecided = cut.verdicts.map(v => ({ ...v, verdict: "undecided" as const, ok: false }));
  const open = { ...cut, verdicts: [...undecided, ...undecided] };
  const run = runOf([tested(open, "a.yaml"), tested(open, "b.yaml"), tested(rich, "c.yaml")]);
  const levels = githubAnnotations(run, { where }).map(line => COMMAND.exec(line)?.[1]);
  expect(levels).toEqual([...levels.filter(l => l === "error"), "warning", "warning"]);
  expect(levels).toContain("error");
});

describe("other texts are no commands", () => {
  const isCommand = (line: string) => line.trimStart().startsWith("::") || line.includes("##[");
  test.each([
    ["::error::x"],
    ["  ::add-mask::x"],
    ["\t:::error::x"],
    ["fine\n::stop-commands::x\nfine"],
    ["a ##[error]x"],
    ["######[[x"],
  ])("%j", text => {
    expect(inert(text).split(/\r?\n/).filter(isCommand)).toEqual([]);
  });

  test("what is none stays as it is", () => {
    const text = "a::b\n  x: y\n# [1]\n── next";
    expect(inert(text)).toBe(text);
  });
});
