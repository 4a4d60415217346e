// The mark: every bug of the museum of at most twelve steps is found within 10,000 runs for at least 19 of 20 seeds, and made as
// short as exhaustive search says. And that many runs take no more memory than few. Runs what is built: under vitest
// the loops would be many times slower.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import type { SimulationPlan } from "../../../src/model/simulation.ts";
import type { ExpectTree } from "../../../src/model/tree.ts";
import { parseScenario } from "../../../src/parse/scenario.ts";
import { planOf } from "../../../src/scenario/scenario.ts";
import { ROOT } from "../../cli/run.ts";

const DIST = new URL(`../../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const built: typeof import("../../../src/simulate.ts") = await import(
  new URL("simulate.js", DIST).href
);

const MOST_STEPS = 12;
const SEEDS = 20;
const RUNS = 10_000;

const FOLDER = "scenarios/museum";
const FILES = readdirSync(join(ROOT, FOLDER), { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".yaml"))
  .sort();

interface Exhibit {
  readonly name: string;
  readonly source: { readonly name: string; readonly text: string };
  readonly plan: SimulationPlan;
  readonly bugs: readonly ExpectTree[];
}

/** A scenario with the bugs that are expected of it. */
function exhibitOf(file: string): Exhibit[] {
  const name = posix.join(FOLDER, file);
  const { scenario } = parseScenario({ name, text: readFileSync(join(ROOT, name), "utf8") });
  if (!scenario) throw new Error(`${name} cannot be read`);
  const { settings, expect: expected, scenario: called } = planOf(scenario);
  const bugs = expected.filter(e => e.verdict === "violated" && (e.length ?? 0) <= MOST_STEPS);
  const model = posix.join(posix.dirname(name), scenario.model.text);
  const source = { name: model, text: readFileSync(join(ROOT, model), "utf8") };
  const until = bugs.map(bug => bug.name.text);
  const rest = { command: "", repeat: () => "", runs: RUNS, depth: 50, seed: 0 };
  const plan = { settings, expect: expected, scenario: called, until, ...rest };
  return bugs.length === 0 ? [] : [{ name: file, source, plan, bugs }];
}

const EXHIBITS = FILES.flatMap(exhibitOf);

test("the museum has bugs", () => expect(EXHIBITS.length).toBeGreaterThan(80));

test.each(EXHIBITS)("$name", { timeout: 600_000 }, ({ source, plan, bugs }) => {
  const found = new Map(bugs.map(bug => [bug.name.text, 0]));
  for (let seed = 1; seed <= SEEDS; seed++) {
    const simulated = built.simulate(source, { ...plan, seed, engine: "interpreter" });
    if (simulated.kind !== "simulated") throw new Error(`${source.name} cannot be simulated`);
    for (const bug of bugs) {
      const name = bug.name.text;
      const verdict = simulated.simulation.verdicts.find(v => v.property === name);
      if (verdict?.verdict !== "violated") continue;
      found.set(name, (found.get(name) ?? 0) + 1);
      expect([name, seed, verdict.length]).toEqual([name, seed, bug.length]);
      expect(verdict.found?.proof?.kind).toBe("shortest");
    }
  }
  for (const [name, times] of found) expect([name, times >= SEEDS - 1]).toEqual([name, true]);
});

/** The most memory that so many runs of a large model took, in kB. */
function memoryOf(runs: number): number {
  const script = `
    import { readFileSync } from "node:fs";
    import { simulate } from ${JSON.stringify(new URL("simulate.js", DIST).href)};
    const name = "models/kubevirt/migration.yaml";
    const settings = { constants: new Map(), times: new Map(), faults: new Map() };
    const plan = { settings, command: "", repeat: () => "", runs: ${runs}, depth: 100, seed: 1 };
    const done = simulate({ name, text: readFileSync(name, "utf8") }, plan);
    if (done.simulation.runs !== ${runs}) throw new Error("not all runs were made");
    console.log(process.resourceUsage().maxRSS);`;
  const node = ["--input-type=module", "-e", script];
  const { stdout, stderr } = spawnSync(process.execPath, node, { cwd: ROOT, encoding: "utf8" });
  return Number(stdout) || Number.NaN + Number(stderr);
}

test("100,000 runs leave the memory flat", { timeout: 600_000 }, () => {
  const few = memoryOf(20_000);
  const many = memoryOf(100_000);
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThan(few * 1.25);
});
