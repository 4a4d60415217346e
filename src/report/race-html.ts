// The race matrix of a page: for each machine a table of what can happen to it, state by state, by everything else that can happen.
// Own steps of a machine share a column, or there would be more columns than anyone reads. A cell says whether the order
// matters; its hover says how, and the nearest differences are drawn as forks: one run, two orders, two ends.

import type { Race, RaceOrder, RaceOutcome, RacePart, RaceTable } from "../model/result.ts";
import { type Content, type Html, html } from "./html-template.ts";
import {
  acceptedOf,
  endTexts,
  hasRaces,
  notLookedFor,
  partsOf,
  partText,
  raceNumbers,
  racesBySide,
} from "./race-text.ts";
import { count } from "./words.ts";

/** The heading, the numbers, a matrix for each machine, and forks; nothing where nothing races. */
export function racesHtml(table: RaceTable | undefined): Content {
  if (table?.reason !== undefined)
    return html`<h2 id="races">Races</h2><p class="small muted">Races were ${notLookedFor(table.reason)}.</p>`;
  if (!hasRaces(table)) return undefined;
  const forks = inOrderOf(table, r => toneOf(table, r)).filter(r => r.difference?.run);
  const links = new Map(forks.map((race, i) => [race, `race-${i + 1}`]));
  const machines = [
    ...new Set(table.sides.flatMap(s => (s.machine === undefined ? [] : [s.machine]))),
  ];
  const matrices = machines.map(machine => matrixHtml(table, machine, links));
  return html`<h2 id="races">Races</h2>
<p>Two things can happen in one state: does it matter which comes first? ${raceNumbers(table)}.</p>
${legend(table)}
<div class="pictures">${matrices}</div>
${forks.length === 0 ? undefined : html`<h3>Where the order matters${forks.length < table.differ ? `: the nearest ${forks.length} of ${table.differ}` : ""}</h3>`}
${forks.map((race, i) => forkHtml(table, { race, name: links.get(race) ?? "", open: i === 0 }))}`;
}

/** What is not declared first, and what comes soon before what comes late. */
function inOrderOf({ races }: RaceTable, tone: (race: Race) => Tone): Race[] {
  const after = (race: Race) => race.difference?.after ?? 0;
  return races.toSorted(
    (a, b) => ORDER.indexOf(tone(a)) - ORDER.indexOf(tone(b)) || after(a) - after(b),
  );
}

type Links = ReadonlyMap<Race, string>;

// ---------------------------------------------------------------- matrix

/** A difference is `open` where the model declares those that are meant and this one is not among them. */
type Tone = "same" | "differs" | "open" | "accepted";

const SIGNS: Readonly<Record<Tone, { readonly sign: string; readonly word: string }>> = {
  same: { sign: "=", word: "same outcome either way" },
  accepted: { sign: "\u2260", word: "different outcomes, declared as meant" },
  differs: { sign: "\u2260", word: "different outcomes" },
  open: { sign: "\u2260", word: "different outcomes, not declared" },
};

function toneOf({ accepted }: RaceTable, race: Race): Tone {
  if (!race.difference) return "same";
  if (race.accepted !== undefined) return "accepted";
  return accepted === undefined ? "differs" : "open";
}

function legend(table: RaceTable): Html {
  const entries = (Object.keys(SIGNS) as Tone[]).flatMap(tone => {
    const n = table.races.filter(r => toneOf(table, r) === tone).length;
    const { sign, word } = SIGNS[tone];
    return n === 0
      ? []
      : [
          html`<div><dt class="race-${tone}">${sign}</dt><dd>${word} <span class="muted">(${n})</span></dd></div>`,
        ];
  });
  return html`<dl class="legend">${entries}<div><dt>\u00a0</dt><dd>never together</dd></div></dl>`;
}

/** The column of a side: its event, or all own steps of its machine. */
function columnOf({ kind, event, machine }: RacePart): string {
  return kind === "row" ? `steps of ${machine}` : event;
}

