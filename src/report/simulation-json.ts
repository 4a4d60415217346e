// A simulation as JSON for other programs, with the keys in a fixed order; the shape is published in schema/simulation.schema.json.

import type { Covered, Finding, SimulatedVerdict, Simulation } from "../model/simulation.ts";
import { traceObject } from "./json.ts";

/** What `simulate --json` prints. */
export function simulationJson(simulation: Simulation): string {
  return JSON.stringify(simulationObject(simulation), undefined, 2);
}

function simulationObject(s: Simulation): object {
  return {
    model: s.model,
    file: s.file,
    scenario: s.scenario,
    about: s.about,
    settings: s.settings,
    strategy: s.strategy,
    seed: s.seed,
    runs: s.runs,
    depth: s.depth,
    steps: s.steps,
    starts: s.starts,
    cut: s.cut && { reason: s.cut.reason, runs: s.cut.runs },
    states: s.states,
    more: s.more,
    space: s.space && { states: s.space.states, from: s.space.from },
    rows: coveredObject(s.rows),
    cells: coveredObject(s.cells),
    races: { exercised: s.races.exercised, both: s.races.both },
    verdicts: s.verdicts.map(verdictObject),
    command: s.command,
    exitCode: s.exitCode,
  };
}

function coveredObject({ met, of }: Covered): object {
  return { met, of };
}

function verdictObject(v: SimulatedVerdict): object {
  return {
    property: v.property,
    kind: v.kind,
    verdict: v.verdict,
    ok: v.ok,
    expected: v.expected && { verdict: v.expected.verdict, length: v.expected.length },
    reason: v.reason,
    length: v.length,
    found: v.found && findingObject(v.found),
    because: v.because,
    text: v.text,
    place: v.place,
    trace: v.trace && traceObject(v.trace),
  };
}

function findingObject({ run, length, path, proof, command }: Finding): object {
  return { run, length, path, proof, command };
}
