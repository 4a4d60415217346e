// The way of the data on one page: text, tree, model, program, stepper, outcome, verdicts, result.
// Stages meet here and nowhere else. Nothing here prints, and bad input is a list of diagnostics.

import { analyze } from "./analyze/analyze.ts";
import { type Diagnostic, hasErrors } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import { compile, noStart } from "./compile.ts";
import { unavoidable } from "./explore/avoidance.ts";
import { stateGraph } from "./explore/graph.ts";
import { racesOf } from "./explore/races/races.ts";
import { waitsOf } from "./explore/waits.ts";
import { LivenessChecks } from "./liveness.ts";
import type { Checked, CheckOptions } from "./model/job.ts";
import { sendersOf } from "./model/model.ts";
import { UNSEEN_RACES } from "./model/races.ts";
import { UNSEEN_WAITS } from "./model/waits.ts";
import { reduceProgram, searchReduced } from "./reduce.ts";
import { badnessOf } from "./replay/badness.ts";
import { expectations, expectationsOf } from "./replay/expect.ts";
import { judge } from "./replay/judge.ts";
import { runTo, witnessOf } from "./replay/witness.ts";
import { resultOf } from "./result.ts";

/** Checks one model: a result, or why its text could not be checked. Returns in any case. */
export function check(source: Source, options: CheckOptions): Checked {
  const start = options.now();
  const { model, program, diagnostics } = compile(source, options.settings);
  if (!model || !program) return refused(source, diagnostics);

  const reducing = reduceProgram(model, program, options);
  const { reduced, symmetry } = reducing;
  if (hasErrors(reducing.diagnostics)) return refused(source, reducing.diagnostics);

  const compiled = options.now();
  const { outcome, engine, interpreter } = searchReduced(program, reducing, options);
  if (outcome.complete && outcome.initial === 0) return refused(source, [noStart(model)]);

  const explored = options.now();
  const by = sendersOf(model);
  const live = new LivenessChecks(interpreter, outcome, options, start);
  const doomed = (index: number) =>
    unavoidable(outcome, interpreter, badnessOf(interpreter, index));
  const verdicts = judge(program, outcome, interpreter, {
    all: options.all,
    by,
    endless: index => live.decide(index),
    unavoidable: symmetry ? undefined : doomed,
  });
  const expects = expectationsOf(options, model, reduced !== undefined);
  const expected = expectations(verdicts, expects, { checks: program.checks, outcome });

  const analysis = analyze({
    model,
    program,
    outcome,
    diagnostics: [...diagnostics, ...reducing.diagnostics],
    witness: witnessOf(interpreter, outcome, by),
    idle: live.idle(),
    waits: symmetry ? UNSEEN_WAITS : waitsOf(model, program, outcome),
    races: symmetry ? UNSEEN_RACES : racesOf(program, outcome, options.races === true),
    run: runTo(interpreter, outcome, by),
  });
  const graph = options.graph && !reduced ? stateGraph(outcome, interpreter) : undefined;
  const timing = {
    compile: compiled - start,
    explore: explored - compiled,
    report: options.now() - explored,
  };
  const plan = options;
  const parts = { source, engine, plan, model, outcome, reduced, expected, analysis, graph };
  return { kind: "checked", result: resultOf({ ...parts, timing }) };
}

function refused({ name }: Source, diagnostics: readonly Diagnostic[]): Checked {
  return { kind: "refused", refusal: { file: name, diagnostics } };
}
