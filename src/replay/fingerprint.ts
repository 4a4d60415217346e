// What ties a replay file to a program: a hash of what the program does. A comment, a text or a line
// number may change; a guard may not.

import { fnv1a64 } from "../base/hash.ts";
import type { Program } from "../model/program.ts";
import { printBehaviour, printExplored } from "./print-program.ts";

const known = new WeakMap<Program, string>();

/** Sixteen hex digits; equal for programs of equal behaviour under equal names. */
export function fingerprint(program: Program): string {
  const before = known.get(program);
  if (before !== undefined) return before;
  const made = fnv1a64(printBehaviour(program));
  known.set(program, made);
  return made;
}

/** What ties a checkpoint to a program: also the probes that were looked at, and whether for each command. */
export function explorationFingerprint(program: Program, all: boolean): string {
  return fnv1a64(`${all ? "all" : "first"}\n${printExplored(program)}`);
}
