// Asks SPIN what migcheck says of a program: has it written as Promela, made into a verifier, compiled and run, and
// tells every difference. Breadth first with all properties at once gives the states, the transitions, the depth,
// every verdict and the length of every shortest run; depth first without properties gives the bare counts again.
// Exploration here is what is built, as in models/shipped.ts.

import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { promelaOf, promelaTroubles, triesActions } from "../../src/report/promela/promela.ts";
import { propertiesOf } from "../../src/report/promela/properties.ts";
import { startOf } from "../../src/report/promela/start.ts";

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const built = (file: string) => import(new URL(file, DIST).href);
const { interpret }: typeof import("../../src/engine/interpret.ts") =
  await built("engine/interpret.js");
const { explore }: typeof import("../../src/explore/breadth-first.ts") = await built(
  "explore/breadth-first.js",
);
const { hitsOf }: typeof import("../../src/replay/hits.ts") = await built("replay/hits.js");

const execute = promisify(execFile);
const MOST_OUTPUT = 1 << 29;

/** Runs a tool in a folder; its output. SPIN tells its errors on stdout. */
export async function run(cwd: string, tool: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute(tool, args, { cwd, maxBuffer: MOST_OUTPUT });
    return stdout;
  } catch (error) {
    const told = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`${String(error).slice(0, 2000)}\n${told.slice(0, 2000)}`, { cause: error });
  }
}

/** The tool that is not on this machine, or undefined. */
export function missingTool(): string | undefined {
  const has = (tool: string) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;
  return ["spin", "cc", "gcc"].find(tool => !has(tool));
}

/** What SPIN says of a text. */
interface SpinCount {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Number of a property to the least depth at which it was found violated. */
  readonly violated: ReadonlyMap<number, number>;
}

/** How to compare. */
export interface CompareOptions {
  /** Also count depth first, without properties. */
  readonly both?: boolean | undefined;
  /** Spaces with more states are passed over. */
  readonly most?: number | undefined;
}

/** The differences between SPIN and migcheck in words; undefined where the program is passed over. */
export async function compareWithSpin(
  program: Program,
  { both = true, most = 1_000_000 }: CompareOptions = {},
): Promise<string[] | undefined> {
  if (promelaTroubles(program).length > 0) return undefined;
  const states = Math.min(most, 10_000_000);
  const limits = { states };
  const outcome = explore(interpret(program), { limits, now: () => performance.now() });
  if (!outcome.complete) return undefined;
  const text = promelaOf(program);
  const found = await inFolder(text, async cwd => {
    const all = await verify(cwd, { property: 0, breadthFirst: true, states: outcome.states });
    const bare = both ? await verify(cwd, { states: outcome.states }) : undefined;
    return { all, bare };
  });
  return differences(program, outcome, found);
}

// ---------------------------------------------------------------- running

/** Works in a folder where the text is `model.pml`. */
export async function inFolder<T>(text: string, work: (cwd: string) => Promise<T>): Promise<T> {
  const cwd = mkdtempSync(join(tmpdir(), "migcheck-spin-"));
  try {
    writeFileSync(join(cwd, "model.pml"), text);
    return await work(cwd);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

interface Verification {
  /** Without it nothing is looked for. */
  readonly property?: number;
  readonly breadthFirst?: boolean;
  /** How many there are: more than these need not fit on the stack. */
  readonly states: number;
}

/** Compiling takes longer than running, so it is not optimised. */
const FLAGS = ["-O0", "-w", "-DSAFETY", "-DNOREDUCE", "-DVECTORSZ=65536"];

async function verify(cwd: string, how: Verification): Promise<SpinCount> {
  const define = how.property === undefined ? [] : [`-DPROPERTY=${how.property}`];
  await run(cwd, "spin", ["-o1", "-o2", "-a", ...define, "model.pml"]);
  const search = how.breadthFirst ? ["-DBFS"] : [];
  await run(cwd, "cc", [...FLAGS, ...search, "-o", "pan", "pan.c"]);
  const depth = how.breadthFirst ? [] : [`-m${2 * how.states + 10_000}`];
  return countIn(await run(cwd, "./pan", ["-n", "-c0", "-w20", ...depth]));
}

const VIOLATION = /assertion violated .*?\(\s*(\d+)\s*==\s*0\s*\).*?\(at depth (\d+)\)/g;

function countIn(stdout: string): SpinCount {
  if (/max search depth too small|out of memory|Search not completed/i.test(stdout)) {
    throw new Error(`SPIN did not see the whole space:\n${stdout.slice(0, 2000)}`);
  }
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
  const violated = new Map<number, number>();
  for (const [, property, depth] of stdout.matchAll(VIOLATION)) {
    const before = violated.get(Number(property)) ?? Number.POSITIVE_INFINITY;
    violated.set(Number(property), Math.min(before, Number(depth)));
  }
  return {
    states: number(/(\d+) states, stored/),
    transitions: number(/(\d+) transitions \(= stored\+matched\)/),
    depth: number(/depth reached (\d+)/),
    violated,
  };
}

// ---------------------------------------------------------------- comparing

function differences(
  program: Program,
  outcome: Outcome,
  { all, bare }: { all: SpinCount; bare: SpinCount | undefined },
): string[] {
  const { extra } = startOf(program);
  // The start counts as a transition, and so does each initial state that is chosen.
  const before = extra === 0 ? 1 : 1 + outcome.initial;
  const longer = extra === 0 ? 0 : 1;
  const counts: readonly (readonly [string, number, number | undefined])[] = [
    ["states", outcome.states + extra, bare?.states],
    [
      "transitions",
      outcome.transitions + before,
      triesActions(program) ? undefined : bare?.transitions,
    ],
    ["states with properties", outcome.states + extra, all.states],
    [
      "transitions with properties",
      outcome.transitions + before + outcome.states,
      triesActions(program) ? undefined : all.transitions,
    ],
    ["depth", outcome.states === 0 ? 0 : outcome.depth + longer, all.depth],
  ];
  const wrong = counts.filter(([, here, spin]) => spin !== undefined && here !== spin);
  const told = wrong.map(([what, here, spin]) => `${what}: ${here} here, ${spin} in SPIN`);
  return [...told, ...verdicts(program, outcome, all, longer)];
}

function verdicts(program: Program, outcome: Outcome, spin: SpinCount, longer: number): string[] {
  return propertiesOf(program).flatMap(({ number, check, look }) => {
    if (look.at === "nowhere") return [];
    const [first] = hitsOf(program, outcome, number - 1);
    const here = first && outcome.space.depthOf(first.hit.state) + longer;
    const there = spin.violated.get(number);
    return here === there ? [] : [`${check.property}: at depth ${here} here, ${there} in SPIN`];
  });
}
