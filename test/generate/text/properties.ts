// The properties of a random model, one of each tape, of every kind.

import type { Tape } from "../tape.ts";
import { Expressions } from "./expressions.ts";
import type { Vocabulary } from "./words.ts";

const KINDS = {
  always: 3,
  never: 3,
  step: 3,
  stable: 2,
  reachable: 3,
  possible: 3,
  recoverable: 2,
  "leads-to": 1,
  eventually: 1,
  ltl: 1,
};

/** The section, or nothing. */
export function propertiesSection(tapes: readonly Tape[], words: Vocabulary): object {
  if (tapes.length === 0) return {};
  const entries = tapes.map((tape, i) => [`prop-${i}`, property(tape, words)]);
  return { properties: Object.fromEntries(entries) };
}

function property(tape: Tape, words: Vocabulary): unknown {
  const kind = tape.weighted(KINDS);
  const because = tape.once(3) ? { because: "it was decided" } : {};
  return { [kind]: formula(tape, kind, words), ...because };
}

function formula(tape: Tape, kind: keyof typeof KINDS, words: Vocabulary): unknown {
  const old = kind === "step";
  const e = new Expressions(tape, words, { own: [], world: true, watches: true, old });
  switch (kind) {
    case "leads-to":
    case "recoverable":
      return { from: e.truth(1), to: e.truth(1) };
    case "ltl":
      return `G (b0 -> F ${e.truth(0)})`;
    case "always":
    case "step":
      return tape.below(2) === 0 ? e.truth(2) : `${e.truth(1)} implies ${e.truth(1)}`;
    default:
      return e.truth(2);
  }
}
