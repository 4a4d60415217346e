// The way of a simulation on one page, as check.ts is of a check: text to program, random runs over it, and for each property that
// they broke a run made short, judged by the interpreter and told as a trace.

import { type Diagnostic, diagnostic } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import { compile } from "./check.ts";
import { interpret } from "./engine/interpret.ts";
import { compileToWasm } from "./engine/wasm/compile.ts";
import { raceCover } from "./explore/races/cover.ts";
import { type Court, Looker } from "./explore/simulate/broken.ts";
import { CompiledGround } from "./explore/simulate/compiled-ground.ts";
import type { Ground } from "./explore/simulate/ground.ts";
import { type Hit, Hunt } from "./explore/simulate/hunt.ts";
import { InterpretedGround } from "./explore/simulate/interpreted-ground.ts";
import { readPath } from "./explore/simulate/path-text.ts";
import { type Done, Runs } from "./explore/simulate/runs.ts";
import { Schedules } from "./explore/simulate/schedule.ts";
import { DEFAULT_STRATEGY } from "./explore/simulate/strategies.ts";
import type { Model } from "./model/model.ts";
import type { Program } from "./model/program.ts";
import type { Simulated, SimulationPlan } from "./model/simulation.ts";
import type { Interpreter } from "./model/stepper.ts";
import { badnessOf } from "./replay/badness.ts";
import { rerun } from "./replay/run.ts";
import { showsIt } from "./replay/violation.ts";
import { Shortest } from "./shortest.ts";
import { simulationOf } from "./simulation.ts";

/** Steps that the interpreter takes before code is made; the runs are the same. */
const LONG_RUNS = 20_000;

/** Simulates one model: what random runs have seen, or why its text could not be run. Returns in any case. */
export function simulate(source: Source, plan: SimulationPlan): Simulated {
  const refused = (diagnostics: readonly Diagnostic[]): Simulated => ({
    kind: "refused",
    refusal: { file: source.name, diagnostics },
  });
  const { model, program, diagnostics } = compile(source, plan.settings);
  if (!model || !program) return refused(diagnostics);
  const interpreter = interpret(program);
  const schedules = new Schedules(interpreter);
  const { starts } = schedules;
  if (starts.length === 0) return refused([noStart(model)]);
  const court = courtOf(interpreter);
  const given = plan.path === undefined ? [] : hitsOn(plan.path, schedules, court);
  if (typeof given === "string") return { kind: "no-run", message: given };
  const strategy = plan.strategy ?? DEFAULT_STRATEGY;
  const races = raceCover(program);
  const ground = groundOf(program, interpreter, plan);
  const hunt = new Hunt(ground, interpreter, { court, races, until: sought(program, plan) });
  for (const hit of given) hunt.hits.set(hit.check, hit);
  const runs = plan.path === undefined ? plan.runs : 0;
  const done: Done = new Runs(ground, { program, starts }, { ...plan, strategy, runs }, hunt).go();
  const by = new Map(model.triggers.map(t => [t.name, t.by]));
  const simulation = simulationOf({
    file: plan.scenario?.file ?? source.name,
    model,
    plan: { ...plan, strategy },
    schedules,
    done,
    hunt,
    races: races.summary(),
    shortest: new Shortest({ schedules, court, plan, by }),
  });
  return { kind: "simulated", simulation, program };
}

function groundOf(
  program: Program,
  interpreter: Interpreter,
  { engine = "auto", runs, depth, path }: SimulationPlan,
): Ground {
  const isLong = path === undefined && runs * depth > LONG_RUNS;
  const code =
    engine === "wasm" || (engine === "auto" && isLong)
      ? compileToWasm(program, { all: false })
      : undefined;
  return code ? new CompiledGround(code) : new InterpretedGround(interpreter);
}

/** How single runs are judged, for those who look for them. */
function courtOf(interpreter: Interpreter): Court {
  const { checks } = interpreter.program;
  return {
    bad: check => badnessOf(interpreter, check),
    endless: (index, path, loop) => {
      const check = checks[index];
      const run = { ...rerun(interpreter, path), loop };
      return check !== undefined && showsIt(interpreter, check, run) === true;
    },
  };
}

/** The checks that are to be broken before the runs may stop. */
function sought({ checks }: Program, { until }: SimulationPlan): readonly number[] | undefined {
  return until?.map(name => checks.findIndex(c => c.property === name)).filter(i => i >= 0);
}

/** What the run of a path breaks at its end; why there is no such run. */
function hitsOn(text: string, schedules: Schedules, court: Court): readonly Hit[] | string {
  const [, run = "", rest = ""] = /^(\d{1,15}):(.*)$/.exec(text) ?? [];
  const route = readPath(schedules, rest);
  if (typeof route === "string") return route;
  const { stepper } = schedules;
  const length = route.path.steps.length;
  return stepper.program.checks.flatMap(({ meaning }, check): Hit[] => {
    const hit = { check, run: Number(run), ...route };
    if (meaning.by !== "liveness") {
      const broken = new Looker(stepper, check, court).broken(route.path);
      return broken?.path.steps.length === length ? [{ ...hit, ...broken }] : [];
    }
    const { path, loop } = route;
    return loop !== undefined && court.endless(check, path, loop) ? [hit] : [];
  });
}

function noStart(model: Model): Diagnostic {
  const message = "no state satisfies 'initially': there is nowhere to start";
  return diagnostic("no-initial-state", message, model.initially[0]?.span ?? model.span);
}
