// Runs for findings: the shortest run to a state or step that shows what a finding says.

import type { Hit, Outcome } from "../model/outcome.ts";
import type { ProbeAbout } from "../model/program.ts";
import type { Interpreter, Step } from "../model/stepper.ts";
import type { Trace } from "../model/trace.ts";
import { endOf, rerun } from "./run.ts";
import { traceOfRun, withArrival } from "./trace.ts";

/** The run to the hit; for a cell, the arrival of its trigger is the last step. */
export function witnessOf(
  interpreter: Interpreter,
  outcome: Outcome,
  by: ReadonlyMap<string, string>,
): (hit: Hit, ending: string, about?: ProbeAbout) => Trace {
  return (hit, ending, about) => {
    const { program } = interpreter;
    const run = rerun(interpreter, outcome.space.path(hit.state), hit.step);
    const trace = traceOfRun(program, run, { by, property: "", ending });
    if (about?.kind !== "cell") return trace;
    return withArrival(program, trace, endOf(run), { cell: about, by });
  };
}

/** The run to a state, and further steps after it. */
export function runTo(
  interpreter: Interpreter,
  outcome: Outcome,
  by: ReadonlyMap<string, string>,
): (state: number, steps: readonly Step[], ending: string) => Trace {
  return (state, steps, ending) => {
    const { start, steps: before } = outcome.space.path(state);
    const run = rerun(interpreter, { start, steps: [...before, ...steps] });
    return traceOfRun(interpreter.program, run, { by, property: "", ending });
  };
}
