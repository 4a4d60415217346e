// Tests whose truth follows from what is known at their place: an observer that has just been told `failed` does not
// ask whether it was told something else. Only tests that cannot fault are decided.

import type { BinaryOperator, Term } from "../../model/program.ts";
import { type Domains, type Interval, intervalOf } from "./interval.ts";

/** Whether the term, which cannot fault, is true whatever it reads, or false; undefined where it depends. */
export function certain(test: Term, domains: Domains): boolean | undefined {
  switch (test.kind) {
    case "not": {
      const inner = certain(test.of, domains);
      return inner === undefined ? undefined : !inner;
    }
    case "binary":
      return certainBinary(test, domains);
    default: {
      const { low, high } = intervalOf(test, domains);
      if (low > 0 || high < 0) return true;
      return low === 0 && high === 0 ? false : undefined;
    }
  }
}

function certainBinary(test: Term & { kind: "binary" }, domains: Domains): boolean | undefined {
  const { op, left, right } = test;
  if (op === "and" || op === "or") {
    const [l, r] = [certain(left, domains), certain(right, domains)];
    const deciding = op === "or";
    if (l === deciding || r === deciding) return deciding;
    return l === undefined || r === undefined ? undefined : !deciding;
  }
  return COMPARISONS[op]?.(intervalOf(left, domains), intervalOf(right, domains));
}

type Comparison = (l: Interval, r: Interval) => boolean | undefined;

const below: Comparison = (l, r) => {
  if (l.high < r.low) return true;
  return l.low >= r.high ? false : undefined;
};

const same: Comparison = (l, r) => {
  if (l.high < r.low || r.high < l.low) return false;
  return l.low === l.high && r.low === r.high ? true : undefined;
};

const opposite =
  (of: Comparison): Comparison =>
  (l, r) => {
    const truth = of(l, r);
    return truth === undefined ? undefined : !truth;
  };

const COMPARISONS: Partial<Record<BinaryOperator, Comparison>> = {
  "==": same,
  "!=": opposite(same),
  "<": below,
  ">=": opposite(below),
  ">": (l, r) => below(r, l),
  "<=": opposite((l, r) => below(r, l)),
};
