// What is said of arguments that the program does not take: what is wrong, the nearest thing that exists, where to look.

import { nearest } from "../base/nearest.ts";
import type { Command } from "./command.ts";
import { plain } from "./usage.ts";

const GENERAL = ["help", "version"];

/** The parser's message in our words; `words` are the arguments as given. */
export function usageMessage(
  message: string,
  words: readonly string[],
  commands: readonly Command[],
): string {
  const command = commands.find(c => words.includes(c.name));
  const help = `see migcheck ${command ? `${command.name} ` : ""}--help`;
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/s.exec(message)?.[1]?.split(", ")[0];
  if (unknown === undefined) return `${sentence(message)}; ${help}`;
  if (unknown === words[0]) return `${commandText(unknown, words, commands)}; ${help}`;
  return `${flagText(unknown, words, command)}; ${help}`;
}

function commandText(word: string, words: readonly string[], commands: readonly Command[]): string {
  const near = nearest(
    word,
    commands.map(c => c.name),
  );
  const isFile = /[./]/.test(word);
  const file = isFile ? `; did you mean 'migcheck check ${words.map(plain).join(" ")}'?` : "";
  const hint = near === undefined ? file : `, did you mean '${near}'?`;
  return `there is no command '${plain(word)}'${hint}`;
}

function flagText(name: string, words: readonly string[], command: Command | undefined): string {
  const given = words.find(
    w => w.replace(/^--?(?:no-)?/, "").split("=")[0] === name && w.startsWith("-"),
  );
  if (given === undefined) return `'${plain(name)}' is one argument too many`;
  const flags = [...Object.keys(command?.options ?? {}), ...GENERAL];
  const near = nearest(name, flags) ?? flags.find(f => name.length > 1 && f.startsWith(name));
  const hint = near === undefined ? "" : `, did you mean '--${near}'?`;
  return `there is no flag '${plain(given.split("=")[0] ?? given)}'${hint}`;
}

function choiceText(flag: string, given: string, choices: string): string {
  const words = choices.replaceAll('"', "").trim().split(", ");
  const near = nearest(given, words);
  const hint = near === undefined ? `: write ${words.join(", ")}` : `, did you mean '${near}'?`;
  return `--${plain(flag)} does not take '${plain(given)}'${hint}`;
}

function sentence(message: string): string {
  const missing = /^Not enough arguments following: (.*)$/.exec(message)?.[1];
  if (missing !== undefined) return `--${plain(missing)} needs a value`;
  const choice = /Argument: (\S+), Given: "(.*?)", Choices: (.*)$/s.exec(message);
  if (choice) return choiceText(choice[1] ?? "", choice[2] ?? "", choice[3] ?? "");
  if (message.startsWith("Not enough non-option arguments")) return "a file is missing";
  const [first = ""] = message.split("\n");
  return plain(first.charAt(0).toLowerCase() + first.slice(1));
}
