// `migcheck init`: its help; the work is in init-run.ts.

import type { Command } from "./command.ts";

/** The command. */
export const initCommand: Command = {
  name: "init",
  arguments: "[folder]",
  describe: "Write a model, a scenario and a test to start from",
  positionals: { folder: "where (default: here); nothing is overwritten" },
  options: {},
  examples: [["init my-protocol", "then: migcheck check my-protocol"]],
  run: async words => (await import("./init-run.ts")).runInit(words),
};
