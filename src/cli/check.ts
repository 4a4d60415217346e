// `migcheck check`: its flags and help. What it does is in check-run.ts, loaded only when it runs.

import { ASKED_OPTIONS } from "./asked.ts";
import type { Command } from "./command.ts";
import { LOOK_OPTIONS, outputFlag, outputSwitch } from "./output.ts";

/** The command. */
export const checkCommand: Command = {
  name: "check",
  arguments: "<paths...>",
  describe: "Check models and scenarios, files or whole folders",
  positionals: { paths: "files (.yaml .yml .json .table) or folders" },
  options: {
    ...ASKED_OPTIONS,
    jobs: {
      type: "string",
      requiresArg: true,
      describe: "checks at a time (default: one for each core)",
      group: "How far:",
    },
    checkpoint: {
      type: "string",
      requiresArg: true,
      describe: "keep in this folder where a long check stands",
      group: "How far:",
    },
    "checkpoint-seconds": {
      type: "string",
      requiresArg: true,
      describe: "seconds between two checkpoints (default 30)",
      group: "How far:",
    },
    resume: {
      type: "boolean",
      describe: "go on from the checkpoint in that folder",
      group: "How far:",
    },
    all: outputSwitch("all violations, not the nearest only"),
    json: outputSwitch("results as JSON on stdout"),
    out: outputFlag("write pages, pictures and runs into this folder"),
    save: outputFlag("write only the runs (*.trace.json) into this folder"),
    skip: { ...outputFlag("pass over folders of this name (again for more)"), array: true },
    verbose: outputSwitch("every finding and every story"),
    races: outputSwitch("every pair of events that can race, and whether their order matters"),
    ...LOOK_OPTIONS,
  },
  examples: [
    ["check protocol.table", "one model"],
    ["check models scenarios --out reports", "two folders, with a report to browse"],
    ["check model.yaml --set fixed=true --times cancel=2", "with other settings"],
    ["check model.yaml --property no-way-back --json", "one property, for a program"],
    ["check model.yaml --random runs=10000,depth=200,seed=7", "random runs of a large model"],
  ],
  run: async words => (await import("./check-run.ts")).runCheck(words),
};
