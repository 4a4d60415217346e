// The initial states: each variable's values, and each condition of `initially` as soon as all it reads has a value.
// A condition is compared with TRUE, or TLC would take each of its disjuncts for a way of its own and count the same
// initial state twice. A tuple's values are a product of its elements' values.

import type { Term } from "../../model/program.ts";
import { beforeOf, list, setOf } from "./action.ts";
import { faultOf } from "./fault.ts";
import type { Module } from "./module.ts";
import { Terms } from "./term.ts";
import { ATOM, at, number } from "./value.ts";
import type { Variable } from "./variables.ts";

/** `Init`. */
export function initial(module: Module): string[] {
  const { program, variables } = module;
  const due = new Map<number, string[]>();
  for (const term of program.initially) {
    const last = lastVariable(module, term);
    due.set(last, [...(due.get(last) ?? []), condition(module, term)]);
  }
  const items = [
    ...(due.get(-1) ?? []),
    ...variables.list.flatMap(v => [values(module, v), ...(due.get(v.base) ?? [])]),
  ];
  return ["", "Init ==", ...list(items, "/\\", "  ")];
}

/** `TypeOK`, for readers and other tools. */
export function typeOk(module: Module): string[] {
  const items = module.variables.list.map(variable => {
    const slots = module.program.slots.slice(variable.base, variable.base + variable.size);
    const ranges = slots.map(
      ({ low, high }) => `${at(number(low), ATOM)}..${at(number(high), ATOM)}`,
    );
    if (variable.size === 1) return `${variable.name} \\in ${ranges[0]}`;
    return `${variable.name} \\in ${ranges.map(range => `(${range})`).join(" \\X ")}`;
  });
  return [
    "",
    "\\* What the variables hold. Never violated: leaving a range is a fault.",
    "TypeOK ==",
    ...list(items, "/\\", "  "),
  ];
}

function values(module: Module, { name, base, size }: Variable): string {
  const slots = module.program.initial.slice(base, base + size);
  const single = slots.map(list => (list.length === 1 ? list[0] : undefined));
  const texts = single.map((value, i) =>
    value === undefined ? "" : literal(module, base + i, value),
  );
  if (size === 1)
    return single[0] === undefined
      ? `${name} \\in ${setOf(slots[0] ?? [])}`
      : `${name} = ${texts[0]}`;
  if (single.every(value => value !== undefined)) return `${name} = <<${texts.join(", ")}>>`;
  return `${name} \\in ${slots
    .map(setOf)
    .map(set => `(${set})`)
    .join(" \\X ")}`;
}

function literal(module: Module, slot: number, value: number): string {
  return module.constants.value(value, module.slot(slot).show).text;
}

/** A fault is as false. */
function condition(module: Module, term: Term): string {
  const terms = new Terms(module, beforeOf(module));
  const fault = faultOf(terms, term);
  const truth = terms.truth(term).text;
  return fault ? `(IF ${fault.text} THEN FALSE ELSE ${truth}) = TRUE` : `(${truth}) = TRUE`;
}

/** The last variable that the term may read, by its first slot, or -1. */
function lastVariable(module: Module, term: Term): number {
  switch (term.kind) {
    case "slot":
      return module.variableOf(term.slot).base;
    case "element":
      return Math.max(module.variableOf(term.base).base, lastVariable(module, term.index));
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return lastVariable(module, term.of);
    case "binary":
      return Math.max(lastVariable(module, term.left), lastVariable(module, term.right));
    case "if":
      return Math.max(
        lastVariable(module, term.test),
        lastVariable(module, term.then),
        lastVariable(module, term.else),
      );
    default:
      return -1;
  }
}
