// The front page of a folder of reports: every model and scenario that was checked, by folder, with what was found and
// whether that was expected. Folders of a long list are folded; what is not as expected stands above them, in the open.

import type { Refusal, Result } from "../model/result.ts";
import { thumbnailDot } from "./dot-thumbnail.ts";
import { MUSEUM_TITLE } from "./html-museum.ts";
import { page } from "./html-page.ts";
import { type Content, type Html, html, pictureAddress } from "./html-template.ts";
import { relativeAddress, resultName, resultTag } from "./html-words.ts";
import {
  type Checked,
  type IndexEntry,
  type IndexFolder,
  type IndexModel,
  indexFolders,
  isFine,
} from "./index-groups.ts";
import { INDEX_STYLE } from "./index-style.ts";
import type { Draw } from "./pictures.ts";
import { renderSvg } from "./svg.ts";
import { count, grouped } from "./words.ts";

export type { IndexEntry } from "./index-groups.ts";

/** A small picture of the result's largest machine. */
export async function thumbnailOf(
  result: Result,
  draw: Draw = renderSvg,
): Promise<string | undefined> {
  const size = ({ edges, states }: Result["charts"][number]) =>
    states.length > 1 ? edges.length : 0;
  const [largest] = [...result.charts].sort((a, b) => size(b) - size(a));
  return largest ? draw(thumbnailDot(largest)) : undefined;
}

/** More lines than this are folded. */
const MANY = 40;

/** The page that lists all entries; `museum` is where the page of bugs and their fixes is. */
export function indexPage(entries: readonly IndexEntry[], museum?: string): string {
  const folded = entries.length > MANY;
  const folders = indexFolders(entries);
  const body = html`<header><h1>Checked models</h1>${tilesHtml(entries)}${museumHtml(museum)}</header>
${folded ? lookHtml(entries.filter(entry => !isFine(entry))) : undefined}
${folders.map(folder => folderHtml(folder, !folded || !folder.entries.every(isFine)))}`;
  return page("Checked models \u2013 migcheck", body, INDEX_STYLE);
}

function museumHtml(museum: string | undefined): Content {
  if (museum === undefined) return undefined;
  return html`<p><a href="${relativeAddress(museum)}">${MUSEUM_TITLE}</a>: the run that breaks each, and what mends it</p>`;
}

type Tile = readonly [number: number, word: string, mood: string];

function tilesHtml(entries: readonly IndexEntry[]): Html {
  const states = entries.reduce((sum, { result }) => sum + (result?.states ?? 0), 0);
  const shown: readonly Tile[] = [
    [entries.length, "checked", ""],
    ...outcomes(entries),
    [states, "states seen", ""],
  ];
  return html`<ul class="tiles">${shown.map(
    ([n, name, mood]) => html`<li><b class="${mood}">${grouped(n)}</b><span>${name}</span></li>`,
  )}</ul>`;
}

/** How many came out how. */
function outcomes(entries: readonly IndexEntry[]): Tile[] {
  const of = (code: number) => entries.filter(({ result }) => result?.exitCode === code).length;
  const all: readonly Tile[] = [
    [of(0), "\u2713 as expected", "good"],
    [of(1), "\u2717 not as expected", "bad"],
    [of(3), "? undecided", "warn"],
    [entries.filter(({ refusal }) => refusal).length, "\u2717 not readable", "bad"],
  ];
  return all.filter(([n]) => n > 0);
}

/** What is not as expected, by name, before everything else. */
function lookHtml(entries: readonly IndexEntry[]): Content {
  if (entries.length === 0) return undefined;
  const items = entries.map(({ href, result, refusal }) =>
    result
      ? html`<li>${nameHtml({ href, result })} ${resultTag(result)} <span class="bad small">${surprises(result)}</span></li>`
      : html`<li>${refusal?.file} <span class="tag bad">\u2717 not readable</span></li>`,
  );
  return html`<h2>What needs a look</h2><ul class="look">${items}</ul>`;
}

function surprises({ verdicts }: Result): string {
  return verdicts.flatMap(v => (v.ok ? [] : [v.property])).join(", ");
}

