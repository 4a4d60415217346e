// Files that a command is to write when its work is done: what cannot be one is refused before, and one that cannot be written does
// not keep the others from being.

import { one, type Words } from "./asked.ts";
import { isFolder, shown } from "./read.ts";
import { refuse, UsageError } from "./usage.ts";

/** The file that the flag names, if it is given. */
export function outputFile(words: Words, flag: string): string | undefined {
  const file = one(words, flag);
  if (file?.trim() === "") refuse(`--${flag} takes a file, and its name is empty`);
  if (file !== undefined && (file.endsWith("/") || isFolder(file))) {
    refuse(`--${flag} takes a file, and ${shown(file)} is a folder`);
  }
  return file;
}

/** Several things that are tried one after the other, all of them whatever becomes of the others. */
export class Attempts {
  readonly #problems: string[] = [];

  /** Whether it was done; what was refused is told in the end. */
  try(action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#problems.push(error.message);
      return false;
    }
  }

  /** Refuses if something could not be done. */
  end(): void {
    if (this.#problems.length > 0) refuse(this.#problems.join("; "));
  }
}
