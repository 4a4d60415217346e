// A test run as JUnit XML: one suite for each file, one case for each verdict and each expected count, with the story of a
// counterexample as the failure's text. What could not be told is an error, what was not begun is skipped.

import type { CountExpectation, Verdict } from "../model/result.ts";
import { nameOf, type TestEntry, type TestRun } from "../model/test-run.ts";
import { story } from "./story.ts";
import { escapeXml } from "./svg-text.ts";
import { lostOf, type Problem, problemsIn, verdictMessage } from "./test-problems.ts";
import { grouped, reasonLabel } from "./words.ts";

type Attributes = Readonly<Record<string, string | number | undefined>>;

interface Case {
  readonly name: string;
  /** The element inside, if it did not pass. */
  readonly kind: "passed" | "failure" | "error" | "skipped";
  readonly text: string;
}

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly seconds: number;
  readonly cases: readonly Case[];
}

/** The file's text. */
export function junit(run: TestRun): string {
  const suites = [...run.entries.map(suiteOf), ...run.left.map(leftOut), ...baselineSuite(run)];
  const all = { name: "migcheck", ...totals(suites) };
  const inner = suites.map(suiteElement).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${open("testsuites", all)}\n${inner}\n</testsuites>\n`;
}

function suiteOf(entry: TestEntry): Suite {
  const { file } = entry;
  const name = nameOf(entry);
  const problems = problemsIn(entry);
  if (entry.kind === "refused") {
    const [first] = problems;
    const at = first ? `${first.place.file}:${first.place.line}: ${first.message}` : file;
    const text = `${at}\n${entry.text}`;
    return { name, file, seconds: 0, cases: [{ name: "input", kind: "error", text }] };
  }
  const { verdicts, counts, timing } = entry.result;
  const ms = Object.values(timing).reduce((sum, t) => sum + t, 0);
  const find = (subject: string) => problems.find(p => p.subject === subject);
  const cases = [
    ...verdicts.map(v => verdictCase(v, find(v.property))),
    ...counts.map(c => countCase(c, find(c.name))),
  ];
  return { name, file, seconds: ms / 1000, cases };
}

function verdictCase(verdict: Verdict, problem: Problem | undefined): Case {
  const { property: name, ok, trace, because } = verdict;
  if (ok) return { name, kind: "passed", text: "" };
  const options = { width: 100, colour: false, unicode: true };
  const told = trace ? story(trace, { ...options, because, reason: reasonLabel(verdict) }) : "";
  const at = problem ? `${problem.place.file}:${problem.place.line}\n` : "";
  const kind = verdict.verdict === "undecided" ? "error" : "failure";
  return { name, kind, text: `${verdictMessage(verdict)}\n${at}${told}` };
}

function countCase({ name, ok, actual, expected }: CountExpectation, problem?: Problem): Case {
  if (ok) return { name, kind: "passed", text: "" };
  const text = problem?.message ?? `${name}: ${grouped(actual)}, expected ${grouped(expected)}`;
  return { name, kind: problem?.level === "warning" ? "error" : "failure", text };
}

function leftOut(file: string): Suite {
  const text = "not begun: the run was interrupted";
  return { name: file, file, seconds: 0, cases: [{ name: "not begun", kind: "skipped", text }] };
}

function baselineSuite(run: TestRun): Suite[] {
  const { baseline } = run;
  if (!baseline) return [];
  const lost = lostOf(run).map(
    (c): Case => ({ name: `${c.name}: ${c.text}`, kind: "failure", text: `${c.file}: ${c.text}` }),
  );
  const none: Case = { name: "nothing is less than recorded", kind: "passed", text: "" };
  const cases = lost.length > 0 ? lost : [none];
  return [{ name: "baseline", file: baseline.file, seconds: 0, cases }];
}

// ---------------------------------------------------------------- XML

function totals(suites: readonly Suite[]): Attributes {
  const cases = suites.flatMap(s => s.cases);
  const of = (kind: Case["kind"]) => cases.filter(c => c.kind === kind).length;
  return {
    tests: cases.length,
    failures: of("failure"),
    errors: of("error"),
    skipped: of("skipped"),
    time: suites.reduce((sum, s) => sum + s.seconds, 0).toFixed(3),
  };
}

function suiteElement(suite: Suite): string {
  const { name, file, cases } = suite;
  const inner = cases.map(c => caseElement(c, suite)).join("\n");
  return `  ${open("testsuite", { name, file, ...totals([suite]) })}\n${inner}\n  </testsuite>`;
}

/** The seconds are of the whole file: its properties are checked together. */
function caseElement({ name, kind, text }: Case, suite: Suite): string {
  const head = open("testcase", { name, classname: suite.name, file: suite.file });
  if (kind === "passed") return `    ${head.replace(/>$/, "/>")}`;
  const [message = ""] = text.split("\n");
  return `    ${head}${open(kind, { message })}${xml(text)}</${kind}></testcase>`;
}

function open(name: string, attributes: Attributes): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  return `<${name}${list.join("")}>`;
}

/** Line breaks in an attribute would be read as blanks. */
function attribute(text: string): string {
  return xml(text).replaceAll("\n", "&#10;");
}

/** The text with its line breaks; what XML cannot hold at all is replaced. */
function xml(text: string): string {
  return text
    .split("\n")
    .map(escapeXml)
    .join("\n")
    .replaceAll(/[\ufffe\uffff]/g, "\ufffd");
}
