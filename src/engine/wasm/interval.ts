// Which values a term can have at most (interval arithmetic, Moore 1966): it tells where a range need not
// be checked and where 32 bits are enough.

import { unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Command, Slot, Statement, Term } from "../../model/program.ts";

/** Whole numbers from low to high. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What is known of the things a term reads. */
export interface Bounds {
  readonly slots: readonly Interval[];
  readonly params: readonly Interval[];
  readonly temps: readonly Interval[];
  /** What was found out already, under these bounds. */
  readonly known?: Map<Term, Interval> | undefined;
}

const TRUTH: Interval = { low: 0, high: 1 };
/** All numbers of 32 bits. */
export const WORD: Interval = { low: -(2 ** 31), high: 2 ** 31 - 1 };

/** Is every value of the one among the other's. */
export function within(inner: Interval, outer: Interval): boolean {
  return inner.low >= outer.low && inner.high <= outer.high;
}

/** The values of a term. */
export function intervalOf(term: Term, bounds: Bounds): Interval {
  const known = bounds.known?.get(term);
  if (known) return known;
  const found = computeInterval(term, bounds);
  bounds.known?.set(term, found);
  return found;
}

function computeInterval(term: Term, bounds: Bounds): Interval {
  const of = (inner: Term) => intervalOf(inner, bounds);
  switch (term.kind) {
    case "const":
      return { low: term.value, high: term.value };
    case "slot":
      return bounds.slots[term.slot] ?? WORD;
    case "element":
      return hullOf(bounds.slots, term.base, term.base + term.size);
    case "param":
      return bounds.params[term.param] ?? WORD;
    case "temp":
      return bounds.temps[term.temp] ?? WORD;
    case "not": {
      const inner = of(term.of);
      if (isFalse(inner)) return TRUE;
      return isTrue(inner) ? FALSE : TRUTH;
    }
    case "negate": {
      const { low, high } = of(term.of);
      return { low: 0 - high, high: 0 - low };
    }
    case "bit-count":
      return { low: 0, high: 32 };
    case "binary":
      return BINARY[term.op](of(term.left), of(term.right));
    case "if": {
      const test = of(term.test);
      if (isTrue(test)) return of(term.then);
      return isFalse(test) ? of(term.else) : hull([of(term.then), of(term.else)]);
    }
    case "bound":
      return { low: 0, high: term.high - term.low };
    default:
      return unreachable(term, "term");
  }
}

/** The smallest interval around all. */
export function hull(all: readonly Interval[]): Interval {
  return hullOf(all, 0, all.length);
}

function hullOf(all: readonly Interval[], from: number, until: number): Interval {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < until; i++) {
    const interval = all[i] as Interval;
    if (interval.low < low) low = interval.low;
    if (interval.high > high) high = interval.high;
  }
  return { low, high };
}

type Rule = (left: Interval, right: Interval) => Interval;

const FALSE: Interval = { low: 0, high: 0 };
const TRUE: Interval = { low: 1, high: 1 };

/** A comparison: true for sure, false for sure, or not known. */
function comparison(sure: (a: Interval, b: Interval) => boolean | undefined): Rule {
  return (a, b) => {
    const known = sure(a, b);
    if (known === undefined) return TRUTH;
    return known ? TRUE : FALSE;
  };
}

function equal(a: Interval, b: Interval): boolean | undefined {
  if (a.high < b.low || b.high < a.low) return false;
  return a.low === a.high && b.low === b.high ? true : undefined;
}

function less(a: Interval, b: Interval): boolean | undefined {
  if (a.high < b.low) return true;
  return a.low >= b.high ? false : undefined;
}

function not(known: boolean | undefined): boolean | undefined {
  return known === undefined ? undefined : !known;
}

function isTrue(i: Interval): boolean {
  return i.low > 0 || i.high < 0;
}

function isFalse(i: Interval): boolean {
  return i.low === 0 && i.high === 0;
}

function corners(of: (left: number, right: number) => number): Rule {
  return (a, b) => {
    const all = [of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)];
    return { low: Math.min(...all) + 0, high: Math.max(...all) + 0 };
  };
}

/** The largest number with as many bits. */
function bitsUpTo(value: number): number {
  return value <= 0 ? 0 : 2 ** (32 - Math.clz32(value)) - 1;
}

function nonNegative(rule: Rule): Rule {
  return (a, b) => (a.low < 0 || b.low < 0 || !within(hull([a, b]), WORD) ? WORD : rule(a, b));
}

const BINARY: Record<BinaryOperator, Rule> = {
  and: comparison((a, b) => {
    if (isFalse(a) || isFalse(b)) return false;
    return isTrue(a) && isTrue(b) ? true : undefined;
  }),
  or: comparison((a, b) => {
    if (isTrue(a) || isTrue(b)) return true;
    return isFalse(a) && isFalse(b) ? false : undefined;
  }),
  "==": comparison(equal),
  "!=": comparison((a, b) => not(equal(a, b))),
  "<": comparison(less),
  "<=": comparison((a, b) => not(less(b, a))),
  ">": comparison((a, b) => less(b, a)),
  ">=": comparison((a, b) => not(less(a, b))),
  "+": corners((l, r) => l + r),
  "-": corners((l, r) => l - r),
  "*": corners((l, r) => l * r),
  "/": a => {
    const most = Math.max(Math.abs(a.low), Math.abs(a.high));
    return { low: -most, high: most };
  },
  "%": (_, b) => ({
    low: Math.min(0, b.low + 1),
    high: Math.max(0, b.high - 1),
  }),
  min: (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
  max: (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  "bit-or": nonNegative((a, b) => ({ low: 0, high: bitsUpTo(Math.max(a.high, b.high)) })),
  "bit-and": nonNegative((a, b) => ({ low: 0, high: Math.min(a.high, b.high) })),
  "bit-clear": nonNegative(a => ({ low: 0, high: a.high })),
  "bit-test": (a, b) => {
    if (a.low !== a.high || b.low !== b.high || !within(hull([a, b]), WORD)) return TRUTH;
    return (a.low >> b.low) & 1 ? TRUE : FALSE;
  },
};

/** The values that each temporary of a command has anywhere in its effect. */
export function tempIntervals(
  command: Command,
  slots: readonly Slot[],
  params: readonly Interval[],
): readonly Interval[] {
  const start: Interval[] = Array.from({ length: command.temps }, () => ({ low: 0, high: 0 }));
  const seen = [...start];
  flow(command.effect, start, { slots, params, seen });
  return seen;
}

interface Flow {
  readonly slots: readonly Slot[];
  readonly params: readonly Interval[];
  /** Grows. */
  readonly seen: Interval[];
}

/** What the temporaries hold after the statements; there are no loops, so one pass is exact. */
function flow(list: readonly Statement[], before: readonly Interval[], to: Flow): Interval[] {
  let temps = [...before];
  for (const s of list) {
    if (s.kind === "if") {
      const then = flow(s.then, temps, to);
      const otherwise = flow(s.else, temps, to);
      temps = then.map((interval, t) => hull([interval, otherwise[t] ?? interval]));
    }
    if (s.kind !== "assign" || s.to.kind !== "temp") continue;
    const value = intervalOf(s.value, { slots: to.slots, params: to.params, temps });
    temps[s.to.temp] = value;
    to.seen[s.to.temp] = hull([to.seen[s.to.temp] ?? value, value]);
  }
  return temps;
}
