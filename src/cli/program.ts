// The yargs program: which commands there are, and how wrong arguments are refused.

import { readFileSync } from "node:fs";
import yargs, { type Argv } from "yargs";
import type { Words } from "./asked.ts";
import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";
import { usageMessage } from "./misuse.ts";
import { refuse } from "./usage.ts";

const COMMANDS: readonly Command[] = [checkCommand];

const PARSER = {
  "greedy-arrays": false,
  "dot-notation": false,
  "parse-numbers": false,
  "parse-positional-numbers": false,
  "camel-case-expansion": false,
  "duplicate-arguments-array": true,
};

/** Runs the command that the arguments name. */
export async function parseArguments(words: readonly string[]): Promise<void> {
  const program = yargs([...words])
    .scriptName("migcheck")
    .locale("en")
    .usage("migcheck: write the state table down once, see every race.\n\n$0 <command>")
    .parserConfiguration(PARSER)
    .demandCommand(1, "no command is given")
    .strict()
    .help()
    .alias("help", "h")
    .version(version())
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      if (error && error.name !== "YError") throw error;
      refuse(usageMessage(message, words, COMMANDS));
    });
  for (const command of COMMANDS) add(program, command);
  await program.parseAsync();
}

function add(program: Argv, command: Command): void {
  program.command({
    command: `${command.name} ${command.arguments}`,
    describe: command.describe,
    builder: y => built(y, command),
    handler: async argv => {
      process.exitCode = await command.run(argv as Words);
    },
  });
}

function built(y: Argv, command: Command): Argv {
  for (const [name, describe] of Object.entries(command.positionals)) {
    const array = command.arguments.includes(`${name}...`);
    y.positional(name, { type: "string", describe, ...(array ? { array } : {}) });
  }
  for (const [words, about] of command.examples) y.example(`$0 ${words}`, about);
  return y.options({ ...command.options });
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  const read: unknown = JSON.parse(readFileSync(file, "utf8"));
  const known = typeof read === "object" && read !== null && "version" in read;
  return known ? String(read.version) : "unknown";
}
