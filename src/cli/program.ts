// The yargs program: which commands there are, and how wrong arguments are refused.

import { readFileSync } from "node:fs";
import yargs, { type Argv } from "yargs";
import type { Words } from "./asked.ts";
import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";
import { exportCommand } from "./export.ts";
import { initCommand } from "./init.ts";
import { mergeCommand } from "./merge.ts";
import { usageMessage } from "./misuse.ts";
import { mutateCommand } from "./mutate.ts";
import { printExactly } from "./output.ts";
import { replayCommand } from "./replay.ts";
import { showCommand } from "./show.ts";
import { simulateCommand } from "./simulate.ts";
import { testCommand } from "./test.ts";
import { refuse } from "./usage.ts";

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  checkCommand,
  testCommand,
  mergeCommand,
  simulateCommand,
  showCommand,
  replayCommand,
  exportCommand,
  mutateCommand,
  initCommand,
];

/** What the shell's completion calls the program with. */
const COMPLETING = "--get-yargs-completions";

/** Flags whose value is a name of the model on the line. */
const NAMING = ["--property", "-P", "--machine", "--variant"];

const PARSER = {
  "greedy-arrays": false,
  "dot-notation": false,
  "parse-numbers": false,
  "parse-positional-numbers": false,
  "camel-case-expansion": false,
  "duplicate-arguments-array": true,
};

/** Runs the command that the arguments name. */
export async function parseArguments(given: readonly string[]): Promise<void> {
  if (given[0] === COMPLETING && NAMING.includes(given.at(-2) ?? "")) return completeName(given);
  const words = plainWords(given);
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
    .exitProcess(words[0] === COMPLETING)
    .fail((message, error) => {
      if (error && error.name !== "YError") throw error;
      refuse(usageMessage(message, words, COMMANDS));
    });
  for (const command of COMMANDS) add(program, command);
  program.completion("completion", "Print a script for the shell's completion");
  await program.parseAsync();
}

/**
 * `help check` is `check --help`; after `--` there are only files, whatever they look like. `-` is a file too, of which
 * yargs would make an empty name.
 */
function plainWords(all: readonly string[]): readonly string[] {
  // Behind a flag it is the flag's value.
  const isFile = (at: number) => all[at] === "-" && !all[at - 1]?.startsWith("-");
  const given = all.map((word, at) => (isFile(at) ? "./-" : word));
  if (given[0] === "help") return [...given.slice(1), "--help"];
  const at = given.indexOf("--");
  if (at < 0 || given[0] === COMPLETING) return given;
  const files = given.slice(at + 1).map(file => (file.startsWith("-") ? `./${file}` : file));
  return [...given.slice(0, at), ...files];
}

async function completeName(given: readonly string[]): Promise<void> {
  const { namesFor } = await import("./completion.ts");
  for (const name of namesFor(given)) printExactly(name);
}

function add(program: Argv, command: Command): void {
  program.command({
    command: `${command.name} ${command.arguments}`,
    describe: command.describe,
    builder: y => built(y, command),
    handler: async argv => {
      forgetHelp(program);
      process.exitCode = await command.run(argv as Words);
    },
  });
}

/** What yargs has inside, as far as it is needed here. */
interface Inside {
  getInternalMethods?(): { getUsageInstance?(): { cacheHelpMessage?: () => void } };
}

/** A command that runs asks for no help; yargs would lay it out all the same, which takes as long as a small check. */
function forgetHelp(program: Argv): void {
  const usage = (program as unknown as Inside).getInternalMethods?.().getUsageInstance?.();
  if (usage) usage.cacheHelpMessage = () => undefined;
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
