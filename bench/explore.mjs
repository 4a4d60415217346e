// The process that is measured for migcheck: reads a model, explores it with one engine, prints counts and what it
// cost as one line of JSON.
//
// node explore.mjs '{"dist": the build or a bundle of it, "workload": {...}, "engine": "wasm", "workers": 1}'

import { performance } from "node:perf_hooks";
import process from "node:process";
import { built, programOf } from "./program.mjs";

const { dist, workload, engine, workers } = JSON.parse(process.argv[2]);
const { search } = await built(dist, "search.js");
const now = () => performance.now();
const program = await programOf(dist, workload);

let held = 0;
const progress = ({ memory }) => {
  held = memory;
  return false;
};
const start = now();
const options = { engine, workers, limits: {}, all: false, graph: false, now, progress };
const { outcome, engine: used } = await search(program, options);
const seconds = (now() - start) / 1000;
if (used !== engine) throw new Error(`explored by ${used}, not by ${engine}`);
if (!outcome.complete) throw new Error(`stopped by ${outcome.reason}`);

const { states, transitions, depth } = outcome;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    states,
    transitions,
    depth,
    search: seconds,
    held: Math.round(held * 2 ** 20),
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    peak: maxRSS * 1024,
  }),
);
process.exit(0);
