// `migcheck merge`: its flags and help; the work is in merge-run.ts.

import type { Command } from "./command.ts";
import { RESULT_OPTIONS } from "./test.ts";

/** The command. */
export const mergeCommand: Command = {
  name: "merge",
  arguments: "<files...>",
  describe: "Put the results of the parts of a test run together",
  positionals: { files: "what test --shard i/n --json FILE wrote, of every part" },
  options: RESULT_OPTIONS,
  examples: [
    ["merge part-*.json --junit junit.xml", "as if the run had not been divided"],
    ["merge part-*.json --baseline baseline.json", "the exit code is that of the whole run"],
  ],
  run: async words => (await import("./merge-run.ts")).runMerge(words),
};
