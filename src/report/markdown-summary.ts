// A test run as Markdown for a pull request: a table of counts, what is not as expected, and the stories folded away. It fits
// into a comment: stories that do not are left out, and that is said.

import type { Change } from "../model/baseline.ts";
import { exitCodeOf, type TestRun } from "../model/test-run.ts";
import { code, entities, fence, prose } from "./markdown-text.ts";
import { story } from "./story.ts";
import { cameText, lostOf, type Problem, problemsOf } from "./test-problems.ts";
import { count, grouped, reasonLabel } from "./words.ts";

/** A comment on GitHub may have 65,536 characters. */
const LONGEST = 60_000;
/** So many rows of a table. */
const MOST = 100;

/** The summary. */
export function markdownSummary(run: TestRun): string {
  const problems = problemsOf(run);
  const sections = [
    heading(run),
    countTable(run),
    problemTable(problems),
    baselineSection(run),
    leftSection(run.left),
  ].filter(s => s !== "");
  const head = sections.join("\n\n");
  return `${[head, ...folded(problems, LONGEST - head.length)].join("\n\n")}\n`;
}

const OUTCOME = {
  0: "✓ as expected",
  1: "✗ not as expected",
  2: "✗ not all could be checked",
  3: "? undecided",
} as const;

function heading(run: TestRun): string {
  const { shard } = run;
  const part = shard ? `, part ${shard.index} of ${shard.count}` : "";
  return `## migcheck: ${OUTCOME[exitCodeOf(run)]}${part}`;
}

function countTable(run: TestRun): string {
  const results = run.entries.flatMap(e => (e.kind === "tested" ? [e.result] : []));
  const of = (exit: number) => results.filter(r => r.exitCode === exit).length;
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const cells: readonly (readonly [string, number])[] = [
    ["checked", run.entries.length],
    ["as expected", of(0)],
    ["not as expected", of(1)],
    ["undecided", of(3)],
    ["refused", run.entries.length - results.length],
    ["not begun", run.left.length],
    ["states", sum(results.map(r => r.states))],
    ["transitions", sum(results.map(r => r.transitions))],
  ];
  const line = (texts: readonly string[]) => `| ${texts.join(" | ")} |`;
  return [
    line(cells.map(([name]) => name)),
    line(cells.map(() => "--:")),
    line(cells.map(([, n]) => grouped(n))),
  ].join("\n");
}

function problemTable(problems: readonly Problem[]): string {
  if (problems.length === 0) return "";
  const rows = problems.slice(0, MOST).map(p => {
    const sign = p.level === "error" ? "✗" : "?";
    const at = code(`${p.place.file}:${p.place.line}`);
    const what = p.verdict ? prose(cameText(p.verdict)) : prose(p.message);
    return `| ${sign} ${code(p.check)} | ${p.subject === "" ? "" : code(p.subject)} | ${what} | ${expectation(p)} | ${at} |`;
  });
  return [
    "| check | property | came out | expected | place |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    ...more(problems.length - MOST),
  ].join("\n");
}

function more(left: number): string[] {
  return left > 0 ? [`\nand ${grouped(left)} more.`] : [];
}

function expectation({ verdict }: Problem): string {
  const expected = verdict?.expected;
  if (!expected) return "";
  return expected.length === undefined
    ? expected.verdict
    : `${expected.verdict} in ${count(expected.length, "step")}`;
}

function baselineSection(run: TestRun): string {
  const { baseline } = run;
  if (!baseline || baseline.changes.length === 0) return "";
  const told = (kind: Change["kind"]) => baseline.changes.filter(c => c.kind === kind);
  const accepted = baseline.accepted === undefined ? [] : [`Accepted: ${prose(baseline.accepted)}`];
  const lost = lostOf(run).length > 0 ? [] : told("lost");
  const lists = [...lost, ...told("gained"), ...told("open")].map(
    c => `- ${code(c.name)}: ${prose(c.text)}`,
  );
  if (lists.length === 0) return "";
  const summary = `<summary>baseline: ${count(lists.length, "other change")}</summary>`;
  return [
    ...accepted,
    `<details>${summary}`,
    [...lists.slice(0, MOST), ...more(lists.length - MOST)].join("\n"),
    "</details>",
  ].join("\n\n");
}

function leftSection(left: readonly string[]): string {
  if (left.length === 0) return "";
  const names = left.slice(0, MOST).map(file => `- ${code(file)}`);
  return ["Not begun:", [...names, ...more(left.length - MOST)].join("\n")].join("\n\n");
}

/** The stories, as many as fit. */
function folded(problems: readonly Problem[], room: number): string[] {
  const told: string[] = [];
  let [left, out] = [room, 0];
  for (const problem of problems) {
    const text = details(problem);
    if (text === undefined) continue;
    if (text.length > left) out++;
    else told.push(text);
    if (text.length <= left) left -= text.length + 2;
  }
  return out > 0 ? [...told, `Stories that are left out here: ${grouped(out)}.`] : told;
}

function details({ verdict, check, subject }: Problem): string | undefined {
  const trace = verdict?.trace;
  if (!trace) return undefined;
  const options = { width: 100, colour: false, unicode: true };
  const text = story(trace, { ...options, because: verdict.because, reason: reasonLabel(verdict) });
  const title = `${entities(check)}: ${entities(subject)} ${entities(cameText(verdict))}`;
  return [`<details><summary>${title}</summary>`, fence("text", text), "</details>"].join("\n\n");
}
