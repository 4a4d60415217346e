// The front page of a folder of reports: every model and scenario that was checked, by folder, with what was
// found and whether that was expected. Texts that could not be checked are listed as well.

import type { Refusal, Result } from "../model/result.ts";
import { thumbnailDot } from "./dot-thumbnail.ts";
import { MUSEUM_TITLE } from "./html-museum.ts";
import { page } from "./html-page.ts";
import { type Content, type Html, html, pictureAddress } from "./html-template.ts";
import { relativeAddress, resultName, resultTag } from "./html-words.ts";
import type { Draw } from "./pictures.ts";
import { renderSvg } from "./svg.ts";
import { count, grouped } from "./words.ts";

/** A line of the index: a result with its page, or a text that was refused. */
export interface IndexEntry {
  /** Relative address of the result's page. */
  readonly href?: string | undefined;
  /** `models/qemu`: entries of one folder stand together. */
  readonly folder: string;
  readonly result?: Result | undefined;
  readonly refusal?: Refusal | undefined;
  /** An SVG, see `thumbnailOf`. */
  readonly thumbnail?: string | undefined;
}

/** A small picture of the result's largest machine. */
export async function thumbnailOf(
  result: Result,
  draw: Draw = renderSvg,
): Promise<string | undefined> {
  const [largest] = [...result.charts].sort((a, b) => b.edges.length - a.edges.length);
  return largest ? draw(thumbnailDot(largest)) : undefined;
}

/** The page that lists all entries; `museum` is where the page of bugs and their fixes is. */
export function indexPage(entries: readonly IndexEntry[], museum?: string): string {
  const folders = new Map<string, IndexEntry[]>();
  for (const entry of entries) {
    const list = folders.get(entry.folder);
    if (list) list.push(entry);
    else folders.set(entry.folder, [entry]);
  }
  const groups = [...folders].map(([folder, list]) => groupHtml(folder, list));
  const body = html`<header><h1>Checked models</h1>${summaryHtml(entries)}${museumHtml(museum)}</header>
<div class="scroll"><table class="wide cards">
<caption class="hidden">Models and scenarios with their verdicts</caption>
<thead><tr><th scope="col"><span class="hidden">picture</span></th><th scope="col">model</th><th scope="col">result</th><th scope="col">properties</th>
<th scope="col">states</th><th scope="col">transitions</th><th scope="col">depth</th></tr></thead>
${groups}
</table></div>`;
  return page("Checked models \u2013 migcheck", body);
}

function museumHtml(museum: string | undefined): Content {
  if (museum === undefined) return undefined;
  return html`<p><a href="${relativeAddress(museum)}">${MUSEUM_TITLE}</a>: the run that breaks each, and what mends it</p>`;
}

function summaryHtml(entries: readonly IndexEntry[]): Html {
  const of = (code: number) => entries.filter(({ result }) => result?.exitCode === code).length;
  const tiles: readonly (readonly [number, string, string])[] = [
    [entries.length, "checked", ""],
    [of(0), "\u2713 as expected", "good"],
    [of(1), "\u2717 not as expected", "bad"],
    [of(3), "? undecided", "warn"],
    [entries.filter(({ refusal }) => refusal).length, "\u2717 not readable", "bad"],
  ];
  const shown = tiles.filter(([n], i) => i < 2 || n > 0);
  return html`<ul class="tiles">${shown.map(
    ([n, name, mood]) => html`<li><b class="${mood}">${n}</b><span>${name}</span></li>`,
  )}</ul>`;
}

function groupHtml(folder: string, entries: readonly IndexEntry[]): Html {
  return html`<tbody>
<tr class="group"><th colspan="7" scope="rowgroup">${folder === "" ? "." : folder} <span class="muted">(${entries.length})</span></th></tr>
${entries.map(entryHtml)}
</tbody>`;
}

function entryHtml(entry: IndexEntry): Content {
  if (entry.result) return resultRow(entry, entry.result);
  return entry.refusal ? refusalRow(entry.refusal) : undefined;
}

function resultRow(entry: IndexEntry, result: Result): Html {
  const name = resultName(result);
  const link =
    entry.href === undefined
      ? html`${name}`
      : html`<a href="${relativeAddress(entry.href)}">${name}</a>`;
  const part = result.complete ? "" : html` <span class="warn" title="the space was cut">+</span>`;
  return html`<tr><td>${thumbnailHtml(entry, name)}</td>
<th scope="row">${link}${result.about === undefined ? undefined : html`<div class="small muted" style="font-weight:400">${shortened(result.about)}</div>`}</th>
<td>${resultTag(result)}</td><td class="small">${propertiesHtml(result)}</td>
<td class="number" data-name="states">${grouped(result.states)}${part}</td><td class="number" data-name="transitions">${grouped(result.transitions)}</td><td class="number" data-name="depth">${grouped(result.depth)}</td></tr>`;
}

const LONGEST = 160;

function shortened(text: string): string {
  const symbols = Array.from(text);
  return symbols.length <= LONGEST
    ? text
    : `${symbols.slice(0, LONGEST).join("").trimEnd()} \u2026`;
}

function thumbnailHtml(entry: IndexEntry, name: string): Content {
  if (entry.thumbnail === undefined) return undefined;
  return html`<img class="thumb" alt="${`machine of ${name}`}" src="${pictureAddress(entry.thumbnail)}">`;
}

function propertiesHtml(result: Result): Content {
  const words = ["violated", "unreached", "undecided", "holds", "reached"] as const;
  const counts = words.flatMap(word => {
    const n = result.verdicts.filter(v => v.verdict === word).length;
    return n === 0 ? [] : [`${n} ${word}`];
  });
  const unexpected = result.verdicts.filter(v => !v.ok).map(v => v.property);
  const names =
    unexpected.length === 0 ? undefined : html`<div class="bad">${unexpected.join(", ")}</div>`;
  const findings = result.findings.filter(f => f.severity !== "note").length;
  const more =
    findings === 0 ? undefined : html`<div class="muted">${count(findings, "finding")}</div>`;
  return html`${counts.join(", ")}${names}${more}`;
}

function refusalRow(refusal: Refusal): Html {
  const errors = refusal.diagnostics.filter(d => d.severity === "error");
  return html`<tr><td></td><th scope="row">${refusal.file}</th><td><span class="tag bad">\u2717 not readable</span></td>
<td class="small" colspan="4">${errors.slice(0, 3).map(d => html`<div>${d.message}</div>`)}${errors.length > 3 ? html`<div class="muted">\u2026 and ${errors.length - 3} more</div>` : undefined}</td></tr>`;
}
