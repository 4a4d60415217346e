// TLC on liveness, where the environment variable TLA2TOOLS names its jar: whether a fair run breaks a formula, for random
// programs. TLA+ sees pairs of states where a program has steps: a step that changes nothing is none, and who made
// a step is not seen. Where fairness could tell the difference, a program is left out; so are X, U, W, R and events.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { fairnessOf } from "../../src/explore/liveness/system.ts";
import type { Program } from "../../src/model/program.ts";
import type { Temporal } from "../../src/model/temporal.ts";
import { configOf } from "../../src/report/tla/config.ts";
import { moduleOf } from "../../src/report/tla/tla.ts";
import { livePrograms } from "../generate/live.ts";
import { violationsIn } from "../promela/ltl.ts";

const JAR = process.env["TLA2TOOLS"];
/** Starting TLC is what takes the time. */
const PAIRS = Number(process.env["TLC_PAIRS"] ?? 100);
const MOST = 300;

const folder = mkdtempSync(join(tmpdir(), "migcheck-tlc-live-"));
mkdirSync(join(folder, ".tlaplus"));
// TLC reports statistics of its use unless its user's home says otherwise.
writeFileSync(join(folder, ".tlaplus/esc.txt"), "NO_STATISTICS\n");
afterAll(() => rmSync(folder, { recursive: true }));

/** TLC has no other operators. */
function isKnown(f: Temporal): boolean {
  if (["X", "U", "W", "R"].includes(f.kind)) return false;
  if ("left" in f) return isKnown(f.left) && isKnown(f.right);
  return !("of" in f) || isKnown(f.of);
}

/** Does TLC find it violated. */
function breaks(config: string): boolean {
  writeFileSync(join(folder, "M.cfg"), config);
  const java = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", `-Duser.home=${folder}`];
  const args = [...java, "-jar", JAR ?? "", "-workers", "1", "-config", "M.cfg", "M.tla"];
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { stdout, status } = spawnSync("java", args, options);
  const violated = status === 12 || status === 13 || /^Error: .* is equal to FALSE$/m.test(stdout);
  if (status !== 0 && !violated) throw new Error(`${status}\n${stdout}`);
  return violated;
}

/** Is each owed step seen in TLA+ as what it is: it changes something, and nobody else has a step between the same states. */
function seesSteps(program: Program): boolean {
  const outcome = explore(interpret(program), { limits: { states: MOST }, now: () => 0 });
  const edges = outcome.complete && outcome.initial > 0 ? outcome.edges?.() : undefined;
  if (edges === undefined || typeof edges === "string") return false;
  const { of } = fairnessOf(program);
  for (let from = 0; from < outcome.states; from++) {
    const owners = new Map<number, number>([[from, -1]]);
    for (let e = edges.first[from] as number; e < (edges.first[from + 1] as number); e++) {
      const [to, owner] = [edges.targets[e] as number, of[edges.actions[e] as number] as number];
      if (to < 0) continue;
      if ((owners.get(to) ?? owner) !== owner) return false;
      owners.set(to, owner);
    }
  }
  return true;
}

describe.skipIf(JAR === undefined)("TLC (named by TLA2TOOLS) on liveness", () => {
  test("says the same of random formulas", { timeout: 1_800_000 }, () => {
    const size = { states: 100, formulas: 12, fits: isKnown, events: false };
    const all = fc.sample(livePrograms(size), { numRuns: 20 * PAIRS, seed: 20_261_124 });
    const said: { name: string; here: boolean; there: boolean }[] = [];
    for (const [i, program] of all.entries()) {
      if (said.length >= PAIRS) break;
      const here = seesSteps(program) ? violationsIn(program, MOST) : undefined;
      if (!here) continue;
      const { module, properties } = moduleOf(program, "M");
      writeFileSync(join(folder, "M.tla"), module);
      for (const [index, property] of properties.entries()) {
        if (property.properties.length === 0) continue;
        const there = breaks(configOf(properties, property.check.property));
        const name = `program ${i}, ${property.check.property}`;
        said.push({ name, here: here.get(index) === true, there });
      }
    }
    expect(said.filter(s => s.here !== s.there)).toEqual([]);
    expect(said.length).toBeGreaterThanOrEqual(PAIRS);
    expect(said.filter(s => s.here).length).toBeGreaterThan(PAIRS / 10);
    expect(said.filter(s => !s.here).length).toBeGreaterThan(PAIRS / 10);
  });
});
