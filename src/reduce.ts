// What is left out of a space that was asked to be smaller: variables that nothing reads, and states in which replicas
// have only changed places. Both keep every verdict and the length of every counterexample; counts are those of
// the smaller space, and the result says so. What cannot be shown to be exact is refused with the reason.

import { type Diagnostic, diagnostic } from "./base/diagnostic.ts";
import { interpret } from "./engine/interpret.ts";
import { withoutDeadVariables } from "./lower/passes/dead-variables.ts";
import { findSymmetry, type Unequal } from "./lower/symmetry/symmetry.ts";
import type { CheckOptions } from "./model/job.ts";
import type { Model } from "./model/model.ts";
import type { Outcome, Space } from "./model/outcome.ts";
import type { Program } from "./model/program.ts";
import type { Reduced } from "./model/result.ts";
import type { State } from "./model/stepper.ts";
import type { Symmetry } from "./model/symmetry.ts";
import { type Search, search } from "./search.ts";

/** What is explored in place of the program. */
export interface Reducing {
  readonly program: Program;
  readonly symmetry?: Symmetry | undefined;
  /** For the result; undefined where nothing was asked for. */
  readonly reduced?: Reduced | undefined;
  /** Errors where what was asked for cannot be done; notes where a part of it cannot. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Codes of these diagnostics. */
export const REDUCTION_CODES: Readonly<Record<string, string>> = {
  "reduce-liveness": "Liveness is only checked on the whole space.",
  "symmetry-refused": "Replicas that should be exchanged are not alike.",
  "symmetry-partly": "Some of the replicas are not alike and are not exchanged.",
  "nothing-to-reduce": "There are no replicas, or no variable that nothing reads.",
};

/** Makes the program smaller in the ways that are wished. Random walks count nothing, so nothing is done for them. */
export function reduceProgram(
  model: Model,
  program: Program,
  { reduce: wished = [], random }: Pick<CheckOptions, "reduce" | "random">,
): Reducing {
  if (wished.length === 0 || random) return { program, diagnostics: [] };
  const live = program.checks.find(c => c.meaning.by === "liveness");
  if (live) {
    const message = `property '${live.property}' is about whole runs: it is checked on the whole space only`;
    const fix = "do not reduce, or check the other properties only ('--property', 'properties')";
    return {
      program,
      diagnostics: [diagnostic("reduce-liveness", message, live.span, { fix })],
    };
  }
  const removing = wished.includes("dead-variables");
  const { program: lean, dead } = removing ? withoutDeadVariables(program) : { program, dead: [] };
  const found = wished.includes("symmetry") ? findSymmetry(model, lean) : undefined;
  const { symmetry, unequal = [] } = found ?? {};
  const idle = (found === undefined || unequal.length === 0) && !symmetry && dead.length === 0;
  return {
    program: lean,
    symmetry,
    reduced: {
      symmetry: symmetry?.families.flatMap(f => f.machines) ?? [],
      deadVariables: dead.map(i => program.slots[i]?.name ?? ""),
    },
    diagnostics: [
      ...unequal.map(each => unequalDiagnostic(each, symmetry !== undefined, model)),
      ...(idle ? [nothing(model)] : []),
    ],
  };
}

function unequalDiagnostic({ message, span }: Unequal, partly: boolean, model: Model): Diagnostic {
  const code = partly ? "symmetry-partly" : "symmetry-refused";
  const severity = partly ? "note" : "error";
  return diagnostic(code, message, span ?? model.span, { severity });
}

function nothing(model: Model): Diagnostic {
  const message = "there is nothing to reduce: all states are counted";
  return diagnostic("nothing-to-reduce", message, model.span, { severity: "note" });
}

/** Explores what is left; everything is judged with the interpreter of the whole program. */
export function searchReduced(
  program: Program,
  { program: lean, symmetry }: Reducing,
  options: CheckOptions,
): Search {
  const found = search(lean, options, symmetry);
  if (lean === program) return found;
  return {
    ...found,
    interpreter: interpret(program),
    outcome: asWhole(found.outcome, lean),
  };
}

/** The outcome of the lean program for those who ask in states of the whole one. */
function asWhole(outcome: Outcome, lean: Program): Outcome {
  const pinned = lean.slots.flatMap((slot, i) => (slot.low === slot.high ? [[i, slot.low]] : []));
  const { space } = outcome;
  const find = (state: State): number => {
    const copy = state.slice();
    for (const [slot, value] of pinned as [number, number][]) copy[slot] = value;
    return space.find(copy);
  };
  const whole: Space = {
    count: space.count,
    read: (index, into) => space.read(index, into),
    readSlots: space.readSlots && ((index, slots, into) => space.readSlots?.(index, slots, into)),
    find,
    depthOf: index => space.depthOf(index),
    path: index => space.path(index),
  };
  return { ...outcome, space: whole };
}
