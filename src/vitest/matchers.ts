// The matchers. Each compares verdicts with what is expected. What is not decided passes neither a matcher nor its `.not`:
// nothing is known then. A name that the model does not have, or a word that does not fit its kind, is thrown.

import { didYouMean } from "../base/nearest.ts";
import { refuseGiven } from "../base/settings-of.ts";
import type { CheckSettings } from "../given.ts";
import type { Result, Verdict } from "../model/result.ts";
import { count } from "../report/words.ts";
import { propertyIn, RUN_SETTINGS, SETTINGS, settingsIn } from "./arguments.ts";
import { covered, failure, nameOf, outcomeOf, outcomesOf, type Place } from "./message.ts";
import { resultOf } from "./subject.ts";

/** How a matcher checks, and where it writes the picture of a run. */
export interface MatcherSettings extends CheckSettings {
  /** The folder for pictures; `.migcheck` when left out, none when false. */
  readonly pictures?: string | false | undefined;
}

/** The same, and how long the run is expected to be. */
export interface RunSettings extends MatcherSettings {
  /** Steps of the shortest run. */
  readonly length?: number | undefined;
}

/** What vitest hands to a matcher. */
export interface MatcherState {
  readonly isNot: boolean;
  readonly testPath?: string | undefined;
  readonly currentTestName?: string | undefined;
}

/** What a matcher answers. */
export interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

type Word = Verdict["verdict"];

/** `expect(model).toHold()`, `toHold("p")`: every property, or this one, holds or is reached. */
export function toHold(this: MatcherState, subject: unknown, ...given: unknown[]): Answer {
  const takes = { usage: 'toHold("property", { ... })', look: SETTINGS };
  if (typeof given[0] !== "string") {
    const { checks, pictures } = parted(settingsIn(given, takes));
    return allHold(this, resultOf(subject, checks), placeOf(this, pictures));
  }
  const { property, settings } = propertyIn(given, takes);
  const { checks, pictures } = parted(settings);
  const result = resultOf(subject, checks);
  const verdict = named(result, property);
  const words: Word[] = ["holds", "reached"];
  const place = placeOf(this, pictures);
  return answer(this, { result, verdict, words, sentence: "to hold", place });
}

/** `expect(model).toViolate("p", { length: 5 })`: it is violated, by a shortest run of so many steps. */
export function toViolate(this: MatcherState, subject: unknown, ...given: unknown[]): Answer {
  const takes = { usage: 'toViolate("property", { ... })', look: RUN_SETTINGS };
  const { property, settings } = propertyIn(given, takes);
  const { checks, length, pictures } = parted(settings);
  const result = resultOf(subject, checks);
  const verdict = named(result, property);
  refuseKind(verdict, ["reachable"], "is reached or not; say toReach");
  const place = placeOf(this, pictures);
  const sentence = `to be violated${steps(length)}`;
  return answer(this, { result, verdict, words: ["violated"], length, sentence, place });
}

/** `expect(model).toReach("p", { length: 5 })`: a `reachable` property is reached, by a shortest run of so many steps. */
export function toReach(this: MatcherState, subject: unknown, ...given: unknown[]): Answer {
  const takes = { usage: 'toReach("property", { ... })', look: RUN_SETTINGS };
  const { property, settings } = propertyIn(given, takes);
  const { checks, length, pictures } = parted(settings);
  const result = resultOf(subject, checks);
  const verdict = named(result, property);
  if (verdict.kind !== "reachable") {
    const kind = `'${property}' is of the kind ${verdict.kind}`;
    refuseGiven(`${kind}, which holds or is violated; say toHold or toViolate`);
  }
  const place = placeOf(this, pictures);
  const sentence = `to be reached${steps(length)}`;
  return answer(this, { result, verdict, words: ["reached"], length, sentence, place });
}

/** `expect(model).toBeAsExpected()`: all comes out as the model or the scenario itself expects, counts included. */
export function toBeAsExpected(this: MatcherState, subject: unknown, ...given: unknown[]): Answer {
  const takes = { usage: "toBeAsExpected({ ... })", look: SETTINGS };
  const { checks, pictures } = parted(settingsIn(given, takes));
  const result = resultOf(subject, checks);
  const place = placeOf(this, pictures);
  if (result.exitCode === 3) return undecided(this, result, place);
  const pass = result.exitCode === 0;
  return { pass, message: () => unexpected(result, place) };
}

// ---------------------------------------------------------------- one property

