// Which TLA+ variable each slot became. Slots that some term reads or writes by a computed index stand together in one
// tuple, every other slot is a variable of its own. A tuple's first element has index 1.

import type { Command, Meaning, Program, Statement, Target, Term } from "../../model/program.ts";
import { termParts } from "../../model/term-parts.ts";
import type { Names } from "./names.ts";
import type { Range } from "./value.ts";

export interface Variable {
  readonly name: string;
  readonly base: number;
  /** How many slots; more than one is a tuple. */
  readonly size: number;
  /** What every element's value lies in. */
  readonly range: Range;
}

export interface Variables {
  readonly list: readonly Variable[];
  /** By slot. */
  readonly of: readonly Variable[];
}

/** The variables of a program, in order of slots. */
export function variablesOf(program: Program, names: Names): Variables {
  const { slots } = program;
  const joined = new Uint8Array(slots.length + 1);
  everyTerm(program, ({ base, size }) => joined.fill(1, base + 1, base + size));
  const list: Variable[] = [];
  const of: Variable[] = [];
  for (let base = 0; base < slots.length; ) {
    let end = base + 1;
    while (end < slots.length && joined[end] === 1) end++;
    const variable = variableOf(program, base, end - base, names);
    list.push(variable);
    for (; base < end; base++) of.push(variable);
  }
  return { list, of };
}

function variableOf(program: Program, base: number, size: number, names: Names): Variable {
  const slots = program.slots.slice(base, base + size);
  const first = slots[0]?.name ?? "slot";
  // `up[h1]` of a tuple is called `up`; brackets inside quotes are part of a name.
  const stem = first.replaceAll(/"(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]/g, all =>
    all.startsWith("[") ? " " : all,
  );
  return {
    name: names.module(size > 1 ? stem : first),
    base,
    size,
    range: {
      low: Math.min(...slots.map(s => s.low)),
      high: Math.max(...slots.map(s => s.high)),
    },
  };
}

// ---------------------------------------------------------------- every element of a program

type Element = Extract<Target, { kind: "element" }>;
type Visit = (element: { readonly base: number; readonly size: number }) => void;

function everyTerm(program: Program, visit: Visit): void {
  const terms = [
    ...program.initially,
    ...program.probes.map(probe => probe.term),
    ...program.checks.flatMap(({ meaning }) => termsOf(meaning)),
    program.atRest,
  ];
  for (const term of terms) visitTerm(term, visit);
  for (const command of program.commands) visitCommand(command, visit);
}

function termsOf(meaning: Meaning): readonly Term[] {
  if (meaning.by === "possible") return [meaning.goal, ...(meaning.from ? [meaning.from] : [])];
  if (meaning.by === "quiet") return [meaning.bad];
  if (meaning.by !== "liveness") return [];
  return meaning.atoms.flatMap(atom => (atom.kind === "state" ? [atom.term] : []));
}

function visitCommand(command: Command, visit: Visit): void {
  visitTerm(command.guard, visit);
  for (const statement of command.effect) visitStatement(statement, visit);
}

function visitStatement(statement: Statement, visit: Visit): void {
  switch (statement.kind) {
    case "assign":
      if (statement.to.kind === "element") visitElement(statement.to, visit);
      visitTerm(statement.value, visit);
      break;
    case "if":
      visitTerm(statement.test, visit);
      for (const inner of [...statement.then, ...statement.else]) visitStatement(inner, visit);
      break;
    case "require":
    case "assert":
      visitTerm(statement.test, visit);
      break;
    default:
  }
}

function visitElement(element: Element, visit: Visit): void {
  visit(element);
  visitTerm(element.index, visit);
}

function visitTerm(term: Term, visit: Visit): void {
  if (term.kind === "element") visit(term);
  for (const part of termParts(term)) visitTerm(part, visit);
}
