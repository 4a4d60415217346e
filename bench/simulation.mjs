// Simulation: random walks of the compiled engine, of the interpreter, of SPIN and of TLC, in turns, in steps a second.
// Each tool walks in its own way: migcheck keeps every state that it meets and looks at all its successors, SPIN
// and TLC keep nothing (TLC evaluates all successors too, to choose one).

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { median, millions } from "./statistics.mjs";
import { table } from "./tables.mjs";
import { twoPhaseCommit, workloadsOf } from "./workloads.mjs";

const DEPTH = 100;
const RUNS = { wasm: 500_000, interpreter: 5_000 };
const SPIN_STEPS = 1_000_000;
const TLC_RUNS = 2_000;

/** Steps a second of each tool on two-phase commit 9 and on a real model. */
export async function simulation(context, { meter, rounds, quick, say }) {
  const real = workloadsOf(context.root, { quick, only: ["migration-source"] });
  const entries = [];
  for (const workload of [twoPhaseCommit(context.root, quick ? 7 : 9), ...real]) {
    say(`walks: ${workload.name}`);
    const walkers = walkersOf(context, meter, workload);
    const samples = walkers.map(() => []);
    for (let round = 0; round <= rounds; round++) {
      for (const [i, walker] of walkers.entries()) {
        const speed = await walker.run();
        // The first round warms up.
        if (round > 0 && speed !== undefined) samples[i].push(speed);
      }
    }
    const results = walkers.map((w, i) => ({ tool: w.title, speed: median(samples[i]) }));
    entries.push({ workload: workload.name, results: results.filter(r => r.speed > 0) });
  }
  return entries;
}

function walkersOf(context, meter, workload) {
  const own = ["wasm", "interpreter"].map(engine => ({
    title: engine === "wasm" ? "compiled engine" : "interpreter",
    run: () => walk(context, meter, { workload, engine, runs: RUNS[engine], depth: DEPTH }),
  }));
  const { spin, tlc, java } = context.tools;
  return [
    ...own,
    ...(spin && workload.n ? [spinWalker(context, meter, workload)] : []),
    ...(tlc && java && workload.n ? [tlcWalker(context, meter, workload)] : []),
  ];
}

async function walk({ bench, dist }, meter, job) {
  const args = [join(bench, "walk.mjs"), JSON.stringify({ dist, ...job })];
  const { output } = await meter.run({ command: process.execPath, args });
  const { steps, seconds } = JSON.parse(output);
  return steps / seconds;
}

/** `spin -nSEED -uSTEPS` stops after so many steps; it is an interpreter, and silent here. */
function spinWalker({ bench, tools }, meter, { n }) {
  const file = join(bench, "two-phase-commit.pml");
  return {
    title: "SPIN, simulation",
    run: async () => {
      const args = [`-DN=${n}`, "-DLOOPS", "-n1", "-b", `-u${SPIN_STEPS}`, file];
      const { wall } = await meter.run({ command: tools.spin, args, exits: [0, 1] });
      return SPIN_STEPS / wall;
    },
  };
}

function tlcWalker({ bench, folder, tools }, meter, { n }) {
  const place = join(folder, `tlc-walk-${n}`);
  mkdirSync(place, { recursive: true });
  copyFileSync(join(bench, "TwoPhase.tla"), join(place, "TwoPhase.tla"));
  const config = readFileSync(join(bench, "TwoPhase.cfg"), "utf8");
  writeFileSync(join(place, "TwoPhase.cfg"), config.replace(/N = \d+/, `N = ${n}`));
  const jvm = ["-XX:+UseParallelGC", "-cp", tools.tlc, "tlc2.TLC", "-workers", "1"];
  const how = ["-deadlock", "-noGenerateSpecTE", "-depth", String(DEPTH)];
  const args = [...jvm, ...how, "-simulate", `num=${TLC_RUNS}`, "TwoPhase"];
  return {
    title: "TLC, -simulate",
    run: async () => {
      const { output, wall } = await meter.run({ command: tools.java, args, cwd: place });
      const [, states] = /number of states generated: ([\d,]+)/i.exec(output) ?? [];
      return states === undefined ? undefined : Number(states.replaceAll(",", "")) / wall;
    },
  };
}

/** The table of the document. */
export function simulationTable(entries) {
  return table(
    ["walks of at most 100 steps", "tool", "M steps/s", "times the interpreter"],
    entries.flatMap(({ workload, results }) => {
      const base = results.find(r => r.tool === "interpreter")?.speed;
      return results.map(r => [workload, r.tool, millions(r.speed), (r.speed / base).toFixed(1)]);
    }),
  );
}
