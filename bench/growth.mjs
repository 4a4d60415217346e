// What a state costs in spaces from 10^4 to 10^8 states, and what the compiled engine costs before its first one.
// Each is a process of its own.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { median } from "./statistics.mjs";
import { GRID, grid, modelOfRows, twoPhaseCommit } from "./workloads.mjs";

/** Grids of counters up to 10^most states, and two-phase commit up to as many, by one engine. */
export async function growth(context, { meter, most, workers, rounds, say }) {
  const file = join(context.folder, "grid.yaml");
  writeFileSync(file, GRID);
  const grids = Array.from({ length: most - 3 }, (_, i) => grid(file, i + 4));
  const sizes = Array.from({ length: 7 }, (_, i) => twoPhaseCommit(context.root, i + 4));
  const entries = [];
  for (const workload of [...grids, ...sizes.filter(w => w.size <= 10 ** most)]) {
    const samples = [];
    // A space of 10^8 states takes long enough for once.
    const times = workload.size > 2e7 ? 1 : rounds;
    for (let i = 0; i < times; i++)
      samples.push(await explored(context, meter, { workload, workers }));
    const middle = figure => median(samples.map(s => s[figure]));
    const [first] = samples;
    if (first.states !== workload.size) {
      throw new Error(`${workload.name}: ${first.states} states, not ${workload.size}`);
    }
    entries.push({
      ...{ name: workload.name, workers, states: first.states, transitions: first.transitions },
      ...{ wall: middle("wall"), cpu: middle("cpu"), search: middle("search") },
      ...{ peak: middle("peak"), held: middle("held") },
    });
    say(`  ${workload.name}: ${first.states} states, ${middle("wall").toFixed(2)} s`);
  }
  return entries;
}

async function explored({ bench, bundle }, meter, { workload, workers }) {
  const args = [
    join(bench, "explore.mjs"),
    JSON.stringify({ dist: bundle, workload, engine: "wasm", workers }),
  ];
  const { output, ...cost } = await meter.run({ command: process.execPath, args });
  return { ...JSON.parse(output), ...cost };
}

/** Medians of the start of the compiled engine, for models of 50, 200 and 800 rows. */
export async function startUps(context, { meter, rounds }) {
  const entries = [];
  for (const rows of [50, 200, 800]) {
    const file = join(context.folder, `rows-${rows}.yaml`);
    writeFileSync(file, modelOfRows(rows));
    entries.push({ asked: rows, ...(await startUp(context, meter, { file, rounds })) });
  }
  return entries;
}

async function startUp({ bench, dist }, meter, { file, rounds }) {
  const args = [join(bench, "start-up.mjs"), JSON.stringify({ dist, workload: { file } })];
  const samples = [];
  for (let i = 0; i < rounds; i++) {
    const { output } = await meter.run({ command: process.execPath, args });
    samples.push(JSON.parse(output));
  }
  const keys = ["rows", "bytes", "compile", "first", "total", "cpu"];
  return Object.fromEntries(keys.map(key => [key, median(samples.map(s => s[key]))]));
}
