// Linear temporal logic as it is checked: formulas over numbered atoms, and what a check finds. A run is infinite: it takes
// steps for ever, or it stops in some state and stays there. The letter at position i is which state atoms are true in state i,
// and which step atoms hold of the step from i to i+1 (none where the run has stopped). An action that ends in a fault is no step.

import { unreachable } from "../base/bug.ts";
import type { StopReason } from "./outcome.ts";
import type { Term } from "./program.ts";

/** What a letter says: a term is true in the state, or the step raises a mark. */
export type Atom =
  | { readonly kind: "state"; readonly term: Term }
  | { readonly kind: "step"; readonly mark: number };

export type TemporalUnary = "not" | "X" | "F" | "G" | "Y" | "O" | "H";
export type TemporalBinary = "and" | "or" | "implies" | "U" | "W" | "R" | "S";

/**
 * `Y` is true where there is a position before and the operand was true there; `O` is once, `H` always so far (both with the
 * present), `S` since. A property holds if the formula is true at the first position of every fair run.
 */
export type Temporal =
  | { readonly kind: "const"; readonly value: boolean }
  /** An index into the atoms. */
  | { readonly kind: "atom"; readonly atom: number }
  | { readonly kind: TemporalUnary; readonly of: Temporal }
  | { readonly kind: TemporalBinary; readonly left: Temporal; readonly right: Temporal };

/** What every run owes. `weak`: not for ever enabled and never taken; `strong`: enabled infinitely often implies taken infinitely often. */
export type FairnessConstraint =
  /** Its own commands together. */
  | { readonly kind: "weak"; readonly agent: number }
  /** One row of one agent. */
  | { readonly kind: "strong"; readonly agent: number; readonly row: number };

/** A run that ends in going round for ever, in numbers of states and edges. */
export interface Lasso {
  readonly start: number;
  /** The steps before it goes round. */
  readonly stem: readonly number[];
  /** The steps that are repeated for ever; empty where the run stops after the stem. */
  readonly cycle: readonly number[];
}

export type FairVerdict =
  | { readonly kind: "holds" }
  | { readonly kind: "violated"; readonly lasso: Lasso }
  /** A limit was hit: nothing is known. */
  | { readonly kind: "stopped"; readonly reason: StopReason }
  /** The formula is too large to be checked. */
  | { readonly kind: "refused"; readonly message: string };

/** As the language writes it, in full parentheses; `atom` names the atoms. */
export function showTemporal(f: Temporal, atom: (index: number) => string): string {
  switch (f.kind) {
    case "const":
      return f.value ? "true" : "false";
    case "atom":
      return atom(f.atom);
    case "not":
    case "X":
    case "F":
    case "G":
    case "Y":
    case "O":
    case "H":
      return `${f.kind} ${showOperand(f.of, atom)}`;
    case "and":
    case "or":
    case "U":
    case "W":
    case "R":
    case "S":
      return `${showOperand(f.left, atom)} ${f.kind} ${showOperand(f.right, atom)}`;
    case "implies":
      return `${showOperand(f.left, atom)} -> ${showOperand(f.right, atom)}`;
    default:
      return unreachable(f);
  }
}

function showOperand(f: Temporal, atom: (index: number) => string): string {
  const text = showTemporal(f, atom);
  return "left" in f || (f.kind === "atom" && text.includes(" ")) ? `(${text})` : text;
}
