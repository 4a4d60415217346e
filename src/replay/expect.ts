// Verdict and expectation to pass or fail: the one place that decides it, and the exit code. What
// `expect` names must come out so, whatever it is; what it does not name is expected to hold or to be
// reached. A check that is only a finding passes unless something else was expected in so many words.

import type { Outcome } from "../model/outcome.ts";
import type { Check } from "../model/program.ts";
import type { CountExpectation, Verdict, VerdictWord } from "../model/result.ts";
import type { ExpectTree } from "../model/tree.ts";

/** An expectation without its place. */
export interface Expectation {
  readonly name: string;
  readonly count?: number | undefined;
  readonly verdict?: VerdictWord | undefined;
  readonly length?: number | undefined;
}

interface Expecting {
  readonly expect?: readonly ExpectTree[] | undefined;
}

/**
 * What is expected: what the plan says, or else the model. A model counts its whole space, so where the space is
 * `reduced` its counts are not asked for; a plan that reduces counts what is left.
 */
export function expectationsOf(plan: Expecting, model: Expecting, reduced = false): Expectation[] {
  const trees = plan.expect ?? model.expect ?? [];
  const counted = plan.expect !== undefined || !reduced;
  return trees
    .filter(e => counted || e.count === undefined)
    .map(({ name, count, verdict, length }) => ({ name: name.text, count, verdict, length }));
}

export interface Expectations {
  /** The verdicts with `expected` and `ok` filled in. */
  readonly verdicts: readonly Verdict[];
  readonly counts: readonly CountExpectation[];
  /** Expectations of what was not checked: the caller's to report. */
  readonly unmatched: readonly string[];
  readonly exitCode: 0 | 1 | 3;
}

/** What an expectation is compared with, besides the verdicts. */
export interface Checked {
  readonly checks: readonly Pick<Check, "property" | "policy">[];
  readonly outcome: Pick<Outcome, "states" | "transitions" | "depth" | "complete">;
}

type Grade = "as expected" | "wrong" | "not known";

/** Compares verdicts and counts with what was expected of them. Of two expectations of one name the later counts. */
export function expectations(
  verdicts: readonly Verdict[],
  expects: readonly Expectation[],
  checked: Checked,
): Expectations {
  const byName = new Map(expects.filter(e => e.count === undefined).map(e => [e.name, e]));
  const policies = new Map(checked.checks.map(c => [c.property, c.policy]));
  const graded = verdicts.map(verdict => {
    const expected = byName.get(verdict.property);
    const grade = gradeVerdict(verdict, expected, policies.get(verdict.property) === "finding");
    return { verdict: judged(verdict, expected, grade), grade };
  });
  const numbers = new Map(expects.filter(e => e.count !== undefined).map(e => [e.name, e]));
  const counts = [...numbers.values()].flatMap(e => gradeCount(e, checked.outcome));
  const known = new Set(verdicts.map(v => v.property));
  return {
    verdicts: graded.map(g => g.verdict),
    counts: counts.map(c => c.count),
    unmatched: [
      ...[...byName.keys()].filter(name => !known.has(name)),
      ...[...numbers.keys()].filter(name => !isCount(name)),
    ],
    exitCode: exitCode([...graded, ...counts].map(g => g.grade)),
  };
}

function judged(verdict: Verdict, expected: Expectation | undefined, grade: Grade): Verdict {
  const ok = grade === "as expected";
  if (!expected?.verdict) return { ...verdict, ok };
  const { verdict: word, length } = expected;
  return {
    ...verdict,
    ok,
    expected: { verdict: word, ...(length === undefined ? {} : { length }) },
  };
}

function gradeVerdict(
  verdict: Verdict,
  expected: Expectation | undefined,
  finding: boolean,
): Grade {
  if (expected?.verdict) return compare(verdict, expected);
  if (finding) return "as expected";
  switch (verdict.verdict) {
    case "holds":
    case "reached":
      return "as expected";
    case "violated":
    case "unreached":
      return "wrong";
    case "undecided":
      return "not known";
  }
}

function compare(verdict: Verdict, expected: Expectation): Grade {
  const sameWord = verdict.verdict === expected.verdict;
  const sameLength = expected.length === undefined || expected.length === verdict.length;
  if (sameWord && sameLength) return "as expected";
  return verdict.verdict === "undecided" ? "not known" : "wrong";
}

interface GradedCount {
  readonly count: CountExpectation;
  readonly grade: Grade;
}

/** A count of a space that was not seen whole is only wrong where it is already too large. */
function gradeCount(expected: Expectation, outcome: Checked["outcome"]): GradedCount[] {
  const { name, count } = expected;
  if (count === undefined || !isCount(name)) return [];
  const actual = outcome[name];
  const ok = actual === count;
  const open = !outcome.complete && actual < count;
  const unlike: Grade = open ? "not known" : "wrong";
  const grade: Grade = ok ? "as expected" : unlike;
  return [{ count: { name, expected: count, actual, ok }, grade }];
}

function isCount(name: string): name is CountExpectation["name"] {
  return name === "states" || name === "transitions" || name === "depth";
}

function exitCode(grades: readonly Grade[]): 0 | 1 | 3 {
  if (grades.includes("wrong")) return 1;
  return grades.includes("not known") ? 3 : 0;
}
