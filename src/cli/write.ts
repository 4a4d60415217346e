// Writing files: each under a temporary name first and then renamed, so that nobody ever reads half a
// file, and a report of many files is only begun when all of it has been made.

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exists, reasonOf, shown } from "./read.ts";
import { refuse } from "./usage.ts";

/** Writes one file, and the folders it lies in. */
export function writeFile(path: string, content: string): void {
  const temporary = join(dirname(path), `.${process.pid}-${nextNumber()}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    if (exists(temporary)) rmSync(temporary);
    refuse(`${shown(path)} cannot be written: ${reasonOf(error)}`);
  }
}

/** Writes all files of a folder; names may hold `/`. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, content] of files) writeFile(join(folder, name), content);
}

let written = 0;

function nextNumber(): number {
  written += 1;
  return written;
}
