// What is left to ask of a step probe after one command: slots that it does not write are what they were, its guard
// and what it stored are known, and a test that has been passed narrows what comes behind it. Of a promise about
// every replica, the part about the one that moved is left, and often nothing.

import type { Term } from "../../model/program.ts";
import { termParts, withParts } from "../../model/term-parts.ts";
import { Place, type Possible } from "./possible.ts";

/** Larger terms are left as they are. */
const MOST_PARTS = 600;

/** What is known of the states before and after a command. */
export interface Around {
  readonly written: ReadonlySet<number>;
  /** By slot what it was, then by slot what it is: slots of the new state have their numbers behind those of the old one. */
  readonly values: readonly Possible[];
}

/** The term of a step probe as it is after the command, whose parameters are put in; it must not fault. */
export function stepTerm(term: Term, { written, values }: Around): Term {
  if (size(term) > MOST_PARTS) return term;
  const length = values.length / 2;
  return named(simplified(numbered(term, written, length), new Place(values, [], 0)), length);
}

const SIZES = new WeakMap<Term, number>();

/** How many parts a term has, itself among them. */
export function size(term: Term): number {
  let known = SIZES.get(term);
  if (known === undefined) {
    known = termParts(term).reduce((sum, part) => sum + size(part), 1);
    SIZES.set(term, known);
  }
  return known;
}

function numbered(term: Term, written: ReadonlySet<number>, length: number): Term {
  const isNew = (from: number, count: number) => {
    for (let i = from; i < from + count; i++) if (written.has(i)) return true;
    return false;
  };
  return mapped(term, part => {
    if (part.kind === "slot") {
      const offset = part.old !== true && isNew(part.slot, 1) ? length : 0;
      return { kind: "slot", slot: part.slot + offset };
    }
    const offset = part.old !== true && isNew(part.base, part.size) ? length : 0;
    return { ...part, base: part.base + offset, old: undefined };
  });
}

function named(term: Term, length: number): Term {
  return mapped(term, part => {
    if (part.kind === "slot") {
      const { slot } = part;
      return slot < length ? { ...part, old: true } : { kind: "slot", slot: slot - length };
    }
    const { base } = part;
    return base < length ? { ...part, old: true } : { ...part, base: base - length };
  });
}

type Read = Extract<Term, { kind: "slot" | "element" }>;

/** The term with everything it reads replaced. */
function mapped(term: Term, read: (part: Read) => Term): Term {
  const made = withParts(term, part => mapped(part, read));
  return made.kind === "slot" || made.kind === "element" ? read(made) : made;
}

const FALSE: Term = { kind: "const", value: 0 };
const TRUE: Term = { kind: "const", value: 1 };

/** The term, as far as it is a truth, where this is known. */
function simplified(term: Term, place: Place): Term {
  if (term.kind === "not") return negated(simplified(term.of, place));
  if (term.kind === "binary" && (term.op === "and" || term.op === "or")) {
    return joined(term, term.op, place);
  }
  const folded = place.fold(term);
  if (folded.kind === "const") return folded;
  const decided = place.decides(folded);
  if (decided === undefined) return folded;
  return decided ? TRUE : FALSE;
}

function negated(of: Term): Term {
  if (of.kind === "const") return of.value === 0 ? TRUE : FALSE;
  return { kind: "not", of };
}

/** `and` goes on where its left side is true, `or` where it is false. */
function joined(term: Term & { kind: "binary" }, op: "and" | "or", place: Place): Term {
  const goesOn = op === "and";
  const decided = goesOn ? FALSE : TRUE;
  const left = simplified(term.left, place);
  if (left.kind === "const") {
    return (left.value !== 0) === goesOn ? simplified(term.right, place) : decided;
  }
  const behind = place.copy();
  if (!behind.narrow(left, goesOn)) return decided;
  const right = simplified(term.right, behind);
  if (right.kind === "const") return (right.value !== 0) === goesOn ? left : decided;
  return { kind: "binary", op, left, right };
}
