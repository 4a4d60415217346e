// Between which numbers a term's value lies when it does not fault, from the domains of the slots it reads. It tells
// which stores cannot leave their range, which faults cannot happen, and whether 32 bits are enough.

import { unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Slot, Term } from "../../model/program.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What the domains are: of slots as declared, of temporaries as the action has stored so far. */
export interface Domains {
  readonly slots: readonly Slot[];
  readonly temps: ReadonlyMap<number, Interval>;
  /** What is known beyond that at the place of the term: of slots (not `old`) by number, of temporaries by `tempFact`. */
  readonly facts?: ReadonlyMap<number, Interval> | undefined;
}

const WORD: Interval = { low: -(2 ** 31), high: 2 ** 31 - 1 };
const TRUTH: Interval = { low: 0, high: 1 };

/** The key of a temporary among the facts. */
export function tempFact(temp: number): number {
  return -1 - temp;
}

/** Can C's int hold every value between. */
export function fits({ low, high }: Interval): boolean {
  return low >= WORD.low && high <= WORD.high;
}

/** Can SPIN read every value between: of those that C's int holds all but the least. */
export function readable({ low, high }: Interval): boolean {
  return low > WORD.low && high <= WORD.high;
}

export function hull(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** The values that the term may have. */
export function intervalOf(term: Term, domains: Domains): Interval {
  const of = (inner: Term) => intervalOf(inner, domains);
  switch (term.kind) {
    case "const":
      return { low: term.value, high: term.value };
    case "slot":
      return (
        (term.old ? undefined : domains.facts?.get(term.slot)) ?? domains.slots[term.slot] ?? WORD
      );
    case "element":
      return domains.slots.slice(term.base, term.base + term.size).reduce(hull, EMPTY);
    case "param":
      return WORD;
    case "temp":
      return (
        domains.facts?.get(tempFact(term.temp)) ??
        domains.temps.get(term.temp) ?? { low: 0, high: 0 }
      );
    case "not":
      return TRUTH;
    case "negate":
      return { low: -of(term.of).high, high: -of(term.of).low };
    case "bit-count":
      return { low: 0, high: 32 };
    case "binary":
      return BINARY[term.op](of(term.left), of(term.right));
    case "if":
      return hull(of(term.then), of(term.else));
    case "bound": {
      const { low, high } = of(term.of);
      return {
        low: Math.max(low - term.low, 0),
        high: Math.min(high, term.high) - term.low,
      };
    }
    default:
      return unreachable(term, "term");
  }
}

const EMPTY: Interval = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };

type Rule = (l: Interval, r: Interval) => Interval;

const isTruth: Rule = () => TRUTH;

const BINARY: Record<BinaryOperator, Rule> = {
  and: isTruth,
  or: isTruth,
  "==": isTruth,
  "!=": isTruth,
  "<": isTruth,
  "<=": isTruth,
  ">": isTruth,
  ">=": isTruth,
  "bit-test": isTruth,
  "+": (l, r) => ({ low: l.low + r.low, high: l.high + r.high }),
  "-": (l, r) => ({ low: l.low - r.high, high: l.high - r.low }),
  "*": (l, r) => {
    const corners = [l.low * r.low, l.low * r.high, l.high * r.low, l.high * r.high];
    return { low: Math.min(...corners), high: Math.max(...corners) };
  },
  "/": (l, r) => {
    const most = Math.max(Math.abs(l.low), Math.abs(l.high));
    return { low: l.low >= 0 && r.low >= 0 ? 0 : -most, high: most };
  },
  "%": (_, r) => ({ low: Math.min(0, r.low + 1), high: Math.max(0, r.high - 1) }),
  min: (l, r) => ({ low: Math.min(l.low, r.low), high: Math.min(l.high, r.high) }),
  max: (l, r) => ({ low: Math.max(l.low, r.low), high: Math.max(l.high, r.high) }),
  "bit-or": (l, r) =>
    l.low >= 0 && r.low >= 0 ? { low: 0, high: allBits(Math.max(l.high, r.high)) } : WORD,
  "bit-and": (l, r) => {
    if (l.low < 0 && r.low < 0) return WORD;
    const highs = [l, r].filter(i => i.low >= 0).map(i => i.high);
    return { low: 0, high: Math.min(...highs) };
  },
  "bit-clear": l => (l.low >= 0 ? { low: 0, high: l.high } : WORD),
};

/** The largest number with as many bits. */
function allBits(high: number): number {
  return high <= 0 ? 0 : 2 ** (Math.floor(Math.log2(high)) + 1) - 1;
}
