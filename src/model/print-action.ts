// Actions and temporal formulas back to text; see print-syntax.ts.

import { unreachable } from "../base/bug.ts";
import { levelOf, printName, printSyntax } from "./print-syntax.ts";
import type { ActionSyntax, CasSyntax, Formula, Syntax, Word } from "./syntax.ts";

/** Actions of one step as one text. */
export function printActions(actions: readonly ActionSyntax[]): string {
  return actions.length === 0 ? "skip" : actions.map(printAction).join("; ");
}

/** One action as text. */
export function printAction(a: ActionSyntax): string {
  switch (a.kind) {
    case "assign":
      return `${printSyntax(a.target)} = ${printSyntax(a.value)}`;
    case "cas":
      return a.result ? `${printSyntax(a.result)} = ${cas(a)}` : cas(a);
    case "if":
      return conditional(a);
    case "choose":
      return `choose ${printChoice(a)}`;
    case "emit":
      return `emit ${printName(a.event.text)}${inParentheses(a.value)}`;
    case "assert":
    case "await":
      return `${a.kind} ${judged(a.expr)}`;
    case "send":
      return `send ${printName(a.message.text)}${fields(a)} to ${printName(a.channel.text)}`;
    case "receive":
      return `receive ${printName(a.message.text)} from ${printName(a.channel.text)}`;
    case "empty":
      return `empty ${printName(a.channel.text)}`;
    case "acquire":
    case "release":
    case "wait":
    case "post":
    case "set":
    case "reset":
    case "take":
    case "give":
      return `${a.kind} ${printSyntax(a.on)}`;
    case "skip":
      return "skip";
    default:
      return unreachable(a, "action");
  }
}

function cas(a: CasSyntax): string {
  return `cas(${[a.target, a.old, a.new].map(printSyntax).join(", ")})`;
}

function conditional(a: Extract<ActionSyntax, { kind: "if" }>): string {
  const test = a.test.kind === "cas" ? printAction(a.test) : printSyntax(a.test);
  const otherwise = a.else.length === 0 ? "" : ` else ${branch(a.else, true)}`;
  return `if ${test} then ${branch(a.then, false)}${otherwise}`;
}

/** One action stands alone; an `if` only where no `else` can follow it. */
function branch(actions: readonly ActionSyntax[], last: boolean): string {
  const [only, ...more] = actions;
  if (!only) return "{}";
  const alone = more.length === 0 && (last || only.kind !== "if");
  return alone ? printAction(only) : `{ ${printActions(actions)} }`;
}

interface Chosen {
  readonly binder: Word;
  readonly domain: Syntax;
  readonly where?: Syntax | undefined;
}

/** `x in S where e`, as in `choose`. */
export function printChoice(c: Chosen): string {
  const where = c.where ? ` where ${printSyntax(c.where)}` : "";
  return `${printName(c.binder.text)} in ${printSyntax(c.domain)}${where}`;
}

function inParentheses(value: Syntax | undefined): string {
  return value ? `(${printSyntax(value)})` : "";
}

/** `assert [` would be an element of an array called assert. */
function judged(e: Syntax): string {
  const text = printSyntax(e);
  return text.startsWith("[") ? `(${text})` : text;
}

function fields(a: Extract<ActionSyntax, { kind: "send" }>): string {
  const list = a.args.map(f => `${printName(f.name.text)} = ${printSyntax(f.value)}`);
  return list.length === 0 ? "" : `(${list.join(", ")})`;
}

// ---------------------------------------------------------------- formulas

const CONNECTIVES = { implies: 1, or: 2, and: 3, U: 4, W: 4, R: 4, S: 4 } as const;
const UNARY = 5;

/** A temporal formula as text. */
export function printFormula(f: Formula): string {
  switch (f.kind) {
    case "holds":
      return printSyntax(f.expr);
    case "emits":
      return `emits ${printName(f.event.text)}${inParentheses(f.value)}`;
    case "unary":
      return `${f.op} ${operand(f.of, UNARY)}`;
    case "binary": {
      const level = CONNECTIVES[f.op];
      const toTheRight = f.op === "implies" || level === CONNECTIVES.U;
      const left = operand(f.left, toTheRight ? level + 1 : level);
      return `${left} ${f.op} ${operand(f.right, toTheRight ? level : level + 1)}`;
    }
    default:
      return unreachable(f, "formula");
  }
}

function operand(f: Formula, level: number): string {
  return tightness(f) < level ? `(${printFormula(f)})` : printFormula(f);
}

function tightness(f: Formula): number {
  if (f.kind === "binary") return CONNECTIVES[f.op];
  if (f.kind === "holds") {
    const level = levelOf(f.expr);
    return level >= 4 ? UNARY : level;
  }
  return UNARY;
}
