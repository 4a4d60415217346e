// The page of bugs and their fixes: of each pair the promise that was broken, the run that breaks it as a
// picture, what differs between the two versions, and that the promise holds in the second. A list of all
// stands at the top. Nothing runs, nothing is loaded, and the pictures are in the page.

import { unreachable } from "../base/bug.ts";
import type { Result, Verdict } from "../model/result.ts";
import { nameGiver } from "./file-name.ts";
import { linked } from "./html-links.ts";
import { leastWidth, page } from "./html-page.ts";
import { type Content, type Html, html, picture } from "./html-template.ts";
import { relativeAddress, resultTag } from "./html-words.ts";
import { MUSEUM_STYLE } from "./museum-style.ts";
import { type BrokenPromise, type Checked, type Difference, type Pair, pairsOf } from "./pairs.ts";
import { tracesOf } from "./pictures.ts";
import { sequenceSvg } from "./sequence-svg.ts";
import { count, grouped } from "./words.ts";

/** A pair and the name of its place in the page. */
interface Exhibit extends Pair {
  readonly anchor: string;
}

/** Exhibits of one folder, called so by their names or not. */
interface Room {
  readonly title: string;
  readonly folder: string;
  readonly named: boolean;
  readonly exhibits: readonly Exhibit[];
}

/** The page of all pairs of a broken and a right version; undefined where there is none. */
export function museumPage(entries: readonly Checked[]): string | undefined {
  const name = nameGiver();
  const exhibits = pairsOf(entries).map(pair => ({ ...pair, anchor: `bug-${name(pair.name)}` }));
  if (exhibits.length === 0) return undefined;
  const rooms = roomsOf(exhibits);
  const body = [headHtml(exhibits), contentsHtml(rooms), rooms.map(roomHtml)];
  return page(`${MUSEUM_TITLE} \u2013 migcheck`, body, MUSEUM_STYLE);
}

/** What the page is called. */
export const MUSEUM_TITLE = "Broken promises, before and after";

function roomsOf(exhibits: readonly Exhibit[]): Room[] {
  const rooms = new Map<string, Exhibit[]>();
  for (const exhibit of exhibits) {
    const key = JSON.stringify([exhibit.named, exhibit.folder]);
    const room = rooms.get(key);
    if (room) room.push(exhibit);
    else rooms.set(key, [exhibit]);
  }
  return [...rooms.values()].flatMap(list => {
    const [first] = list;
    if (!first) return [];
    const { folder, named } = first;
    return [{ title: folder.split("/").at(-1) || ".", folder, named, exhibits: list }];
  });
}

function headHtml(exhibits: readonly Exhibit[]): Html {
  const steps = exhibits.map(({ promise }) => promise.broken.length ?? 0).sort((a, b) => a - b);
  const bugs = exhibits.filter(exhibit => exhibit.named).length;
  const states = exhibits.reduce((sum, { after }) => sum + after.result.states, 0);
  const tiles: readonly (readonly [string, string])[] = [
    ...(bugs > 0 ? [[grouped(bugs), "before and after"] as const] : []),
    ...(bugs < exhibits.length
      ? [[grouped(exhibits.length - bugs), "with a broken variant"] as const]
      : []),
    [range(steps), "steps until it breaks"],
    [grouped(states), "states seen in which it holds"],
  ];
  return html`<header>
<p class="small"><a href="./index.html">all models</a></p>
<h1>${MUSEUM_TITLE}</h1>
<p>Each entry is one model in two versions. In the first a promise is broken, and the picture is the run that
breaks it; in the second the same promise holds. What stands between the two is all that differs.</p>
<ul class="tiles">${tiles.map(([value, word]) => html`<li><b>${value}</b><span>${word}</span></li>`)}</ul>
</header>`;
}

/** From the least to the most. */
function range(sorted: readonly number[]): string {
  const [least, most] = [sorted.at(0) ?? 0, sorted.at(-1) ?? 0];
  return least === most ? grouped(least) : `${grouped(least)}\u2013${grouped(most)}`;
}

