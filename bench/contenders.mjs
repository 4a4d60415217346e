// Who takes part: for each a name, what it needs to be there, and how a workload becomes a command whose output says
// the counts. Preparing (writing files, compiling C) is never part of what is measured.
//
// Counts come in three kinds. `transitions` are all enabled (state, action) pairs, as migcheck, TLC and the C program
// count them; `moves` are those that do not lead back to their own state, which is what the Promela written by hand
// has; `depth` is that of breadth-first search.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { built, programOf } from "./program.mjs";

/** All that can take part with the tools that were found. `context`: bench, dist and the same bundled, folder, tools. */
export function contendersOf(context) {
  const { cc, spin, tlc, java } = context.tools;
  return [
    engine(context, { name: "wasm", title: "compiled, 1 worker", engine: "wasm", workers: 1 }),
    engine(context, { name: "wasm-2", title: "compiled, 2 workers", engine: "wasm", workers: 2 }),
    engine(context, {
      name: "interpreter",
      title: "interpreter",
      engine: "interpreter",
      workers: 1,
    }),
    ...(cc ? [handWritten(context, "c", []), handWritten(context, "c-batch", ["-DBATCH"])] : []),
    ...(cc && spin ? spins(context) : []),
    ...(tlc && java ? [tlcByHand(context)] : []),
  ];
}

function engine({ bench, bundle }, { name, title, engine: used, workers }) {
  return {
    name,
    title,
    takes: () => true,
    prepare: workload => ({
      command: process.execPath,
      args: [
        join(bench, "explore.mjs"),
        JSON.stringify({ dist: bundle, workload, engine: used, workers }),
      ],
      read: output => JSON.parse(output),
    }),
  };
}

// ---------------------------------------------------------------- C

function handWritten({ bench, folder, tools }, name, flags) {
  return {
    name,
    title: name === "c" ? "C by hand" : "C by hand, batched",
    takes: ({ n }) => n !== undefined,
    prepare: ({ n }) => ({
      command: compileC(tools.cc, join(bench, "two-phase-commit.c"), join(folder, name), flags),
      args: [String(n)],
      read: readC,
    }),
  };
}

function readC(output) {
  const [, states, transitions, depth] = /(\d+) states, (\d+) transitions, depth (\d+)/.exec(
    output,
  );
  const search = Number(/([\d.]+) s search/.exec(output)[1]);
  return { states: Number(states), transitions: Number(transitions), depth: Number(depth), search };
}

/** How many transitions of two-phase commit lead elsewhere; what SPIN's count is held against. */
export function movesOf({ bench, folder, tools }, n) {
  const source = join(bench, "two-phase-commit.c");
  const program = compileC(tools.cc, source, join(folder, "c-loops"), ["-DLOOPS"]);
  const output = execFileSync(program, [String(n)], { encoding: "utf8" });
  const { transitions } = readC(output);
  return transitions - Number(/(\d+) self-loops/.exec(output)[1]);
}

/** Compiles one file; the program. */
export function compileC(cc, source, program, flags) {
  execFileSync(cc, ["-O3", ...flags, "-o", program, source], { stdio: "pipe" });
  return program;
}

// ---------------------------------------------------------------- SPIN

const PAN = ["-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DNOBOUNDCHECK", "-DMEMLIM=16384"];

function spins(context) {
  const byHand = (name, title, file, defines) => ({
    name,
    title,
    spin: true,
    takes: ({ n }) => n !== undefined && n <= 10,
    prepare: workload => {
      const text = readFileSync(join(context.bench, file), "utf8");
      const made = [`-DN=${workload.n}`, ...defines];
      const counts = defines.length > 0 ? "transitions" : "moves";
      return pan(context, { folder: name, text, defines: made, workload, read: readPan(counts) });
    },
  });
  return [
    byHand("spin", "SPIN", "two-phase-commit.pml", []),
    byHand("spin-flat", "SPIN, one process", "two-phase-commit-flat.pml", []),
    byHand("spin-loops", "SPIN, with self-loops", "two-phase-commit.pml", ["-DLOOPS"]),
    {
      name: "spin-export",
      title: "SPIN, exported",
      spin: true,
      takes: () => true,
      prepare: workload => exported(context, workload),
    },
  ];
}

