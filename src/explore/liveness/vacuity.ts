// Whether a formula that holds says anything: does its premise ever come true, and does it hold without some part of itself?
// After Kupferman and Vardi (Vacuity detection in temporal model checking, STTT 2003): an occurrence stands under an even or an odd
// number of negations, so the strongest thing to put in its place is `false` or `true`, and if the formula holds even then,
// the occurrence plays no part. An occurrence can only be idle if all inside it is, so atoms are tried first.

import type { StopReason } from "../../model/outcome.ts";
import type { FairVerdict, Temporal } from "../../model/temporal.ts";
import { findFairViolation, type LivenessLimits } from "./liveness.ts";
import type { System } from "./system.ts";

/** Where a part stands: the way down from the formula. */
export type PartPath = readonly ("of" | "left" | "right")[];

/** A part without which the formula holds as well. */
export interface IdlePart {
  readonly path: PartPath;
  readonly part: Temporal;
  /** What holds though it says more: the formula with the part replaced by a constant. */
  readonly stronger: Temporal;
}

/** With a reason, there may be more. */
export interface Vacuity {
  /** The largest ones, in the order in which they are written. */
  readonly parts: readonly IdlePart[];
  readonly reason?: StopReason | "refused" | undefined;
}

/** Does some fair run ever make it true; `violated` is yes, with a run that does. */
export function everTrue(system: System, premise: Temporal, limits: LivenessLimits): FairVerdict {
  const never: Temporal = { kind: "G", of: { kind: "not", of: premise } };
  return findFairViolation(system, never, limits);
}

/** The parts without which a formula that holds would hold as well. */
export function idleParts(system: System, formula: Temporal, limits: LivenessLimits): Vacuity {
  const search = new IdleSearch(system, formula, limits);
  const { parts } = search.below(formula, [], true);
  return { parts, reason: search.reason };
}

interface Below {
  readonly parts: readonly IdlePart[];
  /** Everything below is idle, so the whole may be. */
  readonly all: boolean;
}

class IdleSearch {
  reason: StopReason | "refused" | undefined;
  readonly #system: System;
  readonly #formula: Temporal;
  readonly #limits: LivenessLimits;

  constructor(system: System, formula: Temporal, limits: LivenessLimits) {
    this.#system = system;
    this.#formula = formula;
    this.#limits = limits;
  }

  /** Idle parts of an occurrence; `positive`: it stands under an even number of negations. */
  below(f: Temporal, path: PartPath, positive: boolean): Below {
    if (f.kind === "const") return { parts: [], all: true };
    const inner = this.#inside(f, path, positive);
    if (!inner.all || path.length === 0) return inner;
    const stronger = replaced(this.#formula, path, { kind: "const", value: !positive });
    if (!this.#holds(stronger)) return { ...inner, all: false };
    return { parts: [{ path, part: f, stronger }], all: true };
  }

  #inside(f: Temporal, path: PartPath, positive: boolean): Below {
    if ("of" in f) return this.below(f.of, [...path, "of"], positive !== (f.kind === "not"));
    if (!("left" in f)) return { parts: [], all: true };
    const left = this.below(f.left, [...path, "left"], positive !== (f.kind === "implies"));
    const right = this.below(f.right, [...path, "right"], positive);
    return { parts: [...left.parts, ...right.parts], all: left.all && right.all };
  }

  #holds(formula: Temporal): boolean {
    if (this.reason !== undefined) return false;
    const verdict = findFairViolation(this.#system, formula, this.#limits);
    if (verdict.kind === "stopped") this.reason = verdict.reason;
    if (verdict.kind === "refused") this.reason = "refused";
    return verdict.kind === "holds";
  }
}

function replaced(f: Temporal, path: PartPath, by: Temporal): Temporal {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if ("of" in f) return { ...f, of: replaced(f.of, rest, by) };
  if (!("left" in f)) return f;
  return step === "left"
    ? { ...f, left: replaced(f.left, rest, by) }
    : { ...f, right: replaced(f.right, rest, by) };
}
