// Literal results that all reporters are tested with: no run is needed to test a report. `rich` has one of everything.

import type { MatrixCell, Result } from "../../src/model/result.ts";
import { monitorMatrix, senderChart, smallGraph, targetChart } from "./table-fixtures.ts";
import { FILE, faultTrace, raceTrace } from "./trace-fixtures.ts";

/** One of everything: violated, held, reached, undecided, findings of each severity, every cell. */
export const rich: Result = {
  model: "cancel-versus-error",
  file: FILE,
  about: "A cancel and a stream error race; the failing thread checks, then writes.",
  modelFile: FILE,
  modelAbout: "A cancel and a stream error race; the failing thread checks, then writes.",
  source: ["QEMU c3c5eae6ac69"],
  engine: "wasm",
  settings: ["fixed=false"],
  constants: [
    { name: "fixed", value: "false" },
    { name: "hosts", value: "2" },
  ],
  states: 1063,
  transitions: 2121,
  depth: 17,
  complete: true,
  verdicts: [
    {
      property: "no-way-back",
      kind: "step",
      verdict: "holds",
      more: [],
      text: "old(status) in [cancelled, failed, completed] implies status == old(status)",
      place: `${FILE}:60`,
      ok: true,
    },
    {
      property: "cancel-wins",
      kind: "never",
      verdict: "violated",
      length: 5,
      trace: raceTrace,
      more: [],
      because: "libvirt expects cancelled once it has asked for it",
      text: "never: status == failed and cancel.left == 0",
      place: `${FILE}:57`,
      ok: false,
    },
    {
      property: "can-finish",
      kind: "reachable",
      verdict: "reached",
      length: 3,
      more: [],
      text: "reachable: sender.state == done",
      place: `${FILE}:63`,
      expected: { verdict: "reached", length: 3 },
      ok: true,
    },
    {
      property: "ends-at-last",
      kind: "eventually",
      verdict: "undecided",
      reason:
        "every state was seen, but the search for a run that never ends stopped (limit on time)",
      more: [],
      text: "eventually: sender.state == done",
      place: `${FILE}:65`,
      ok: true,
    },
    {
      property: "unhandled",
      kind: "unhandled",
      verdict: "violated",
      length: 1,
      trace: faultTrace,
      more: [],
      text: "every trigger is thought of in every state where it can arrive",
      place: `${FILE}:1`,
      expected: { verdict: "violated" },
      ok: true,
    },
    ...["deadlock", "range", "assert"].map(kind => ({
      property: kind,
      kind,
      verdict: "holds" as const,
      more: [],
      text: kind,
      place: `${FILE}:1`,
      ok: true,
    })),
    {
      property: "observer libvirt",
      kind: "observer",
      verdict: "holds",
      more: [],
      text: "libvirt follows MIGRATION",
      place: `${FILE}:50`,
      ok: true,
    },
  ],
  findings: [
    {
      code: "open-cell",
      severity: "error",
      message: "monitor in state idle has no row for resume; shortest run: 1 step",
      position: { file: FILE, line: 20, column: 7 },
      witness: faultTrace,
      fix: "add a row, or list it under ignore or refuse",
    },
    {
      code: "overlapping-rows",
      severity: "warning",
      message: "two rows for cancel in state idle can be enabled at once; either may be taken",
      position: { file: FILE, line: 22, column: 11 },
    },
    {
      code: "unreachable-state",
      severity: "warning",
      message: "no run enters state postcopy-recover of monitor",
      position: { file: FILE, line: 28, column: 7 },
    },
    ...[31, 33, 36, 41, 44].map(line => ({
      code: "never-fires",
      severity: "note" as const,
      message: `the row never fires in ${line} ways`,
      position: { file: FILE, line, column: 9 },
    })),
    { code: "cas-always-stores", severity: "note", message: "every cas of status stores" },
  ],
  counts: [
    { name: "states", expected: 1063, actual: 1063, ok: true },
    { name: "depth", expected: 16, actual: 17, ok: false },
  ],
  matrices: [monitorMatrix],
  charts: [senderChart, targetChart],
  graph: smallGraph,
  command: `migcheck check ${FILE} --set fixed=false`,
  timing: { parse: 3.2, resolve: 1.1, explore: 12.4, replay: 2 },
  exitCode: 1,
};

/** Nothing to complain about. */
export const clean: Result = {
  ...rich,
  model: "cancel-fixed",
  file: "scenarios/cancel-fixed.yaml",
  scenario: "cancel-fixed",
  settings: [],
  constants: [],
  verdicts: rich.verdicts.filter(v => v.verdict === "holds" || v.verdict === "reached"),
  findings: [],
  counts: [{ name: "states", expected: 1063, actual: 1063, ok: true }],
  matrices: [{ ...monitorMatrix, cells: monitorMatrix.cells.map(row => row.map(closed)) }],
  command: "migcheck check scenarios/cancel-fixed.yaml",
  exitCode: 0,
};

/** A limit ended the exploration. */
export const cut: Result = {
  ...clean,
  model: "too-large",
  complete: false,
  reason: "memory",
  verdicts: clean.verdicts.map(v => ({
    ...v,
    verdict: "undecided",
    reason: "the memory limit was reached after 1063 states",
    ok: false,
  })),
  exitCode: 3,
};

function closed(c: MatrixCell): MatrixCell {
  return c.status === "open" || c.gap ? { ...c, status: "ignored", gap: false } : c;
}

/** Names as a stranger might choose them. */
export const NASTY: readonly string[] = [
  "__proto__",
  "constructor",
  "a\u001b[31mred",
  "line\nbreak\r\n# heading",
  "</details><script>alert(1)</script>",
  "| pipe | `tick` ``` fence",
  'quote " and ; semicolon : colon # hash',
  "%%{init: {'theme':'dark'}}%%",
  "@everyone [link](javascript:alert(1)) ![img](x)",
  "end",
  "\u202eright-to-left\u2066",
  "$(rm -rf ~) 'x'",
  "--> s1",
  "!include /etc/passwd",
  "@enduml",
  "漢字 名前 🚀",
  "style x:y#z;",
  "",
];

/** The rich result with every name and text replaced by `name`. */
export function hostile(name: string): Result {
  const swap = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(item => swap(item, key));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, swap(v, k)]));
    }
    return typeof value === "string" && !CLOSED.has(key) ? name : value;
  };
  return { ...(swap(rich, "") as Result), counts: rich.counts };
}

const CLOSED = new Set(["kind", "verdict", "severity", "status", "type", "policy"]);
