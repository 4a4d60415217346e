// What would break: a simulation whose runs depend on the engine, one that calls a length shortest that is not, a path that
// does not lead back, or a JSON that the published schema does not describe.

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { interpret } from "../src/engine/interpret.ts";
import { NO_SETTINGS } from "../src/model/settings.ts";
import type { Cut, Simulation, SimulationPlan } from "../src/model/simulation.ts";
import { STRATEGY_NAMES } from "../src/model/simulation.ts";
import { checkReplay } from "../src/replay/check-replay.ts";
import { traceFile } from "../src/replay/file.ts";
import { simulationText } from "../src/report/simulation.ts";
import { simulationJson } from "../src/report/simulation-json.ts";
import { simulate, simulating } from "../src/simulate.ts";

const RACE = new URL("./cli/files/race.yaml", import.meta.url);
const SOURCE = { name: "race.yaml", text: readFileSync(RACE, "utf8") };
const PLAN: SimulationPlan = {
  settings: NO_SETTINGS,
  command: "migcheck simulate race.yaml",
  repeat: (property, path) => `migcheck simulate race.yaml -P ${property} --path ${path}`,
  runs: 200,
  depth: 20,
  seed: 1,
};

function simulated(more: Partial<SimulationPlan> = {}, source = SOURCE) {
  const found = simulate(source, { ...PLAN, ...more });
  if (found.kind !== "simulated") throw new Error(JSON.stringify(found));
  return found;
}

const run = (more?: Partial<SimulationPlan>): Simulation => simulated(more).simulation;

/** Goes round for ever, loses its goal, holds a debt, stops where it may not: what only whole runs show. */
const WHOLE_RUNS = `
model: whole-runs
debts: { job: { shared: true } }
machines:
  worker:
    initial: idle
    states:
      idle: { on: { work: busy, leave: left } }
      busy: { always: [{ target: waiting, actions: take job }] }
      waiting: { type: rest, on: { finish: { target: idle, actions: give job } } }
      left: { always: { target: gone } }
      gone: { type: rest }
triggers: { work: {}, finish: {}, leave: { times: 1 } }
checks: { unhandled: off }
properties:
  works-again: { possible: worker.state == busy }
  comes-back: { leads-to: { from: worker.state == busy, to: worker.state == idle } }
  may-end: { reachable: worker.state == gone }
`;

describe("every strategy", () => {
  test.each(STRATEGY_NAMES)("%s finds the race, and shows it as short as it can be", strategy => {
    const { verdicts, exitCode } = run({ strategy });
    const found = verdicts.find(v => v.property === "cancel-is-kept");
    expect(found).toMatchObject({ verdict: "violated", length: 3, ok: false });
    expect(found?.found?.proof).toEqual({ kind: "shortest", states: 8 });
    expect(exitCode).toBe(1);
  });

  test.each(STRATEGY_NAMES)(
    "%s: one result with both engines, another seed another one",
    strategy => {
      const json = (more: Partial<SimulationPlan>) => simulationJson(run({ strategy, ...more }));
      expect(json({ engine: "wasm" })).toBe(json({ engine: "interpreter" }));
      expect(json({ seed: 2, runs: 3 })).not.toBe(json({ seed: 3, runs: 3 }));
    },
  );
});

test("what only whole runs show is found, and as short as exhaustive search finds it", () => {
  const { verdicts, exitCode } = simulated({}, { name: "w.yaml", text: WHOLE_RUNS }).simulation;
  const lengths = Object.fromEntries(verdicts.map(v => [v.property, [v.verdict, v.length]]));
  expect(lengths).toMatchObject({
    "works-again": ["violated", 1],
    "comes-back": ["violated", 2],
    debts: ["violated", 2],
    "may-end": ["reached", 2],
    deadlock: ["undecided", undefined],
  });
  expect(verdicts.every(v => !v.found || v.found.proof?.kind === "shortest")).toBe(true);
  expect(exitCode).toBe(1);
});

