// Puts the parts of a simulation together into the one object that reports read: a verdict for each property, what was expected of
// it, and how much of the model the runs have met. A property that no run broke has no verdict, whatever was searched beside.

import { place } from "./base/source.ts";
import type { RaceCoverage } from "./explore/races/cover.ts";
import { cellsCovered, rowsCovered } from "./explore/simulate/coverage.ts";
import type { Hit, Hunt } from "./explore/simulate/hunt.ts";
import { pathText } from "./explore/simulate/path-text.ts";
import type { Done } from "./explore/simulate/runs.ts";
import type { Schedules } from "./explore/simulate/schedule.ts";
import type { Model } from "./model/model.ts";
import type { Check } from "./model/program.ts";
import type { Expected, VerdictWord } from "./model/result.ts";
import type {
  Cut,
  Finding,
  SimulatedVerdict,
  Simulation,
  SimulationPlan,
  StrategyName,
} from "./model/simulation.ts";
import type { Trace } from "./model/trace.ts";
import { type Expectation, expectationsOf } from "./replay/expect.ts";
import { settingsOf } from "./result.ts";
import type { Short, Shortest } from "./shortest.ts";

/** What a simulation yielded. */
export interface Parts {
  readonly file: string;
  readonly model: Model;
  readonly plan: SimulationPlan & { readonly strategy: StrategyName };
  readonly schedules: Schedules;
  readonly done: Done;
  readonly hunt: Hunt;
  readonly races: RaceCoverage;
  readonly shortest: Shortest;
  /** By check, what was found, made short or as it was found. */
  readonly told: ReadonlyMap<number, Short | Hit>;
  readonly cut: Cut | undefined;
}

/** See the head of this file. */
export function simulationOf(parts: Parts): Simulation {
  const { file, model, plan, schedules, done, hunt, races, shortest, cut } = parts;
  const { program } = schedules.stepper;
  const expects = expectationsOf(plan, model);
  const graded = program.checks.map((check, i) => {
    const expected = expects.findLast(e => e.count === undefined && e.name === check.property);
    return grade(verdictOf(parts, check, i), expected, check.policy === "finding");
  });
  const known = expects.findLast(e => e.name === "states")?.count;
  const searched = shortest.space;
  const starts = startsOf(parts);
  const isWhole = cut === undefined && starts === undefined;
  return {
    model: model.name,
    file,
    scenario: plan.scenario?.name,
    about: plan.scenario?.about ?? model.about,
    settings: settingsOf(plan.settings),
    strategy: plan.strategy,
    seed: plan.seed,
    runs: done.runs,
    depth: plan.depth,
    steps: done.steps,
    starts,
    cut: cut && { reason: cut, runs: plan.runs },
    states: hunt.distinct.count,
    more: hunt.distinct.full,
    space: spaceOf(searched, known),
    rows: rowsCovered(program, hunt.fired),
    cells: cellsCovered(program, hunt.fired, hunt.probes),
    races: { exercised: races.exercised, both: races.both },
    verdicts: graded.map(g => g.verdict),
    command: plan.command,
    exitCode: exitCode([...graded.map(g => g.grade), isWhole ? "as expected" : "not known"]),
  };
}

/** How many initial states the runs were drawn from, where there are more. */
function startsOf({ plan, schedules }: Parts): number | undefined {
  const { count, more } = schedules.starts;
  return more && plan.path === undefined ? count : undefined;
}

function spaceOf(searched: number | undefined, expected: number | undefined): Simulation["space"] {
  if (searched !== undefined) return { states: searched, from: "searched" };
  return expected === undefined ? undefined : { states: expected, from: "expected" };
}

// ---------------------------------------------------------------- verdicts

function verdictOf(parts: Parts, check: Check, index: number): SimulatedVerdict {
  const hit = parts.hunt.hits.get(index);
  const short = hit && (parts.told.get(index) ?? hit);
  const trace = short && parts.shortest.trace(index, short);
  const good = check.meaning.by === "good-probe";
  const word: VerdictWord = good ? "reached" : "violated";
  return {
    property: check.property,
    kind: check.kind,
    verdict: trace ? word : "undecided",
    reason: trace ? undefined : unmet(parts),
    length: trace?.steps.length,
    trace,
    more: [],
    because: check.because,
    text: check.text,
    place: place(check.span),
    ok: true,
    found: hit && short && trace && findingOf(parts, { check, hit, short, trace }),
  };
}

interface Told {
  readonly check: Check;
  readonly hit: Hit;
  readonly short: Short | Hit;
  readonly trace: Trace;
}

function findingOf({ schedules, plan }: Parts, { check, hit, short, trace }: Told): Finding {
  const path = `${hit.run}:${pathText(schedules, short)}`;
  const arrivals = trace.steps.length - short.path.steps.length;
  return {
    run: hit.run,
    length: hit.path.steps.length + arrivals,
    path,
    proof: "proof" in short ? short.proof : undefined,
    command: plan.repeat(check.property, path),
  };
}

function unmet({ plan, done }: Parts): string {
  if (plan.path !== undefined) return "the run does not show it";
  const runs = `${done.runs} run${done.runs === 1 ? "" : "s"}`;
  return `not met in ${runs} of up to ${plan.depth} step${plan.depth === 1 ? "" : "s"}`;
}

// ---------------------------------------------------------------- what was expected

type Grade = "as expected" | "wrong" | "not known";

/** What random runs did not meet is as it should be where nothing was to be met. */
function grade(
  verdict: SimulatedVerdict,
  expectation: Expectation | undefined,
  finding: boolean,
): { readonly verdict: SimulatedVerdict; readonly grade: Grade } {
  const expected = expectedOf(expectation);
  const grade = gradeOf(verdict, expected, finding);
  return { verdict: { ...verdict, expected, ok: grade === "as expected" }, grade };
}

function expectedOf(expectation: Expectation | undefined): Expected | undefined {
  const { verdict, length } = expectation ?? {};
  return verdict && { verdict, ...(length === undefined ? {} : { length }) };
}

function gradeOf(v: SimulatedVerdict, expected: Expected | undefined, finding: boolean): Grade {
  if (!expected && finding) return "as expected";
  const wanted = expected?.verdict ?? (v.kind === "reachable" ? "reached" : "holds");
  if (v.verdict === "undecided") {
    return wanted === "violated" || wanted === "reached" ? "not known" : "as expected";
  }
  if (v.verdict !== wanted) return "wrong";
  const proven = v.found?.proof?.kind === "shortest";
  return proven && expected?.length !== undefined && expected.length !== v.length
    ? "wrong"
    : "as expected";
}

function exitCode(grades: readonly Grade[]): 0 | 1 | 3 {
  if (grades.includes("wrong")) return 1;
  return grades.includes("not known") ? 3 : 0;
}
