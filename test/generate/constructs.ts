// Which constructs of model/program.ts a program uses, as names, so that a test can say that the
// generators reach all of them. The lists are Records over the kinds: a new kind does not compile until it is here.

import { unreachable } from "../../src/base/bug.ts";
import type {
  BinaryOperator,
  Command,
  CommandKind,
  Meaning,
  Probe,
  Program,
  Statement,
  Target,
  Term,
} from "../../src/model/program.ts";

const TERMS: Record<Term["kind"], true> = {
  const: true,
  slot: true,
  element: true,
  param: true,
  temp: true,
  not: true,
  negate: true,
  "bit-count": true,
  binary: true,
  if: true,
  bound: true,
};

const OPERATORS: Record<BinaryOperator, true> = {
  and: true,
  or: true,
  "==": true,
  "!=": true,
  "<": true,
  "<=": true,
  ">": true,
  ">=": true,
  "+": true,
  "-": true,
  "*": true,
  "%": true,
  "/": true,
  min: true,
  max: true,
  "bit-or": true,
  "bit-and": true,
  "bit-clear": true,
  "bit-test": true,
};

const STATEMENTS: Record<Statement["kind"], true> = {
  assign: true,
  if: true,
  require: true,
  mark: true,
  assert: true,
  tell: true,
};

const TARGETS: Record<Target["kind"], true> = { slot: true, element: true, temp: true };

const COMMANDS: Record<CommandKind, true> = {
  own: true,
  trigger: true,
  message: true,
  timeout: true,
  fault: true,
};

const MEANINGS: Record<Exclude<Meaning["by"], "liveness">, true> = {
  "bad-probe": true,
  "good-probe": true,
  possible: true,
  quiet: true,
  deadlock: true,
  cells: true,
  marks: true,
  faults: true,
};

/** The names of all constructs. */
export const CONSTRUCTS: readonly string[] = [
  ...Object.keys(TERMS).map(kind => `term ${kind}`),
  ...Object.keys(OPERATORS).map(op => `operator ${op}`),
  ...Object.keys(STATEMENTS).map(kind => `statement ${kind}`),
  ...Object.keys(TARGETS).map(kind => `target ${kind}`),
  ...Object.keys(COMMANDS).map(kind => `command ${kind}`),
  ...Object.keys(MEANINGS).map(by => `check ${by}`),
  "old slot",
  "old element",
  "policy ignored",
  "policy refused",
  "no agent",
  "partner",
  "several params",
  "state probe",
  "step probe",
  "probe true on a fault",
  "probe false on a fault",
  "several initial states",
  "initially",
  "a slot below zero",
  "a slot of one value",
  "a slot of 32 bits",
  "two words",
  "at rest",
];

/** The constructs of one program. */
export function constructsOf(program: Program): Set<string> {
  const found = new Set<string>();
  const term = (of: Term) => noteTerm(of, found);
  for (const command of program.commands) noteCommand(command, found);
  for (const probe of program.probes) noteProbe(probe, found);
  for (const { meaning } of program.checks) {
    found.add(`check ${meaning.by}`);
    if (meaning.by === "possible") term(meaning.goal);
  }
  for (const one of program.initially) term(one);
  term(program.atRest);
  noteSlots(program, found);
  if (program.initially.length > 0) found.add("initially");
  if (program.initial.some(values => values.length > 1)) found.add("several initial states");
  if (program.atRest.kind !== "const") found.add("at rest");
  return found;
}

function noteSlots({ slots }: Program, found: Set<string>): void {
  let bits = 0;
  for (const { low, high } of slots) {
    if (low < 0) found.add("a slot below zero");
    if (low === high) found.add("a slot of one value");
    if (high - low === 2 ** 32 - 1) found.add("a slot of 32 bits");
    bits += Math.ceil(Math.log2(high - low + 1));
  }
  if (bits > 64) found.add("two words");
}

function noteCommand(command: Command, found: Set<string>): void {
  found.add(`command ${command.kind}`);
  if (command.policy) found.add(`policy ${command.policy}`);
  if (command.agent === undefined) found.add("no agent");
  if (command.partner !== undefined) found.add("partner");
  if (command.params.length > 1) found.add("several params");
  noteTerm(command.guard, found);
  for (const statement of command.effect) noteStatement(statement, found);
}

function noteProbe({ kind, term, onFault }: Probe, found: Set<string>): void {
  found.add(`${kind} probe`);
  found.add(`probe ${onFault} on a fault`);
  noteTerm(term, found);
}

function noteStatement(statement: Statement, found: Set<string>): void {
  found.add(`statement ${statement.kind}`);
  switch (statement.kind) {
    case "assign":
      found.add(`target ${statement.to.kind}`);
      if (statement.to.kind === "element") noteTerm(statement.to.index, found);
      noteTerm(statement.value, found);
      return;
    case "if":
      noteTerm(statement.test, found);
      for (const inner of [...statement.then, ...statement.else]) noteStatement(inner, found);
      return;
    case "require":
    case "assert":
      noteTerm(statement.test, found);
      return;
    case "tell":
      if (statement.value) noteTerm(statement.value, found);
      return;
    case "mark":
      return;
    default:
      unreachable(statement);
  }
}

function noteTerm(term: Term, found: Set<string>): void {
  found.add(`term ${term.kind}`);
  if ("old" in term && term.old) found.add(`old ${term.kind}`);
  if (term.kind === "binary") found.add(`operator ${term.op}`);
  for (const inner of partsOf(term)) noteTerm(inner, found);
}

/** The terms that a term is made of. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case "element":
      return [term.index];
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return [term.of];
    case "binary":
      return [term.left, term.right];
    case "if":
      return [term.test, term.then, term.else];
    default:
      return [];
  }
}
