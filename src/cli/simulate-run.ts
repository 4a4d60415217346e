// What `migcheck simulate` does: one file compiled under its settings, random runs over it, and what they met as text or JSON. Exit
// code 1: a property is broken that should hold; 3: one that should be broken or reached was not, or not all runs were made; else 0.

import { sortDiagnostics } from "../base/diagnostic.ts";
import type { Program } from "../model/program.ts";
import {
  MOST_DEPTH,
  MOST_RUNS,
  type SimulatedVerdict,
  type Simulation,
  type SimulationPlan,
  STRATEGY_NAMES,
  type StrategyName,
} from "../model/simulation.ts";
import { traceFile } from "../replay/file.ts";
import { escaped } from "../report/json.ts";
import { simulationText } from "../report/simulation.ts";
import { simulationJson } from "../report/simulation-json.ts";
import { located } from "../scenario/scenario.ts";
import { simulating } from "../simulate.ts";
import { keepApart, outputsIn } from "./apart.ts";
import { type Asked, askedOf, one, type Words, whole } from "./asked.ts";
import { inputsOf } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { complain, print, printJson, reportOptions } from "./output.ts";
import { Attempts, outputFile } from "./output-file.ts";
import { simulationLine } from "./progress.ts";
import { refusalText } from "./refusal.ts";
import { commandLine, flagsOf } from "./shell.ts";
import { drive } from "./simulate-drive.ts";
import { plain, refuse } from "./usage.ts";
import { writeFile } from "./write.ts";

const DEFAULTS = { runs: 10_000, depth: 50, seed: 1 } as const;

/** Simulates what the words name; the exit code. */
export async function runSimulate(words: Words): Promise<number> {
  const asked = askedOf(words);
  const job = jobIn(one(words, "file") ?? "", asked);
  if (job.kind === "refused") return refused(job);
  keepApart(outputsIn(words, "out"), [job.file, job.source.name]);
  const plan = planOf(job, asked, words);
  const out = outputFile(words, "out");
  const simulated = await drive(simulating(job.source, plan), {
    line: simulationLine(process.stderr, job.file, plan.runs),
    seconds: job.plan.limits.seconds,
  });
  if (simulated.kind === "no-run") {
    return refuse(`--path ${plain(plan.path ?? "")}: ${simulated.message}`);
  }
  if (simulated.kind === "refused") {
    const { diagnostics } = simulated.refusal;
    const placed = job.scenario ? sortDiagnostics(located(diagnostics, job.scenario)) : diagnostics;
    return refused({ kind: "refused", file: job.file, diagnostics: placed });
  }
  const { simulation, program } = simulated;
  const saving = new Attempts();
  const text = out === undefined ? undefined : savedRun(simulation, program);
  const saved =
    text !== undefined && saving.try(() => writeFile(out ?? "", text)) ? out : undefined;
  if (words["json"] === true) printJson(escaped(simulationJson(simulation)));
  else {
    const verbose = words["verbose"] === true;
    print(simulationText(simulation, { ...reportOptions(words), verbose, saved }));
    if (out !== undefined && text === undefined) print("\nno run to save");
  }
  saving.end();
  return simulation.exitCode;
}

function jobIn(file: string, asked: Asked): Job | Refused {
  const [input, ...more] = inputsOf([file]);
  const name = input?.kind === "unreadable" ? input.file : input?.source.name;
  if (!input || more.length > 0 || name !== file) {
    return refuse(`'${plain(file)}' is a folder; simulate takes one file`);
  }
  return jobOf(input, asked, false);
}

function refused(entry: Refused): number {
  complain(refusalText(entry));
  return 2;
}

// ---------------------------------------------------------------- what is asked for

/** Flags go before what a scenario says of random runs. */
function planOf(job: Job, asked: Asked, words: Words): SimulationPlan {
  const { random, settings, engine, expect, scenario } = job.plan;
  const said = random ?? DEFAULTS;
  const runs = bounded("runs", whole(words, "runs") ?? said.runs, MOST_RUNS);
  const depth = bounded("depth", whole(words, "depth") ?? said.depth, MOST_DEPTH);
  const seed = seedOf(words) ?? said.seed;
  const strategy = strategyOf(one(words, "strategy"));
  const path = one(words, "path");
  const flags = flagsOf(asked);
  const how = ["--runs", runs, "--depth", depth, "--seed", seed].map(String);
  const by = strategy === undefined ? [] : ["--strategy", strategy];
  const only = path === undefined ? [] : ["--path", path];
  const asFound = words["as-found"] === true;
  const manner = asFound ? ["--as-found"] : [];
  const repeat = (property: string, of: string) => {
    const settings = { ...asked.settings, properties: [property] };
    const others = flagsOf({ ...asked, settings, limits: {} });
    const rest = ["--seed", String(seed), "--path", of];
    return commandLine("simulate", job.file, [...others, ...rest]);
  };
  return {
    settings,
    engine,
    expect,
    scenario,
    command: commandLine("simulate", job.file, [...flags, ...how, ...by, ...only, ...manner]),
    repeat,
    runs,
    depth,
    seed,
    strategy,
    path,
    asFound,
  };
}

function bounded(flag: string, value: number, most: number): number {
  return value <= most ? value : refuse(`--${flag} takes at most ${most}, not ${value}`);
}

function seedOf(words: Words): number | undefined {
  const given = one(words, "seed");
  if (given === undefined) return undefined;
  return /^\d{1,9}$/.test(given)
    ? Number(given)
    : refuse(`--seed takes a whole number of at most nine digits, not '${plain(given)}'`);
}

function strategyOf(given: string | undefined): StrategyName | undefined {
  if (given === undefined) return undefined;
  const found = STRATEGY_NAMES.find(name => name === given);
  return found ?? refuse(`--strategy takes ${STRATEGY_NAMES.join(", ")}, not '${plain(given)}'`);
}

// ---------------------------------------------------------------- the saved run

/** The file of the run that is told; undefined where there is no run. */
function savedRun(simulation: Simulation, program: Program): string | undefined {
  const { trace } = toldOf(simulation) ?? {};
  if (!trace) return undefined;
  return `${escaped(JSON.stringify(traceFile(program, trace, simulation), undefined, 2))}\n`;
}

/** The run that is told first. */
function toldOf({ verdicts }: Simulation): SimulatedVerdict | undefined {
  const broken = verdicts.filter(v => v.trace && v.verdict === "violated");
  return broken.find(v => !v.ok) ?? broken[0] ?? verdicts.find(v => v.trace);
}
