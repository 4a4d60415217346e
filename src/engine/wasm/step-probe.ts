// Probes that look at steps, split so that most steps need not look: what of a probe's conjunction reads the
// old state only is the same for all steps of a state and is evaluated once (`hot`, a bit for each probe),
// and a command that writes nothing a probe reads makes a step that looks to it like no change at all
// (`still`: would that be a hit).

import type { Term } from "../../model/program.ts";
import { readsNow, slotsRead } from "./touches.ts";

/** See the head of this file. */
export interface StepProbe {
  readonly probe: number;
  readonly reads: ReadonlySet<number>;
  /** Parts that read the old state only; all must be true for a hit. */
  readonly before: readonly Term[];
}

/** Splits the term of a step probe. */
export function stepProbe(probe: number, term: Term): StepProbe {
  const before = conjuncts(term, true).filter(part => !readsNow(part));
  return { probe, reads: slotsRead(term), before };
}

/** Terms that are all true iff the term is (or, negated, iff it is false). */
function conjuncts(term: Term, positive: boolean): Term[] {
  if (term.kind === "not") return conjuncts(term.of, !positive);
  if (term.kind === "binary" && term.op === (positive ? "and" : "or")) {
    return [...conjuncts(term.left, positive), ...conjuncts(term.right, positive)];
  }
  return [positive ? term : { kind: "not", of: term }];
}
