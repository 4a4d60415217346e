// The way of a simulation on one page, as check.ts is of a check: text to program, random runs over it, and for each property that
// they broke a run made short, judged by the interpreter and told as a trace.

import type { Diagnostic } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import { compile, noStart } from "./compile.ts";
import { interpret } from "./engine/interpret.ts";
import { compileToWasm } from "./engine/wasm/compile.ts";
import { raceCover } from "./explore/races/cover.ts";
import { type Court, Looker } from "./explore/simulate/broken.ts";
import { CompiledGround } from "./explore/simulate/compiled-ground.ts";
import type { Ground } from "./explore/simulate/ground.ts";
import { type Hit, Hunt } from "./explore/simulate/hunt.ts";
import { InterpretedGround } from "./explore/simulate/interpreted-ground.ts";
import { readPath } from "./explore/simulate/path-text.ts";
import { type Done, type RunOptions, Runs } from "./explore/simulate/runs.ts";
import { Schedules } from "./explore/simulate/schedule.ts";
import { gather, type Starts } from "./explore/simulate/starts.ts";
import { DEFAULT_STRATEGY } from "./explore/simulate/strategies.ts";
import { sendersOf } from "./model/model.ts";
import type { Program } from "./model/program.ts";
import type { Cut, Simulated, SimulationPlan, SimulationProgress } from "./model/simulation.ts";
import type { Interpreter } from "./model/stepper.ts";
import { badnessOf } from "./replay/badness.ts";
import { goesOn, isFalseOf } from "./replay/lasso.ts";
import { rerun } from "./replay/run.ts";
import { type Short, Shortest } from "./shortest.ts";
import { type Parts, simulationOf } from "./simulation.ts";

/** Steps that the interpreter takes before code is made; the runs are the same. */
const LONG_RUNS = 20_000;

/** Simulates one model: what random runs have seen, or why its text could not be run. Returns in any case. */
export function simulate(source: Source, plan: SimulationPlan): Simulated {
  const simulation = simulating(source, plan);
  for (;;) {
    const { done, value } = simulation.next();
    if (done) return value;
  }
}

/** The same, with a rest now and then in which somebody may end it. */
export function* simulating(source: Source, plan: SimulationPlan): Simulating<Simulated> {
  const refused = (diagnostics: readonly Diagnostic[]): Simulated => ({
    kind: "refused",
    refusal: { file: source.name, diagnostics },
  });
  const { model, program, diagnostics } = compile(source, plan.settings);
  if (!model || !program) return refused(diagnostics);
  const interpreter = interpret(program);
  const begun = yield* gatheredBy(interpreter);
  const { starts } = begun;
  if (starts.count === 0 && !begun.cut) return refused([noStart(model)]);
  if (begun.cut && plan.path !== undefined) return { kind: "no-run", message: NOT_YET };
  const schedules = new Schedules(interpreter, undefined, starts);
  const court = courtOf(interpreter);
  const given = plan.path === undefined ? [] : hitsOn(plan.path, schedules, court);
  if (typeof given === "string") return { kind: "no-run", message: given };
  const races = raceCover(program);
  const ground = groundOf(program, interpreter, plan);
  const hunt = new Hunt(ground, interpreter, { court, races, until: sought(program, plan) });
  for (const hit of given) hunt.hits.set(hit.check, hit);
  const strategy = plan.strategy ?? DEFAULT_STRATEGY;
  const found = begun.cut
    ? { done: NOTHING, cut: begun.cut }
    : yield* hunted({ ground, schedules, hunt }, { ...plan, strategy });
  const by = sendersOf(model);
  const asked = new Set(hunt.hits.keys());
  const shortest = new Shortest({ schedules, court, plan, by, asked });
  const short = yield* shortened({ hunt, shortest, ...found }, plan);
  const simulation = simulationOf({
    file: plan.scenario?.file ?? source.name,
    model,
    plan: { ...plan, strategy },
    schedules,
    hunt,
    races: races.summary(),
    shortest,
    ...found,
    ...short,
  });
  return { kind: "simulated", simulation, program };
}

/** Tells how far it is, and may be told to end. */
type Simulating<T> = Generator<SimulationProgress, T, Cut | undefined>;

interface Made {
  readonly done: Done;
  readonly cut: Cut | undefined;
}

const NOTHING: Done = { runs: 0, steps: 0 };
const NOT_YET = "it was told to end before all initial states were found";

/** The initial states; where it is told to end, those found before. */
function* gatheredBy(
  interpreter: Interpreter,
): Simulating<{ readonly starts: Starts; readonly cut?: Cut }> {
  const gathering = gather(interpreter);
  for (;;) {
    const { done, value: starts } = gathering.next();
    if (done) return { starts };
    const cut = yield { ...NOTHING, states: 0 };
    if (cut) return { starts, cut };
  }
}

/** Makes the runs: all of them, or up to where it is told to end. */
function* hunted(
  of: { readonly ground: Ground; readonly schedules: Schedules; readonly hunt: Hunt },
  plan: SimulationPlan & RunOptions,
): Simulating<Made> {
  const { ground, schedules, hunt } = of;
  const { starts, stepper } = schedules;
  const { program } = stepper;
  const runs = plan.path === undefined ? plan.runs : 0;
  let done: Done = NOTHING;
  for (done of new Runs(ground, { program, starts }, { ...plan, runs }, hunt).rounds()) {
    const cut = yield { ...done, states: hunt.distinct.count };
    if (cut !== undefined && done.runs < runs) return { done, cut };
  }
  return { done, cut: undefined };
}

/** What was found, made short where that is asked for. Time is for the runs, and what they have found is made short all the same. */
function* shortened(
  { hunt, shortest, done, cut }: Made & { readonly hunt: Hunt; readonly shortest: Shortest },
  plan: SimulationPlan,
): Simulating<Pick<Parts, "told" | "cut">> {
  const told = new Map<number, Short | Hit>(hunt.hits);
  if (plan.path !== undefined || plan.asFound === true) return { told, cut };
  const states = hunt.distinct.count;
  const of = told.size;
  for (const [number, [check, hit]] of [...hunt.hits].entries()) {
    const wish = yield { ...done, states, short: { number: number + 1, of } };
    if (cut === "interrupted" || wish === "interrupted") return { told, cut: "interrupted" };
    told.set(check, shortest.of(check, hit));
  }
  return { told, cut };
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
    endless: ({ path, loop }) => {
      const run = { ...rerun(interpreter, path), loop };
      if (!goesOn(interpreter, run)) return () => false;
      return index => {
        const meaning = checks[index]?.meaning;
        return meaning?.by === "liveness" && isFalseOf(interpreter, meaning, run);
      };
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
    return loop !== undefined && court.endless({ path, loop })(check) ? [hit] : [];
  });
}