function contentsHtml(rooms: readonly Room[]): Html {
  return html`<h2 id="contents">All of them</h2>
<div class="scroll"><table class="wide cards bugs">
<caption class="hidden">Broken promises by folder</caption>
<thead><tr><td></td><th scope="col">what</th><th scope="col">the promise that was broken</th>
<th scope="col" class="number">steps</th><th scope="col" class="number">states after</th></tr></thead>
${rooms.map(
  room => html`<tbody>
<tr class="group"><th colspan="5" scope="rowgroup">${room.title} ${folderHtml(room)}</th></tr>
${room.exhibits.map(contentsRow)}
</tbody>`,
)}
</table></div>`;
}

function folderHtml({ folder, exhibits }: Room): Html {
  return html`<span class="muted small" style="font-weight:400">${folder} (${exhibits.length})</span>`;
}

function contentsRow(exhibit: Exhibit): Html {
  const { id, title } = nameParts(exhibit);
  const { broken } = exhibit.promise;
  return html`<tr><td>${idHtml(id)}</td><th scope="row"><a href="${`#${exhibit.anchor}`}">${title}</a></th>
<td class="small"><b>${broken.property}</b>${broken.because === undefined ? undefined : html` <span class="muted">because ${broken.because}</span>`}</td>
<td class="number" data-name="steps">${broken.length}</td><td class="number" data-name="states after">${grouped(exhibit.after.result.states)}</td></tr>`;
}

/** `b01-migrate-during-cancel` has an id and a title. */
function nameParts({ name }: Exhibit): {
  readonly id?: string | undefined;
  readonly title: string;
} {
  const [, id, title = ""] = /^([a-z]{1,3}\d{1,4})-(.+)$/is.exec(name) ?? [];
  return id === undefined ? { title: name } : { id, title: title.replaceAll("-", " ") };
}

function idHtml(id: string | undefined): Content {
  return id === undefined ? undefined : html`<span class="id">${id}</span>`;
}

function roomHtml(room: Room): Html {
  return html`<section class="room"><h2>${room.title} ${folderHtml(room)}</h2>
${room.exhibits.map(exhibitHtml)}</section>`;
}

function exhibitHtml(exhibit: Exhibit): Html {
  const { id, title } = nameParts(exhibit);
  const { modelAbout, source } = exhibit.before.result;
  return html`<section class="exhibit" id="${exhibit.anchor}">
<h3>${idHtml(id)}${title}</h3>
${modelAbout === undefined ? undefined : html`<p>${modelAbout}</p>`}
${source.map(text => html`<p class="small muted">source: ${linked(text)}</p>`)}
${promiseHtml(exhibit)}
<div class="sides">
${beforeHtml(exhibit)}
${differencesHtml(exhibit.differences)}
${afterHtml(exhibit)}
</div>
${runHtml(exhibit)}
${othersHtml(exhibit)}
</section>`;
}

function promiseHtml({ promise, more }: Exhibit): Html {
  const { because, property, kind, text } = promise.broken;
  const others = more.map(({ broken }) => broken.property);
  const also =
    others.length === 0
      ? undefined
      : html`<p class="small muted">broken and kept with it: ${shortList(others)}</p>`;
  return html`<div class="promise">
<p><b>${property}</b>${because === undefined ? undefined : html` because ${because}`}</p>
<p class="small">${kind} <code>${text}</code></p>${also}
</div>`;
}

function beforeHtml({ before, promise }: Exhibit): Html {
  const { length } = promise.broken;
  const steps = length === undefined ? "" : ` in ${count(length, "step")}`;
  return html`<div class="side bad"><h4>before</h4>
<span class="tag bad">\u2717 violated${steps}</span>
${sideHtml(before)}</div>`;
}

function afterHtml({ after, promise }: Exhibit): Html {
  const { states, complete, exitCode } = after.result;
  const seen = complete ? `all ${count(states, "state")} seen` : `${count(states, "state")} seen`;
  return html`<div class="side good"><h4>after</h4>
<span class="tag good">\u2713 holds</span> <span class="small muted">${seen}</span> ${exitCode === 0 ? undefined : resultTag(after.result)}${violatedHtml(after.result, promise.broken.property)}
${sideHtml(after)}</div>`;
}

/** What the scenario says of itself, and its page. */
function sideHtml(entry: Checked): Html {
  const about = ownAbout(entry.result);
  return html`${about === undefined ? undefined : html`<p>${about}</p>`}
<p class="small">${pageLink(entry)}</p>`;
}

/** Not what the model says: that stands above. */
function ownAbout({ about, modelAbout }: Result): string | undefined {
  return about === modelAbout ? undefined : about;
}

/** Violated there as well: one promise kept is not all kept. */
function violatedHtml({ verdicts }: Result, except: string): Content {
  const names = verdicts.flatMap(({ verdict, property }) =>
    verdict === "violated" && property !== except ? [property] : [],
  );
  return names.length === 0
    ? undefined
    : html` <span class="small warn">violated here: ${shortList(names)}</span>`;
}

function shortList(names: readonly string[]): string {
  const rest = names.length - LISTED;
  const shown = names.slice(0, LISTED).join(", ");
  return rest > 0 ? `${shown} and ${grouped(rest)} more` : shown;
}

const LISTED = 4;

function pageLink({ href, result }: Checked, place = ""): Html {
  const name = result.scenario ?? `${result.model}, as the model's file has it`;
  return href === undefined
    ? html`${name}`
    : html`<a href="${relativeAddress(href)}${place}">${name}</a>`;
}

