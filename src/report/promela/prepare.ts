// Statements with the condition under which each faults, found in the order in which they run: after a guard
// `left > 0` the step `left = left - 1` cannot leave its range, and nothing is written for it. What only traces need
// (tells, marks that no property speaks of, temporaries that nothing reads) is left out.

import { unreachable } from "../../base/bug.ts";
import { hull, type Interval, isFalse, isTrue } from "../../model/interval.ts";
import type { BinaryOperator, Statement, Target, Term } from "../../model/program.ts";
import { type Domains, intervalOf, tempFact } from "./domains.ts";
import { faultOf, storeFault } from "./faults.ts";
import { isNo, or } from "./fold.ts";
import { parts, statementTerms } from "./terms.ts";

/** A statement; `fault` is the constant 0 where it cannot fault. */
export type Prepared =
  | { readonly kind: "assign"; readonly to: Target; readonly value: Term; readonly fault: Term }
  | {
      readonly kind: "if";
      readonly test: Term;
      readonly fault: Term;
      readonly then: readonly Prepared[];
      readonly else: readonly Prepared[];
    }
  | { readonly kind: "require"; readonly test: Term; readonly fault: Term }
  | { readonly kind: "assert"; readonly test: Term; readonly mark: number; readonly fault: Term }
  | { readonly kind: "mark"; readonly mark: number };

/** What is known of slots and temporaries at a place of an effect, beyond their domains. */
type Facts = Map<number, Interval>;

interface Preparation {
  readonly domains: Domains;
  readonly readTemps: ReadonlySet<number>;
}

/** Prepares an effect whose guard has been true. */
export function prepare(list: readonly Statement[], guard: Term, domains: Domains): Prepared[] {
  const terms = [...statementTerms(list)].flatMap(term => [...parts(term)]);
  const readTemps = new Set(terms.flatMap(term => (term.kind === "temp" ? [term.temp] : [])));
  const facts: Facts = new Map();
  learn(guard, facts, domains);
  for (const temp of domains.temps.keys()) facts.set(tempFact(temp), { low: 0, high: 0 });
  return all(list, facts, { domains, readTemps });
}

/** May running these statements end before their end: by a fault, a failed assertion, or a requirement. */
export function mayStop(list: readonly Prepared[]): boolean {
  return list.some(each => {
    switch (each.kind) {
      case "require":
      case "assert":
        return true;
      case "assign":
        return !isNo(each.fault);
      case "if":
        return !isNo(each.fault) || mayStop(each.then) || mayStop(each.else);
      case "mark":
        return false;
      default:
        return unreachable(each, "statement");
    }
  });
}

function all(list: readonly Statement[], facts: Facts, how: Preparation): Prepared[] {
  return list.flatMap(each => one(each, facts, how));
}

/** Changes the facts to those after the statement. */
function one(each: Statement, facts: Facts, how: Preparation): Prepared[] {
  const domains = { ...how.domains, facts };
  switch (each.kind) {
    case "assign": {
      const fault = storeFault(each.to, each.value, domains);
      const { to, value } = each;
      noteStore(to, intervalOf(value, domains), facts, how.domains);
      const idle = to.kind === "temp" && !how.readTemps.has(to.temp) && isNo(fault);
      return idle ? [] : [{ kind: "assign", to, value, fault }];
    }
    case "if":
      return choose(each, facts, how);
    case "require":
    case "assert": {
      const fault = faultOf(each.test, domains);
      learn(each.test, facts, how.domains);
      return each.kind === "require"
        ? [{ kind: "require", test: each.test, fault }]
        : [{ kind: "assert", test: each.test, mark: each.mark, fault }];
    }
    case "mark":
      return [{ kind: "mark", mark: each.mark }];
    case "tell":
      return [];
    default:
      return unreachable(each, "statement");
  }
}

