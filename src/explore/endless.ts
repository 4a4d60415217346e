// Decides a liveness check on the edges of a space that was seen whole, and makes a run of the lasso that breaks it. What is
// left of the limits bounds the search; it is bounded by itself where nothing was said.

import type { Edges, Endless, Endlessly, Outcome, StopReason } from "../model/outcome.ts";
import type { Meaning } from "../model/program.ts";
import type { Interpreter } from "../model/stepper.ts";
import type { Lasso, Temporal } from "../model/temporal.ts";
import { Actions } from "./actions.ts";
import { lastingOf } from "./liveness/lasting.ts";
import { findFairViolation } from "./liveness/liveness.ts";
import {
  atomsOf,
  fairnessOf,
  type Lasting,
  type SearchLimits,
  type System,
} from "./liveness/system.ts";
import { idleParts } from "./liveness/vacuity.ts";
import { truthsIn } from "./truths.ts";

type Live = Extract<Meaning, { by: "liveness" }>;

/** Is there a fair run that breaks it. */
export function decideEndless(
  outcome: Outcome,
  interpreter: Interpreter,
  live: Live,
  limits: SearchLimits,
): Endlessly {
  const system = systemOf(outcome, interpreter, { live, limits });
  if (typeof system === "string") return { kind: "stopped", reason: system };
  const found = findFairViolation(system, live.formula, limits);
  if (found.kind !== "violated") return found;
  const edges = outcome.edges?.() as Edges;
  return { kind: "violated", run: runOf(found.lasso, edges, outcome, interpreter) };
}

/** A part of a formula without which it holds as well, and what holds though it says more. */
export interface Idle {
  readonly part: Temporal;
  readonly stronger: Temporal;
}

/** Of a formula that holds, the parts that play no part; those that were found within the limits. */
export function idlePartsOf(
  outcome: Outcome,
  interpreter: Interpreter,
  live: Live,
  limits: SearchLimits,
): readonly Idle[] {
  const system = systemOf(outcome, interpreter, { live, limits });
  return typeof system === "string" ? [] : idleParts(system, live.formula, limits).parts;
}

/** Of the graphs that were asked: it is the same for all formulas. */
const known = new WeakMap<Edges, Lasting>();

function systemOf(
  outcome: Outcome,
  interpreter: Interpreter,
  { live, limits }: { readonly live: Live; readonly limits: SearchLimits },
): System | StopReason {
  const edges = outcome.edges?.() ?? "memory";
  if (typeof edges === "string") return edges;
  const system: System = {
    edges,
    initial: outcome.initial,
    isReached: true,
    atoms: atomsOf(live.atoms, edges, truthsIn(outcome.space, interpreter)),
    fairness: fairnessOf(interpreter.program),
  };
  const lasting = known.get(edges) ?? lastingOf(system, limits);
  known.set(edges, lasting);
  return { ...system, lasting };
}

function runOf(
  { start, stem, cycle }: Lasso,
  { actions }: Edges,
  { space }: Outcome,
  { program }: Interpreter,
): Endless {
  const numbers = new Actions(program);
  const state = new Int32Array(program.slots.length);
  space.read(start, state);
  const steps = [...stem, ...cycle].map(edge => numbers.stepOf(actions[edge] as number));
  return { path: { start: state, steps }, loop: stem.length };
}
