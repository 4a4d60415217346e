// The way of the data on one page: text, tree, model, program, stepper, outcome, verdicts, result.
// Stages meet here and nowhere else. Nothing here prints, and bad input is a list of diagnostics.

import { analyze } from "./analyze/analyze.ts";
import { type Diagnostic, diagnostic, hasErrors, sortDiagnostics } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import { unavoidable } from "./explore/avoidance.ts";
import { stateGraph } from "./explore/graph.ts";
import { racesOf } from "./explore/races/races.ts";
import { waitsOf } from "./explore/waits.ts";
import { LivenessChecks } from "./liveness.ts";
import { lowerModel } from "./lower/lower.ts";
import type { Checked, CheckOptions } from "./model/job.ts";
import type { Model } from "./model/model.ts";
import type { Outcome } from "./model/outcome.ts";
import type { Program } from "./model/program.ts";
import { UNSEEN_RACES } from "./model/races.ts";
import type { Settings } from "./model/settings.ts";
import type { Interpreter } from "./model/stepper.ts";
import type { Tree } from "./model/tree.ts";
import { parseModel } from "./parse/parse.ts";
import { reduceProgram, searchReduced } from "./reduce.ts";
import { badnessOf } from "./replay/badness.ts";
import { expectationOf, expectations } from "./replay/expect.ts";
import { judge } from "./replay/judge.ts";
import { runTo, witnessOf } from "./replay/witness.ts";
import { resolveModel } from "./resolve/resolve.ts";
import { resultOf } from "./result.ts";

/** What the stages before exploration made of a text; what an error stopped is undefined. */
export interface Compiled {
  readonly tree: Tree | undefined;
  readonly model: Model | undefined;
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Text to program. */
export function compile(source: Source, settings: Settings): Compiled {
  const { tree, diagnostics: syntax } = parseModel(source);
  const resolved = tree && resolveModel(tree, settings);
  const diagnostics = sortDiagnostics(telling([...syntax, ...(resolved?.diagnostics ?? [])]));
  const model = hasErrors(diagnostics) ? undefined : resolved?.model;
  return { tree, model, program: model && lowerModel(model), diagnostics };
}

/** Beside an error, findings about the rest of the text would only be echoes of it. */
function telling(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return hasErrors(diagnostics) ? diagnostics.filter(d => d.severity === "error") : diagnostics;
}

/** Checks one model: a result, or why its text could not be checked. Returns in any case. */
export function check(source: Source, options: CheckOptions): Checked {
  const start = options.now();
  const { model, program, diagnostics } = compile(source, options.settings);
  if (!model || !program) return { kind: "refused", refusal: { file: source.name, diagnostics } };
  const reducing = reduceProgram(model, program, options);
  if (hasErrors(reducing.diagnostics)) {
    return { kind: "refused", refusal: { file: source.name, diagnostics: reducing.diagnostics } };
  }
  const compiled = options.now();
  const { outcome, engine, interpreter } = searchReduced(program, reducing, options);
  if (outcome.complete && outcome.initial === 0) {
    return { kind: "refused", refusal: { file: source.name, diagnostics: [noStart(model)] } };
  }
  const explored = options.now();
  const by = new Map(model.triggers.map(t => [t.name, t.by]));
  const live = new LivenessChecks(interpreter, outcome, options, start);
  const verdicts = judge(program, outcome, interpreter, {
    all: options.all,
    by,
    endless: index => live.decide(index),
    unavoidable: index => (reducing.symmetry ? undefined : doomed(interpreter, outcome, index)),
  });
  // A model counts its whole space; a scenario that reduces counts what is left.
  const isOther = options.expect === undefined && reducing.reduced !== undefined;
  const expects = (options.expect ?? model.expect)
    .map(expectationOf)
    .filter(e => e.count === undefined || !isOther);
  const expected = expectations(verdicts, expects, { checks: program.checks, outcome });
  const witness = witnessOf(interpreter, outcome, by);
  const analysis = analyze({
    model,
    program,
    outcome,
    diagnostics: [...diagnostics, ...reducing.diagnostics],
    witness,
    idle: live.idle(),
    waits: reducing.symmetry ? { seen: [], reason: "symmetry" } : waitsOf(model, program, outcome),
    races: reducing.symmetry ? UNSEEN_RACES : racesOf(program, outcome, options.races === true),
    run: runTo(interpreter, outcome, by),
  });
  const graph = options.graph && !reducing.reduced ? stateGraph(outcome, interpreter) : undefined;
  const timing = {
    compile: compiled - start,
    explore: explored - compiled,
    report: options.now() - explored,
  };
  return {
    kind: "checked",
    result: resultOf({
      source,
      engine,
      plan: options,
      model,
      outcome,
      reduced: reducing.reduced,
      expected,
      analysis,
      graph,
      timing,
    }),
  };
}

/** What is said of a model that can start nowhere. */
export function noStart(model: Model): Diagnostic {
  const message = "no state satisfies 'initially': there is nowhere to start";
  return diagnostic("no-initial-state", message, model.initially[0]?.span ?? model.span);
}

/** From which states a check's violation can no longer be avoided; undefined where that is not known. */
function doomed(
  engine: Interpreter,
  outcome: Outcome,
  index: number,
): ((state: number) => boolean) | undefined {
  const badness = outcome.complete ? badnessOf(engine, index) : undefined;
  return badness && unavoidable(outcome, engine, badness);
}
