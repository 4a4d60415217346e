// What a failing matcher says: one sentence about what was expected and what came out, then the run as `migcheck check` tells
// it, where its picture is, and the command that checks the same on a terminal.

import { exists } from "../cli/read.ts";
import { plain } from "../cli/usage.ts";
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

/** The sentence, one line or several, and the run of the verdict where it has one. */
export function failure(
  sentence: string | readonly string[],
  result: Result,
  verdict: Verdict | undefined,
  place: Place,
): string {
  const told = verdict?.trace ? runText(result, verdict, verdict.trace, place) : [];
  const again = exists(result.file) ? [plain(result.command)] : [];
  const said = [sentence].flat().map(plain).join("\n");
  return [said, ...told, ...again].join("\n\n");
}

function runText(result: Result, verdict: Verdict, trace: Trace, place: Place): string[] {
  const options = { ...LOOK, because: verdict.because, reason: reasonLabel(verdict) };
  const ending = verdict.verdict === "reached" ? "reached" : "violated";
  const { testPath = "", testName = "", pictures } = place;
  const where = [fromHere(testPath), testName, result.file, ...result.settings];
  return [
    plain(`${verdict.property}: ${verdict.text}  ${verdict.place}`),
    story(trace, options),
    ...pictureLine({ trace, ending, where }, pictures),
  ];
}

/** What became of it, to be read after its name: `holds`, `is violated in 5 steps`, `is undecided: ...`. */
export function outcomeOf({ trace, reason, verdict: word }: Verdict): string {
  if (word === "holds") return word;
  if (word === "undecided") return `is undecided${reason === undefined ? "" : `: ${reason}`}`;
  return trace ? `is ${word} in ${runLength(trace)}` : `is ${word}`;
}

/** `p is violated in 5 steps; q, r are undecided: ...`: what is the same of several is said once. */
export function outcomesOf(verdicts: readonly Verdict[]): string {
  const names = new Map<string, string[]>();
  for (const v of verdicts) {
    const outcome = outcomeOf(v);
    names.set(outcome, [...(names.get(outcome) ?? []), v.property]);
  }
  const said = [...names].map(([outcome, of]) =>
    of.length === 1 ? `${of} ${outcome}` : `${of.join(", ")} ${outcome.replace(/^is /, "are ")}`,
  );
  return said.join("; ");
}

/** How much was looked at, where that does not follow from the reason why something is not known. */
export function covered(result: Result): string {
  const { states, complete, verdicts } = result;
  if (complete && states === 1) return " (its only state seen)";
  if (complete) return ` (all ${grouped(states)} states seen)`;
  const said = verdicts.some(v => v.verdict === "undecided" && v.reason !== undefined);
  return said ? "" : ` (${count(states, "state")} seen, not all)`;
}

/** What the model is called in a sentence. */
export function nameOf({ scenario, model }: Result): string {
  return scenario ?? model;
}
