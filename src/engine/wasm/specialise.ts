// A command with values for its parameters: the parameters become constants, and what then is constant is
// computed. An element with a constant index becomes the slot it is, so guards and effects that
// mention `x[p]` become masks like any other.

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
  const go = (of: Term) => simplify(of, values);
  switch (term.kind) {
    case "param": {
      const value = values[term.param];
      return value === undefined ? term : constant(value);
    }
    case "element":
      return element(term, go(term.index));
    case "not":
    case "negate":
    case "bit-count":
      return unary({ ...term, of: go(term.of) });
    case "bound":
      return bound({ ...term, of: go(term.of) });
    case "binary":
      return binary({ ...term, left: go(term.left), right: go(term.right) });
    case "if": {
      const test = go(term.test);
      if (test.kind === "const") return go(test.value !== 0 ? term.then : term.else);
      return { kind: "if", test, then: go(term.then), else: go(term.else) };
    }
    default:
      return term;
  }
}

function constant(value: number): Term {
  return { kind: "const", value };
}

function element(term: Term & { kind: "element" }, index: Term): Term {
  if (index.kind !== "const") return { ...term, index };
  const slot = { kind: "slot", slot: term.base + index.value } as const;
  return term.old === true ? { ...slot, old: true } : slot;
}

function unary(term: Term & { kind: "not" | "negate" | "bit-count" }): Term {
  const { of } = term;
  if (of.kind !== "const" || term.kind === "bit-count") return term;
  return constant(term.kind === "not" ? Number(of.value === 0) : 0 - of.value);
}

function bound(term: Term & { kind: "bound" }): Term {
  const { of, low, high } = term;
  const inside = of.kind === "const" && of.value >= low && of.value <= high;
  return inside ? constant(of.value - low) : term;
}

function binary(term: Term & { kind: "binary" }): Term {
  const { op, left, right } = term;
  if (left.kind !== "const") return term;
  if (op === "and" && left.value === 0) return constant(0);
  if (op === "or" && left.value !== 0) return constant(1);
  if (right.kind !== "const") return term;
  const compute = COMPUTED[op];
  return compute ? constant(compute(left.value, right.value)) : term;
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
