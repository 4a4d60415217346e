// Which values a term can have at most where it does not fault (interval arithmetic, Moore 1966), from what is known of
// the things it reads. It tells which ranges need not be checked, which tests are decided, and where 32 bits are enough.

import { unreachable } from "../base/bug.ts";
import type { BinaryOperator, Term } from "./program.ts";

/** Whole numbers from low to high. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What is known of the things a term reads, at its place. */
export interface Domains {
  slot(slot: number, old: boolean): Interval;
  param(param: number): Interval;
  temp(temp: number): Interval;
  /** What was found out already, if that is kept. */
  readonly known?: Map<Term, Interval> | undefined;
}

const TRUTH: Interval = { low: 0, high: 1 };
/** All numbers of 32 bits. */
export const WORD: Interval = { low: -(2 ** 31), high: 2 ** 31 - 1 };

/** Is every value of the one among the other's. */
export function within(inner: Interval, outer: Interval): boolean {
  return inner.low >= outer.low && inner.high <= outer.high;
}

/** What is known by lists; what is not listed is any number of 32 bits. */
export interface Lists {
  readonly slots: readonly Interval[];
  readonly params?: readonly Interval[] | undefined;
  readonly temps?: readonly Interval[] | undefined;
}

/** Domains that are lists, with room for what is found out. */
export function listed({ slots, params = [], temps = [] }: Lists): Domains {
  return {
    slot: slot => slots[slot] ?? WORD,
    param: param => params[param] ?? WORD,
    temp: temp => temps[temp] ?? WORD,
    known: new Map(),
  };
}

/** Do 32 bits hold every value. */
export function fits(interval: Interval): boolean {
  return within(interval, WORD);
}

/** The values of a term. */
export function intervalOf(term: Term, domains: Domains): Interval {
  switch (term.kind) {
    case "const":
      return { low: term.value, high: term.value };
    case "slot":
      return domains.slot(term.slot, term.old === true);
    case "param":
      return domains.param(term.param);
    case "temp":
      return domains.temp(term.temp);
    default:
      return compound(term, domains);
  }
}

type Compound = Exclude<Term, { kind: "const" | "slot" | "param" | "temp" }>;

function compound(term: Compound, domains: Domains): Interval {
  const { known } = domains;
  const before = known?.get(term);
  if (before) return before;
  const found = compute(term, domains);
  known?.set(term, found);
  return found;
}

function compute(term: Compound, domains: Domains): Interval {
  switch (term.kind) {
    case "element":
      return ofElements(term, domains);
    case "not": {
      const inner = intervalOf(term.of, domains);
      if (isFalse(inner)) return TRUE;
      return isTrue(inner) ? FALSE : TRUTH;
    }
    case "negate": {
      const { low, high } = intervalOf(term.of, domains);
      return { low: 0 - high, high: 0 - low };
    }
    case "bit-count":
      return { low: 0, high: 32 };
    case "binary":
      return BINARY[term.op](intervalOf(term.left, domains), intervalOf(term.right, domains));
    case "if": {
      const test = intervalOf(term.test, domains);
      if (isTrue(test)) return intervalOf(term.then, domains);
      if (isFalse(test)) return intervalOf(term.else, domains);
      return hull(intervalOf(term.then, domains), intervalOf(term.else, domains));
    }
    case "bound":
      return ofBound(term, intervalOf(term.of, domains));
    default:
      return unreachable(term, "term");
  }
}

function ofElements({ base, size, old }: Term & { kind: "element" }, domains: Domains): Interval {
  let all = domains.slot(base, old === true);
  for (let i = 1; i < size; i++) all = hull(all, domains.slot(base + i, old === true));
  return all;
}

/** What is outside faults; where all of it is, there is no value. */
function ofBound({ low, high }: Term & { kind: "bound" }, of: Interval): Interval {
  const inside = { low: Math.max(of.low, low) - low, high: Math.min(of.high, high) - low };
  return inside.low <= inside.high ? inside : { low: 0, high: high - low };
}

/** The smallest interval around both. */
export function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** Is it true (not 0) for sure. */
export function isTrue(i: Interval): boolean {
  return i.low > 0 || i.high < 0;
}

/** Is it false (0) for sure. */
export function isFalse(i: Interval): boolean {
  return i.low === 0 && i.high === 0;
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

/** The largest number with as many bits. */
function bitsUpTo(value: number): number {
  return value <= 0 ? 0 : 2 ** (32 - Math.clz32(value)) - 1;
}

/** Of 32 bits, without the sign. */
function isPlain(i: Interval): boolean {
  return i.low >= 0 && i.high <= WORD.high;
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
  "+": (a, b) => ({ low: a.low + b.low, high: a.high + b.high }),
  "-": (a, b) => ({ low: a.low - b.high, high: a.high - b.low }),
  "*": (a, b) => {
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
    return { low: Math.min(...corners) + 0, high: Math.max(...corners) + 0 };
  },
  "/": (a, b) => {
    const most = Math.max(Math.abs(a.low), Math.abs(a.high));
    return { low: a.low >= 0 && b.low >= 0 ? 0 : -most, high: most };
  },
  "%": (_, b) => ({
    low: Math.min(0, b.low + 1),
    high: Math.max(0, b.high - 1),
  }),
  min: (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
  max: (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  "bit-or": (a, b) =>
    isPlain(a) && isPlain(b) ? { low: 0, high: bitsUpTo(Math.max(a.high, b.high)) } : WORD,
  "bit-and": (a, b) => {
    const highs = [a, b].filter(isPlain).map(i => i.high);
    return highs.length === 0 ? WORD : { low: 0, high: Math.min(...highs) };
  },
  "bit-clear": a => (isPlain(a) ? { low: 0, high: a.high } : WORD),
  "bit-test": (a, b) => {
    if (a.low !== a.high || b.low !== b.high || !within(hull(a, b), WORD)) return TRUTH;
    return (a.low >> b.low) & 1 ? TRUE : FALSE;
  },
};
