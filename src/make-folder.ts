// Folders for what is written. `mkdir` with `recursive` is not used: it goes on for ever where the system says that a
// folder is missing although it is there, as it does below /proc.

// A checkpoint is written by the thread that explores, so not only src/cli makes folders.
// biome-ignore lint/style/noRestrictedImports: see above
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Makes a folder, and those it lies in, where they are missing. Throws what the system says. */
export function makeFolder(path: string): void {
  const parent = dirname(path);
  if (parent !== path && !statSync(parent, { throwIfNoEntry: false })) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