/** Triggers first, own steps last. */
const RANK: Readonly<Record<RacePart["kind"], number>> = {
  trigger: 0,
  message: 1,
  timeout: 2,
  fault: 3,
  row: 4,
};

interface Met {
  readonly race: Race;
  readonly column: string;
}

function matrixHtml(table: RaceTable, machine: string, links: Links): Content {
  const rows = rowsOf(table, machine);
  if (rows.length === 0) return undefined;
  const used = new Set(rows.flatMap(r => r.met.map(m => m.column)));
  const columns = [...new Set(inOrder(table).map(columnOf))].filter(c => used.has(c));
  const heads = columns.map(c => html`<th scope="col" title="${c}"><span>${c}</span></th>`);
  const lines = rows.map(({ side, met }, i) => {
    const first = rows[i - 1]?.side.state !== side.state;
    const head = html`<th scope="row">${first ? html`<b>${side.state}</b> ` : html`<span class="ditto">${side.state}</span> `}${ownName(side)}</th>`;
    return html`<tr${first ? html` class="first"` : undefined}>${head}${cells(table, { columns, met, links })}</tr>`;
  });
  return html`<div><h3>${machine}</h3>
<div class="matrix races" tabindex="0" role="region" aria-label="${`Races of ${machine}`}"><table>
<caption class="hidden">${`What can happen to ${machine}, by what else can happen in the same state`}</caption>
<thead><tr><th scope="col">state, event</th>${heads}</tr></thead>
<tbody>
${lines}
</tbody></table></div></div>`;
}

interface Row {
  readonly side: RacePart;
  readonly met: readonly Met[];
}

/** What can happen to the machine, state by state. */
function rowsOf(table: RaceTable, machine: string): Row[] {
  const bySide = racesBySide(table);
  const rows = table.sides.flatMap((side, i) => {
    const met = (bySide[i] ?? []).map(race => metBy(table, race, i));
    return side.machine === machine && met.length > 0 ? [{ side, met }] : [];
  });
  const states = [...new Set(rows.map(r => r.side.state))];
  return states.flatMap(state => rows.filter(r => r.side.state === state));
}

function inOrder({ sides }: RaceTable): RacePart[] {
  return sides.toSorted((a, b) => RANK[a.kind] - RANK[b.kind]);
}

function metBy(table: RaceTable, race: Race, side: number): Met {
  const [a, b] = race.sides;
  const other = table.sides[a === side ? b : a] as RacePart;
  return { race, column: columnOf(other) };
}

/** Within its own machine's matrix a step goes without the machine's name. */
function ownName({ event, machine }: RacePart): string {
  return event.startsWith(`${machine}: `) ? event.slice((machine ?? "").length + 2) : event;
}

interface RowCells {
  readonly columns: readonly string[];
  readonly met: readonly Met[];
  readonly links: Links;
}

/** Empty cells side by side are one. */
function cells(table: RaceTable, { columns, met, links }: RowCells): Html[] {
  const found: Html[] = [];
  let empty = 0;
  const close = () => {
    if (empty > 0) found.push(empty === 1 ? html`<td></td>` : html`<td colspan="${empty}"></td>`);
    empty = 0;
  };
  for (const column of columns) {
    const races = met.filter(m => m.column === column).map(m => m.race);
    if (races.length === 0) {
      empty++;
      continue;
    }
    close();
    found.push(cellHtml(table, races, links));
  }
  close();
  return found;
}

const ORDER: readonly Tone[] = ["open", "differs", "accepted", "same"];
const MOST_TOLD = 3;

