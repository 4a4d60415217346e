// Who wakes each wait, as a table of a page.

import type { Wait, WaitTable } from "../model/result.ts";
import { type Content, type Html, html } from "./html-template.ts";
import { forsakenText, notLooked, wakerTexts, whereText } from "./waits-text.ts";

/** The heading and the table; nothing where nobody waits. */
export function waitsHtml(table: WaitTable | undefined): Content {
  if (!table || (table.waits.length === 0 && table.reason === undefined)) return undefined;
  if (table.reason !== undefined)
    return html`<h2 id="waits">Waits</h2><p class="small muted">${notLooked(table.reason)}</p>`;
  return html`<h2 id="waits">Waits</h2>
<div class="scroll"><table class="wide cards">
<thead><tr><th scope="col">wait</th><th scope="col">for</th><th scope="col">woken by</th><th scope="col">runs in which nobody does</th></tr></thead>
<tbody>
${table.waits.map(waitRow)}
</tbody></table></div>`;
}

function waitRow(wait: Wait): Html {
  const wakers = wakerTexts(wait).map(text => html`<div><code>${text}</code></div>`);
  const tone = wait.never === undefined ? "muted" : "bad";
  return html`<tr><th scope="row">${whereText(wait)} <span class="muted place small">${wait.place}</span></th>
<td class="small"><code>${wait.text}</code></td>
<td class="small">${wakers.length === 0 ? "nobody" : wakers}</td>
<td class="small ${tone}">${forsakenText(wait)}</td></tr>`;
}
