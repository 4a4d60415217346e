// Terms and effects as text that is the same for those that do the same in another order: operands of `and`, `or`,
// sums and the like, and assignments to different slots. What may fault keeps its place wherever another
// order could make another fault, or none.

import { unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Mark, Statement, Target, Term } from "../../model/program.ts";
import { faultsOf, type Reads, rangeOf } from "../passes/safety.ts";
import { readsOf } from "../reads.ts";
import { linearOf } from "./shapes.ts";

/** What a text depends on. */
export interface NormalScope extends Reads {
  readonly marks: readonly Mark[];
}

type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;

const COMMUTES: Partial<Record<BinaryOperator, boolean>> = {
  "==": true,
  "!=": true,
  "*": true,
  min: true,
  max: true,
  "bit-or": true,
  "bit-and": true,
};

/** The text of a term. */
export function termText(term: Term, scope: NormalScope): string {
  const text = (t: Term) => termText(t, scope);
  switch (term.kind) {
    case "const":
      return String(term.value);
    case "slot":
      return `s${term.slot}${term.old ? "'" : ""}`;
    case "element":
      return `s[${text(fromStart(term))}]${term.old ? "'" : ""}`;
    case "param":
      return `p${term.param}`;
    case "temp":
      return `t${term.temp}`;
    case "not":
    case "negate":
    case "bit-count":
      return `${term.kind}(${text(term.of)})`;
    case "bound":
      return `bound(${text(term.of)},${term.low},${term.high})`;
    case "if":
      return `if(${text(term.test)},${text(term.then)},${text(term.else)})`;
    case "binary":
      return binaryText(term, scope);
    default:
      return unreachable(term, "term");
  }
}

function binaryText(term: Kind<"binary">, scope: NormalScope): string {
  const { op, left, right } = term;
  if (op === "and" || op === "or") return `${op}(${shortCircuit(term, op, scope).join()})`;
  const strict = faultsOf(term, scope).size > 1;
  if (!strict && (op === "+" || op === "-")) return sumText(term, scope);
  const texts = (COMMUTES[op] ? operands(term, op) : [left, right]).map(t => termText(t, scope));
  return `${op}(${(COMMUTES[op] && !strict ? texts.sort() : texts).join()})`;
}

function sumText(term: Term, scope: NormalScope): string {
  const { constant, terms } = linearOf(term);
  const texts = terms.map(({ factor, of }) => `${factor}*${termText(of, scope)}`);
  return `sum(${[...texts.sort(), constant].join()})`;
}

/** In any order, except that nothing passes by an operand that may fault. */
function shortCircuit(term: Term, op: "and" | "or", scope: NormalScope): string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  for (const each of operands(term, op)) {
    const text = termText(each, scope);
    if (faultsOf(each, scope).size === 0) {
      run.push(text);
      continue;
    }
    sorted.push(...run.sort(), text);
    run = [];
  }
  return [...sorted, ...run.sort()];
}

/** Of nested applications of one operator. `==` and `!=` do not nest. */
function operands(term: Term, op: BinaryOperator): Term[] {
  if (term.kind !== "binary" || term.op !== op) return [term];
  if (op === "==" || op === "!=") return [term.left, term.right];
  return [...operands(term.left, op), ...operands(term.right, op)];
}

/** The text of an effect. What is only told is left out. */
export function effectText(effect: readonly Statement[], scope: NormalScope): string {
  const lines: string[] = [];
  let run: Assign[] = [];
  const flush = () => {
    lines.push(...run.map(s => statementText(s, scope)).sort());
    run = [];
  };
  for (const statement of effect) {
    if (statement.kind === "tell") continue;
    const free = statement.kind === "assign" && isFree(statement, run, scope);
    if (!free) flush();
    if (statement.kind === "assign" && isSafe(statement, scope)) run.push(statement);
    else lines.push(statementText(statement, scope));
  }
  flush();
  return lines.join(";");
}

type Assign = Extract<Statement, { kind: "assign" }>;

/** May it stand in any order with these. */
function isFree(statement: Assign, run: readonly Assign[], scope: NormalScope): boolean {
  return isSafe(statement, scope) && run.every(other => !meet(statement, other));
}

/** To a known slot, and never a fault. */
function isSafe({ to, value }: Assign, scope: NormalScope): boolean {
  if (to.kind !== "slot" || faultsOf(value, scope).size > 0) return false;
  const { low, high } = rangeOf(value, scope);
  const slot = scope.slots[to.slot];
  return slot !== undefined && low >= slot.low && high <= slot.high;
}

function meet(a: Assign, b: Assign): boolean {
  const slot = (s: Assign) => (s.to.kind === "slot" ? s.to.slot : -1);
  return slot(a) === slot(b) || readsOf(a.value).has(slot(b)) || readsOf(b.value).has(slot(a));
}

function statementText(statement: Statement, scope: NormalScope): string {
  const text = (t: Term) => termText(t, scope);
  switch (statement.kind) {
    case "assign":
      return `${targetText(statement.to, scope)}=${text(statement.value)}`;
    case "if": {
      const [yes, no] = [statement.then, statement.else].map(s => effectText(s, scope));
      return `if(${text(statement.test)}){${yes}}{${no}}`;
    }
    case "require":
      return `require(${text(statement.test)})`;
    case "mark":
      return `mark(${markText(statement.mark, scope)})`;
    case "assert":
      return `assert(${text(statement.test)},${markText(statement.mark, scope)})`;
    case "tell":
      return "";
    default:
      return unreachable(statement, "statement");
  }
}

/** Each replica has marks of its own for the same place in the file. */
function markText(mark: number, { marks }: NormalScope): string {
  const { span, ...what } = marks[mark] ?? { span: undefined };
  return JSON.stringify([what, span?.source.name, span?.start, span?.end]);
}

function targetText(to: Target, scope: NormalScope): string {
  if (to.kind === "temp") return `t${to.temp}`;
  if (to.kind === "slot") return `s${to.slot}`;
  return `s[${termText(fromStart(to), scope)}]`;
}

/** The slot's number, wherever the array is said to begin. */
function fromStart({ base, index }: { readonly base: number; readonly index: Term }): Term {
  return { kind: "binary", op: "+", left: index, right: { kind: "const", value: base } };
}
