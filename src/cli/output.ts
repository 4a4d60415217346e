// Where a command writes and what the terminal there can show. A reader that goes away (`| head`) is
// no error: the rest is not written, and the exit code is still that of the check. On GitHub's runner what a model says could be a
// command to it, whether or not annotations are wanted: whatever is printed is kept from being one here, for every command.

import type { Options } from "yargs";
import { inert, inertJson } from "../report/inert.ts";
import type { ReportOptions } from "../report/style.ts";
import { type Words, whole } from "./asked.ts";
import { reasonOf } from "./read.ts";

const DEFAULT_WIDTH = 100;
const NARROWEST = 20;

/** Lets nothing that happens to stdout and stderr end in a stack trace; what cannot be written is told once, if it can be. */
export function guardStreams(): void {
  const failed = new Set<string>();
  const guard = (stream: NodeJS.WriteStream, name: string) => {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || failed.has(name)) return;
      failed.add(name);
      // A command that ends later sets its own code.
      process.on("exit", () => {
        process.exitCode = 2;
      });
      if (name === "stdout") complain(`migcheck: stdout cannot be written: ${reasonOf(error)}`);
    });
  };
  guard(process.stdout, "stdout");
  guard(process.stderr, "stderr");
}

/** Does GitHub's runner read what is printed. */
export function isOnGithub(): boolean {
  return process.env["GITHUB_ACTIONS"] === "true";
}

/** The text as it may be printed; `wary` as on the runner. */
export function guarded(text: string, wary = false): string {
  return wary || isOnGithub() ? inert(text) : text;
}

/** Prints a text for people and ends its line; `wary` as on the runner. */
export function print(text: string, wary = false): void {
  printExactly(guarded(text, wary));
}

/** The same on stderr. */
export function complain(text: string, wary = false): void {
  complainExactly(guarded(text, wary));
}

/** Prints JSON, or what takes its escapes: the runner finds no command in it, a program reads the same. */
export function printJson(json: string): void {
  printExactly(isOnGithub() ? inertJson(json) : json);
}

/** Prints what must stay as it is, because each of its lines is ours: commands to the runner, models for other checkers. */
export function printExactly(text: string): void {
  if (process.stdout.writable) process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** The same on stderr. */
export function complainExactly(text: string): void {
  if (process.stderr.writable) process.stderr.write(`${text}\n`);
}

/** How texts are to look: by the flags, the environment and the terminal. */
export function reportOptions(words: Words): ReportOptions {
  const columns = process.stdout.isTTY ? process.stdout.columns : DEFAULT_WIDTH;
  const width = whole(words, "width") ?? columns ?? DEFAULT_WIDTH;
  return {
    width: Math.max(NARROWEST, width),
    colour: wantsColour(words),
    unicode: words["ascii"] !== true,
  };
}

/** A flag goes before NO_COLOR, NO_COLOR before FORCE_COLOR, and that before what stdout is. */
function wantsColour(words: Words): boolean {
  if (typeof words["color"] === "boolean") return words["color"];
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return process.stdout.isTTY === true && TERM !== "dumb";
}

const OUTPUT = "Output:";

/** A switch about output. */
export function outputSwitch(describe: string): Options {
  return { type: "boolean", describe, group: OUTPUT };
}

/** A flag about output that takes a value. */
export function outputFlag(describe: string): Options {
  return { type: "string", requiresArg: true, describe, group: OUTPUT };
}

/** How texts look. */
export const LOOK_OPTIONS: Readonly<Record<string, Options>> = {
  width: outputFlag("columns of the text"),
  color: outputSwitch("colours; --no-color for none (also NO_COLOR, FORCE_COLOR)"),
  ascii: outputSwitch("symbols in ASCII only"),
};
