// Asks SPIN what migcheck says of a program: writes it as Promela, has SPIN make a verifier of it, compiles and runs it.
// Two runs: one without properties, for states and transitions, depth first; one with all of them at once, breadth
// first, for verdicts and the lengths of shortest runs. Everything happens in a folder of its own.

import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Check, Program } from "../../src/model/program.ts";
import { startOf } from "../../src/report/promela/start.ts";

const run = promisify(execFile);

/** What SPIN says of one text. */
export interface SpinCount {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Number of a violated property to the depth at which it was met first. */
  readonly violated: ReadonlyMap<number, number>;
}

/** What is missing on this machine, or undefined. */
export function missingTool(): string | undefined {
  return ["spin", "cc", "gcc"].find(
    tool => spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0,
  );
}

export interface SpinOptions {
  /** `PROPERTY`; without it states are only counted. */
  readonly property?: number;
  readonly breadthFirst?: boolean;
  /** Of the depth-first search. */
  readonly depth?: number;
}

const FLAGS = ["-O0", "-w", "-DSAFETY", "-DNOREDUCE", "-DVECTORSZ=65536"];

/** Runs SPIN on a text. */
export async function spin(text: string, options: SpinOptions = {}): Promise<SpinCount> {
  const { property, breadthFirst = false, depth = 2_000_000 } = options;
  const cwd = mkdtempSync(join(tmpdir(), "migcheck-spin-"));
  const wide = { cwd, maxBuffer: 1 << 28 };
  try {
    writeFileSync(join(cwd, "model.pml"), text);
    const define = property === undefined ? [] : [`-DPROPERTY=${property}`];
    await run("spin", ["-o1", "-o2", "-a", ...define, "model.pml"], wide);
    const search = breadthFirst ? ["-DBFS"] : [];
    await run("cc", [...FLAGS, ...search, "-o", "pan", "pan.c"], wide);
    const args = ["-n", "-c0", "-w20", ...(breadthFirst ? [] : [`-m${depth}`])];
    const { stdout } = await run("./pan", args, wide);
    return countIn(stdout);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function countIn(stdout: string): SpinCount {
  if (/max search depth too small|out of memory|Search not completed/i.test(stdout)) {
    throw new Error(`SPIN did not see the whole space:\n${stdout}`);
  }
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
  const violated = new Map<number, number>();
  for (const [, property, depth] of stdout.matchAll(
    /assertion violated .*?\(\s*(\d+)\s*==\s*0\s*\).*?\(at depth (\d+)\)/g,
  )) {
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
