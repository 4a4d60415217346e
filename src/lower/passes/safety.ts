// What a term can come to, from the ranges of what it reads: its least and largest value, and whether it may
// fault. Both are bounds from the safe side: a term that may not fault never does.

import { unreachable } from "../../base/bug.ts";
import type { Parameter, Slot, Statement, Term } from "../../model/program.ts";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What the terms of one command read. */
export interface Reads {
  readonly slots: readonly Slot[];
  readonly params: readonly Parameter[];
  /** What temporaries hold; anything when undefined. */
  readonly temps?: readonly Range[] | undefined;
}

type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;

const TRUTH: Range = { low: 0, high: 1 };
const ANY: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** The values that the term may have. */
export function rangeOf(term: Term, reads: Reads): Range {
  switch (term.kind) {
    case "const":
      return { low: term.value, high: term.value };
    case "slot":
      return reads.slots[term.slot] ?? ANY;
    case "element":
      return hull(reads.slots.slice(term.base, term.base + term.size));
    case "param": {
      const values = reads.params[term.param]?.values ?? [];
      return { low: Math.min(...values), high: Math.max(...values) };
    }
    case "temp":
      return reads.temps?.[term.temp] ?? ANY;
    case "not":
      return TRUTH;
    case "negate": {
      const { low, high } = rangeOf(term.of, reads);
      return { low: -high, high: -low };
    }
    case "bit-count":
      return { low: 0, high: 32 };
    case "binary":
      return rangeOfBinary(term, reads);
    case "if":
      return hull([rangeOf(term.then, reads), rangeOf(term.else, reads)]);
    case "bound":
      return rangeOfBound(term, reads);
    default:
      return unreachable(term, "term");
  }
}

function rangeOfBound(term: Kind<"bound">, reads: Reads): Range {
  const { low, high } = rangeOf(term.of, reads);
  return {
    low: Math.max(low, term.low) - term.low,
    high: Math.min(high, term.high) - term.low,
  };
}

function hull(ranges: readonly Range[]): Range {
  return {
    low: Math.min(...ranges.map(r => r.low)),
    high: Math.max(...ranges.map(r => r.high)),
  };
}

function rangeOfBinary({ op, left, right }: Kind<"binary">, reads: Reads): Range {
  const [a, b] = [rangeOf(left, reads), rangeOf(right, reads)];
  switch (op) {
    case "+":
      return { low: a.low + b.low, high: a.high + b.high };
    case "-":
      return { low: a.low - b.high, high: a.high - b.low };
    case "min":
      return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) };
    case "max":
      return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
    case "*":
      return product(a, b);
    case "%":
      return b.low > 0 ? { low: 0, high: b.high - 1 } : ANY;
    case "bit-or":
      return a.low >= 0 && b.low >= 0 ? { low: 0, high: bits(a.high) | bits(b.high) } : ANY;
    case "bit-and":
      return a.low >= 0 && b.low >= 0 ? { low: 0, high: Math.min(a.high, b.high) } : ANY;
    case "bit-clear":
      return a.low >= 0 ? { low: 0, high: a.high } : ANY;
    case "/":
      return ANY;
    default:
      return TRUTH;
  }
}

function product(a: Range, b: Range): Range {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return corners.some(Number.isNaN)
    ? ANY
    : { low: Math.min(...corners), high: Math.max(...corners) };
}

/** The smallest 2^k - 1 that is not less. */
function bits(value: number): number {
  let mask = 0;
  while (mask < value && mask < 2 ** 31 - 1) mask = mask * 2 + 1;
  return mask;
}

export type FaultKind = "index" | "zero";

/** The kinds of fault that evaluating the term may end in. */
export function faultsOf(
  term: Term,
  reads: Reads,
  into: Set<FaultKind> = new Set(),
): ReadonlySet<FaultKind> {
  const also = (...terms: readonly Term[]) => {
    for (const each of terms) faultsOf(each, reads, into);
  };
  switch (term.kind) {
    case "const":
    case "slot":
    case "param":
    case "temp":
      return into;
    case "element":
      also(term.index);
      return into;
    case "not":
    case "negate":
    case "bit-count":
      also(term.of);
      return into;
    case "bound": {
      const { low, high } = rangeOf(term.of, reads);
      if (low < term.low || high > term.high) into.add("index");
      also(term.of);
      return into;
    }
    case "if":
      also(term.test, term.then, term.else);
      return into;
    case "binary":
      if ((term.op === "%" || term.op === "/") && !isNotZero(term.right, reads)) into.add("zero");
      also(term.left, term.right);
      return into;
    default:
      return unreachable(term, "term");
  }
}

function isNotZero(term: Term, reads: Reads): boolean {
  const { low, high } = rangeOf(term, reads);
  return low > 0 || high < 0;
}

/** What each temporary of an effect may hold, wherever it is read. */
export function rangesOfTemps(
  effect: readonly Statement[],
  count: number,
  reads: Reads,
): readonly Range[] {
  const stored = Array.from({ length: count }, (): Term[] => [{ kind: "const", value: 0 }]);
  const visit = (statement: Statement): void => {
    if (statement.kind === "if") [...statement.then, ...statement.else].forEach(visit);
    if (statement.kind !== "assign" || statement.to.kind !== "temp") return;
    stored[statement.to.temp]?.push(statement.value);
  };
  effect.forEach(visit);
  let temps = stored.map(() => ANY);
  // Each round is right by itself; a temporary made from others needs one more.
  for (let round = 0; round < ROUNDS; round++) {
    const known = { ...reads, temps };
    temps = stored.map(values => hull(values.map(value => rangeOf(value, known))));
  }
  return temps;
}

const ROUNDS = 3;
