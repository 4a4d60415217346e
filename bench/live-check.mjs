// The process that is measured for liveness: checks a scenario's model, without the properties that need the edges and with those
// that are given, and prints counts, verdicts and the processor time of each phase as one line of JSON.
//
// node live-check.mjs '{"dist": ..., "file": scenario, "properties": {...}}'

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { parseDocument } from "yaml";
import { built } from "./program.mjs";

/** What is decided on the edges of the space. */
const ON_EDGES = ["possible", "recoverable", "leads-to", "eventually", "ltl"];

const { dist, file, properties } = JSON.parse(process.argv[2]);
const { check } = await built(dist, "check.js");
const { parseScenario } = await built(dist, "parse/scenario.js");
const { planOf } = await built(dist, "scenario/scenario.js");

const { scenario } = parseScenario({ name: file, text: readFileSync(file, "utf8") });
const { settings } = planOf(scenario);
const model = join(dirname(file), scenario.model.text);
const source = { name: model, text: modelWith(readFileSync(model, "utf8")) };

const start = spent();
const options = { settings, limits: {}, all: false, graph: false, expect: [], command: "" };
// Phases are told apart by the clock that is handed in: here it is the processor time of the process.
const checked = check(source, { ...options, now: () => spent() * 1000 });
const judged = spent();
if (checked.kind !== "checked") {
  throw new Error(checked.refusal.diagnostics.map(d => d.message).join("; "));
}

const { states, transitions, timing, verdicts } = checked.result;
const { maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    states,
    transitions,
    verdicts: verdicts.filter(v => v.property in properties).map(v => [v.property, v.verdict]),
    compile: timing.compile / 1000,
    explore: timing.explore / 1000,
    judge: judged - start - (timing.compile + timing.explore) / 1000,
    cpu: spent(),
    peak: maxRSS * 1024,
  }),
);

function modelWith(text) {
  const document = parseDocument(text);
  for (const [name, property] of Object.entries(document.toJS().properties ?? {})) {
    if (ON_EDGES.some(kind => kind in property)) document.deleteIn(["properties", name]);
  }
  document.delete("expect");
  for (const [name, property] of Object.entries(properties)) {
    document.setIn(["properties", name], document.createNode(property));
  }
  return document.toString();
}

function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
