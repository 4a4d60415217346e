// What a failing matcher says: one sentence about what was expected and what came out, then the run as `migcheck check` tells
// it, where its picture is, and the command that checks the same on a terminal.

import { exists } from "../cli/read.ts";
import { fromHere } from "../given.ts";
import type { Result, Verdict } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { story } from "../report/story.ts";
import type { ReportOptions } from "../report/style.ts";
import { count, grouped, reasonLabel, runLength } from "../report/words.ts";
import { pictureLine } from "./picture.ts";

/** How texts in a test's failure look: as wide as a terminal usually is, and without colours. */
export const LOOK: ReportOptions = { width: 100, colour: false, unicode: true };

/** Where a failure happens, and where pictures go. */
export interface Place {
  readonly testPath?: string | undefined;
  readonly testName?: string | undefined;
  readonly pictures?: string | false | undefined;
}

/** The sentence, and the run of the verdict where it has one. */
export function failure(
  sentence: string,
  result: Result,
  verdict: Verdict | undefined,
  place: Place,
): string {
  const told = verdict?.trace ? runText(result, verdict, verdict.trace, place) : [];
  const again = exists(result.file) ? [result.command] : [];
  return [sentence, ...told, ...again].join("\n\n");
}

function runText(result: Result, verdict: Verdict, trace: Trace, place: Place): string[] {
  const options = { ...LOOK, because: verdict.because, reason: reasonLabel(verdict) };
  const ending = verdict.verdict === "reached" ? "reached" : "violated";
  const { testPath = "", testName = "", pictures } = place;
  const where = [fromHere(testPath), testName, result.file, ...result.settings];
  return [
    `${verdict.property}: ${verdict.text}  ${verdict.place}`,
    story(trace, options),
    ...pictureLine({ trace, ending, where }, pictures),
  ];
}

/** `violated in 5 steps`, `holds`, `undecided (...)`. */
export function outcomeOf(verdict: Verdict): string {
  const { trace, reason } = verdict;
  const word = verdict.verdict;
  if (word === "undecided") return `undecided${reason === undefined ? "" : `: ${reason}`}`;
  if (trace) return `${word} in ${runLength(trace)}`;
  return word;
}

/** How much was looked at, where that does not follow from the reason why something is not known. */
export function covered(result: Result): string {
  const { states, complete, verdicts } = result;
  if (complete) return ` (all ${grouped(states)} states seen)`;
  const said = verdicts.some(v => v.verdict === "undecided" && v.reason !== undefined);
  return said ? "" : ` (${count(states, "state")} seen, not all)`;
}

/** What the model is called in a sentence. */
export function nameOf({ scenario, model }: Result): string {
  return scenario ?? model;
}
