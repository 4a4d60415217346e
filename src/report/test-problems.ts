// What is wrong in a test run, one thing at a time with its place in a file: the list that JUnit, SARIF, annotations and the
// Markdown summary are made of. A counterexample stands at the row of its decisive step, where a reviewer has to look.

import { unreachable } from "../base/bug.ts";
import type { Change } from "../model/baseline.ts";
import type { CountExpectation, Verdict } from "../model/result.ts";
import {
  nameOf,
  type Place,
  type TestEntry,
  type Tested,
  type TestRun,
} from "../model/test-run.ts";
import type { Trace, TraceStep } from "../model/trace.ts";
import { count, grouped, reasonLabel, runLength } from "./words.ts";

export interface Problem {
  /** A warning is what could not be told. */
  readonly level: "error" | "warning";
  /** What kind of trouble: `violated/always`, `input/unknown-name`, `baseline/row`. */
  readonly rule: string;
  /** The scenario or model; of a file that could not be read, the file. */
  readonly check: string;
  readonly file: string;
  /** The property or count; empty where it is about the whole file. */
  readonly subject: string;
  /** One sentence. */
  readonly message: string;
  readonly place: Place;
  readonly verdict?: Verdict | undefined;
}

/** All problems of the run: of each file in order, then what differs from the baseline. */
export function problemsOf(run: TestRun): Problem[] {
  return [...run.entries.flatMap(problemsIn), ...lostOf(run).map(c => lostProblem(c, run))];
}

/** What shrank and was not accepted. */
export function lostOf({ baseline }: TestRun): readonly Change[] {
  if (!baseline || baseline.accepted !== undefined) return [];
  return baseline.changes.filter(c => c.kind === "lost");
}

/** The problems of one file. */
export function problemsIn(entry: TestEntry): Problem[] {
  if (entry.kind === "tested") {
    const { verdicts, counts } = entry.result;
    return [
      ...verdicts.filter(v => !v.ok).map(v => verdictProblem(v, entry)),
      ...counts.filter(c => !c.ok).map(c => countProblem(c, entry)),
    ];
  }
  const { file, troubles, text } = entry;
  const at = { check: file, file, subject: "", level: "error" as const };
  const errors = troubles.filter(t => t.severity === "error");
  if (errors.length === 0) {
    return [{ ...at, rule: "input/refused", message: text, place: { file, line: 1 } }];
  }
  return errors.map(({ code, message, place }) => ({
    ...at,
    rule: `input/${code}`,
    message,
    place: place ?? { file, line: 1 },
  }));
}

function verdictProblem(verdict: Verdict, entry: Tested): Problem {
  const { property, kind } = verdict;
  return {
    level: verdict.verdict === "undecided" ? "warning" : "error",
    rule: `${verdict.verdict}/${kind}`,
    check: nameOf(entry),
    file: entry.file,
    subject: property,
    message: verdictMessage(verdict),
    place: verdictPlace(verdict, entry),
    verdict,
  };
}

/** `cancel-is-kept: violated in 3 steps, expected holds; the last step breaks the property; because ...`. */
export function verdictMessage(verdict: Verdict): string {
  const { property, trace, reason, because } = verdict;
  const ending = verdict.verdict === "violated" ? trace?.ending : reason;
  const parts = [
    `${property}: ${cameText(verdict)}${expectedText(verdict)}`,
    ...(ending === undefined ? [] : [ending]),
    ...(because === undefined ? [] : [`${reasonLabel(verdict)} ${because}`]),
  ];
  return parts.join("; ");
}

/** `violated in 3 steps`. */
export function cameText({ verdict, trace, length }: Verdict): string {
  if (trace) return `${verdict} in ${runLength(trace)}`;
  return length === undefined ? verdict : `${verdict} in ${count(length, "step")}`;
}

function expectedText({ expected }: Verdict): string {
  if (!expected) return "";
  const steps = expected.length === undefined ? "" : ` in ${count(expected.length, "step")}`;
  return `, expected ${expected.verdict}${steps}`;
}

function countProblem(c: CountExpectation, entry: Tested): Problem {
  const open = entry.result.exitCode === 3;
  return {
    level: open ? "warning" : "error",
    rule: `count/${c.name}`,
    check: nameOf(entry),
    file: entry.file,
    subject: c.name,
    message: `${c.name}: ${grouped(c.actual)}, expected ${grouped(c.expected)}`,
    place: expectedPlace(c.name, entry) ?? { file: entry.file, line: 1 },
  };
}

function lostProblem({ file, name, about, text }: Change, run: TestRun): Problem {
  const gone = about === "check" && run.baseline;
  return {
    level: "error",
    rule: `baseline/${about}`,
    check: name,
    file,
    subject: "baseline",
    message: `${text} (the baseline is ${run.baseline?.file})`,
    place: { file: gone ? gone.file : file, line: 1 },
  };
}

// ---------------------------------------------------------------- places

/** The decisive or last row of the run; else where something else was expected; else the property. */
function verdictPlace(verdict: Verdict, entry: Tested): Place {
  const row = verdict.trace && rowPlace(verdict.trace);
  return row ?? expectedPlace(verdict.property, entry) ?? placeOf(verdict.place);
}

function rowPlace({ steps, decision }: Trace): Place | undefined {
  const rows = steps.filter(s => s.row);
  const decisive = decision?.proven ? rows.find(s => s.number === decision.step) : undefined;
  const step = decisive ?? rows.at(-1);
  return step?.row && placeOf(step.row.place);
}

function expectedPlace(name: string, { expects }: Tested): Place | undefined {
  return expects.find(e => e.name === name)?.place;
}

/** `file:line` as stories cite it. */
export function placeOf(text: string): Place {
  const at = text.lastIndexOf(":");
  const line = Number(text.slice(at + 1));
  if (at < 1 || !Number.isSafeInteger(line) || line < 1) return { file: text, line: 1 };
  return { file: text.slice(0, at), line };
}

/** A step in few words: `operator: cancel -> monitor`, `thread: look, then finish`. */
export function stepWords({ kind, agent = "outside", cause, by, row }: TraceStep): string {
  const deed = row?.name ?? row?.text ?? "";
  switch (kind) {
    case "trigger":
      return `${by ?? "outside"}: ${cause} -> ${agent}`;
    case "own":
      return deed === "" ? agent : `${agent}: ${deed}`;
    case "message":
      return `${agent} receives ${cause}`;
    case "timeout":
      return `${agent} runs out of ${cause}`;
    case "fault":
      return `fault: ${cause ?? agent}`;
    default:
      return unreachable(kind, "kind of step");
  }
}
