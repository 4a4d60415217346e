// Results as JSON for other programs: one object for one result, an array for several, with the keys in a fixed
// order. The shape is published in schema/result.schema.json; charts and graphs are left to the picture formats.

import type { Finding, Matrix, MatrixCell, Result, Verdict, WaitTable } from "../model/result.ts";
import type { Trace, TraceStep } from "../model/trace.ts";
import { racesObject } from "./race-json.ts";

/** What `--json` prints; without indentation it is half as long. */
export function toJson(results: readonly Result[], indentation = 2): string {
  const only = results.length === 1 ? results[0] : undefined;
  const value = only ? resultObject(only) : results.map(resultObject);
  return escaped(JSON.stringify(value, undefined, indentation));
}

/** JSON that a terminal shows as it is. */
export function escaped(json: string): string {
  return json.replaceAll(UNPRINTABLE, escapeCode);
}

/** Characters that JSON allows raw and a terminal does not show as they are. */
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escapeCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The object of one result; keys that are not set are left out. */
export function resultObject(r: Result): object {
  return {
    model: r.model,
    file: r.file,
    scenario: r.scenario,
    about: r.about,
    modelFile: r.modelFile,
    modelAbout: r.modelAbout,
    source: r.source,
    engine: r.engine,
    settings: r.settings,
    constants: r.constants.map(c => ({ name: c.name, value: c.value })),
    states: r.states,
    transitions: r.transitions,
    depth: r.depth,
    complete: r.complete,
    reason: r.reason,
    reduced: r.reduced && {
      symmetry: r.reduced.symmetry,
      deadVariables: r.reduced.deadVariables,
    },
    verdicts: r.verdicts.map(verdictObject),
    findings: r.findings.map(findingObject),
    counts: r.counts.map(c => ({
      name: c.name,
      expected: c.expected,
      actual: c.actual,
      ok: c.ok,
    })),
    matrices: r.matrices.map(matrixObject),
    waits: r.waits && waitsObject(r.waits),
    races: r.races && racesObject(r.races),
    command: r.command,
    exitCode: r.exitCode,
    timing: r.timing,
  };
}

function verdictObject(v: Verdict): object {
  return {
    property: v.property,
    kind: v.kind,
    verdict: v.verdict,
    ok: v.ok,
    expected: v.expected && { verdict: v.expected.verdict, length: v.expected.length },
    reason: v.reason,
    length: v.length,
    because: v.because,
    text: v.text,
    place: v.place,
    trace: v.trace && traceObject(v.trace),
    more: v.more.map(traceObject),
  };
}

function findingObject(f: Finding): object {
  const at = f.position;
  return {
    code: f.code,
    severity: f.severity,
    message: f.message,
    position: at && { file: at.file, line: at.line, column: at.column },
    fix: f.fix,
    witness: f.witness && traceObject(f.witness),
  };
}

function matrixObject(m: Matrix): object {
  return {
    machine: m.machine,
    states: m.states,
    triggers: m.triggers,
    cells: m.cells.map(row => row.map(cellObject)),
  };
}

function cellObject(c: MatrixCell): object {
  return {
    status: c.status,
    gap: c.gap,
    length: c.length,
    rows: c.rows.map(r => ({ target: r.target, text: r.text, place: r.place, fired: r.fired })),
    witness: c.witness && traceObject(c.witness),
  };
}

function waitsObject({ waits, reason }: WaitTable): object {
  return {
    waits: waits.map(w => ({
      machine: w.machine,
      state: w.state,
      step: w.step,
      text: w.text,
      place: w.place,
      mayStay: w.mayStay,
      wakers: w.wakers.map(k => ({ machine: k.machine, text: k.text, place: k.place })),
      never: w.never,
      outside: w.outside,
    })),
    reason,
  };
}

/** A trace as `replay` reads it. */
export function traceObject(t: Trace): object {
  return {
    model: t.model,
    fingerprint: t.fingerprint,
    property: t.property,
    ending: t.ending,
    agents: t.agents,
    start: t.start.map(b => ({ name: b.name, value: b.value })),
    steps: t.steps.map(stepObject),
    states: t.states,
    loop: t.loop,
    idle: t.idle?.map(({ agent, text }) => ({ agent, text })),
    decision: t.decision && {
      step: t.decision.step,
      proven: t.decision.proven,
      alternatives: t.decision.alternatives.map(a => ({ text: a.text, row: a.row })),
      more: t.decision.more,
    },
    explanation: t.explanation.map(e => ({ text: e.text, value: e.value, depth: e.depth })),
  };
}

function stepObject(s: TraceStep): object {
  return {
    number: s.number,
    kind: s.kind,
    agent: s.agent,
    machine: s.machine,
    partner: s.partner,
    by: s.by,
    cause: s.cause,
    policy: s.policy,
    params: s.params.map(p => ({ name: p.name, value: p.value })),
    row: s.row && { id: s.row.id, name: s.row.name, text: s.row.text, place: s.row.place },
    step: s.step,
    steps: s.steps,
    from: s.from,
    to: s.to,
    changes: s.changes.map(c => ({ name: c.name, from: c.from, to: c.to })),
    happenings: s.happenings,
    fault: s.fault,
    command: s.command,
    choice: s.choice,
  };
}