/** What `migcheck export` writes, told to count only. */
async function exported(context, workload) {
  const { promelaOf } = await built(context.dist, "report/promela/promela.js");
  const text = promelaOf(await programOf(context.dist, workload));
  const more = /migcheck's states and (one|\d+) more/.exec(text)?.[1];
  const extra = more === "one" ? 1 : Number(more ?? 0);
  const read = output => {
    const { states, transitions, search } = readPan("transitions")(output);
    return { states: states - extra, search, ...(extra === 0 ? { transitions } : {}) };
  };
  return pan(context, { folder: "spin-export", text, defines: [], workload, read });
}

/** Makes SPIN's verifier and compiles it; the hash table gets a slot for each state at least. */
function pan({ folder, tools }, { folder: name, text, defines, workload, read }) {
  const deepest = workload.n === undefined ? 2_000_000 : 10_000;
  const place = join(folder, `${name}-${workload.name}`);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "model.pml"), text);
  const run = (command, args) => execFileSync(command, args, { cwd: place, stdio: "pipe" });
  const vector = /-DVECTORSZ=\d+/.exec(text)?.[0];
  const optimised = name === "spin-export" ? ["-o1", "-o2"] : [];
  run(tools.spin, [...optimised, ...defines, "-a", "model.pml"]);
  run(tools.cc, ["-O3", "-w", ...PAN, ...(vector ? [vector] : []), "-o", "pan", "pan.c"]);
  const slots = Math.ceil(Math.log2(workload.size)) + 1;
  return {
    command: join(place, "pan"),
    args: ["-n", "-b", `-m${deepest}`, `-w${slots}`],
    cwd: place,
    read,
  };
}

/** `stored + matched` counts the initial state, which no transition led to. */
function readPan(counts) {
  return output => {
    const states = Number(/(\d+) states, stored/.exec(output)[1]);
    const transitions = Number(/(\d+) transitions \(= stored\+matched\)/.exec(output)[1]);
    const errors = Number(/errors: (\d+)/.exec(output)[1]);
    if (errors > 0 || output.includes("too small"))
      throw new Error(`SPIN did not finish: ${output}`);
    const search = Number(/elapsed time ([\d.]+)/.exec(output)?.[1] ?? 0);
    return { states, [counts]: transitions - 1, search };
  };
}

// ---------------------------------------------------------------- TLC

function tlcByHand({ bench, folder, tools }) {
  return {
    name: "tlc",
    title: "TLC, 1 worker",
    takes: ({ n }) => n !== undefined,
    prepare: ({ n }) => {
      const place = join(folder, `tlc-${n}`);
      mkdirSync(place, { recursive: true });
      copyFileSync(join(bench, "TwoPhase.tla"), join(place, "TwoPhase.tla"));
      const config = readFileSync(join(bench, "TwoPhase.cfg"), "utf8");
      writeFileSync(join(place, "TwoPhase.cfg"), config.replace(/N = \d+/, `N = ${n}`));
      const jvm = ["-XX:+UseParallelGC", "-Xmx6g", "-cp", tools.tlc, "tlc2.TLC"];
      const args = [...jvm, "-workers", "1", "-noGenerateSpecTE", "-cleanup", "TwoPhase"];
      return { command: tools.java, args, cwd: place, read: readTlc };
    },
  };
}

/** States generated are the initial one and one for each transition; the depth counts states. */
function readTlc(output) {
  const last = [...output.matchAll(/(\d+) states generated, (\d+) distinct states found, 0 /g)].at(
    -1,
  );
  const depth = /depth of the complete state graph search is (\d+)/.exec(output);
  const took = /Finished in (?:(\d+)min )?(\d+)s/.exec(output);
  return {
    ...(took ? { search: Number(took[1] ?? 0) * 60 + Number(took[2]) } : {}),
    states: Number(last[2]),
    transitions: Number(last[1]) - 1,
    depth: Number(depth[1]) - 1,
  };
}
