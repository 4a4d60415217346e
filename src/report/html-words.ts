// How verdicts and results are called and marked on pages: a symbol and a word each, colour only beside them.

import type { Result, Verdict } from "../model/result.ts";
import { type Html, html } from "./html-template.ts";
import { printable } from "./svg-text.ts";
import { count } from "./words.ts";

export type Mood = "good" | "bad" | "warn";

const SIGNS: Readonly<Record<Verdict["verdict"], string>> = {
  holds: "\u2713",
  reached: "\u2713",
  violated: "\u2717",
  unreached: "\u2717",
  undecided: "?",
};

/** The verdict as symbol and word. */
export function verdictTag(verdict: Verdict): Html {
  return html`<span class="tag ${verdictMood(verdict)}">${SIGNS[verdict.verdict]} ${verdict.verdict}</span>`;
}

/** A violation that was expected is worth a look, not an alarm. */
export function verdictMood(verdict: Verdict): Mood {
  if (verdict.verdict === "undecided") return "warn";
  if (!verdict.ok) return "bad";
  return verdict.verdict === "violated" || verdict.verdict === "unreached" ? "warn" : "good";
}

/** Expected or not, in words; empty where nothing was said and all is well. */
export function expectationText(verdict: Verdict): string {
  const { expected, ok } = verdict;
  if (ok) return expected ? "as expected" : okText(verdict);
  if (!expected) return verdict.verdict === "undecided" ? "" : "not expected";
  const steps = expected.length === undefined ? "" : ` in ${count(expected.length, "step")}`;
  return `expected: ${expected.verdict}${steps}`;
}

function okText(verdict: Verdict): string {
  return verdict.verdict === "violated" ? "counts as a finding only" : "";
}

const WORDS: Readonly<Record<Result["exitCode"], { mood: Mood; sign: string; word: string }>> = {
  0: { mood: "good", sign: "\u2713", word: "as expected" },
  1: { mood: "bad", sign: "\u2717", word: "not as expected" },
  3: { mood: "warn", sign: "?", word: "undecided" },
};

/** How the check ended, all in all. */
export function resultTag(result: Result): Html {
  const { mood, sign, word } = WORDS[result.exitCode];
  return html`<span class="tag ${mood}">${sign} ${word}</span>`;
}

/** What the page of a result is called: the scenario, else the model. */
export function resultName(result: Result): string {
  return result.scenario ?? result.model;
}

/** The address of a page beside this one: folders stay folders, and nothing else in a name means anything. */
export function relativeAddress(href: string): string {
  return `./${printable(href).split("/").map(encodeURIComponent).join("/")}`;
}