/** A branch where it is decided, nothing where there is nothing to do. */
function choose(each: Statement & { kind: "if" }, facts: Facts, how: Preparation): Prepared[] {
  const domains = { ...how.domains, facts };
  const fault = faultOf(each.test, domains);
  const decided = isNo(fault) ? certain(each.test, domains) : undefined;
  if (decided !== undefined) return all(decided ? each.then : each.else, facts, how);
  const [yes, no] = [new Map(facts), new Map(facts)];
  learn(each.test, yes, how.domains);
  const then = all(each.then, yes, how);
  const otherwise = all(each.else, no, how);
  join(facts, yes, no);
  if (then.length + otherwise.length === 0 && isNo(fault)) return [];
  return [joined({ kind: "if", test: each.test, fault, then, else: otherwise })];
}

/** Whether a test that cannot fault is true whatever it reads, or false; undefined where it depends. */
function certain(test: Term, domains: Domains): boolean | undefined {
  const values = intervalOf(test, domains);
  if (isTrue(values)) return true;
  return isFalse(values) ? false : undefined;
}

/** A chain of tests with the same consequence is one test. */
function joined(of: Prepared & { kind: "if" }): Prepared {
  const [next, ...more] = of.else;
  if (next?.kind !== "if" || more.length > 0 || !isNo(next.fault)) return of;
  if (!sameMarks(of.then, next.then)) return of;
  return { ...of, test: or(of.test, next.test), else: next.else };
}

function sameMarks(a: readonly Prepared[], b: readonly Prepared[]): boolean {
  const marks = (list: readonly Prepared[]) => list.map(p => (p.kind === "mark" ? p.mark : -1));
  const [first, second] = [marks(a), marks(b)];
  return !first.includes(-1) && first.join() === second.join();
}

/** A store that did not fault is within the slot's range. */
function noteStore(to: Target, value: Interval, facts: Facts, { slots }: Domains): void {
  if (to.kind === "element") {
    for (let i = 0; i < to.size; i++) facts.delete(to.base + i);
  }
  if (to.kind === "temp") facts.set(tempFact(to.temp), value);
  if (to.kind !== "slot") return;
  const range = slots[to.slot];
  if (range) facts.set(to.slot, clip(value, range));
}

/** What both ways know. */
function join(facts: Facts, yes: Facts, no: Facts): void {
  facts.clear();
  for (const [slot, known] of yes) {
    const other = no.get(slot);
    if (other) facts.set(slot, hull(known, other));
  }
}

// ---------------------------------------------------------------- learning

const FLIPPED: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "==": "==",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** What the slots that a true test compares with constants can hold. */
function learn(test: Term, facts: Facts, domains: Domains): void {
  if (test.kind !== "binary") return;
  const { op, left, right } = test;
  if (op === "and") {
    learn(left, facts, domains);
    learn(right, facts, domains);
  } else if (left.kind === "const") {
    const flipped = FLIPPED[op];
    if (flipped) compare(right, flipped, left.value, { facts, domains });
  } else if (right.kind === "const") {
    compare(left, op, right.value, { facts, domains });
  }
}

interface Learner {
  readonly facts: Facts;
  readonly domains: Domains;
}

function compare(of: Term, op: BinaryOperator, value: number, { facts, domains }: Learner): void {
  if (of.kind !== "slot" || of.old) return;
  const within = LIMITS[op]?.(value);
  const range = facts.get(of.slot) ?? domains.slots[of.slot];
  if (within && range) facts.set(of.slot, clip(range, within));
}

const NONE = Number.POSITIVE_INFINITY;

const LIMITS: Partial<Record<BinaryOperator, (value: number) => Interval>> = {
  "==": value => ({ low: value, high: value }),
  "<": value => ({ low: -NONE, high: value - 1 }),
  "<=": value => ({ low: -NONE, high: value }),
  ">": value => ({ low: value + 1, high: NONE }),
  ">=": value => ({ low: value, high: NONE }),
};

/** The part within; where there is none the place is never reached, and the limit stands for it. */
function clip(of: Interval, within: Interval): Interval {
  const low = Math.max(of.low, within.low);
  const high = Math.min(of.high, within.high);
  return low <= high ? { low, high } : of;
}
