// `migcheck show`: its flags and help; the work is in show-run.ts.

import { ASKED_OPTIONS } from "./asked.ts";
import type { Command } from "./command.ts";
import { FORMATS, STAGES, SUBJECTS } from "./formats.ts";
import { LOOK_OPTIONS, outputFlag } from "./output.ts";

/** The command. */
export const showCommand: Command = {
  name: "show",
  arguments: "<file>",
  describe: "Show a model: its table, its matrix, a run as a story, pictures, data",
  positionals: { file: "a model or a scenario" },
  options: {
    as: { ...outputFlag("the format (default: table; with --property story)"), choices: FORMATS },
    of: {
      ...outputFlag("of what a picture is (default: machine; with --property sequence)"),
      choices: SUBJECTS,
    },
    stage: { ...outputFlag("print what a stage made of the text instead"), choices: STAGES },
    machine: outputFlag("which machine, where there are several"),
    output: { ...outputFlag("into this file; its ending may choose the format"), alias: "o" },
    ...ASKED_OPTIONS,
    property: { ...outputFlag("the run of this property"), alias: "P" },
    ...LOOK_OPTIONS,
  },
  examples: [
    ["show model.yaml --as matrix", "state x trigger: what is not thought of"],
    ["show model.yaml --as svg -o machine.svg", "the state machine as a picture"],
    ["show model.yaml --property no-way-back --as story", "the run that breaks it"],
    ["show model.yaml --property no-way-back -o run.svg", "the same as a sequence of lanes"],
    ["show model.yaml --as mermaid --machine sender", "for a Markdown page"],
    ["show model.yaml --stage program", "what is explored, in the end"],
  ],
  run: async words => (await import("./show-run.ts")).runShow(words),
};
