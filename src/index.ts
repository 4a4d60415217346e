// The public names of the package.

export { check, type Settled } from "./api.ts";
export { assertHolds } from "./assert.ts";
export { type Diagnostic, renderDiagnostic } from "./base/diagnostic.ts";
export type { Position, Source, Span } from "./base/source.ts";
export { type Compiled, compile } from "./compile.ts";
export { defineModel } from "./define.ts";
export type {
  MachineShape,
  ModelShape,
  PropertyShape,
  RowShape,
  StateShape,
  VariableShape,
} from "./define-shape.ts";
export type { Checked } from "./model/job.ts";
export type { Limits } from "./model/outcome.ts";
export type {
  CountExpectation,
  Expected,
  Finding,
  Matrix,
  MatrixCell,
  Refusal,
  Result,
  StateGraph,
  Verdict,
  VerdictWord,
} from "./model/result.ts";
export { NO_SETTINGS, type Settings } from "./model/settings.ts";
export type { Trace, TraceStep } from "./model/trace.ts";
