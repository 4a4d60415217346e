// The page of one result, complete in itself: verdicts, each counterexample as picture and story, the
// matrices, the machines, findings, and links to the data files that lie beside it. Timing is left out, so
// that the same check gives the same page.

import type { Finding, MatrixCell, Result, Verdict } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { findingGroups } from "./finding-groups.ts";
import { leastWidth, page } from "./html-page.ts";
import { type Content, type Html, html } from "./html-template.ts";
import { storyHtml, valuesHtml } from "./html-trace.ts";
import {
  expectationText,
  relativeAddress,
  resultName,
  resultTag,
  verdictTag,
} from "./html-words.ts";
import { matrixHtml } from "./matrix-html.ts";
import { chartsOf, chartsOfTrace, markedName, type NamedTrace, tracesOf } from "./pictures.ts";
import { racesHtml } from "./race-html.ts";
import { waitsHtml } from "./waits-html.ts";
import { count, countedBy, goesRound, grouped, reasonLabel, runLength } from "./words.ts";

/** Files that lie beside the page, by name: those of `picturesOf`, and data files named alike. */
export type Files = ReadonlyMap<string, string>;

/** What the page may point to. */
export interface Places {
  /** The front page. */
  readonly index?: string | undefined;
  /** Of a file, by its name; else all lie beside the page. */
  readonly address?: ((name: string) => string) | undefined;
}

interface Beside {
  readonly files: Files;
  readonly address: (name: string) => string;
}

/** The page of the result; pictures and other files stay files of their own. */
export function resultPage(result: Result, content: Files, places: Places = {}): string {
  const { index = "../index.html", address = (name: string) => relativeAddress(name) } = places;
  const files: Beside = { files: content, address };
  const traces = tracesOf(result);
  const runs = runsOf(result);
  const body = [
    headHtml(result, index),
    verdictsHtml(result, traces),
    traces.length === 0 ? undefined : html`<h2 id="runs">Counterexamples and witnesses</h2>`,
    traces.map(trace => traceHtml(result, trace, files)),
    matricesHtml(result, runs),
    waitsHtml(result.waits),
    racesHtml(result.races),
    machinesHtml(result, files),
    findingsHtml(result, runs),
    [...runs].map(([trace, name]) => runHtml(trace, name)),
    againHtml(result, files),
  ];
  return page(`${resultName(result)} \u2013 migcheck`, body);
}

function headHtml(result: Result, index: string): Html {
  const scenario = result.scenario === undefined ? "" : `scenario of model ${result.model}, `;
  const reason = result.reason === undefined ? "" : ` (${result.reason})`;
  const by = countedBy(result);
  const tiles: readonly (readonly [Content, string])[] = [
    [grouped(result.states), by === undefined ? "states" : `states: ${by}`],
    [grouped(result.transitions), "transitions"],
    [grouped(result.depth), "depth"],
    [
      result.complete ? "whole" : "part",
      result.complete ? "space seen" : `of the space seen${reason}`,
    ],
  ];
  return html`<header>
<p class="small"><a href="${index}">all models</a></p>
<h1>${resultName(result)} ${resultTag(result)}</h1>
<p class="muted small">${scenario}<code>${result.file}</code></p>
${result.about === undefined ? undefined : html`<p>${result.about}</p>`}
${result.source.map(text => html`<p class="small muted">source: ${text}</p>`)}
<ul class="tiles">${tiles.map(([value, name]) => html`<li><b>${value}</b><span>${name}</span></li>`)}</ul>
${constantsHtml(result)}
</header>`;
}

function constantsHtml(result: Result): Content {
  if (result.constants.length === 0) return undefined;
  const text = result.constants.map(({ name, value }) => `${name} = ${value}`).join(", ");
  return html`<p class="small">constants: <code>${text}</code></p>`;
}

function verdictsHtml(result: Result, traces: readonly NamedTrace[]): Html {
  const rows = result.verdicts.map(verdict => verdictRow(verdict, traces));
  const counts = result.counts.map(
    ({ name, expected, actual, ok }) =>
      html`<tr><td><span class="tag ${ok ? "good" : "bad"}">${ok ? "\u2713" : "\u2717"} ${ok ? "equal" : "different"}</span></td>
<th scope="row">${name}</th><td class="number"></td><td>${ok ? "as expected" : `expected: ${grouped(expected)}`}</td><td>${grouped(actual)}</td></tr>`,
  );
  return html`<h2 id="verdicts">Verdicts</h2>
<div class="scroll"><table class="wide cards">
<thead><tr><th scope="col">verdict</th><th scope="col">property</th><th scope="col">steps</th><th scope="col">expected</th><th scope="col">says</th></tr></thead>
<tbody>
${rows}
${counts}
</tbody></table></div>`;
}

