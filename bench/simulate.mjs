// How many steps random runs take in a second of processor time: 300,000 runs on compiled code, with everything that `migcheck simulate`
// watches for; alone ("bulk", what --as-found does), and with all that is made short in the end. And the memory that they took.
// Needs `npm run build`. Usage: node bench/simulate.mjs [runs] [strategy...]

import { readFileSync } from "node:fs";
import { STRATEGY_NAMES } from "../dist/model/simulation.js";
import { simulate } from "../dist/simulate.js";

const MODELS = [
  "models/classics/two-phase-commit.yaml",
  "models/kubevirt/migration.yaml",
  "models/nova/resize.yaml",
  "models/qemu/migration-source.yaml",
  "models/qemu/migration-pair.yaml",
];

const runs = Number(process.argv[2] ?? 300_000);
const strategies = process.argv.length > 3 ? process.argv.slice(3) : STRATEGY_NAMES;
const settings = { constants: new Map(), times: new Map(), faults: new Map() };

const rows = MODELS.flatMap(name => strategies.map(strategy => measured(name, strategy)));
console.table(rows);

/** Of simulations that come after a first one, which has warmed the compiler up. From the text on: making code counts too. */
function measured(name, strategy) {
  const source = { name, text: readFileSync(name, "utf8") };
  const plan = { settings, command: "", repeat: () => "", engine: "wasm", depth: 100, seed: 1 };
  const timed = more => {
    const before = process.cpuUsage();
    const { simulation } = simulate(source, { ...plan, runs, strategy, ...more });
    const { user } = process.cpuUsage(before);
    return { ...simulation, rate: Math.round((simulation.steps / user) * 1e6) };
  };
  timed({ runs: Math.ceil(runs / 10) });
  const bulk = timed({ asFound: true });
  const { model, steps, states, rate } = timed({});
  return {
    model,
    strategy,
    steps,
    states,
    "bulk steps/s": bulk.rate,
    "steps/s": rate,
    "peak MiB": Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
