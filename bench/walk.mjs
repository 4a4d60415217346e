// The process in which random walks are measured for migcheck: reads a model, walks with one engine, and prints the
// steps a second of the walks alone as one line of JSON.
//
// node walk.mjs '{"dist": ..., "workload": {...}, "engine": "wasm", "runs": 2000, "depth": 100}'

import { performance } from "node:perf_hooks";
import process from "node:process";
import { built, programOf } from "./program.mjs";

const { dist, workload, engine, runs, depth } = JSON.parse(process.argv[2]);
const { search } = await built(dist, "search.js");
const now = () => performance.now();
const program = await programOf(dist, workload);
const start = now();
const random = { runs, depth, seed: 1 };
const options = { engine, random, limits: {}, all: false, graph: false, now };
const { outcome, engine: used } = await search(program, options);
const seconds = (now() - start) / 1000;
if (used !== engine) throw new Error(`walked by ${used}, not by ${engine}`);
console.log(JSON.stringify({ steps: outcome.walked, states: outcome.states, seconds }));
process.exit(0);
