// Who wakes each wait, for terminals and for Markdown: the place, what it waits for, the rows that end the wait, and
// after how many steps nobody does any more.

import type { Wait, WaitTable } from "../model/result.ts";
import { type Line, type Piece, piece, type ReportOptions } from "./style.ts";
import { count } from "./words.ts";
import { hang } from "./wrap.ts";

const MOST_WAKERS = 5;

/** Where the machine waits: `sender, resting, step 2/4`. */
export function whereText({ machine, state, step }: Wait): string {
  return [machine, state, ...(step === undefined ? [] : [`step ${step}`])].join(", ");
}

/** Those who wake it, each with what it does. */
export function wakerTexts({ wakers }: Wait): string[] {
  const texts = [...new Set(wakers.map(w => (w.machine ? `${w.machine}: ${w.text}` : w.text)))];
  const rest = texts.length - MOST_WAKERS;
  return [...texts.slice(0, MOST_WAKERS), ...(rest > 0 ? [`${rest} more`] : [])];
}

/** The runs in which nobody does; empty where there is nothing to fear. */
export function forsakenText({ never, outside, mayStay }: Wait): string {
  if (mayStay) return "may stay";
  return [
    ...(never === undefined ? [] : [`nobody ever, after ${count(never, "step")}`]),
    ...(outside === undefined ? [] : [`only the outside can, after ${count(outside, "step")}`]),
  ].join("; ");
}

/** Two or three lines for each wait. */
export function waitLines({ waits, reason }: WaitTable, options: ReportOptions): Line[] {
  if (reason !== undefined)
    return hang([piece("  ")], [piece(notLooked(reason), "dim")], options.width);
  return waits.flatMap(wait => {
    const line = (tone: Piece["tone"], text: string): Line[] =>
      hang([piece("      ")], [piece(text, tone)], options.width);
    const forsaken = forsakenText(wait);
    const tone = wait.never === undefined ? "dim" : "bad";
    return [
      ...hang(
        [piece("  ")],
        [piece(whereText(wait), "strong"), piece(`  ${wait.text}  `), piece(wait.place, "dim")],
        options.width,
      ),
      ...line("plain", `woken by ${wakerTexts(wait).join(" | ") || "nobody"}`),
      ...(forsaken === "" ? [] : line(tone, forsaken)),
    ];
  });
}

/** Why there is no table. */
export function notLooked(reason: string): string {
  return `who wakes whom was not looked for: ${reason}`;
}

/** The table as Markdown; `code` makes a text inert. */
export function waitsMarkdown({ waits }: WaitTable, code: (text: string) => string): string {
  const rows = waits.map(wait => [
    code(whereText(wait)),
    wait.text === "" ? "" : code(wait.text),
    wakerTexts(wait).map(code).join(", ") || "nobody",
    forsakenText(wait),
  ]);
  return [
    "| wait | for | woken by | runs in which nobody does |",
    "| --- | --- | --- | --- |",
    ...rows.map(cells => `| ${cells.join(" | ")} |`),
  ].join("\n");
}