function differencesHtml(differences: readonly Difference[]): Html {
  const rows = differences.map(
    ({ name, before, after }) => html`<tr><th scope="row"><code>${name}</code></th>
<td class="old"><code>${before ?? "\u2013"}</code></td><td aria-hidden="true">\u2192</td><td class="new"><code>${after ?? "\u2013"}</code></td></tr>`,
  );
  return html`<div class="differs"><h4>what differs</h4><table>
<caption class="hidden">What differs, before and after</caption>
<tbody>${rows}</tbody></table></div>`;
}

function runHtml({ before, promise }: Exhibit): Content {
  const { trace, property } = promise.broken;
  if (!trace) return undefined;
  const stem = tracesOf(before.result).find(named => named.trace === trace)?.stem;
  const words =
    before.href === undefined || stem === undefined
      ? undefined
      : html`; <a href="${relativeAddress(before.href)}#${stem}">step by step</a>`;
  const svg = sequenceSvg(trace, "violated");
  return html`<figure class="sequence"><div class="paper" style="${leastWidth(svg)}">${picture(svg)}</div>
<figcaption>how ${property} is broken; time runs downward, one lane for each machine${words}</figcaption></figure>`;
}

function othersHtml({ others, promise, before, after }: Exhibit): Content {
  const items = others
    .filter(({ result }) => result.scenario !== undefined || isNeither(result, [before, after]))
    .map(entry => otherHtml(entry, promise));
  if (items.length === 0) return undefined;
  return html`<h4>Further checks of this model, and what becomes of ${promise.broken.property}</h4><ul class="others">${items}</ul>`;
}

/** The bare model is worth a line only if its constants are those of neither side. */
function isNeither(result: Result, sides: readonly Checked[]): boolean {
  const constants = ({ constants }: Result) => JSON.stringify(constants);
  return sides.every(side => constants(side.result) !== constants(result));
}

function otherHtml(entry: Checked, { broken }: BrokenPromise): Html {
  const verdict = entry.result.verdicts.find(v => v.property === broken.property);
  const about = ownAbout(entry.result);
  const word = verdict === undefined ? resultTag(entry.result) : wordHtml(verdict);
  const own = about === undefined ? undefined : html` <span class="muted">${about}</span>`;
  return html`<li>${pageLink(entry)}: ${word}${own}${violatedHtml(entry.result, broken.property)}</li>`;
}

function wordHtml({ verdict, length }: Verdict): Html {
  switch (verdict) {
    case "holds":
    case "reached":
      return html`<b class="good">\u2713 ${verdict}</b>`;
    case "violated":
      return html`<b class="bad">\u2717 violated${length === undefined ? "" : ` in ${count(length, "step")}`}</b>`;
    case "unreached":
      return html`<b class="bad">\u2717 unreached</b>`;
    case "undecided":
      return html`<b class="warn">? undecided</b>`;
    default:
      return unreachable(verdict, "verdict");
  }
}
