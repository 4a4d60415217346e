// Terms with their parameters (or the values of slots) put in, and what is then constant computed. Faults stay where
// they are: a term that may fault is never dropped, so the result means what the term meant.

import { unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Term } from "../../model/program.ts";

/** What is put into a term; what is left out stays. */
export interface Binding {
  readonly params?: readonly number[] | undefined;
  readonly slots?: ReadonlyMap<number, Term> | undefined;
  readonly temps?: ReadonlyMap<number, Term> | undefined;
  /** An element that may be one of the slots becomes a choice; only right where its index cannot fault. */
  readonly expand?: boolean | undefined;
}

export const NO: Term = { kind: "const", value: 0 };
export const YES: Term = { kind: "const", value: 1 };

export function number(value: number): Term {
  return { kind: "const", value };
}

export function isNo(term: Term): boolean {
  return term.kind === "const" && term.value === 0;
}

/** `old` parts are never bound. */
export function bind(term: Term, binding: Binding): Term {
  const inner = (of: Term) => bind(of, binding);
  switch (term.kind) {
    case "const":
      return term;
    case "slot":
      return (term.old ? undefined : binding.slots?.get(term.slot)) ?? term;
    case "param": {
      const value = binding.params?.[term.param];
      return value === undefined ? term : number(value);
    }
    case "temp":
      return binding.temps?.get(term.temp) ?? term;
    case "element":
      return bindElement(term, inner(term.index), binding);
    case "not":
    case "negate":
    case "bit-count":
      return unary(term.kind, inner(term.of));
    case "binary":
      return binary(term.op, inner(term.left), inner(term.right));
    case "if":
      return choice(inner(term.test), inner(term.then), inner(term.else));
    case "bound":
      return bounded(inner(term.of), term.low, term.high);
    default:
      return unreachable(term, "term");
  }
}

function bindElement(term: Term & { kind: "element" }, index: Term, binding: Binding): Term {
  const { base, size } = term;
  const at = (i: number): Term => slotTerm(base + i, term.old);
  if (index.kind === "const") return bind(at(index.value), binding);
  const numbers = Array.from({ length: size }, (_, i) => i);
  if (term.old || !binding.expand || !numbers.some(i => binding.slots?.has(base + i)))
    return { ...term, index };
  const last = bind(at(size - 1), binding);
  return numbers
    .slice(0, -1)
    .reduceRight((rest, i) => choice(equal(index, i), bind(at(i), binding), rest), last);
}

function slotTerm(slot: number, old: boolean | undefined): Term {
  return old ? { kind: "slot", slot, old } : { kind: "slot", slot };
}

/** `and` of two truths. */
export function and(left: Term, right: Term): Term {
  return binary("and", left, right);
}

export function or(left: Term, right: Term): Term {
  return binary("or", left, right);
}

export function any(terms: readonly Term[]): Term {
  return terms.reduce((left, right) => or(left, right), NO);
}

export function not(of: Term): Term {
  return unary("not", of);
}

export function equal(left: Term, right: number): Term {
  return binary("==", left, number(right));
}

export function choice(test: Term, then: Term, otherwise: Term): Term {
  if (test.kind === "const") return test.value === 0 ? otherwise : then;
  return { kind: "if", test, then, else: otherwise };
}

function bounded(of: Term, low: number, high: number): Term {
  if (of.kind === "const" && of.value >= low && of.value <= high) return number(of.value - low);
  return { kind: "bound", of, low, high };
}

function unary(kind: "not" | "negate" | "bit-count", of: Term): Term {
  if (of.kind !== "const") return { kind, of };
  switch (kind) {
    case "not":
      return of.value === 0 ? YES : NO;
    case "negate":
      return number(0 - of.value);
    case "bit-count":
      return number([...(of.value >>> 0).toString(2)].filter(bit => bit === "1").length);
    default:
      return unreachable(kind, "operator");
  }
}

/** The operation, computed where it can be. What may fault is kept. */
export function binary(op: BinaryOperator, left: Term, right: Term): Term {
  const known = op === "and" || op === "or" ? logic(op, left, right) : undefined;
  if (known) return known;
  if (left.kind !== "const" || right.kind !== "const") return { kind: "binary", op, left, right };
  const value = OPERATIONS[op](left.value, right.value);
  return Number.isSafeInteger(value) ? number(value) : { kind: "binary", op, left, right };
}

function logic(op: "and" | "or", left: Term, right: Term): Term | undefined {
  const neutral = op === "and" ? isTrue : isNo;
  if (left.kind === "const" && !neutral(left)) return op === "or" ? YES : NO;
  if (neutral(left) && isTruth(right)) return right;
  return neutral(right) && isTruth(left) ? left : undefined;
}

function isTrue(term: Term): boolean {
  return term.kind === "const" && term.value !== 0;
}

/** Is its value 0 or 1 whatever it reads. */
function isTruth(term: Term): boolean {
  switch (term.kind) {
    case "const":
      return term.value === 0 || term.value === 1;
    case "not":
      return true;
    case "if":
      return isTruth(term.then) && isTruth(term.else);
    case "binary":
      return TRUTHS.has(term.op);
    default:
      return false;
  }
}

const TRUTHS: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>([
  ...(["and", "or", "==", "!=", "<", "<=", ">", ">=", "bit-test"] as const),
]);

const truth = (is: boolean): number => (is ? 1 : 0);

/** NaN where the operation faults. */
const OPERATIONS: Record<BinaryOperator, (l: number, r: number) => number> = {
  and: (l, r) => truth(l !== 0 && r !== 0),
  or: (l, r) => truth(l !== 0 || r !== 0),
  "==": (l, r) => truth(l === r),
  "!=": (l, r) => truth(l !== r),
  "<": (l, r) => truth(l < r),
  "<=": (l, r) => truth(l <= r),
  ">": (l, r) => truth(l > r),
  ">=": (l, r) => truth(l >= r),
  "+": (l, r) => l + r,
  "-": (l, r) => l - r,
  "*": (l, r) => l * r + 0,
  "/": (l, r) => (r === 0 ? Number.NaN : Math.floor(l / r) + 0),
  "%": (l, r) => (r === 0 ? Number.NaN : (((l % r) + r) % r) + 0),
  min: (l, r) => Math.min(l, r),
  max: (l, r) => Math.max(l, r),
  "bit-or": (l, r) => l | r,
  "bit-and": (l, r) => l & r,
  "bit-clear": (l, r) => l & ~r,
  "bit-test": (l, r) => (l >> r) & 1,
};
