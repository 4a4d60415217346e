// `migcheck simulate`: its flags and help; the work is in simulate-run.ts.

import { STRATEGY_NAMES } from "../model/simulation.ts";
import { ASKED_OPTIONS } from "./asked.ts";
import type { Command } from "./command.ts";
import { LOOK_OPTIONS, outputFlag, outputSwitch } from "./output.ts";

const RUNS = "Runs:";
const value = (describe: string) =>
  ({ type: "string", requiresArg: true, describe, group: RUNS }) as const;

/** The flags of `check` that say what the model is. */
const SETTINGS = ["set", "variant", "times", "faults", "property", "engine", "limit-seconds"];

/** The command. */
export const simulateCommand: Command = {
  name: "simulate",
  arguments: "<file>",
  describe: "Run a model or scenario at random, and make short what goes wrong",
  positionals: { file: "a model or a scenario" },
  options: {
    ...Object.fromEntries(
      Object.entries(ASKED_OPTIONS).filter(([name]) => SETTINGS.includes(name)),
    ),
    runs: value("how many runs (default 10000)"),
    depth: value("steps of a run at most (default 50)"),
    seed: value("other numbers give other runs (default 1)"),
    strategy: value(`how steps are picked: ${STRATEGY_NAMES.join(", ")} (default uniform)`),
    path: value("one run, as a simulation has told it: 17:0.3.0.2"),
    "as-found": {
      type: "boolean",
      describe: "tell what goes wrong as it was found, not made short",
      group: RUNS,
    },
    json: outputSwitch("the result as JSON on stdout"),
    out: outputFlag("save the run that is told into this file, for replay"),
    verbose: outputSwitch("the story of every property that is broken"),
    ...LOOK_OPTIONS,
  },
  examples: [
    ["simulate model.yaml --runs 100000 --depth 200", "many long runs"],
    [
      "simulate model.yaml --strategy pct --seed 7",
      "few changes of who acts, other random numbers",
    ],
    ["simulate model.yaml --property p --path 17:0.3.0.2", "a run that was found, again"],
  ],
  run: async words => (await import("./simulate-run.ts")).runSimulate(words),
};