// ---------------------------------------------------------------- folders

function folderHtml(of: IndexFolder, open: boolean): Html {
  const { folder, models, refused, entries } = of;
  const scenarios = models.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const sizes = [count(models.length, "model"), count(scenarios, "scenario")];
  const tags = outcomes(entries).map(
    ([n, word, mood]) => html`<span class="tag ${mood}">${word.replace(" ", ` ${n} `)}</span>`,
  );
  const state = open ? html` open=""` : html``;
  return html`<details class="folder"${state}><summary><h2>${folder === "" ? "." : folder}</h2>
<span class="muted small">${sizes.join(", ")}</span> <span class="counts">${tags}</span></summary>
<div class="scroll"><table class="wide cards results">
<caption class="hidden">Models and scenarios with their verdicts</caption>
<thead><tr><th scope="col" class="picture"><span class="hidden">picture</span></th><th scope="col">model</th><th scope="col" class="result">result</th><th scope="col" class="found">properties</th>
<th scope="col" class="count">states</th><th scope="col" class="count">transitions</th><th scope="col" class="count">depth</th></tr></thead>
${models.map(modelHtml)}
${refused.length === 0 ? undefined : html`<tbody>${refused.map(refusalRow)}</tbody>`}
</table></div></details>`;
}

function modelHtml(model: IndexModel): Html {
  const [first, ...more] = model.own;
  const thumbnail = thumbnailHtml(model);
  const about = aboutHtml(model.about);
  const head = first
    ? html`<tr class="model"><td>${thumbnail}</td><th scope="row">${nameHtml(first)}${about}</th>${cells(first.result)}</tr>`
    : html`<tr class="model"><td>${thumbnail}</td><th scope="row" colspan="6">${model.name}${about}</th></tr>`;
  return html`<tbody>
${head}
${[...more, ...model.scenarios].map(entry => scenarioRow(entry, model))}
</tbody>`;
}

function scenarioRow(entry: Checked, model: IndexModel): Html {
  const { about } = entry.result;
  const own = about === model.about ? undefined : aboutHtml(about);
  return html`<tr class="scenario"><td></td><th scope="row">${nameHtml(entry)}${own}</th>${cells(entry.result)}</tr>`;
}

function cells(result: Result): Html {
  const part = result.complete ? "" : html` <span class="warn" title="the space was cut">+</span>`;
  return html`<td>${resultTag(result)}</td><td class="small">${propertiesHtml(result)}</td>
<td class="number" data-name="states">${grouped(result.states)}${part}</td><td class="number" data-name="transitions">${grouped(result.transitions)}</td><td class="number" data-name="depth">${grouped(result.depth)}</td>`;
}

function nameHtml({ href, result }: Pick<Checked, "href" | "result">): Html {
  const name = resultName(result);
  return href === undefined ? html`${name}` : html`<a href="${relativeAddress(href)}">${name}</a>`;
}

function aboutHtml(about: string | undefined): Content {
  if (about === undefined) return undefined;
  return html`<div class="small muted" style="font-weight:400">${shortened(about)}</div>`;
}

const LONGEST = 160;

/** Cut between words, where there are any. */
function shortened(text: string): string {
  const symbols = Array.from(text);
  if (symbols.length <= LONGEST) return text;
  const start = symbols.slice(0, LONGEST).join("");
  return `${start.replace(/\s+\S{0,20}$/, "")} \u2026`;
}

function thumbnailHtml({ name, thumbnail }: IndexModel): Content {
  if (thumbnail === undefined) return undefined;
  return html`<img class="thumb" alt="${`machine of ${name}`}" loading="lazy" src="${pictureAddress(thumbnail)}">`;
}

function propertiesHtml(result: Result): Content {
  const words = ["violated", "unreached", "undecided", "holds", "reached"] as const;
  const counts = words.flatMap(word => {
    const n = result.verdicts.filter(v => v.verdict === word).length;
    return n === 0 ? [] : [`${n} ${word === "holds" && n > 1 ? "hold" : word}`];
  });
  const unexpected = surprises(result);
  const names = unexpected === "" ? undefined : html`<div class="bad">${unexpected}</div>`;
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
