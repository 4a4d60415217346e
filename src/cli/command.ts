// A command as data: program.ts makes yargs of it, tests and completion read it, and its work is loaded when it runs.

import type { Options } from "yargs";
import type { Words } from "./asked.ts";

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** What follows the name: `<paths...>`. */
  readonly arguments: string;
  readonly describe: string;
  readonly positionals: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, Options>>;
  /** Arguments after `migcheck`, and what they do. */
  readonly examples: readonly (readonly [string, string])[];
  /** Does it; the exit code. */
  readonly run: (words: Words) => Promise<number>;
}
