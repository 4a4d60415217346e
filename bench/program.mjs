// From a model or scenario file to its program, by way of what is built. Properties that are decided after the
// exploration (`possible`) and promises about steps are left out: the other tools do not look at them, and what is
// measured is the search.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Loads a module of the build. */
export function built(dist, path) {
  return import(pathToFileURL(join(dist, path)).href);
}

/** The source and settings of a workload: `{ file, constants?, scenario? }`. */
export async function planFor(dist, { file, constants = {}, scenario = false }) {
  const text = readFileSync(file, "utf8");
  return scenario ? planOf(dist, { name: file, text }) : plain(file, text, constants);
}

/** The program of a workload. */
export async function programOf(dist, workload) {
  const { compile } = await built(dist, "compile.js");
  const { file } = workload;
  const plan = await planFor(dist, workload);
  const { program, diagnostics } = compile(plan.source, plan.settings);
  if (!program) throw new Error(`${file}: ${diagnostics.map(d => d.message).join("; ")}`);
  const checks = program.checks.filter(check => check.meaning.by !== "possible");
  const never = { kind: "const", value: 0 };
  const probes = program.probes.map(p => (p.kind === "step" ? { ...p, term: never } : p));
  return { ...program, checks, probes };
}

function plain(name, text, constants) {
  const values = Object.entries(constants).map(([key, value]) => [key, String(value)]);
  return {
    source: { name, text },
    settings: { constants: new Map(values), times: new Map(), faults: new Map() },
  };
}

async function planOf(dist, source) {
  const { parseScenario } = await built(dist, "parse/scenario.js");
  const { planOf: plan } = await built(dist, "scenario/scenario.js");
  const { scenario, diagnostics } = parseScenario(source);
  if (!scenario) throw new Error(`${source.name}: ${diagnostics.map(d => d.message).join("; ")}`);
  const model = join(dirname(source.name), scenario.model.text);
  const text = readFileSync(model, "utf8");
  return { source: { name: model, text }, settings: plan(scenario).settings };
}
