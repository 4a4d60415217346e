// Asks SPIN what migcheck says of formulas: all formulas of a program stand in one Promela text, so that one verifier is
// compiled for all of them, and SPIN's own translation and its nested search say whether a fair run breaks each.
// Deciding here is what is built, as in spin.ts.

import type { Program } from "../../src/model/program.ts";
import { promelaOf, promelaTroubles } from "../../src/report/promela/promela.ts";
import { propertiesOf, runsAmong } from "../../src/report/promela/properties.ts";
import { inFolder, run } from "./spin.ts";

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const built = (file: string) => import(new URL(file, DIST).href);
const { interpret }: typeof import("../../src/engine/interpret.ts") =
  await built("engine/interpret.js");
const { explore }: typeof import("../../src/explore/breadth-first.ts") = await built(
  "explore/breadth-first.js",
);
const { decideEndless }: typeof import("../../src/explore/endless.ts") =
  await built("explore/endless.js");

/** What both say of a formula. */
export interface Said {
  readonly property: string;
  readonly here: boolean;
  readonly there: boolean;
}

/** By check of liveness, is it violated; undefined where the space is larger, or a formula is not decided. */
export function violationsIn(program: Program, most: number): Map<number, boolean> | undefined {
  const interpreter = interpret(program);
  const outcome = explore(interpreter, { limits: { states: most }, now: () => 0 });
  if (!outcome.complete) return undefined;
  const violated = new Map<number, boolean>();
  for (const [index, { meaning }] of program.checks.entries()) {
    if (meaning.by !== "liveness") continue;
    const limits = { memory: 1000, stop: () => undefined };
    const { kind } = decideEndless(outcome, interpreter, meaning, limits);
    if (kind !== "holds" && kind !== "violated") return undefined;
    violated.set(index, kind === "violated");
  }
  return violated;
}

/** What both say of every formula of the program that SPIN can read; undefined where the program is passed over. */
export async function askAboutRuns(program: Program, most: number): Promise<Said[] | undefined> {
  if (promelaTroubles(program).length > 0) return undefined;
  const here = violationsIn(program, most);
  const formulas = runsAmong(propertiesOf(program));
  if (!here || formulas.length === 0) return undefined;
  return inFolder(promelaOf(program), async cwd => {
    await run(cwd, "timeout", ["300", "spin", "-o1", "-o2", "-a", "-DLTL=0", "model.pml"]);
    await run(cwd, "cc", ["-O0", "-w", "-DNOREDUCE", "-DVECTORSZ=65536", "-o", "pan", "pan.c"]);
    const said: Said[] = [];
    for (const { number, check } of formulas) {
      const there = await breaks(cwd, `property_${number}`);
      said.push({ property: check.property, here: here.get(number - 1) === true, there });
    }
    return said;
  });
}

/** Does SPIN find a run that breaks it. */
async function breaks(cwd: string, claim: string): Promise<boolean> {
  const out = await run(cwd, "./pan", ["-a", "-n", "-m2000000", "-w18", "-N", claim]);
  const violated = /acceptance cycle/.test(out);
  if (!violated && /max search depth too small|out of memory|Search not completed/i.test(out)) {
    throw new Error(`SPIN did not see all runs:\n${out.slice(0, 2000)}`);
  }
  if (!/errors: [01]$/m.test(out)) throw new Error(`SPIN did not say:\n${out.slice(0, 2000)}`);
  return violated;
}
