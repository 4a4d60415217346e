// Compares the strategies of `migcheck simulate` on the bugs of the museum: for each bug the number of runs until it is found, as the
// median over seeds. Needs `npm run build`. Usage: node bench/strategies.mjs [seeds, default 20]

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { STRATEGY_NAMES } from "../dist/model/simulation.js";
import { parseScenario } from "../dist/parse/scenario.js";
import { planOf } from "../dist/scenario/scenario.js";
import { simulate } from "../dist/simulate.js";

const SEEDS = Number(process.argv[2] ?? 20);
const RUNS = 10_000;
const DEPTH = 50;
const FOLDER = "scenarios/museum";

const scenarios = readdirSync(FOLDER, { recursive: true })
  .filter(file => file.endsWith(".yaml"))
  .sort()
  .map(file => scenarioIn(posix.join(FOLDER, file)))
  .filter(scenario => scenario.until.length > 0);

const rows = STRATEGY_NAMES.map(strategy => {
  const before = process.cpuUsage().user;
  const bugs = scenarios.flatMap(scenario => runsUntilFound(scenario, strategy));
  const medians = bugs.map(bug => median(bug.runs)).sort((a, b) => a - b);
  const missed = bugs.flatMap(bug => bug.runs).filter(runs => runs > RUNS).length;
  const worst = bugs.toSorted((a, b) => median(b.runs) - median(a.runs))[0];
  return {
    strategy,
    bugs: bugs.length,
    missed: `${missed} of ${bugs.length * SEEDS}`,
    median: median(medians),
    "nine of ten": medians[Math.floor(medians.length * 0.9)],
    hardest: `${median(worst.runs)} (${worst.name})`,
    sum: medians.reduce((sum, runs) => sum + runs, 0),
    "cpu s": ((process.cpuUsage().user - before) / 1e6).toFixed(1),
  };
});
console.table(rows);

function scenarioIn(file) {
  const { scenario } = parseScenario({ name: file, text: readFileSync(file, "utf8") });
  const plan = planOf(scenario);
  const bugs = plan.expect.filter(e => e.verdict === "violated");
  const model = posix.join(posix.dirname(file), scenario.model.text);
  const source = { name: model, text: readFileSync(model, "utf8") };
  return { file, plan, source, until: bugs.map(bug => bug.name.text) };
}

/** By bug: how many runs it took, for each seed. */
function runsUntilFound({ file, plan, source, until }, strategy) {
  const bugs = until.map(name => ({ name: `${posix.basename(file, ".yaml")}: ${name}`, runs: [] }));
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { simulation } = simulate(source, {
      ...plan,
      command: "",
      repeat: () => "",
      engine: "interpreter",
      runs: RUNS,
      depth: DEPTH,
      seed,
      strategy,
      until,
    });
    for (const [i, name] of until.entries()) {
      const verdict = simulation.verdicts.find(v => v.property === name);
      bugs[i].runs.push(verdict.found ? verdict.found.run + 1 : RUNS + 1);
    }
  }
  return bugs;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
