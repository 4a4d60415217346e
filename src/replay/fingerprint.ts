// What ties a replay file to a program: a hash of what the program does. A comment, a text or a line
// number may change; a guard may not.

import { fnv1a64 } from "../base/hash.ts";
import type { Program } from "../model/program.ts";
import { printBehaviour } from "./print-program.ts";

const known = new WeakMap<Program, string>();

/** Sixteen hex digits; equal for programs of equal behaviour under equal names. */
export function fingerprint(program: Program): string {
  const before = known.get(program);
  if (before !== undefined) return before;
  const made = fnv1a64(printBehaviour(program));
  known.set(program, made);
  return made;
}
