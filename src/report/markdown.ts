// A full report of one result as Markdown, for a mail or a pull request: verdicts, matrices, stories folded
// away, pictures as Mermaid, findings, and the command that repeats it all.

import { printable } from "../base/printable.ts";
import type { Finding, Result, Verdict } from "../model/result.ts";
import { type FindingGroup, findingGroups } from "./finding-groups.ts";
import { code, entities, fence, prose } from "./markdown-text.ts";
import { matrixMarkdown } from "./matrix-text.ts";
import { graphDiagram, MERMAID_EDGES, machineDiagram, sequenceDiagram } from "./mermaid.ts";
import { hasRaces, racesMarkdown } from "./race-text.ts";
import { story } from "./story.ts";
import type { ReportOptions } from "./style.ts";
import { notLooked, waitsMarkdown } from "./waits-text.ts";
import {
  count,
  countOfStates,
  duration,
  goesRound,
  grouped,
  reasonLabel,
  runLength,
  shortLength,
} from "./words.ts";

/** The report; of the options only `width` and `unicode` matter, and they only for the stories. */
export function markdown(result: Result, options: ReportOptions): string {
  const sections = [
    heading(result),
    verdictTable(result),
    ...result.counts.filter(c => !c.ok).map(countLine),
    ...result.verdicts.flatMap(v => storySections(v, { ...options, colour: false })),
    ...matrixSections(result),
    waitSection(result),
    raceSection(result),
    findingSection(result.findings),
    ...pictureSections(result),
    repeatSection(result),
  ];
  return `${sections.filter(s => s !== "").join("\n\n")}\n`;
}

const OUTCOME: Readonly<Record<Result["exitCode"], string>> = {
  0: "✓ as expected",
  1: "✗ not as expected",
  3: "? undecided",
};

function heading(result: Result): string {
  const size = [
    countOfStates(result),
    count(result.transitions, "transition"),
    `depth ${result.depth}`,
    result.complete ? "all states seen" : `not all states seen${stopped(result)}`,
    duration(result.timing),
  ];
  const constants = result.constants.map(c => code(`${c.name} = ${c.value}`)).join(", ");
  const about = result.about === undefined ? [] : [prose(result.about)];
  const source =
    result.source.length === 0 ? [] : [`Source: ${result.source.map(prose).join("; ")}`];
  return [
    `## ${code(result.scenario ?? result.model)}: ${OUTCOME[result.exitCode]}`,
    ...about,
    ...source,
    `${code(result.file)}: ${size.join(", ")}.${constants === "" ? "" : ` With ${constants}.`}`,
  ].join("\n\n");
}

function stopped(result: Result): string {
  return result.reason === undefined ? "" : ` (${result.reason})`;
}

const SYMBOL: Readonly<Record<Verdict["verdict"], string>> = {
  holds: "✓",
  reached: "✓",
  violated: "✗",
  unreached: "✗",
  undecided: "?",
};

function verdictTable(result: Result): string {
  if (result.verdicts.length === 0) return "";
  const rows = result.verdicts.map(v =>
    [
      `${SYMBOL[v.verdict]} ${v.verdict}`,
      code(v.property),
      v.trace && goesRound(v.trace) ? shortLength(v.trace) : String(v.length ?? ""),
      expectation(v),
      [code(v.text), ...remarks(v)].join(" — "),
    ].join(" | "),
  );
  return [
    "| verdict | property | steps | expected | what it says |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(r => `| ${r} |`),
  ].join("\n");
}

function expectation(v: Verdict): string {
  if (v.expected) {
    const length = v.expected.length === undefined ? "" : ` in ${v.expected.length}`;
    return `${v.expected.verdict}${length}${v.ok ? "" : " ✗"}`;
  }
  return v.ok ? "" : "✗";
}

function remarks(v: Verdict): string[] {
  return [v.reason, v.because && `${reasonLabel(v)} ${v.because}`].flatMap(t =>
    t ? [prose(t)] : [],
  );
}

function countLine(c: Result["counts"][number]): string {
  return `✗ ${c.name}: ${grouped(c.actual)}, expected ${grouped(c.expected)}.`;
}

function storySections(v: Verdict, options: ReportOptions): string[] {
  if (v.verdict !== "violated" || !v.trace) return [];
  return [v.trace, ...v.more].map(trace => {
    const steps = runLength(trace);
    const text = story(trace, { ...options, because: v.because, reason: reasonLabel(v) });
    return [
      `<details><summary>${entities(v.property)} is violated in ${steps}</summary>`,
      fence("text", text),
      fence("mermaid", sequenceDiagram(trace)),
      "</details>",
    ].join("\n\n");
  });
}

function matrixSections(result: Result): string[] {
  return result.matrices
    .filter(m => m.triggers.length > 0)
    .map(m => `### ${code(m.machine)}: state × trigger\n\n${matrixMarkdown(m, code)}`);
}

function waitSection({ waits }: Result): string {
  if (!waits || (waits.waits.length === 0 && waits.reason === undefined)) return "";
  if (waits.reason !== undefined) return `### Waits\n\n${prose(notLooked(waits.reason))}`;
  return `### Waits\n\n${waitsMarkdown(waits, code)}`;
}

function raceSection({ races }: Result): string {
  if (!hasRaces(races)) return "";
  return `### Races\n\n${racesMarkdown(races, code, prose)}`;
}

function findingSection(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const groups = findingGroups(findings);
  const open = groups.filter(g => !g.folded).flatMap(g => g.findings);
  const folded = groups.filter(g => g.folded).map(foldedFindings);
  const lines = open.map(findingLine).join("\n");
  return ["### Findings", lines, ...folded].filter(s => s !== "").join("\n\n");
}

function foldedFindings({ code: name, severity, findings }: FindingGroup): string {
  const summary = `${severity} ${entities(name)}: ${findings.length} under this setting`;
  const lines = findings.map(findingLine).join("\n");
  return `<details><summary>${summary}</summary>\n\n${lines}\n\n</details>`;
}

function findingLine(f: Finding): string {
  const at = f.position ? ` (${code(`${f.position.file}:${f.position.line}`)})` : "";
  const fix = f.fix === undefined ? "" : ` Help: ${prose(f.fix)}`;
  return `- **${f.severity}** ${code(f.code)} ${prose(f.message)}${at}${fix}`;
}

function pictureSections(result: Result): string[] {
  const first = result.verdicts.find(v => v.verdict === "violated" && v.trace)?.trace;
  const machines = result.charts.map(
    c => `### ${code(c.machine)}\n\n${fence("mermaid", machineDiagram(c, first))}`,
  );
  const graph = result.graph;
  if (!graph || graph.edges.length > MERMAID_EDGES) return machines;
  const kind = graph.projected ? "States, by machine" : "States";
  return [...machines, `### ${kind}\n\n${fence("mermaid", graphDiagram(graph))}`];
}

function repeatSection(result: Result): string {
  return `Repeat with\n\n${fence("sh", printable(result.command))}`;
}
