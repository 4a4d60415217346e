// `migcheck test`: its flags and help. What it does is in test-run.ts, loaded only when it runs.

import { ASKED_OPTIONS } from "./asked.ts";
import type { Command } from "./command.ts";
import { LOOK_OPTIONS, outputFlag, outputSwitch } from "./output.ts";

type Options = Command["options"];

const pick = (names: readonly string[], group: string): Options =>
  Object.fromEntries(
    Object.entries(ASKED_OPTIONS)
      .filter(([name]) => names.includes(name))
      .map(([name, option]) => [name, { ...option, group }]),
  );

const WHICH = "Which:";
const HOW = "How:";
const text = (describe: string, group: string): Options[string] => ({
  type: "string",
  requiresArg: true,
  describe,
  group,
});

/** Files that are written; `merge` has them too. */
export const RESULT_OPTIONS: Options = {
  json: outputFlag("results as JSON into this file; - for stdout, and no text there"),
  junit: outputFlag("results as JUnit XML into this file"),
  sarif: outputFlag("what is not as expected, and findings, as SARIF 2.1.0 into this file"),
  markdown: outputFlag("a summary for a pull request into this file"),
  github: outputSwitch("annotations for GitHub (default: where GITHUB_ACTIONS is set)"),
  baseline: text("compare with what this file records; less than that is a failure", "Baseline:"),
  accept: text("record the run in the baseline, with this reason for what is less", "Baseline:"),
  verbose: outputSwitch("every finding and every story"),
  ...LOOK_OPTIONS,
};

/** The command. */
export const testCommand: Command = {
  name: "test",
  arguments: "[paths...]",
  describe: "Run scenarios and models with their expectations: for a CI, in parts, on each change",
  positionals: { paths: "files or folders (default: the folder scenarios, else all from here)" },
  options: {
    grep: text("only where the name of the scenario or model matches", WHICH),
    path: text("only where the path matches", WHICH),
    ...pick(["property"], WHICH),
    skip: { ...text("pass over folders of this name (again for more)", WHICH), array: true },
    shard: text("only part i of n: i/n, or env (see docs/ci.md); merge puts them together", WHICH),
    watch: { type: "boolean", describe: "run again what a change of a file touches", group: HOW },
    jobs: text("checks at a time (default: one for each core)", HOW),
    ...pick(["limit-states", "limit-seconds", "limit-memory", "engine", "workers"], HOW),
    ...RESULT_OPTIONS,
  },
  examples: [
    ["test", "all scenarios"],
    ["test models scenarios --junit junit.xml --sarif run.sarif", "with results for a CI"],
    ["test scenarios --grep cancel --watch", "some, again and again while you edit"],
    ["test scenarios --shard 2/5 --json part-2.json", "a fifth; migcheck merge part-*.json"],
    ["test scenarios --baseline baseline.json", "fails where less is covered than recorded"],
  ],
  run: async words => (await import("./test-run.ts")).runTest(words),
};
