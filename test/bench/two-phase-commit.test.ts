// The programs that `npm run bench` compares migcheck with explore the same space: without that, every ratio
// it prints would be void. Only small sizes here; the benchmark itself compares the counts of every run.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";

const BENCH = fileURLToPath(new URL("../../bench/", import.meta.url));
const MODEL = fileURLToPath(
  new URL("../../models/classics/two-phase-commit.yaml", import.meta.url),
);

function isThere(command: string, ask: string): boolean {
  try {
    execFileSync(command, [ask], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const CC = isThere("cc", "--version");
const SPIN = CC && isThere("spin", "-V");

/** By the interpreter; `moves` are the transitions that do not lead back to their own state. */
function counted(n: number) {
  const constants = new Map([["n", String(n)]]);
  const source = { name: MODEL, text: readFileSync(MODEL, "utf8") };
  const { program } = compile(source, { constants, times: new Map(), faults: new Map() });
  if (!program) throw new Error("the model has errors");
  const stepper = interpret(program);
  const { states, transitions, depth, space } = explore(stepper, { limits: {}, now: () => 0 });
  const state = new Int32Array(program.slots.length);
  let moves = 0;
  for (let number = 0; number < states; number++) {
    space.read(number, state);
    stepper.successors(state, {
      step: (_command, _choice, next) => {
        if (next.some((value, slot) => value !== state[slot])) moves++;
      },
      fault: () => undefined,
    });
  }
  return { states, transitions, depth, moves };
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "migcheck-bench-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8" });
}

describe.skipIf(!CC)(CC ? "C by hand" : "C by hand is not compiled: there is no cc here", () => {
  test.each([
    { name: "one after the other", flags: [] },
    { name: "in batches", flags: ["-DBATCH"] },
  ])("counts what the interpreter counts, $name", ({ flags }) => {
    run("cc", ["-O1", "-Wall", "-Werror", ...flags, "-o", "c", join(BENCH, "two-phase-commit.c")]);
    for (const n of [1, 3, 4]) {
      const { states, transitions, depth } = counted(n);
      const line = `${states} states, ${transitions} transitions, depth ${depth}\n`;
      expect(run("./c", [String(n)])).toContain(line);
    }
  });

  test("says how many transitions are self-loops", () => {
    run("cc", ["-O1", "-DLOOPS", "-o", "loops", join(BENCH, "two-phase-commit.c")]);
    const { transitions, moves } = counted(3);
    expect(run("./loops", ["3"])).toContain(`${transitions - moves} self-loops\n`);
  });

  test("measure writes what a command cost and ends as it does", () => {
    run("cc", ["-O1", "-Wall", "-Werror", "-o", "measure", join(BENCH, "measure.c")]);
    expect(run("./measure", ["cost", "echo", "said"])).toBe("said\n");
    const cost = readFileSync(join(folder, "cost"), "utf8").trim().split(" ").map(Number);
    expect(cost).toHaveLength(4);
    expect(cost.every(Number.isFinite)).toBe(true);
    expect(cost[3]).toBeGreaterThan(2 ** 16);
    expect(() => run("./measure", ["cost", "false"])).toThrow();
  });
});

const SPIN_SUITE = SPIN
  ? "Promela by hand"
  : "Promela is not checked: there is no spin or no cc here";

describe.skipIf(!SPIN)(SPIN_SUITE, () => {
  test.each([
    { file: "two-phase-commit.pml", flags: [], count: "moves" as const },
    { file: "two-phase-commit.pml", flags: ["-DLOOPS"], count: "transitions" as const },
    { file: "two-phase-commit-flat.pml", flags: [], count: "moves" as const },
  ])("$file $flags has the states and $count of the model", ({ file, flags, count }) => {
    const found = counted(3);
    run("spin", ["-DN=3", ...flags, "-a", join(BENCH, file)]);
    run("cc", ["-w", "-O0", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c"]);
    const output = run("./pan", ["-n"]);
    expect(output).toContain(`${found.states} states, stored\n`);
    // The initial state is stored, and no transition leads to it.
    expect(output).toContain(`${found[count] + 1} transitions (= stored+matched)\n`);
    expect(output).toContain("errors: 0");
  });
});
