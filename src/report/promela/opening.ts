// When does an effect pass all its `require`s, as a condition over the state before it: the statements up to the last
// of them are carried out on terms instead of values. Undefined where that is not exact or not short: where something
// may fault before, or where an element is stored by an index.

import { unreachable } from "../../base/bug.ts";
import type { Term } from "../../model/program.ts";
import { and, bind, choice, isNo, NO, not, or, YES } from "./fold.ts";
import type { Prepared } from "./prepare.ts";
import { parts } from "./terms.ts";

/** Terms grow when they are put into each other. */
const LONGEST = 400;

/** What slots and temporaries hold, as terms over the state before; what is not there is as it was, temporaries 0. */
interface Held {
  readonly slots: ReadonlyMap<number, Term>;
  readonly temps: ReadonlyMap<number, Term>;
}

interface Walk {
  /** How many requirements are still to come. */
  left: number;
  condition: Term;
}

class TooHard {}

/** The condition, or undefined where it cannot be written. */
export function openingOf(list: readonly Prepared[]): Term | undefined {
  const walk: Walk = { left: countRequires(list), condition: YES };
  try {
    run(list, { slots: new Map(), temps: new Map() }, YES, walk);
    return walk.condition;
  } catch (thrown) {
    if (thrown instanceof TooHard) return undefined;
    throw thrown;
  }
}

function countRequires(list: readonly Prepared[]): number {
  return list.reduce((sum, each) => {
    if (each.kind === "if") return sum + countRequires(each.then) + countRequires(each.else);
    return sum + (each.kind === "require" ? 1 : 0);
  }, 0);
}

function run(list: readonly Prepared[], from: Held, path: Term, walk: Walk): Held {
  let held = from;
  for (const each of list) {
    if (walk.left === 0) return held;
    held = runOne(each, held, path, walk);
  }
  return held;
}

function runOne(each: Prepared, held: Held, path: Term, walk: Walk): Held {
  switch (each.kind) {
    case "assign":
      return store(each, held);
    case "if": {
      const test = value(each.test, each.fault, held);
      const then = run(each.then, held, both(path, test), walk);
      const otherwise = run(each.else, held, both(path, not(test)), walk);
      return merge(test, then, otherwise);
    }
    case "require": {
      walk.left--;
      const test = value(each.test, each.fault, held);
      walk.condition = short(both(walk.condition, path === YES ? test : or(not(path), test)));
      return held;
    }
    case "assert":
      throw new TooHard();
    case "mark":
      return held;
    default:
      return unreachable(each, "statement");
  }
}

function store({ to, value: stores, fault }: Prepared & { kind: "assign" }, held: Held): Held {
  if (to.kind === "element") throw new TooHard();
  const stored = value(stores, fault, held);
  if (to.kind === "temp") return { ...held, temps: new Map(held.temps).set(to.temp, stored) };
  return { ...held, slots: new Map(held.slots).set(to.slot, stored) };
}

function value(term: Term, fault: Term, held: Held): Term {
  if (!isNo(fault)) throw new TooHard();
  return short(bind(withZeroTemps(term, held), { ...held, expand: true }));
}

/** \`and\` of which only the truth matters. */
function both(left: Term, right: Term): Term {
  return left === YES ? right : and(left, right);
}

/** A temporary that was not stored is 0. */
function withZeroTemps(term: Term, held: Held): Term {
  const temps = new Map<number, Term>();
  for (const part of parts(term)) {
    if (part.kind === "temp" && !held.temps.has(part.temp)) temps.set(part.temp, NO);
  }
  return temps.size === 0 ? term : bind(term, { temps });
}

function short(term: Term): Term {
  let size = 0;
  for (const _ of parts(term)) {
    size++;
    if (size > LONGEST) throw new TooHard();
  }
  return term;
}

function merge(test: Term, then: Held, otherwise: Held): Held {
  const slot = (n: number): Term => ({ kind: "slot", slot: n });
  return {
    slots: mergeMaps(test, [then.slots, otherwise.slots], slot),
    temps: mergeMaps(test, [then.temps, otherwise.temps], () => NO),
  };
}

function mergeMaps(
  test: Term,
  [then, otherwise]: readonly [ReadonlyMap<number, Term>, ReadonlyMap<number, Term>],
  before: (key: number) => Term,
): Map<number, Term> {
  const merged = new Map<number, Term>();
  for (const key of new Set([...then.keys(), ...otherwise.keys()])) {
    const [yes, no] = [then.get(key) ?? before(key), otherwise.get(key) ?? before(key)];
    merged.set(key, yes === no ? yes : short(choice(test, yes, no)));
  }
  return merged;
}
