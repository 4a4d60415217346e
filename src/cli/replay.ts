// `migcheck replay`: its flags and help; the work is in replay-run.ts.

import type { Command } from "./command.ts";
import { LOOK_OPTIONS, outputFlag } from "./output.ts";

/** The command. */
export const replayCommand: Command = {
  name: "replay",
  arguments: "<file>",
  describe: "Run a saved run (*.trace.json) again, step by step, on the model as it is now",
  positionals: { file: "a run that check --out or check --save wrote" },
  options: {
    model: outputFlag("the model's or scenario's file, where it has moved"),
    as: { ...outputFlag("a test instead of a story: vitest"), choices: ["vitest"] },
    out: outputFlag("the file for the test (default: stdout)"),
    ...LOOK_OPTIONS,
  },
  examples: [
    ["check model.yaml --save runs", "saves runs/trace-PROPERTY.trace.json"],
    ["replay runs/trace-no-way-back.trace.json", "0: as recorded; 1: no longer; 3: undecided"],
    ["replay run.trace.json --as vitest", "a test that fails until the bug is repaired"],
  ],
  run: async words => (await import("./replay-run.ts")).runReplay(words),
};
