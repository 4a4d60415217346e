// Our own files read back, of any size that fits into one string.

import { readFileSync } from "node:fs";
import { reasonOf, shown, statOf } from "./read.ts";
import { refuse } from "./usage.ts";

/** A text of this length fits into one string. */
const LARGEST = 400 << 20;

/** The file's text, without the mark that some editors put before it. */
export function readText(path: string): string {
  const stat = statOf(path);
  if (stat.isDirectory()) refuse(`${shown(path)} cannot be read: it is a folder`);
  // A device may have no end.
  if (!stat.isFile() && !stat.isFIFO()) refuse(`${shown(path)} is not a file`);
  if (stat.size > LARGEST) refuse(`${shown(path)} is larger than ${LARGEST >> 20} MiB`);
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    return refuse(`${shown(path)} cannot be read: ${reasonOf(error)}`);
  }
}
