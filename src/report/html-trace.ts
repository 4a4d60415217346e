// A run on a page: the story step by step, and a table of all values after each step.

import type { Trace, TraceStep } from "../model/trace.ts";
import { type Content, type Html, html } from "./html-template.ts";
import { shownChanges } from "./sequence-content.ts";
import type { Ending } from "./sequence-nouns.ts";
import { alternativesText, happening, idleHead } from "./story.ts";
import { goesRound, rowWords } from "./words.ts";

/** The steps as a list, with what each changed; how it ended stands last. */
export function storyHtml(trace: Trace, ending: Ending = "violated"): Html {
  return html`<ol class="story ${ending}">
${trace.steps.map(step => stepHtml(step, trace))}
</ol>
${endingHtml(trace, ending)}`;
}

function stepHtml(step: TraceStep, trace: Trace): Html {
  const decisive = trace.decision?.proven === true && trace.decision.step === step.number;
  const last = step === trace.steps.at(-1) && !goesRound(trace);
  const changes = shownChanges(step, trace).map(
    ({ name, from, to }) => html`<span class="change">${name}: ${from} \u2192 <b>${to}</b></span>`,
  );
  const told = step.happenings
    .filter(h => (step.kind !== "message" || h.kind !== "receive") && !isHead(step))
    .map(h => html`<span class="change">${happening(h)}</span>`);
  const state =
    step.to !== undefined && step.to !== step.from
      ? html`<span class="change">${step.agent ?? ""}: ${step.from ?? ""} \u2192 <b>${step.to}</b></span>`
      : undefined;
  const marks = [
    step.number === (trace.loop ?? -1) + 1
      ? html`<div class="bad"><b>\u21bb from this step on it can repeat for ever</b></div>`
      : undefined,
    decisive ? decisionHtml(trace) : undefined,
    step.fault === undefined ? undefined : html`<div class="bad"><b>\u2717 ${step.fault}</b></div>`,
  ];
  return html`<li class="${stepClass(decisive, last)}"><span class="no">${step.number}</span>${deed(step)}${rowHtml(step)}
<div>${state}${changes}${told}</div>${marks}</li>`;
}

/** A fault without a cause is called by what it does. */
function isHead({ kind, cause }: TraceStep): boolean {
  return kind === "fault" && cause === undefined;
}

function stepClass(decisive: boolean, last: boolean): string {
  if (decisive) return "decisive";
  return last ? "last" : "";
}

function deed(step: TraceStep): Html {
  const who = html`<b>${step.agent ?? "fault"}</b>`;
  const params = step.params.map(({ name, value }) => `${name} = ${value}`).join(", ");
  const cause = html`<b>${step.cause ?? ""}</b>${params === "" ? "" : ` (${params})`}`;
  const part = step.steps > 1 ? `, step ${step.step} of ${step.steps}` : "";
  const policy = step.policy ? html` <span class="tag warn">${step.policy}</span>` : undefined;
  return html`<div>${deedWords(step, who, cause)}${part}${policy}</div>`;
}

function deedWords(step: TraceStep, who: Html, cause: Html): Content {
  const words: Readonly<Record<TraceStep["kind"], Html>> = {
    trigger: html`${step.by ?? "outside"} sends ${cause} to ${who}`,
    message: html`${who} receives ${cause}`,
    timeout: html`${who} runs out of ${cause}`,
    fault: html`fault: ${isHead(step) ? html`<b>${step.happenings.map(happening).join(", ")}</b>` : cause}`,
    own: html`${who} acts on its own${step.partner === undefined ? "" : ` with ${step.partner}`}`,
  };
  return words[step.kind];
}

function rowHtml(step: TraceStep): Html | undefined {
  if (!step.row) return undefined;
  return html`<div class="small muted"><code>${rowWords(step) ?? ""}</code> ${step.row.place}</div>`;
}

function decisionHtml(trace: Trace): Html {
  const others = trace.decision ? alternativesText(trace.decision) : "";
  const instead = others === "" ? "" : ` Possible instead: ${others}.`;
  return html`<div class="warn"><b>\u2691 The last chance: after this step nothing can prevent it.</b>${instead}</div>`;
}

function endingHtml(trace: Trace, ending: Ending): Html {
  const parts = trace.explanation.map(
    ({ text, value, depth }) =>
      html`<div style="padding-left:${Math.min(depth, 12) * 1.2}rem"><code>${text}</code> is <b>${value}</b></div>`,
  );
  return html`<p class="${ending === "reached" ? "good" : "bad"}"><b>${endingText(trace)}</b></p>${parts}${idleHtml(trace)}`;
}

function endingText(trace: Trace): string {
  if (!goesRound(trace)) return trace.ending;
  const where = trace.loop === 0 ? "the start" : `the state after step ${trace.loop}`;
  return `\u21bb back to ${where}: ${trace.ending}`;
}

function idleHtml(trace: Trace): Html | undefined {
  const idle = trace.idle ?? [];
  if (idle.length === 0) return undefined;
  const lines = idle.map(({ agent, text }) => html`<li><b>${agent}</b>: ${text}</li>`);
  return html`<p>${idleHead(trace, idle.length)}</p><ul>${lines}</ul>`;
}

/** Every variable after every step; a value stands once for as long as it stays, and what changed is marked. */
export function valuesHtml(trace: Trace): Html {
  const heads = trace.states.map((_, i) => html`<th scope="col">${i === 0 ? "start" : i}</th>`);
  const rows = trace.start.map(({ name }, slot) => {
    const cells = stretchesOf(trace.states.map(row => row[slot])).map(valueCell);
    return html`<tr><th scope="row">${name}</th>${cells}</tr>`;
  });
  return html`<details><summary>All values after each step</summary>
<div class="scroll" tabindex="0"><table class="values"><thead><tr><th scope="col">variable</th>${heads}</tr></thead>
<tbody>
${rows}
</tbody></table></div></details>`;
}

interface Stretch {
  readonly value: string | undefined;
  readonly length: number;
}

/** Equal neighbours as one. */
function stretchesOf(values: readonly (string | undefined)[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const value of values) {
    const last = stretches.at(-1);
    if (last && last.value === value) {
      stretches[stretches.length - 1] = { value, length: last.length + 1 };
    } else stretches.push({ value, length: 1 });
  }
  return stretches;
}

function valueCell({ value, length }: Stretch, index: number): Html {
  const span = length === 1 ? undefined : html` colspan="${length}"`;
  return html`<td${index === 0 ? undefined : html` class="changed"`}${span}>${value}</td>`;
}
