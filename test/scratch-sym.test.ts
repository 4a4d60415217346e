import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "/work/main/src/check.ts";
import { interpret } from "/work/main/src/engine/interpret.ts";
import { explore } from "/work/main/src/explore/breadth-first.ts";
import { Orbits } from "/work/main/src/explore/orbits.ts";
import { findSymmetry } from "/work/main/src/lower/symmetry/symmetry.ts";
import { judge } from "/work/main/src/replay/judge.ts";
import { NO_SETTINGS } from "/work/main/src/model/settings.ts";
const files = (process.env.F ?? "").split(" ").filter(f => f);
test.each(files)("%s", file => {
  const constants = new Map((process.env.SET ?? "").split(",").filter(x=>x).map(x => x.split("=") as [string,string]));
  const { model, program, diagnostics } = compile({ name: file, text: readFileSync(file, "utf8") }, { ...NO_SETTINGS, constants });
  if (!model || !program) { console.log(file, diagnostics.map(d=>d.message)); return; }
  const kept = { ...program, checks: program.checks.filter(c => c.meaning.by !== "liveness") };
  const t0 = performance.now();
  const found = findSymmetry(model, kept);
  const t1 = performance.now();
  console.log(file, `${(t1-t0).toFixed(0)} ms`, JSON.stringify(found.unequal.map(u => u.message)), found.symmetry?.families.map(f => [f.machines, f.size]));
  if (!found.symmetry) return;
  const interpreter = interpret(kept);
  const o = { limits: { states: 200000 }, now: () => 0 };
  const outcome = explore(interpreter, { ...o, orbits: new Orbits(found.symmetry, interpreter) });
  console.log("orbits", outcome.states, outcome.transitions, outcome.depth, outcome.complete, `${(performance.now()-t1).toFixed(0)} ms`);
  const verdicts = judge(kept, outcome, interpreter, { all: false, by: new Map() });
  console.log(verdicts.map(v => `${v.property} ${v.verdict} ${v.length ?? ""}`).join("; "));
});
