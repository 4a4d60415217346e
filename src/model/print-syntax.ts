// Syntax back to text, with no more parentheses than needed. Invariant: parsing the text gives the same syntax.
// Messages, stories and `show --stage tree` use it, so an expression looks everywhere as its author writes it.

import { unreachable } from "../base/bug.ts";
import type { BinaryOp, InitialSyntax, Syntax, TypeSyntax } from "./syntax.ts";
import { PLAIN_NAME, RESERVED } from "./words.ts";

const LEVELS: Readonly<Record<BinaryOp, number>> = {
  implies: 1,
  or: 2,
  and: 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  in: 5,
  "not in": 5,
  "+": 7,
  "-": 7,
  "*": 8,
  "%": 8,
};

const NOT = 4;
const COMPARISON = 5;
const RANGE = 6;
const SUM = 7;
const UNARY = 9;
const OPERAND = 10;

/** An expression as text. */
export function printSyntax(e: Syntax): string {
  return print(e);
}

/** How tightly the outermost operator of an expression binds; 10 for what needs no parentheses anywhere. */
export function levelOf(e: Syntax): number {
  switch (e.kind) {
    case "if":
      return 0;
    case "binary":
      return LEVELS[e.op];
    case "not":
      return NOT;
    case "range":
      return RANGE;
    case "negate":
      return UNARY;
    default:
      return OPERAND;
  }
}

/** A name as text: in quotes where it is not spelt like a name. */
export function printName(name: string, quoted = false): string {
  if (!quoted && PLAIN_NAME.test(name) && !RESERVED.has(name)) return name;
  return `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
}

function at(e: Syntax, level: number): string {
  return levelOf(e) < level ? `(${print(e)})` : print(e);
}

function print(e: Syntax): string {
  switch (e.kind) {
    case "bool":
    case "int":
      return String(e.value);
    case "name":
      return printName(e.name, e.quoted);
    case "member":
      return `${base(e.of)}.${printName(e.member.text)}`;
    case "index":
      return `${base(e.of)}[${print(e.index)}]`;
    case "not":
      return `not ${at(e.of, NOT)}`;
    case "negate":
      return e.of.kind === "int" ? `-(${print(e.of)})` : `-${at(e.of, UNARY)}`;
    case "binary":
      return binary(e);
    case "if":
      return `if ${print(e.test)} then ${print(e.then)} else ${print(e.else)}`;
    case "list":
      return `[${e.items.map(print).join(", ")}]`;
    case "range":
      return `${at(e.low, SUM)}..${at(e.high, SUM)}`;
    case "quantifier":
      return `${e.op} ${printName(e.binder.text)} in ${domain(e.domain)} (${print(e.body)})`;
    case "call":
      return `${e.name.text}(${e.args.map(print).join(", ")})`;
    default:
      return unreachable(e, "syntax");
  }
}

/** What stands before `.` or `[`: a number would swallow the point. */
function base(e: Syntax): string {
  return e.kind === "int" || levelOf(e) < OPERAND || e.kind === "quantifier"
    ? `(${print(e)})`
    : print(e);
}

function binary(e: Extract<Syntax, { kind: "binary" }>): string {
  const level = LEVELS[e.op];
  const toTheRight = e.op === "implies";
  const left = at(e.left, toTheRight || level === COMPARISON ? level + 1 : level);
  const right = at(e.right, toTheRight ? level : level + 1);
  return `${left} ${e.op} ${right}`;
}

/** The domain of a quantifier, which a parenthesised body follows. */
function domain(e: Syntax): string {
  return isSimple(e) ? print(e) : `(${print(e)})`;
}

function isSimple(e: Syntax): boolean {
  if (e.kind === "member" || e.kind === "index") return e.of.kind !== "int" && isSimple(e.of);
  if (e.kind === "range") return isSimple(e.low) && isSimple(e.high);
  return e.kind === "name" || e.kind === "int" || e.kind === "list";
}

/** A type as text. */
export function printType(type: TypeSyntax): string {
  switch (type.kind) {
    case "bool":
      return "bool";
    case "name":
      return type.name;
    case "range":
      return `${at(type.low, SUM)}..${at(type.high, SUM)}`;
    case "enum":
      return `[${type.values.map(v => printName(v.text)).join(", ")}]`;
    case "set":
      return `set of ${printType(type.of)}`;
    case "array":
      return `array ${printType(type.by)} of ${printType(type.of)}`;
    default:
      return unreachable(type, "type");
  }
}

/** An initial value as text. A map has no text form in the language; it is shown as in YAML. */
export function printInitial(initial: InitialSyntax): string {
  switch (initial.kind) {
    case "value":
      return print(initial.expr);
    case "any":
      return "any";
    case "one-of":
      return `one of [${initial.items.map(print).join(", ")}]`;
    case "each":
      return `[${initial.items.map(printInitial).join(", ")}]`;
    case "map":
      return `{ ${initial.entries.map(e => `${printName(e.key.text)}: ${printInitial(e.value)}`).join(", ")} }`;
    default:
      return unreachable(initial, "initial value");
  }
}
