// `migcheck export`: its flags and help; the work is in export-run.ts.

import { ASKED_OPTIONS } from "./asked.ts";
import type { Command } from "./command.ts";
import { LANGUAGES } from "./formats.ts";
import { outputFlag } from "./output.ts";

/** The command. */
export const exportCommand: Command = {
  name: "export",
  arguments: "<file>",
  describe: "Write a model for another checker: SPIN or TLC",
  positionals: { file: "a model or a scenario" },
  options: {
    to: { ...outputFlag("the language (default: by the ending of --output)"), choices: LANGUAGES },
    output: { ...outputFlag("into this file (.pml or .tla)"), alias: "o" },
    ...settings(),
  },
  examples: [
    ["export model.yaml --to promela -o model.pml", "its head says how to run SPIN on it"],
    ["export model.yaml -o model.pml --set n=4", "a model with other settings"],
    ["export scenario.yaml --to promela --property deadlock", "one property only, on stdout"],
  ],
  run: async words => (await import("./export-run.ts")).runExport(words),
};

/** The flags that say what is exported; limits and engines are for checking here. */
function settings(): Command["options"] {
  const names = ["set", "variant", "times", "faults", "property"];
  return Object.fromEntries(Object.entries(ASKED_OPTIONS).filter(([name]) => names.includes(name)));
}