test("what was met is counted: all there is of a small model", () => {
  const { states, space, rows, cells, steps, runs } = run();
  expect({ states, space, rows, cells, runs }).toEqual({
    states: 8,
    space: { states: 8, from: "searched" },
    rows: { met: 3, of: 3 },
    cells: { met: 1, of: 1 },
    runs: 200,
  });
  expect(steps).toBeGreaterThan(200);
});

describe("what was expected", () => {
  const words = (verdict: "violated" | "holds", name = "cancel-is-kept") => {
    const span = { source: SOURCE, start: 0, end: 0 };
    return [{ name: { text: name, span }, verdict, span }] as unknown as SimulationPlan["expect"];
  };

  test("a violation that is expected is as it should be", () => {
    expect(run({ expect: words("violated") }).exitCode).toBe(0);
  });

  test("one that is expected and not met is not known", () => {
    expect(run({ runs: 1, depth: 1, expect: words("violated") }).exitCode).toBe(3);
  });

  test("what is to hold and was not broken is as it should be", () => {
    const careful = { ...NO_SETTINGS, constants: new Map([["careful", "true"]]) };
    expect(run({ settings: careful }).exitCode).toBe(0);
  });
});

describe("a run that was found", () => {
  const { simulation, program } = simulated();
  const found = simulation.verdicts.find(v => v.property === "cancel-is-kept");

  test("is had again by its path, with every seed", () => {
    const again = run({ path: found?.found?.path, seed: 99 });
    const verdict = again.verdicts.find(v => v.property === "cancel-is-kept");
    expect(verdict?.trace?.steps).toEqual(found?.trace?.steps);
    expect(again.runs).toBe(0);
  });

  test("is a file that replay reads", () => {
    if (!found?.trace) throw new Error("nothing was found");
    const file = JSON.parse(JSON.stringify(traceFile(program, found.trace, simulation)));
    expect(checkReplay(file, interpret(program), new Map())).toMatchObject({ violates: true });
  });

  test("a path of another model is refused with a reason", () => {
    const refused = simulate(SOURCE, { ...PLAN, path: "3:0.17" });
    expect(refused).toMatchObject({ kind: "no-run" });
  });

  test("a path that goes on behind the end of its run is refused as such", () => {
    const refused = simulate(SOURCE, { ...PLAN, path: `0:0${".0".repeat(30)}` });
    expect(refused).toMatchObject({ message: expect.stringContaining("nothing can happen there") });
  });
});

/** A simulation that is told to end after its first round. */
function ended(cut: Cut, more: Partial<SimulationPlan> = {}, source = SOURCE): Simulation {
  const steps = simulating(source, { ...PLAN, ...more });
  steps.next();
  for (;;) {
    const { done, value } = steps.next(cut);
    if (done && value.kind === "simulated") return value.simulation;
    if (done) throw new Error(value.kind);
  }
}

describe("ended before all runs are made", () => {
  const careful = { ...NO_SETTINGS, constants: new Map([["careful", "true"]]) };
  const broken = ({ verdicts }: Simulation) => verdicts.find(v => v.property === "cancel-is-kept");

  test("it tells how many were, and is not as expected only where something is broken", () => {
    const quiet = ended("seconds", { settings: careful });
    expect(quiet).toMatchObject({ runs: 64, exitCode: 3, cut: { reason: "seconds", runs: 200 } });
    expect(ended("seconds").exitCode).toBe(1);
    const text = simulationText(quiet, { width: 120, colour: false, unicode: true });
    expect(text).toContain("64 of 200 runs of up to 20 steps");
    expect(text).toContain("not all runs made (seconds)");
  });

  test("what was found within its time is made short, what was found before an interrupt is not", () => {
    expect(broken(ended("seconds"))?.found?.proof).toEqual({ kind: "shortest", states: 8 });
    const interrupted = ended("interrupted");
    expect(broken(interrupted)).toMatchObject({ verdict: "violated", found: { proof: undefined } });
    const text = simulationText(interrupted, { width: 120, colour: false, unicode: true });
    expect(text).toContain("not made short");
  });

  test("an end that comes when all runs are made cuts nothing off", () => {
    expect(ended("seconds", { runs: 64 }).cut).toBeUndefined();
    expect(ended("seconds", { runs: 64 })).toEqual(run({ runs: 64 }));
  });
});

