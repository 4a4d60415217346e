// The process in which the start of the compiled engine is measured: a program of many rows becomes code, and the
// first states are explored. A fresh process each time, since a second compilation would be warmer.
//
// node start-up.mjs '{"dist": ..., "workload": {...}}'

import { performance } from "node:perf_hooks";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { built, programOf } from "./program.mjs";

const SETTLED = 500;

const { dist, workload } = JSON.parse(process.argv[2]);
const { interpret } = await built(dist, "engine/interpret.js");
const { compileToWasm } = await built(dist, "engine/wasm/compile.js");
const { exploreCompiled } = await built(dist, "explore/compiled.js");
const now = () => performance.now();
const program = await programOf(dist, workload);
const stepper = interpret(program);
// V8 still optimises the parser in threads of its own; that is no part of what is measured.
await setTimeout(SETTLED);

const before = process.cpuUsage();
const start = now();
const code = compileToWasm(program, { all: false });
if (!code) throw new Error("the program was not compiled");
const compiled = now();
exploreCompiled(code, stepper, { limits: { states: 1 }, now });
const ready = now();
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    rows: program.commands.length,
    bytes: code.modules.expand.length + code.modules.store.length,
    compile: compiled - start,
    first: ready - compiled,
    total: ready - start,
    cpu: (user + system) / 1000,
  }),
);
