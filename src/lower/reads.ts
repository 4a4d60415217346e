// Which slots a term reads and which an effect may write.

import type { Statement, Term } from "../model/program.ts";

/** Slots that the term may read. */
export function readsOf(term: Term, into: Set<number> = new Set()): ReadonlySet<number> {
  switch (term.kind) {
    case "slot":
      into.add(term.slot);
      break;
    case "element":
      addRange(into, term.base, term.size);
      readsOf(term.index, into);
      break;
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      readsOf(term.of, into);
      break;
    case "binary":
      readsOf(term.left, into);
      readsOf(term.right, into);
      break;
    case "if":
      for (const part of [term.test, term.then, term.else]) readsOf(part, into);
      break;
    default:
      break;
  }
  return into;
}

/** Slots that the effect may write. */
export function writesOf(
  effect: readonly Statement[],
  into: Set<number> = new Set(),
): ReadonlySet<number> {
  for (const statement of effect) {
    if (statement.kind === "if") {
      writesOf(statement.then, into);
      writesOf(statement.else, into);
    }
    if (statement.kind !== "assign") continue;
    if (statement.to.kind === "slot") into.add(statement.to.slot);
    if (statement.to.kind === "element") addRange(into, statement.to.base, statement.to.size);
  }
  return into;
}

function addRange(into: Set<number>, base: number, size: number): void {
  for (let i = 0; i < size; i++) into.add(base + i);
}
