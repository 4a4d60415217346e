// Findings, matrices and charts: what is to be said about the table itself, beside its properties.

import type { Diagnostic } from "../base/diagnostic.ts";
import type { Model } from "../model/model.ts";
import type { IdlePart, Outcome } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { RacesSeen } from "../model/races.ts";
import type { Chart, Finding, Matrix, RaceTable, WaitTable } from "../model/result.ts";
import type { WaitsSeen } from "../model/waits.ts";
import { chartsOf } from "./chart.ts";
import { declaredFindings } from "./declared.ts";
import { Facts } from "./facts.ts";
import { findingOf, idleParts, spaceFindings, type Witness } from "./findings.ts";
import { matricesOf } from "./matrix.ts";
import { type RunTo, racesFound } from "./races.ts";
import { waitedFor } from "./waits.ts";

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly matrices: readonly Matrix[];
  readonly charts: readonly Chart[];
  readonly waits?: WaitTable | undefined;
  readonly races?: RaceTable | undefined;
}

export interface Analyzed {
  readonly model: Model;
  readonly program: Program;
  readonly outcome: Outcome;
  /** Warnings and notes of the stages before. */
  readonly diagnostics: readonly Diagnostic[];
  readonly witness: Witness;
  /** Parts of liveness properties that play no part. */
  readonly idle?: readonly IdlePart[] | undefined;
  readonly waits?: WaitsSeen | undefined;
  readonly races?: RacesSeen | undefined;
  /** The run to a state and on. */
  readonly run: RunTo;
}

/** Reads model and outcome; `witness` makes traces, since this stage does not know how. */
export function analyze(input: Analyzed): Analysis {
  const facts = new Facts(input.model, input.program, input.outcome);
  const waited = input.waits && waitedFor(facts, input.waits, input.witness);
  const raced = input.races && racesFound(facts, input.races, input.run);
  return {
    findings: [
      ...input.diagnostics.map(findingOf),
      ...declaredFindings(input.model),
      ...spaceFindings(facts, input.witness, input.diagnostics),
      ...idleParts(facts, input.idle ?? []),
      ...(waited?.findings ?? []),
      ...(raced?.findings ?? []),
    ].toSorted(byPlace),
    matrices: matricesOf(facts, input.witness),
    charts: chartsOf(facts),
    waits: waited?.table,
    races: raced?.table,
  };
}

const RANK: Record<Finding["severity"], number> = { error: 0, warning: 1, note: 2 };

function byPlace(a: Finding, b: Finding): number {
  const line = (f: Finding) => f.position?.line ?? 0;
  return (
    RANK[a.severity] - RANK[b.severity] ||
    line(a) - line(b) ||
    (a.position?.column ?? 0) - (b.position?.column ?? 0)
  );
}
