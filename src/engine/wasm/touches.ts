// Which slots a term reads and a command writes at most: a step probe need not be evaluated after
// commands that write nothing it reads.

import type { Command, Statement, Target, Term } from "../../model/program.ts";
import { termParts } from "../../model/term-parts.ts";

/** The slots that the term may read, old ones included. */
export function slotsRead(term: Term, into: Set<number> = new Set()): Set<number> {
  if (term.kind === "slot") into.add(term.slot);
  if (term.kind === "element") {
    for (let i = 0; i < term.size; i++) into.add(term.base + i);
  }
  for (const part of termParts(term)) slotsRead(part, into);
  return into;
}

/** Does the term read the state as it is, and not only as it was. */
export function readsNow(term: Term): boolean {
  const here = (term.kind === "slot" || term.kind === "element") && term.old !== true;
  return here || termParts(term).some(readsNow);
}

/** The slots that the command may write. */
export function slotsWritten(command: Command): Set<number> {
  return written(command.effect, new Set());
}

function written(list: readonly Statement[], into: Set<number>): Set<number> {
  for (const s of list) {
    if (s.kind === "if") written(s.else, written(s.then, into));
    if (s.kind === "assign") target(s.to, into);
  }
  return into;
}

function target(to: Target, into: Set<number>): void {
  if (to.kind === "slot") into.add(to.slot);
  if (to.kind !== "element") return;
  for (let i = 0; i < to.size; i++) into.add(to.base + i);
}
