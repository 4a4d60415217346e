// The process in which simulation is measured for migcheck: reads a model and makes random runs on one engine, with all its
// properties and without making what is found short, and prints the steps a second from the text on as one line of JSON.
//
// node walk.mjs '{"dist": ..., "workload": {...}, "engine": "wasm", "runs": 2000, "depth": 100}'

import { performance } from "node:perf_hooks";
import process from "node:process";
import { built, planFor } from "./program.mjs";

const { dist, workload, engine, runs, depth } = JSON.parse(process.argv[2]);
const { simulate } = await built(dist, "simulate.js");
const { source, settings } = await planFor(dist, workload);
const plan = { settings, command: "", repeat: () => "", engine, asFound: true };
const start = performance.now();
const { kind, simulation } = simulate(source, {
  ...plan,
  runs,
  depth,
  seed: 1,
  strategy: "uniform",
});
const seconds = (performance.now() - start) / 1000;
if (kind === "refused") throw new Error(`${source.name} was refused`);
console.log(JSON.stringify({ steps: simulation.steps, states: simulation.states, seconds }));
