// When does evaluating a term fault, as a term that never faults itself where it is evaluated: each part stands behind
// what must be so for it to have a value. What the domains rule out is left out, so most terms cannot fault at all.

import { unreachable } from "../../base/bug.ts";
import type { Target, Term } from "../../model/program.ts";
import { type Domains, intervalOf } from "./domains.ts";
import { and, any, binary, choice, equal, isNo, NO, not, number, or } from "./fold.ts";

/** True where the term has no value: an index outside, a division by zero. The constant 0 where that cannot be. */
export function faultOf(term: Term, domains: Domains): Term {
  const inner = (of: Term) => faultOf(of, domains);
  switch (term.kind) {
    case "const":
    case "slot":
    case "param":
    case "temp":
      return NO;
    case "element":
      return inner(term.index);
    case "not":
    case "negate":
    case "bit-count":
      return inner(term.of);
    case "bound":
      return or(inner(term.of), outside(term.of, term, domains));
    case "if": {
      const [then, otherwise] = [inner(term.then), inner(term.else)];
      const branch = isNo(then) && isNo(otherwise) ? NO : choice(term.test, then, otherwise);
      return or(inner(term.test), branch);
    }
    case "binary":
      return binaryFault(term, domains);
    default:
      return unreachable(term, "term");
  }
}

function binaryFault(term: Term & { kind: "binary" }, domains: Domains): Term {
  const { op, left, right } = term;
  const first = faultOf(left, domains);
  const second = faultOf(right, domains);
  switch (op) {
    case "and":
      return or(first, isNo(second) ? NO : and(left, second));
    case "or":
      return or(first, isNo(second) ? NO : and(not(left), second));
    case "/":
    case "%": {
      const { low, high } = intervalOf(right, domains);
      const zero = low > 0 || high < 0 ? NO : equal(right, 0);
      return any([first, second, zero]);
    }
    default:
      return or(first, second);
  }
}

/** True where the value is not in low..high. */
function outside(of: Term, range: { low: number; high: number }, domains: Domains): Term {
  const { low, high } = intervalOf(of, domains);
  const below = low < range.low ? binary("<", of, number(range.low)) : NO;
  const above = high > range.high ? binary(">", of, number(range.high)) : NO;
  return or(below, above);
}

/** True where the assignment faults: its index, its value, or the slot's range. */
export function storeFault(to: Target, value: Term, domains: Domains): Term {
  switch (to.kind) {
    case "temp":
      return faultOf(value, domains);
    case "slot":
      return or(faultOf(value, domains), outsideSlot(value, to.slot, domains));
    case "element": {
      const parts = [faultOf(to.index, domains), faultOf(value, domains)];
      return any([...parts, outsideElement(to, value, domains)]);
    }
    default:
      return unreachable(to, "target");
  }
}

function outsideSlot(value: Term, slot: number, domains: Domains): Term {
  const range = domains.slots[slot];
  return range ? outside(value, range, domains) : NO;
}

/** Elements of one array have one range, unless somebody builds a program by hand. */
function outsideElement(to: Target & { kind: "element" }, value: Term, domains: Domains): Term {
  const slots = domains.slots.slice(to.base, to.base + to.size);
  const [first] = slots;
  if (!first) return NO;
  if (slots.every(s => s.low === first.low && s.high === first.high)) {
    return outside(value, first, domains);
  }
  return any(slots.map((s, i) => and(equal(to.index, i), outside(value, s, domains))));
}
