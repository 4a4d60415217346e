// The matrix of a machine as a table: every state by every trigger, each cell with a symbol, a word for
// those who hear the page, and the rows on hover. An open cell links to a run that gets there.

import type { CellStatus, Matrix, MatrixCell } from "../model/result.ts";
import { type Html, html } from "./html-template.ts";
import { count } from "./words.ts";

interface Sign {
  readonly sign: string;
  readonly word: string;
}

const SIGNS: Readonly<Record<CellStatus, Sign>> = {
  handled: { sign: "\u2713", word: "handled" },
  ignored: { sign: "\u2013", word: "ignored" },
  refused: { sign: "\u00d7", word: "refused: an error to the caller" },
  open: { sign: "!", word: "open: nobody said what happens" },
  "cannot-arrive": { sign: "\u00b7", word: "cannot arrive here" },
  unreachable: { sign: " ", word: "the state is not reached" },
  final: { sign: "\u25aa", word: "the machine has ended" },
  unknown: { sign: "?", word: "not known: the search was cut" },
};

const GAP: Sign = {
  sign: "\u2713!",
  word: "handled, but there are states where no row's guard is true",
};

/** What an open cell's link goes to, if the page has the run. */
export type RunLink = (cell: MatrixCell) => string | undefined;

/** The legend and the table. */
export function matrixHtml(matrix: Matrix, runLink: RunLink): Html {
  const heads = matrix.triggers.map(t => html`<th scope="col" title="${t}"><span>${t}</span></th>`);
  const rows = matrix.states.map((state, s) => {
    const cells = matrix.triggers.map((trigger, t) =>
      cellHtml(matrix.cells[s]?.[t], `${state}, ${trigger}`, runLink),
    );
    return html`<tr><th scope="row" title="${state}">${state}</th>${cells}</tr>`;
  });
  return html`${legend(matrix)}
<div class="matrix" tabindex="0" role="region" aria-label="${`States and triggers of ${matrix.machine}`}"><table>
<caption class="hidden">${`What ${matrix.machine} does about each trigger in each state`}</caption>
<thead><tr><th scope="col">state \\ trigger</th>${heads}</tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
}

function cellHtml(cell: MatrixCell | undefined, where: string, runLink: RunLink): Html {
  if (!cell) return html`<td></td>`;
  const { sign, word } = signOf(cell);
  const hover = [`${where}: ${word}`, ...details(cell)].join("; ");
  const inside = html`<span aria-hidden="true">${sign}</span><span class="hidden">${word}</span>`;
  const link = runLink(cell);
  const content = link ? html`<a href="${`#${link}`}">${inside}</a>` : html`<span>${inside}</span>`;
  return html`<td class="cell-${cell.gap ? "gap" : cell.status}" title="${hover}">${content}</td>`;
}

function signOf(cell: MatrixCell): Sign {
  return cell.gap ? GAP : SIGNS[cell.status];
}

function details(cell: MatrixCell): string[] {
  const rows = cell.rows.map(
    row => `\u2192 ${row.target}: ${row.text} (${row.place}${row.fired ? "" : ", never fired"})`,
  );
  const length = cell.length === undefined ? [] : [`shortest run: ${count(cell.length, "step")}`];
  return [...rows, ...length];
}

/** Only what occurs, with its number. */
function legend(matrix: Matrix): Html {
  const all = matrix.cells.flat();
  const entries = Object.entries(SIGNS).flatMap(([status, sign]) => {
    const n = all.filter(cell => cell.status === status && !cell.gap).length;
    return n === 0 ? [] : [legendEntry(status, sign, n)];
  });
  const gaps = all.filter(cell => cell.gap).length;
  return html`<dl class="legend">${entries}${gaps === 0 ? [] : legendEntry("gap", GAP, gaps)}</dl>`;
}

function legendEntry(status: string, { sign, word }: Sign, n: number): Html {
  return html`<div><dt class="cell-${status}">${sign.trim() || "\u00a0"}</dt><dd>${word} <span class="muted">(${n})</span></dd></div>`;
}