function verdictRow(verdict: Verdict, traces: readonly NamedTrace[]): Html {
  const trace = traces.find(named => named.property === verdict.property);
  const name = trace
    ? html`<a href="${`#${trace.stem}`}">${verdict.property}</a>`
    : html`${verdict.property}`;
  const because =
    verdict.because === undefined
      ? undefined
      : html`<div>${reasonLabel(verdict)} ${verdict.because}</div>`;
  const reason =
    verdict.reason === undefined ? undefined : html`<div class="warn">${verdict.reason}</div>`;
  return html`<tr><td>${verdictTag(verdict)}</td><th scope="row">${name}</th>
<td class="number" data-name="steps">${stepsText(verdict)}</td><td class="${verdict.ok ? "muted" : "bad"}">${expectationText(verdict)}</td>
<td class="small">${verdict.kind} <code>${verdict.text}</code> <span class="muted place">${verdict.place}</span>${because}${reason}</td></tr>`;
}

/** Of a run that goes round, its parts: `3 + 2`. */
function stepsText({ length, trace }: Verdict): Content {
  const loop = trace?.loop;
  if (!trace || loop === undefined || !goesRound(trace)) return length;
  return `${loop} + ${trace.steps.length - loop}`;
}

function traceHtml(result: Result, named: NamedTrace, files: Beside): Html {
  const verdict = result.verdicts.find(v => v.property === named.property);
  const fine = named.ending === "reached";
  const machines = chartsOfTrace(result, named.trace).flatMap(chart =>
    figure(
      files,
      `${markedName(named, chart)}.svg`,
      `machine ${chart.chart.machine}, its steps numbered`,
    ),
  );
  return html`<section class="run${fine ? " fine" : ""}" id="${named.stem}">
<h3>${named.property}: ${verdict?.verdict ?? ""}, ${runLength(named.trace)}</h3>
${verdict?.because === undefined ? undefined : html`<p>${reasonLabel(verdict)} ${verdict.because}</p>`}
${figure(files, `${named.stem}.sequence.svg`, "time runs downward; one lane for each machine", "sequence")}
<h4>Step by step</h4>
${storyHtml(named.trace, named.ending)}
${valuesHtml(named.trace)}
${machines.length === 0 ? undefined : html`<h4>In the machines</h4><div class="pictures">${machines}</div>`}
${folded(files, `${named.stem}.states.svg`, "What changed, state by state")}
${folded(files, `${named.stem}.graph.svg`, "In the reachable graph")}
${filesHtml(files, name => name.startsWith(`${named.stem}.`))}
</section>`;
}

/** A picture as an image that opens by itself when it is followed: there it can be searched and made larger. */
function figure({ files, address }: Beside, name: string, caption: string, kind = ""): Html[] {
  const svg = files.get(name);
  if (svg === undefined) return [];
  const [, width, height] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  const image = html`<a href="${address(name)}"><img src="${address(name)}" width="${width}" height="${height}" alt="${caption}" decoding="async"></a>`;
  return [
    html`<figure class="${kind}"><div class="paper" style="${leastWidth(svg)}">${image}</div><figcaption>${caption}</figcaption></figure>`,
  ];
}

function folded(files: Beside, name: string, title: string): Content {
  const [shown] = figure(files, name, title);
  return shown ? html`<details><summary>${title}</summary>${shown}</details>` : undefined;
}

/** Links to files beside the page. */
function filesHtml({ files, address }: Beside, mine: (name: string) => boolean): Content {
  const names = [...files.keys()].filter(mine);
  if (names.length === 0) return undefined;
  const items = names.map(name => html`<li><a href="${address(name)}">${name}</a></li>`);
  return html`<ul class="files" aria-label="files">${items}</ul>`;
}

