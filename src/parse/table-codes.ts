// The codes of plain-text tables, one line of prose each: what is wrong, and what was left open.
// Shared codes (`bad-name`, `duplicate-name`, `conflicting-keys`, ...) are those of codes.ts.

import { type DiagnosticExtras, diagnostic } from "../base/diagnostic.ts";
import type { Span } from "../base/source.ts";
import type { OpenQuestion } from "../model/tree.ts";
import type { PARSE_CODES, Sink } from "./codes.ts";

/** Every code that only a table may report and what it means. */
export const TABLE_CODES = {
  "no-rows": "The file has no row, matrix or list of states.",
  "too-many-rows": "Lists on both sides of an arrow, or the whole file, make too many rows.",
  // arrows
  "not-an-arrow": "Something like an arrow that is none: arrows are ->, --> and →.",
  "arrow-unspaced": "An arrow has a space on both sides.",
  "arrow-reversed": "Arrows go from left to right.",
  "arrow-missing": "Names of states stand side by side without an arrow.",
  "arrow-side-empty": "Nothing stands on one side of an arrow.",
  "not-a-name": "Several words, or other signs, stand where one name should.",
  "colon-inside": "A colon stands where none can: ' : ' before a label, 't:' before a trigger.",
  "any-as-target": "'any' and '*' are sources only.",
  "star-misplaced":
    "[*] stands at the start or the end of a chain, next to a state, without a trigger.",
  // triggers and phases
  "trigger-space": "A space stands between 't:' and the trigger.",
  "trigger-empty": "'t:' without a trigger.",
  "trigger-without-source": "A trigger stands at the start of a chain.",
  "trigger-without-target": "A trigger stands at the end of a chain.",
  "two-triggers": "Two triggers stand between two states.",
  "phases-in-a-row": "Two phases stand between two states.",
  "label-on-chain": "A label belongs to one arrow.",
  "label-empty": "A colon with nothing behind it.",
  "label-syntax": "A label is written: trigger [guard] / actions.",
  // matrices
  "matrix-header-missing": "Rows of 0 and 1 without a line of names above.",
  "matrix-ragged": "A row has more or fewer cells than there are columns.",
  "matrix-not-square": "A transition matrix names the same states on both edges.",
  "cell-unknown": "A cell is 0 or 1.",
  "edge-name-missing": "A row or column of a matrix has no name.",
  // lists
  "adjacency-line": "A line under 'from: to' is written 'A: B C'.",
  "adjacency-without-header": "A list 'A: B C' stands without the line 'from: to' above.",
  // directives
  "unknown-directive": "Almost a directive.",
  "directive-syntax": "The value of a directive cannot be read.",
  "repeated-directive": "A directive that stands once stands twice.",
  "unknown-state": "A state that 'states:' does not list.",
  "unknown-trigger": "A trigger that 'triggers:' does not list.",
  // contradictions
  "cell-conflict": "A trigger is handled, ignored or refused in one state, two of them at once.",
  "final-with-rows": "A final state has rows.",
  "final-never-asked": "No trigger reaches a final state.",
  "repeated-row": "A row stands twice and is kept once.",
  "names-alike": "Two names differ by so little that one is likely a typing error.",
} as const;

/** What a table may leave open, and what is then taken. */
export const OPEN_CODES = {
  "initial-not-said": "The first named state with a way out is taken as initial.",
  "final-not-said": "A state without a way out is taken as final.",
  "phase-without-trigger": "What ends a phase is not said: a step of the machine's own.",
  "effect-not-said": "A handled trigger has no effect: the state stays.",
  "prose-skipped": "Which lines were read as prose.",
} as const;

/** A code that a table may report. */
export type TableCode = keyof typeof TABLE_CODES | keyof typeof PARSE_CODES;

/** Adds a diagnostic. */
export function report(
  sink: Sink,
  code: TableCode,
  at: Span,
  what: string | ({ readonly message: string } & DiagnosticExtras),
): void {
  const { message, ...extras } = typeof what === "string" ? { message: what } : what;
  sink.push(diagnostic(code, message, at, extras));
}

/** Adds an open question. */
export function ask(
  open: OpenQuestion[],
  code: keyof typeof OPEN_CODES,
  at: Span,
  message: string,
): void {
  open.push({ code, message, span: at });
}
