// A command with values for its parameters: the parameters become constants, and what then is constant is
// computed. An element with a constant index becomes the slot it is, so guards and effects that
// mention `x[p]` become masks like any other.

import { unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Command, Statement, Target, Term } from "../../model/program.ts";

/** The guard and effect for these values of the parameters; without values, what is constant anyway is computed. */
export function specialise(command: Command, values: readonly number[]): Command {
  return {
    ...command,
    guard: simplify(command.guard, values),
    effect: statements(command.effect, values),
  };
}

/** The term with parameters put in; a parameter without a value stays. */
export function simplify(term: Term, values: readonly number[]): Term {
  return rewrite(term, leaf => {
    const value = leaf.kind === "param" ? values[leaf.param] : undefined;
    return value === undefined ? leaf : constant(value);
  });
}

/** A part of a term that has no parts. */
export type Leaf = Extract<Term, { kind: "slot" | "param" | "temp" }>;

/** The term with its leaves replaced, and what then is constant computed; where nothing changes, the term itself. */
export function rewrite(term: Term, leaf: (leaf: Leaf) => Term): Term {
  switch (term.kind) {
    case "const":
      return term;
    case "slot":
    case "param":
    case "temp":
      return leaf(term);
    case "element":
      return element(term, rewrite(term.index, leaf), leaf);
    case "not":
    case "negate":
    case "bit-count":
      return unary(term, rewrite(term.of, leaf));
    case "bound":
      return bound(term, rewrite(term.of, leaf));
    case "binary":
      return binary(term, rewrite(term.left, leaf), rewrite(term.right, leaf));
    case "if":
      return choice(term, leaf);
    default:
      return unreachable(term, "term");
  }
}

function constant(value: number): Term {
  return { kind: "const", value };
}

function element(term: Term & { kind: "element" }, index: Term, leaf: (leaf: Leaf) => Term): Term {
  if (index.kind !== "const") return index === term.index ? term : { ...term, index };
  const slot = { kind: "slot", slot: term.base + index.value } as const;
  return leaf(term.old === true ? { ...slot, old: true } : slot);
}

function choice(term: Term & { kind: "if" }, leaf: (leaf: Leaf) => Term): Term {
  const test = rewrite(term.test, leaf);
  if (test.kind === "const") return rewrite(test.value !== 0 ? term.then : term.else, leaf);
  const then = rewrite(term.then, leaf);
  const otherwise = rewrite(term.else, leaf);
  if (test === term.test && then === term.then && otherwise === term.else) return term;
  return { kind: "if", test, then, else: otherwise };
}

function unary(term: Term & { kind: "not" | "negate" | "bit-count" }, of: Term): Term {
  if (of.kind !== "const" || term.kind === "bit-count")
    return of === term.of ? term : { ...term, of };
  return constant(term.kind === "not" ? Number(of.value === 0) : 0 - of.value);
}

function bound(term: Term & { kind: "bound" }, of: Term): Term {
  const { low, high } = term;
  const inside = of.kind === "const" && of.value >= low && of.value <= high;
  if (inside) return constant(of.value - low);
  return of === term.of ? term : { ...term, of };
}

function binary(term: Term & { kind: "binary" }, left: Term, right: Term): Term {
  const { op } = term;
  if (left.kind === "const") {
    const known = combined(op, left.value, right.kind === "const" ? right.value : undefined);
    if (known !== undefined) return constant(known);
  }
  if (left === term.left && right === term.right) return term;
  return { kind: "binary", op, left, right };
}

/** What the left value alone decides, or both together, without a fault. */
export function combined(
  op: BinaryOperator,
  left: number,
  right: number | undefined,
): number | undefined {
  if (op === "and" && left === 0) return 0;
  if (op === "or" && left !== 0) return 1;
  return right === undefined ? undefined : COMPUTED[op]?.(left, right);
}

/** What can be computed in advance without a fault; the rest is rare. */
const COMPUTED: Partial<Record<BinaryOperator, (l: number, r: number) => number>> = {
  and: (l, r) => Number(l !== 0 && r !== 0),
  or: (l, r) => Number(l !== 0 || r !== 0),
  "==": (l, r) => Number(l === r),
  "!=": (l, r) => Number(l !== r),
  "<": (l, r) => Number(l < r),
  "<=": (l, r) => Number(l <= r),
  ">": (l, r) => Number(l > r),
  ">=": (l, r) => Number(l >= r),
  "+": (l, r) => l + r,
  "-": (l, r) => l - r,
  "*": (l, r) => l * r,
  "bit-test": (l, r) => (l >> r) & 1,
};

function statements(list: readonly Statement[], values: readonly number[]): Statement[] {
  return list.flatMap(s => statement(s, values));
}

function statement(s: Statement, values: readonly number[]): Statement[] {
  switch (s.kind) {
    case "assign":
      return [{ ...s, to: target(s.to, values), value: simplify(s.value, values) }];
    case "if": {
      const test = simplify(s.test, values);
      if (test.kind === "const") return statements(test.value !== 0 ? s.then : s.else, values);
      return [{ ...s, test, then: statements(s.then, values), else: statements(s.else, values) }];
    }
    case "require":
    case "assert":
      return [{ ...s, test: simplify(s.test, values) }];
    default:
      return [s];
  }
}

function target(to: Target, values: readonly number[]): Target {
  if (to.kind !== "element") return to;
  const index = simplify(to.index, values);
  if (index.kind !== "const") return { ...to, index };
  return { kind: "slot", slot: to.base + index.value };
}