/** Runs to open cells and of findings, named in order. */
function runsOf(result: Result): ReadonlyMap<Trace, string> {
  const cells = result.matrices.flatMap(matrix => matrix.cells.flat());
  const traces = [...cells, ...result.findings].flatMap(({ witness }) =>
    witness ? [witness] : [],
  );
  return new Map([...new Set(traces)].map((trace, i) => [trace, `run-${i + 1}`]));
}

function matricesHtml(result: Result, runs: ReadonlyMap<Trace, string>): Content {
  if (result.matrices.length === 0) return undefined;
  const link = (cell: MatrixCell) => (cell.witness ? runs.get(cell.witness) : undefined);
  const tables = result.matrices.map(
    matrix => html`<h3>${matrix.machine}</h3>${matrixHtml(matrix, link)}`,
  );
  return html`<h2 id="matrix">Every trigger in every state</h2>${tables}`;
}

function machinesHtml(result: Result, files: Beside): Content {
  const figures = chartsOf(result).flatMap(({ chart, stem }) =>
    figure(
      files,
      `${stem}.svg`,
      `machine ${chart.machine}${chart.replicas ? `, ${chart.replicas}` : ""}`,
    ),
  );
  if (figures.length === 0) return undefined;
  const note = "Dashed: never fired, or not reached.";
  return html`<h2 id="machines">Machines</h2><p class="small muted">${note}</p><div class="pictures">${figures}</div>
${folded(files, "graph.svg", "The reachable graph") ?? largeGraphHtml(result)}`;
}

function largeGraphHtml({ graph }: Result): Content {
  if (!graph) return undefined;
  const size = `${count(graph.nodes.length, "node")} and ${count(graph.edges.length, "edge")}`;
  return html`<p class="small muted">The reachable graph has ${size}: too many for a picture that says something. <code>migcheck show --of graph</code> draws it.</p>`;
}

const SEVERITIES: Readonly<Record<Finding["severity"], { mood: string; sign: string }>> = {
  error: { mood: "bad", sign: "\u2717" },
  warning: { mood: "warn", sign: "!" },
  note: { mood: "", sign: "\u00b7" },
};

function findingsHtml(result: Result, runs: ReadonlyMap<Trace, string>): Content {
  if (result.findings.length === 0) return undefined;
  const groups = findingGroups(result.findings);
  const open = groups.filter(g => !g.folded).flatMap(g => g.findings);
  const folded = groups.filter(g => g.folded);
  return html`<h2 id="findings">Findings</h2>
${open.length === 0 ? undefined : findingTable(open, runs)}
${folded.map(
  ({ code, findings }) =>
    html`<details><summary>${code}: ${findings.length} under this setting</summary>${findingTable(findings, runs)}</details>`,
)}`;
}

function findingTable(findings: readonly Finding[], runs: ReadonlyMap<Trace, string>): Html {
  return html`<div class="scroll"><table class="wide cards">
<thead><tr><th scope="col">what</th><th scope="col">message</th><th scope="col">where</th></tr></thead>
<tbody>
${findings.map(finding => findingRow(finding, runs))}
</tbody></table></div>`;
}

function findingRow(finding: Finding, runs: ReadonlyMap<Trace, string>): Html {
  const { mood, sign } = SEVERITIES[finding.severity];
  const at = finding.position;
  const place = at ? html`<code>${at.file}:${at.line}:${at.column}</code>` : undefined;
  const run = finding.witness ? runs.get(finding.witness) : undefined;
  return html`<tr><td><span class="tag ${mood}">${sign} ${finding.severity}</span> <span class="small muted">${finding.code}</span></td>
<td>${finding.message}${finding.fix === undefined ? undefined : html`<div class="small muted">${finding.fix}</div>`}
${run === undefined ? undefined : html`<div class="small"><a href="${`#${run}`}">the run</a></div>`}</td>
<td class="small">${place}</td></tr>`;
}

/** The anchor is inside, so that following it unfolds the run. */
function runHtml(trace: Trace, name: string): Html {
  return html`<details class="small"><summary>${name.replace("-", " ")}: ${trace.ending}</summary>
<div id="${name}">${storyHtml(trace)}</div></details>`;
}

function againHtml(result: Result, files: Beside): Html {
  return html`<h2 id="again">Check it yourself</h2>
<p><code>${result.command}</code></p>
<p class="small muted">engine: ${result.engine}</p>
${filesHtml(files, name => !name.startsWith("trace-"))}`;
}