/** The worst of its races; the hover tells those. */
function cellHtml(table: RaceTable, races: readonly Race[], links: Links): Html {
  const tone = ORDER.find(t => races.some(r => toneOf(table, r) === t)) ?? "same";
  const { sign, word } = SIGNS[tone];
  if (tone === "same") return html`<td class="race-same">${sign}</td>`;
  const worst = races.filter(r => toneOf(table, r) === tone);
  const texts = worst.slice(0, MOST_TOLD).map(r => raceText(table, r));
  const rest = worst.length > MOST_TOLD ? [`${worst.length - MOST_TOLD} more`] : [];
  const hover = [word, ...texts, ...rest].join("\n");
  const link = worst.map(r => links.get(r)).find(l => l !== undefined);
  const content = link ? html`<a href="${`#${link}`}">${sign}</a>` : html`${sign}`;
  return html`<td class="race-${tone}" title="${hover}">${content}</td>`;
}

function raceText(table: RaceTable, race: Race): string {
  const { difference } = race;
  if (!difference) return "";
  const [left, right] = partsOf(table, race);
  const shown = (i: 0 | 1) => shorten(endTexts(difference, i, i === 0 ? right : left));
  return `${left.event} first: ${shown(0)}; ${right.event} first: ${shown(1)}`;
}

function shorten(texts: readonly string[]): string {
  const rest = texts.length > 3 ? [`${texts.length - 3} more`] : [];
  return [...texts.slice(0, 3), ...rest].join(", ");
}

// ---------------------------------------------------------------- forks

interface Fork {
  readonly race: Race;
  readonly name: string;
  readonly open: boolean;
}

/** The shortest run to the state, and how either order goes on; the anchor is inside, so that following it unfolds. */
function forkHtml(table: RaceTable, { race, name, open }: Fork): Content {
  const { difference } = race;
  if (!difference) return undefined;
  const parts = partsOf(table, race);
  const [left, right] = parts;
  const accepted = acceptedOf(table, race);
  const mood = { accepted: "good", open: "bad", differs: "warn", same: "" }[toneOf(table, race)];
  const tag = html`<span class="tag ${mood}">${accepted ? "accepted" : "differs"}</span>`;
  const after = html`<span class="muted small">after ${count(difference.after, "step")}</span>`;
  return html`<details class="fork"${open ? html` open` : undefined}><summary>${tag} ${partText(left)} and ${partText(right)} ${after}</summary>
<div id="${name}"><div class="scroll"><table class="orders">
<thead><tr><th scope="col">${difference.after === 0 ? "from the start" : "step"}</th><th scope="col">${left.event} first</th><th scope="col">${right.event} first</th></tr></thead>
<tbody>
${runRows(difference)}
${orderRows(difference, parts)}
</tbody></table></div>
${accepted ? html`<p class="small">accepted: ${accepted.because} <span class="muted">${accepted.place}</span></p>` : undefined}</div></details>`;
}

/** The steps that both orders have in common. */
function runRows({ run = [] }: RaceOutcome): Html[] {
  return run.map(
    (step, i) =>
      html`<tr class="common"><th scope="row">${i + 1}</th><td colspan="2">${step}</td></tr>`,
  );
}

function orderRows(
  { orders, values, after }: RaceOutcome,
  parts: readonly [RacePart, RacePart],
): Html[] {
  return [
    html`<tr><th scope="row">${after + 1}</th>${orders.map(o => html`<td>${o.steps[0]}</td>`)}</tr>`,
    html`<tr><th scope="row">${after + 2}</th>${orders.map((o, i) => secondCell(o, parts[i === 0 ? 1 : 0]))}</tr>`,
    ...values.map(
      ({ name, ends }) =>
        html`<tr class="end"><th scope="row">${name}</th><td>${ends[0]}</td><td>${ends[1]}</td></tr>`,
    ),
  ];
}

function secondCell({ steps, end }: RaceOrder, other: RacePart): Html {
  const wrong =
    end === "fault" ? html` <span class="bad">a broken range or assert</span>` : undefined;
  if (end === "disabled") return html`<td class="bad">${other.event} cannot happen any more</td>`;
  return html`<td>${steps[1]}${wrong}</td>`;
}