interface Asked {
  readonly result: Result;
  readonly verdict: Verdict;
  /** The verdicts that pass. */
  readonly words: readonly Word[];
  readonly length?: number | undefined;
  /** `to hold`. */
  readonly sentence: string;
  readonly place: Place;
}

function answer(state: MatcherState, asked: Asked): Answer {
  const { result, verdict, words, length, sentence, place } = asked;
  const open = verdict.verdict === "undecided";
  const sameLength = length === undefined || verdict.length === length;
  const pass = open ? state.isNot : words.includes(verdict.verdict) && sameLength;
  const not = state.isNot ? "not " : "";
  const message = () => {
    const said = `expected ${verdict.property} of ${nameOf(result)} ${not}${sentence}`;
    return failure(
      `${said}, but it ${outcomeOf(verdict)}${covered(result)}`,
      result,
      verdict,
      place,
    );
  };
  return { pass, message };
}

function named(result: Result, property: string): Verdict {
  const found = result.verdicts.find(v => v.property === property);
  if (found) return found;
  const names = result.verdicts.map(v => v.property);
  const hint = didYouMean(property, names) ?? `there is ${names.join(", ")}`;
  return refuseGiven(`${nameOf(result)} has no property '${property}'; ${hint}`);
}

function refuseKind({ property, kind }: Verdict, kinds: readonly string[], why: string): void {
  if (kinds.includes(kind)) refuseGiven(`'${property}' is of the kind ${kind}: it ${why}`);
}

function steps(length: number | undefined): string {
  return length === undefined ? "" : ` in ${count(length, "step")}`;
}

// ---------------------------------------------------------------- all of them

function allHold(state: MatcherState, result: Result, place: Place): Answer {
  const broken = result.verdicts.filter(v => !holds(v));
  const known = broken.filter(v => v.verdict !== "undecided");
  if (broken.length > 0 && known.length === 0) return undecided(state, result, place);
  const pass = broken.length === 0;
  const message = () => {
    const not = state.isNot ? "not " : "";
    const said = pass ? "all of them hold" : outcomesOf(broken);
    const sentence = `expected the properties of ${nameOf(result)} ${not}to hold, but ${said}`;
    const expected = result.verdicts.some(v => !holds(v) && v.ok);
    const hints = expected ? [EXPECTED] : [];
    const [first] = [...known.filter(v => v.trace), ...known];
    return failure([`${sentence}${covered(result)}`, ...hints], result, first, place);
  };
  return { pass, message };
}

const EXPECTED = "(the model expects some of this itself: toBeAsExpected compares with that)";

/** It holds or is reached, or the model says that it is a finding and no more. */
function holds(v: Verdict): boolean {
  return v.verdict === "holds" || v.verdict === "reached" || (v.ok && v.expected === undefined);
}

/** Fails with and without `.not`. */
function undecided(state: MatcherState, result: Result, place: Place): Answer {
  const open = result.verdicts.filter(v => v.verdict === "undecided");
  const said = outcomesOf(open) || "its counts are not known";
  const sentence = `nothing is known of ${nameOf(result)}: ${said}`;
  const message = () => failure(`${sentence}${covered(result)}`, result, undefined, place);
  return { pass: state.isNot, message };
}

/** What is not as expected, of a result where something is not. */
export function unexpected(result: Result, place: Place): string {
  const wrong = result.verdicts.filter(v => !v.ok);
  const verdicts = wrong.map(v => {
    const { verdict = "to hold", length } = v.expected ?? {};
    return `${v.property} ${outcomeOf(v)}, expected ${verdict}${steps(length)}`;
  });
  const counts = result.counts
    .filter(c => !c.ok)
    .map(c => `${c.name} is ${c.actual}, expected ${c.expected}`);
  const said = [...verdicts, ...counts];
  const sentence =
    said.length > 0
      ? `${nameOf(result)} is not as expected: ${said.join("; ")}`
      : `${nameOf(result)} is as expected`;
  const [first] = [...wrong.filter(v => v.trace), ...wrong];
  return failure(`${sentence}${covered(result)}`, result, first, place);
}

// ---------------------------------------------------------------- settings

interface Parted {
  readonly checks: CheckSettings;
  readonly length: number | undefined;
  readonly pictures: string | false | undefined;
}

function parted({ length, pictures, ...checks }: RunSettings): Parted {
  return { checks, length, pictures };
}

function placeOf(state: MatcherState, pictures: string | false | undefined): Place {
  return { testPath: state.testPath, testName: state.currentTestName, pictures };
}
