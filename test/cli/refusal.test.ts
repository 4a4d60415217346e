// What a stranger writes into a file's name or a model's words reaches no terminal as it is, and no line begins with it: a
// runner of GitHub takes a line that begins with `::` for a command.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { folder, migcheck, ROOT } from "./run.ts";

const NASTY = "x\n::error::pwned\u001b[31m";
const dir = folder();

beforeAll(() => {
  const inside = { [NASTY]: 1, initial: NASTY, states: { b: {} } };
  const model = { model: "x", [NASTY]: 1, machines: { m: inside } };
  writeFileSync(join(dir, "keys.json"), JSON.stringify(model));
  writeFileSync(join(dir, `${NASTY}.yaml`), "model: x\nmachinez: 1\n");
  const machines = { m: { initial: "a", states: { a: { always: { name: NASTY, target: "a" } } } } };
  writeFileSync(join(dir, "named.json"), JSON.stringify({ model: NASTY, about: NASTY, machines }));
  writeFileSync(join(dir, "race.yaml"), readFileSync(join(ROOT, "test/cli/files/race.yaml")));
});

test.each([
  ["a folder is checked", ["check", "."], 2],
  ["a folder is tested", ["test", "."], 2],
  ["a folder is tested for GitHub", ["test", ".", "--github"], 2],
  ["a run is saved", ["check", "race.yaml", "--save", NASTY], 1],
  ["a checkpoint that is no folder", ["check", "race.yaml", "--checkpoint", NASTY, "--resume"], 2],
  ["a setting that is none", ["check", "race.yaml", "--set", `${NASTY}=1`], 2],
  ["a tree is shown", ["show", "named.json", "--stage", "tree"], 0],
  ["a model is shown", ["show", "named.json", "--stage", "model"], 0],
  ["a program is shown", ["show", "named.json", "--stage", "program"], 0],
  ["a property that is none", ["check", "race.yaml", "-P", NASTY], 2],
])("%s", (_, args, code) => {
  const ran = migcheck(args, { cwd: dir });
  const own = /^::(?:error|warning) file=/;
  const lines = `${ran.stdout}\n${ran.stderr}`.split("\n").filter(line => !own.test(line));
  expect(lines.filter(line => /^\s*::|\p{Cc}/u.test(line))).toEqual([]);
  expect(lines.join("").length).toBeGreaterThan(0);
  expect(ran.code).toBe(code);
});
