// `migcheck mutate`: its flags and help. What it does is in mutate-run.ts, loaded only when it runs.

import { ASKED_OPTIONS } from "./asked.ts";
import type { Command } from "./command.ts";
import { LOOK_OPTIONS, outputFlag, outputSwitch } from "./output.ts";

const WHICH = "Which changes:";

/** The command. */
export const mutateCommand: Command = {
  name: "mutate",
  arguments: "<paths...>",
  describe: "Change a model in small ways: does some property notice?",
  positionals: { paths: "models and scenarios, files or folders; those of one model go together" },
  options: {
    operators: {
      type: "string",
      requiresArg: true,
      describe: "only these kinds of changes: drop-row,drop-check,...",
      group: WHICH,
    },
    sample: {
      type: "string",
      requiresArg: true,
      describe: "so many changes of each model, drawn at random",
      group: WHICH,
    },
    seed: {
      type: "string",
      requiresArg: true,
      describe: "for the sample (default 1)",
      group: WHICH,
    },
    ...settings(),
    jobs: {
      type: "string",
      requiresArg: true,
      describe: "changes tried at a time (default: one for each core)",
      group: "How far:",
    },
    "min-score": outputFlag(
      "exit code 1 where a model's score is below: 0.9; 3 where it may be, for a limit",
    ),
    json: outputSwitch("results as JSON on stdout"),
    skip: { ...outputFlag("pass over folders of this name (again for more)"), array: true },
    verbose: outputSwitch("survivors of every model, and who noticed the others"),
    ...LOOK_OPTIONS,
  },
  examples: [
    ["mutate model.yaml", "every small change of one model, and what nobody notices"],
    ["mutate model.yaml scenarios/model", "noticed by any of these scenarios"],
    ["mutate models scenarios --skip large --min-score 0.9", "for CI"],
    ["mutate model.yaml --operators drop-check,split-step", "two kinds of changes only"],
    ["mutate large.yaml --sample 50 --seed 7", "fifty changes of a large model"],
  ],
  run: async words => (await import("./mutate-run.ts")).runMutate(words),
};

/** The flags that say what is checked and how far. */
function settings(): Command["options"] {
  const names = ["set", "variant", "times", "faults", "property"];
  const limits = ["limit-states", "limit-seconds", "limit-memory", "engine"];
  return Object.fromEntries(
    Object.entries(ASKED_OPTIONS).filter(([name]) => [...names, ...limits].includes(name)),
  );
}
