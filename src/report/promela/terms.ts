// Walks over all terms of a program.

import { unreachable } from "../../base/bug.ts";
import type { Meaning, Program, Statement, Target, Term } from "../../model/program.ts";
import { termParts } from "../../model/term-parts.ts";

/** Every term and every part of one. */
export function* programTerms(program: Program): Generator<Term> {
  for (const term of program.initially) yield* parts(term);
  for (const { guard, effect } of program.commands) {
    yield* parts(guard);
    for (const term of statementTerms(effect)) yield* parts(term);
  }
  for (const { term } of program.probes) yield* parts(term);
  for (const { meaning } of program.checks)
    for (const term of meaningTerms(meaning)) yield* parts(term);
  yield* parts(program.atRest);
}

/** The term and what it consists of. */
export function* parts(term: Term): Generator<Term> {
  yield term;
  for (const part of termParts(term)) yield* parts(part);
}

/** The terms of statements, not of what they tell. */
export function* statementTerms(list: readonly Statement[]): Generator<Term> {
  for (const each of list) {
    switch (each.kind) {
      case "assign":
        yield* targetTerms(each.to);
        yield each.value;
        break;
      case "if":
        yield each.test;
        yield* statementTerms(each.then);
        yield* statementTerms(each.else);
        break;
      case "require":
      case "assert":
        yield each.test;
        break;
      case "mark":
      case "tell":
        break;
      default:
        unreachable(each, "statement");
    }
  }
}

function* targetTerms(to: Target): Generator<Term> {
  if (to.kind === "element") yield to.index;
}

function* meaningTerms(meaning: Meaning): Generator<Term> {
  if (meaning.by === "possible") yield meaning.goal;
  if (meaning.by === "possible" && meaning.from) yield meaning.from;
  if (meaning.by === "quiet") yield meaning.bad;
}
