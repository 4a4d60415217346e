// When computing a term faults, as a formula: an index outside, a division by zero. Most terms never do, because the
// ranges of what they are made of say so; then there is no formula. It is asked before the term is computed.

import { unreachable } from "../../base/bug.ts";
import type { Term } from "../../model/program.ts";
import type { Terms } from "./term.ts";
import {
  ARITHMETIC,
  ATOM,
  at,
  COMPARISON,
  conditional,
  disjunction,
  number,
  type Piece,
  type Range,
  type Value,
} from "./value.ts";

const FALSE: Piece = { text: "FALSE", level: ATOM };

/** When computing the term faults; undefined where it never does. */
export function faultOf(terms: Terms, term: Term): Piece | undefined {
  switch (term.kind) {
    case "const":
    case "slot":
    case "param":
    case "temp":
      return undefined;
    case "element":
      return faultOf(terms, term.index);
    case "not":
    case "negate":
    case "bit-count":
      return faultOf(terms, term.of);
    case "bound":
      return any([faultOf(terms, term.of), outside(terms.number(term.of), term)]);
    case "if":
      return any([
        faultOf(terms, term.test),
        either(terms, term.test, faultOf(terms, term.then), faultOf(terms, term.else)),
      ]);
    case "binary":
      return ofBinary(terms, term);
    default:
      return unreachable(term, "term");
  }
}

/** The value is below or above; undefined where it never is. */
export function outside(value: Value, { low, high }: Range): Piece | undefined {
  const below = value.low < low ? [side(value, "<", low)] : [];
  const above = value.high > high ? [side(value, ">", high)] : [];
  return disjunction([...below, ...above]);
}

function ofBinary(
  terms: Terms,
  { op, left, right }: Extract<Term, { kind: "binary" }>,
): Piece | undefined {
  const inLeft = faultOf(terms, left);
  const inRight = faultOf(terms, right);
  if (op === "and") return any([inLeft, either(terms, left, inRight, undefined)]);
  if (op === "or") return any([inLeft, either(terms, left, undefined, inRight)]);
  const divides = op === "%" || op === "/";
  return any([inLeft, inRight, divides ? isZero(terms.number(right)) : undefined]);
}

function isZero(value: Value): Piece | undefined {
  if (value.low > 0 || value.high < 0) return undefined;
  return { text: `${at(value, ARITHMETIC)} = 0`, level: COMPARISON };
}

function side(value: Value, sign: string, limit: number): Piece {
  const text = `${at(value, ARITHMETIC)} ${sign} ${at(number(limit), ARITHMETIC)}`;
  return { text, level: COMPARISON };
}

function any(pieces: readonly (Piece | undefined)[]): Piece | undefined {
  return disjunction(pieces.flatMap(p => (p ? [p] : [])));
}

function either(
  terms: Terms,
  test: Term,
  then: Piece | undefined,
  otherwise: Piece | undefined,
): Piece | undefined {
  if (!then && !otherwise) return undefined;
  return conditional(terms.truth(test), then ?? FALSE, otherwise ?? FALSE);
}
