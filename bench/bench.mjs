// npm run bench: migcheck's engines, SPIN, TLC, and C by hand on the same spaces, in one run, in turns. What is
// measured and how is in docs/performance.md. Exit code 1 where counts differ or somebody failed.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundled } from "./bundled.mjs";
import { compare } from "./compare.mjs";
import { compileC, contendersOf } from "./contenders.mjs";
import { growth, startUps } from "./growth.mjs";
import { liveness, livenessTable } from "./liveness.mjs";
import { busy, load, machineFacts, missing, toolsFound } from "./machine.mjs";
import { Meter } from "./measure.mjs";
import { simulation, simulationTable } from "./simulation.mjs";
import { comparisonTable, growthTable, marksTable, startUpTable } from "./tables.mjs";
import { workloadsOf } from "./workloads.mjs";

const HELP = `npm run bench -- [options]

  --quick           without two-phase commit 9 (and growth up to 10^6 states only)
  --rounds N        runs of each, after one to warm up (default 5)
  --only WORD       only workloads with this in their names (again for more), and the parts 'start-up',
                    'simulation' and 'liveness' (what leads-to properties cost beside the plain check)
  --tools A,B       only these: wasm wasm-2 interpreter c c-batch spin spin-flat spin-loops spin-export tlc
  --without A,B     all but these
  --patience SEC    whatever takes longer is run once only (default 60)
  --by wall|cpu     what ratios are made of: time on the clock (default), or of the processor
  --growth          instead: the cost of a state from 10^4 to 10^8 states
  --most N          with --growth: up to 10^N states (default 8)
  --workers N       with --growth: workers (default 1)
  --markdown        only the tables on stdout, to paste into docs/performance.md
  --json FILE       every sample, and the machine, as JSON
  --dist DIR        the build to measure (default: dist)

TLC takes part where TLA2TOOLS names a tla2tools.jar.`;

const OPTIONS = {
  quick: { type: "boolean", default: false },
  rounds: { type: "string", default: "5" },
  only: { type: "string", multiple: true, default: [] },
  tools: { type: "string" },
  without: { type: "string" },
  patience: { type: "string", default: "60" },
  by: { type: "string", default: "wall" },
  growth: { type: "boolean", default: false },
  most: { type: "string" },
  workers: { type: "string", default: "1" },
  markdown: { type: "boolean", default: false },
  json: { type: "string" },
  dist: { type: "string", default: "dist" },
  help: { type: "boolean", default: false },
};

const LABELS = { moves: "of them not self-loops" };

const { values: asked } = parseArgs({ options: OPTIONS });
const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const say = text => (asked.markdown ? console.error(text) : console.log(text));

if (asked.help) console.log(HELP);
else await main().catch(told);

function told(error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), "migcheck-bench-"));
  try {
    const tools = toolsFound();
    const dist = resolve(asked.dist);
    const bundle = await bundled(dist, join(folder, "bundle"));
    const context = { bench, root, dist, bundle, folder, tools };
    const before = load();
    const machine = { ...machineFacts(tools), load: before };
    for (const line of [...missing(tools), ...busy(before)]) say(`note: ${line}`);
    const meter = new Meter(wrapperIn(folder, tools), folder);
    const measured = asked.growth ? await growing(context, meter) : await comparing(context, meter);
    console.log([machineLine(machine), ...measured.tables].join("\n\n"));
    if (asked.json !== undefined) writeJson({ machine, asked, ...measured });
    process.exitCode = measured.failed ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function wrapperIn(folder, { cc }) {
  return cc ? compileC(cc, join(bench, "measure.c"), join(folder, "measure"), []) : undefined;
}

async function comparing(context, meter) {
  const contenders = contendersOf(context).filter(c => isWanted(c.name));
  const workloads = workloadsOf(root, asked);
  const has = part => asked.only.length === 0 || asked.only.some(word => part.includes(word));
  const parts = ["start-up", "simulation", "liveness"].filter(has);
  if (contenders.length === 0 || workloads.length + parts.length === 0) {
    throw new Error("nothing to measure");
  }
  const plan = {
    meter,
    context,
    rounds: Number(asked.rounds),
    patience: Number(asked.patience),
    say,
  };
  const comparisons = [];
  for (const workload of workloads) {
    say(`${workload.name}:`);
    comparisons.push(await compare(workload, contenders, plan));
  }
  const starts = parts.includes("start-up") ? await startUps(context, plan) : [];
  const walks = parts.includes("simulation")
    ? await simulation(context, { ...plan, quick: asked.quick })
    : [];
  const live = parts.includes("liveness") ? await liveness(context, plan) : [];
  const differences = comparisons.flatMap(c => c.differences.map(d => `${c.workload}: ${d}`));
  for (const line of differences) console.error(`counts differ: ${line}`);
  return {
    failed: differences.length > 0 || comparisons.some(c => c.left.length > 0),
    comparisons,
    startUp: starts,
    simulation: walks,
    liveness: live,
    tables: [
      ...comparisonTables(comparisons, starts),
      ...(walks.length === 0 ? [] : ["### Simulation", simulationTable(walks)]),
      ...(live.length === 0 ? [] : ["### Liveness", livenessTable(live)]),
    ],
  };
}

function isWanted(name) {
  const list = text => text?.split(",");
  return (list(asked.tools)?.includes(name) ?? true) && !list(asked.without)?.includes(name);
}

function comparisonTables(comparisons, starts) {
  const start = starts.find(s => s.asked === 200);
  const marks = marksTable(comparisons, start, asked.by);
  return [
    ...comparisons.flatMap(c => [headOf(c), comparisonTable(c, asked.by), ...c.left.map(leftLine)]),
    ...(starts.length === 0 ? [] : ["### Start-up of the compiled engine", startUpTable(starts)]),
    ...(marks === undefined ? [] : ["### Marks", marks]),
  ];
}

function headOf({ workload, counts }) {
  const named = ["states", "transitions", "moves", "depth"]
    .filter(count => counts[count] !== undefined)
    .map(count => `${counts[count].toLocaleString("en-US")} ${LABELS[count] ?? count}`);
  return `### ${workload}\n\n${named.join(", ")}`;
}

function leftLine({ title, reason }) {
  return `${title} is missing: ${reason.split("\n")[0]}`;
}

async function growing(context, meter) {
  const most = Number(asked.most ?? (asked.quick ? 6 : 8));
  const rounds = Number(asked.rounds);
  const entries = await growth(context, {
    meter,
    most,
    workers: Number(asked.workers),
    rounds,
    say,
  });
  return { failed: false, growth: entries, tables: ["### Growth", growthTable(entries)] };
}

function machineLine({ processor, cores, memory, system, commit, load: before, ...versions }) {
  const gibibytes = (memory / 2 ** 30).toFixed(0);
  const found = [
    versions.node && `Node ${versions.node}`,
    versions.cc,
    versions.spin,
    versions.java,
  ];
  const parts = [
    `${processor}, ${cores} cores, ${gibibytes} GiB, ${system}`,
    ...found.filter(Boolean),
  ];
  return `Commit ${commit ?? "unknown"} on ${parts.join("; ")}. Load at the start ${before.toFixed(1)}.`;
}

function writeJson(content) {
  const file = resolve(asked.json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...content, tables: undefined }, undefined, 2)}\n`);
  say(`wrote ${file}`);
}
