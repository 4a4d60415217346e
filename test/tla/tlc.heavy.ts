// TLC itself on the exports, where the environment variable TLA2TOOLS names its jar: what it prints are the states,
// transitions and depth of every shipped model of some size, and it says of each property what the judge says.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { configOf } from "../../src/report/tla/config.ts";
import { moduleOf } from "../../src/report/tla/tla.ts";
import { programs } from "../generate/program.ts";
import { jobs } from "../models/shipped.ts";
import { expectedVerdicts, exploreProgram } from "./agree.ts";

const JAR = process.env["TLA2TOOLS"];
const LARGEST = 20_000;
const RANDOM = 25;
/** Of these models each property is asked for by itself. */
const JUDGED = 40;

const folder = mkdtempSync(join(tmpdir(), "migcheck-tlc-"));
mkdirSync(join(folder, ".tlaplus"));
// TLC reports statistics of its use unless its user's home says otherwise.
writeFileSync(join(folder, ".tlaplus/esc.txt"), "NO_STATISTICS\n");
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly output: string;
  readonly violated: boolean;
}

function tlc(config: string): Ran {
  writeFileSync(join(folder, "M.cfg"), config);
  const java = ["-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", `-Duser.home=${folder}`];
  const args = [...java, "-jar", JAR ?? "", "-workers", "1", "-config", "M.cfg", "M.tla"];
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { stdout, status } = spawnSync("java", args, options);
  // 12 is a safety property that is violated, 13 a liveness property; a constant one is not even explored for.
  const violated = status === 12 || status === 13 || /^Error: .* is equal to FALSE$/m.test(stdout);
  if (status !== 0 && !violated) throw new Error(`${status}\n${stdout}`);
  return { output: stdout, violated };
}

function numberIn(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(output);
  return Number(found);
}

const COUNT = "SPECIFICATION Spec\nCHECK_DEADLOCK FALSE\n";

function expectCounts(program: Program, outcome: Outcome): void {
  writeFileSync(join(folder, "M.tla"), moduleOf(program, "M").module);
  const { output } = tlc(COUNT);
  const count = (pattern: RegExp) => numberIn(output, pattern);
  expect({
    initial: count(/computing initial states: (\d+) distinct/),
    states: count(/, (\d+) distinct states found, 0 states left/),
    transitions: count(/^(\d+) states generated, /m) - outcome.initial,
    depth: count(/complete state graph search is (\d+)/) - 1,
  }).toEqual({
    initial: outcome.initial,
    states: outcome.states,
    transitions: outcome.transitions,
    depth: outcome.depth,
  });
}

function expectVerdicts(program: Program, outcome: Outcome): void {
  const { module, properties } = moduleOf(program, "M");
  writeFileSync(join(folder, "M.tla"), module);
  const expected = expectedVerdicts(program, outcome);
  const found = [...expected.keys()].map(name => [name, tlc(configOf(properties, name)).violated]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
}

describe.skipIf(JAR === undefined)("TLC (named by TLA2TOOLS)", () => {
  const shipped = [...jobs(false), ...jobs(true)]
    .filter(([file]) => file.startsWith("models/"))
    .flatMap(([file, job]) => {
      const { program } = compile(job.source, job.plan.settings);
      const outcome = program && exploreProgram(program, LARGEST);
      return program && outcome ? [[file, program, outcome] as const] : [];
    });

  test.each(shipped)("counts %s", (_, program, outcome) => expectCounts(program, outcome));

  const small = shipped.filter(([, , outcome]) => outcome.states < 200).slice(0, JUDGED);
  test.each(small)("judges %s", (_, program, outcome) => expectVerdicts(program, outcome));

  test("counts and judges random programs", { timeout: 1_800_000 }, () => {
    fc.assert(
      fc.property(programs({ states: 500 }), program => {
        const outcome = exploreProgram(program, 500);
        if (!outcome) return;
        expectCounts(program, outcome);
        expectVerdicts(program, outcome);
      }),
      { seed: 20261122, numRuns: RANDOM, endOnFailure: true },
    );
  });
});
