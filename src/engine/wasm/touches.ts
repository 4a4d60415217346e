// Which slots a term reads and a command writes at most: a step probe need not be evaluated after
// commands that write nothing it reads.

import { unreachable } from "../../base/bug.ts";
import type { Command, Statement, Target, Term } from "../../model/program.ts";

/** The slots that the term may read, old ones included. */
export function slotsRead(term: Term, into: Set<number> = new Set()): Set<number> {
  switch (term.kind) {
    case "const":
    case "param":
    case "temp":
      return into;
    case "slot":
      return into.add(term.slot);
    case "element":
      for (let i = 0; i < term.size; i++) into.add(term.base + i);
      return slotsRead(term.index, into);
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return slotsRead(term.of, into);
    case "binary":
      return slotsRead(term.right, slotsRead(term.left, into));
    case "if":
      return slotsRead(term.else, slotsRead(term.then, slotsRead(term.test, into)));
    default:
      return unreachable(term, "term");
  }
}

/** Does the term read the state as it is, and not only as it was. */
export function readsNow(term: Term): boolean {
  switch (term.kind) {
    case "const":
    case "param":
    case "temp":
      return false;
    case "slot":
      return term.old !== true;
    case "element":
      return term.old !== true || readsNow(term.index);
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return readsNow(term.of);
    case "binary":
      return readsNow(term.left) || readsNow(term.right);
    case "if":
      return [term.test, term.then, term.else].some(readsNow);
    default:
      return unreachable(term, "term");
  }
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
