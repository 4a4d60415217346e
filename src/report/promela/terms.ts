// Walks over all terms of a program.

import { unreachable } from "../../base/bug.ts";
import type { Meaning, Program, Statement, Target, Term } from "../../model/program.ts";

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
  switch (term.kind) {
    case "const":
    case "slot":
    case "param":
    case "temp":
      return;
    case "element":
      return yield* parts(term.index);
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return yield* parts(term.of);
    case "binary":
      yield* parts(term.left);
      return yield* parts(term.right);
    case "if":
      yield* parts(term.test);
      yield* parts(term.then);
      return yield* parts(term.else);
    default:
      return unreachable(term, "term");
  }
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
