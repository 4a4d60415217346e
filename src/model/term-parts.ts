// The parts of a term, for walks that treat most kinds alike.

import type { Term } from "./program.ts";

/** The terms that stand directly inside, from left to right. */
export function termParts(term: Term): readonly Term[] {
  switch (term.kind) {
    case "element":
      return [term.index];
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return [term.of];
    case "binary":
      return [term.left, term.right];
    case "if":
      return [term.test, term.then, term.else];
    default:
      return [];
  }
}

/** The term with other parts in the same places. */
export function withParts(term: Term, other: (part: Term) => Term): Term {
  switch (term.kind) {
    case "element":
      return { ...term, index: other(term.index) };
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return { ...term, of: other(term.of) };
    case "binary":
      return { ...term, left: other(term.left), right: other(term.right) };
    case "if":
      return { ...term, test: other(term.test), then: other(term.then), else: other(term.else) };
    default:
      return term;
  }
}