describe("many initial states", () => {
  const states = "{ on: { go: b } }, b: { type: final }";
  const model = (variables: string, more = "") => ({
    name: "many.yaml",
    text: `model: many
variables: { ${variables} }
machines: { m: { initial: a, states: { a: ${states} } } }
properties: { low: { always: x <= 5000 } }
${more}`,
  });
  const any = (name: string) => `${name}: { type: 0..9999, initial: any }`;

  test("all are drawn from, and a run that begins late is had again by its path", () => {
    const source = model(any("x"));
    const [low] = simulated({}, source).simulation.verdicts;
    expect(low).toMatchObject({ verdict: "violated", length: 0 });
    const again = simulated({ path: low?.found?.path }, source).simulation;
    expect(again.verdicts[0]?.trace).toEqual(low?.trace);
  });

  test("where they are too many that is said, and nothing is as expected", () => {
    const source = model(`x: { type: 0..1, initial: 0 }, ${any("y")}, ${any("z")}`);
    const { simulation } = simulated({ runs: 3 }, source);
    expect(simulation).toMatchObject({ starts: 1 << 20, exitCode: 3 });
    const text = simulationText(simulation, { width: 120, colour: false, unicode: true });
    expect(text).toContain("from the first 1,048,576 initial states only");
    expect(simulationJson(simulation)).toContain('"starts": 1048576');
  });

  test("the search for them can be ended: no runs, and nothing is known", () => {
    const rare = "initially: x + y + z == 29997";
    const source = model([any("x"), any("y"), any("z")].join(", "), rare);
    const simulation = ended("seconds", {}, source);
    expect(simulation).toMatchObject({ runs: 0, exitCode: 3, cut: { reason: "seconds" } });
    const text = simulationText(simulation, { width: 120, colour: false, unicode: true });
    expect(text).toContain("0 of 200 runs");
    const steps = simulating(source, { ...PLAN, path: "0:0.0" });
    steps.next();
    expect(steps.next("seconds").value).toMatchObject({ kind: "no-run" });
  });
});

test("told as it was found, a run is the first that was met, and its path leads to it", () => {
  const { verdicts, cut } = run({ asFound: true });
  const long = verdicts.find(v => v.property === "cancel-is-kept")?.found;
  expect([cut, long?.proof]).toEqual([undefined, undefined]);
  const again = run({ path: long?.path });
  const verdict = again.verdicts.find(v => v.property === "cancel-is-kept");
  expect(verdict).toMatchObject({ verdict: "violated", length: long?.length });
});

describe("the published schema", () => {
  const file = new URL("../schema/simulation.schema.json", import.meta.url);
  const result = new URL("../schema/result.schema.json", import.meta.url);
  const ajv = new Ajv2020.default({ strict: true, allErrors: true });
  ajv.addSchema(JSON.parse(readFileSync(result, "utf8")));
  const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
  const problems = (json: string) => (validate(JSON.parse(json)) ? [] : validate.errors);

  test("accepts a simulation, one run, and one of whole runs", () => {
    expect(problems(simulationJson(run()))).toEqual([]);
    expect(problems(simulationJson(run({ path: "0:0.0.0.0" })))).toEqual([]);
    const whole = simulated({}, { name: "w.yaml", text: WHOLE_RUNS }).simulation;
    expect(problems(simulationJson(whole))).toEqual([]);
  });

  test("accepts one that was ended", () => {
    expect(problems(simulationJson(ended("seconds")))).toEqual([]);
    expect(problems(simulationJson(ended("interrupted")))).toEqual([]);
  });

  test("refuses a key that it does not describe", () => {
    expect(problems(JSON.stringify({ ...run(), surprise: 1 }))).not.toEqual([]);
  });
});

test("the text fits its width, whatever the width", () => {
  for (const width of [40, 80, 200]) {
    const text = simulationText(run(), { width, colour: false, unicode: true });
    const longest = Math.max(...text.split("\n").map(line => line.length));
    expect(longest).toBeLessThanOrEqual(Math.min(width, 120));
  }
});
