// Small words that several text reports share: counts, durations, a word for a shell, titles.

import type { Result, Verdict } from "../model/result.ts";
import type { Trace, TraceStep } from "../model/trace.ts";
import { type Line, piece, type ReportOptions } from "./style.ts";
import { hang } from "./wrap.ts";

/** `1,063 states`, `1 state`. */
export function count(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** What the states are counted by where that is not every state: `orbits under symmetry of rm; without trace`. */
export function countedBy({ reduced }: Pick<Result, "reduced">): string | undefined {
  const { symmetry = [], deadVariables = [] } = reduced ?? {};
  const parts = [
    ...(symmetry.length > 0 ? [`orbits under symmetry of ${symmetry.join(", ")}`] : []),
    ...(deadVariables.length > 0 ? [`without ${shortList(deadVariables)}`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : undefined;
}

const MOST_LISTED = 4;

function shortList(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return more > 1 ? `${names.slice(0, MOST_LISTED).join(", ")} and ${more} more` : names.join(", ");
}

/** `665 states (orbits under symmetry of rm)`. */
export function countOfStates(result: Pick<Result, "states" | "reduced">): string {
  const by = countedBy(result);
  return `${count(result.states, "state")}${by === undefined ? "" : ` (${by})`}`;
}

/** How long a run is, as the end of a sentence: `3 steps`, `5 steps, 2 of them again and again`. */
export function runLength({ steps, loop }: Pick<Trace, "steps" | "loop">): string {
  const length = count(steps.length, "step");
  const stem = loop ?? steps.length;
  const cycle = steps.length - stem;
  if (loop === undefined) return length;
  if (cycle === 0) return `${length}, after which nothing more happens`;
  if (stem === 0) return `${length} that ${cycle === 1 ? "repeats" : "repeat"} for ever`;
  return `${length}: ${stem}, and then ${cycle} again and again`;
}

/** The same in few columns: `3 steps`, `3 + 2 steps`, the second of a cycle. */
export function shortLength({ steps, loop }: Pick<Trace, "steps" | "loop">): string {
  const cycle = loop === undefined ? 0 : steps.length - loop;
  return cycle === 0 ? count(steps.length, "step") : `${loop} + ${count(cycle, "step")}`;
}

/** Does the run go round in the end. */
export function goesRound({ steps, loop }: Pick<Trace, "steps" | "loop">): boolean {
  return loop !== undefined && loop < steps.length;
}

/** Does the run stop for good where something was promised. */
export function stopsForGood({ steps, loop }: Pick<Trace, "steps" | "loop">): boolean {
  return loop === steps.length;
}

/** `1,063`. */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** The sum of the stages: `19 ms`, `1.2 s`, `3 min 20 s`. */
export function duration(timing: Readonly<Record<string, number>>): string {
  const ms = Object.values(timing).reduce((sum, t) => sum + t, 0);
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A word as a POSIX shell takes it, whatever a stranger named it. */
export function quoted(word: string): string {
  return /^[\w./=:@%+,-]+$/.test(word) && !word.startsWith("-")
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What the step does by its row: the row's name, and what is written there. */
export function rowWords({ row }: TraceStep): string | undefined {
  const words = [row?.name, row?.text].filter(w => w !== undefined && w !== "");
  return words.length === 0 ? undefined : words.join(": ");
}

/** What stands before a verdict's `because`: of a violation that is expected, the text is a promise known to be broken. */
export function reasonLabel(v: Pick<Verdict, "verdict" | "ok">): "because" | "broken promise:" {
  return v.verdict === "violated" && v.ok ? "broken promise:" : "because";
}

/** The line above a part of a report. */
export function title(words: Line, options: ReportOptions): Line[] {
  return hang([piece(options.unicode ? "── " : "-- ", "dim")], words, options.width);
}

/** A text with a label in front, indented, or nothing. */
export function labelled(
  label: string,
  text: string | undefined,
  indent: number,
  options: ReportOptions,
): Line[] {
  if (text === undefined) return [];
  return hang([piece(" ".repeat(indent))], [piece(label, "dim"), piece(text)], options.width);
}
