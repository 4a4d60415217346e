// Expressions: one recursive-descent parser with a table of binary operators, loosest level first.
// From loosest to tightest: if and quantifiers, implies (to the right), or, and, not, comparison and in,
// range, + -, * %, unary minus. Invariant: a parser never throws and always makes progress.

import { type Span, span, textOf } from "../base/source.ts";
import type { BinaryOp, Quantifier, Syntax, Word } from "../model/syntax.ts";
import { RESERVED } from "../model/words.ts";
import type { Sink } from "./codes.ts";
import { Cursor } from "./cursor.ts";
import type { TextPiece } from "./piece.ts";
import type { Token } from "./tokens.ts";

/** How tightly an operator binds; a larger number is tighter. */
export const LEVEL = {
  loosest: 0,
  implies: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  range: 6,
  sum: 7,
  product: 8,
  unary: 9,
} as const;

const BINARY: ReadonlyMap<string, readonly [op: BinaryOp, level: number]> = new Map([
  ["implies", ["implies", LEVEL.implies]],
  ["or", ["or", LEVEL.or]],
  ["and", ["and", LEVEL.and]],
  ["==", ["==", LEVEL.comparison]],
  ["!=", ["!=", LEVEL.comparison]],
  ["<", ["<", LEVEL.comparison]],
  ["<=", ["<=", LEVEL.comparison]],
  [">", [">", LEVEL.comparison]],
  [">=", [">=", LEVEL.comparison]],
  ["in", ["in", LEVEL.comparison]],
  ["+", ["+", LEVEL.sum]],
  ["-", ["-", LEVEL.sum]],
  ["*", ["*", LEVEL.product]],
  ["%", ["%", LEVEL.product]],
]);

const QUANTIFIERS: ReadonlyMap<string, Quantifier> = new Map([
  ["all", "all"],
  ["any", "any"],
  ["count", "count"],
]);

/** Where something else may stand before `(`, as in `all h in Host (...)`, only these are called. */
const FUNCTIONS: ReadonlySet<string> = new Set(["min", "max", "size", "old"]);

/** One whole text as an expression; undefined where it is none, with the reason in the sink. */
export function parseExpression(text: TextPiece, sink: Sink): Syntax | undefined {
  const cursor = new Cursor(text, sink);
  return cursor.finish(expression(cursor));
}

/** An expression at the cursor. */
export function expression(c: Cursor): Syntax {
  return operators(c, LEVEL.loosest);
}

/** An expression that binds at least as tightly as `level`. */
export function operators(c: Cursor, level: number): Syntax {
  return continued(c, prefix(c, level), level);
}

/** Goes on after a left operand that has been read already. */
export function continued(c: Cursor, first: Syntax, level: number): Syntax {
  let left = first;
  for (let op = infix(c); op && op.level >= level && !c.failed; op = infix(c)) {
    if (op.level === LEVEL.comparison) refuseChain(c, left);
    left = op.make(left);
  }
  return left;
}

interface Infix {
  readonly level: number;
  make(left: Syntax): Syntax;
}

function infix(c: Cursor): Infix | undefined {
  const token = c.peek();
  if (token.kind !== "op" && token.kind !== "name") return undefined;
  if (token.text === "..") return { level: LEVEL.range, make: left => range(c, left) };
  if (token.text === "not" && c.isAt(1, "in"))
    return { level: LEVEL.comparison, make: left => binary(c, left, ["not in", LEVEL.comparison]) };
  const row = BINARY.get(replaced(c, token));
  return row && { level: row[1], make: left => binary(c, left, row) };
}

/** Operators that mean something else elsewhere (`=`, arrows, `<>`) and stand for ours in an expression. */
function replaced(c: Cursor, token: Token): string {
  if (token.kind !== "op") return token.text;
  if (token.text === "=") return "==";
  if (token.text === "<>") return "!=";
  return ARROWS.has(token.text) && !c.failed ? "implies" : token.text;
}

const ARROWS: ReadonlySet<string> = new Set(["->", "=>"]);

function complainOf(c: Cursor, token: Token): void {
  if (token.text === "=")
    c.complain("single-equals", token.span, "'=' assigns; this compares", "write '=='");
  else if (token.text === "<>")
    c.complain("unknown-operator", token.span, "'<>' is not an operator here", "write '!='");
  else if (ARROWS.has(token.text)) {
    const fix = token.text === "=>" ? "write 'implies', or '>=' to compare" : "write 'implies'";
    c.complain("arrow-implies", token.span, `'${token.text}' is not an operator here`, fix);
  }
}

function binary(c: Cursor, left: Syntax, [op, level]: readonly [BinaryOp, number]): Syntax {
  const token = c.take();
  complainOf(c, token);
  if (op === "not in") c.take();
  const right = c.nested(() => operators(c, op === "implies" ? level : level + 1));
  return { kind: "binary", op, left, right, span: covering(left.span, right.span) };
}

function range(c: Cursor, low: Syntax): Syntax {
  c.take();
  const high = c.nested(() => operators(c, LEVEL.sum));
  return { kind: "range", low, high, span: covering(low.span, high.span) };
}

/** `a < b < c`: the left side is a comparison that no parentheses hold together. */
function refuseChain(c: Cursor, left: Syntax): void {
  if (left.kind !== "binary" || !isComparison(left.op) || c.isParenthesised(left)) return;
  const op = c.peek();
  const fix = `write '... and ${textOf(left.right.span)} ${op.text} ...'`;
  c.complain("chained-comparison", op.span, "comparisons do not chain", fix);
}

function isComparison(op: BinaryOp): boolean {
  return op === "not in" || BINARY.get(op)?.[1] === LEVEL.comparison;
}

// ---------------------------------------------------------------- operands

function prefix(c: Cursor, level: number): Syntax {
  const token = c.peek();
  if (c.is("not")) return c.nested(() => negation(c, level));
  if (c.is("-")) return c.nested(() => minus(c));
  if (c.is("if")) return c.nested(() => conditional(c));
  if (token.kind === "name" && QUANTIFIERS.has(token.text) && isBinder(c.peek(1), c.peek(2)))
    return c.nested(() => quantifier(c));
  return postfix(c, primary(c));
}

function negation(c: Cursor, level: number): Syntax {
  const token = c.take();
  if (level > LEVEL.not)
    c.complain(
      "not-needs-parentheses",
      token.span,
      "'not' binds more loosely than the operator before it",
      "write '(not ...)'",
    );
  const of = operators(c, level > LEVEL.not ? LEVEL.comparison : LEVEL.not);
  return { kind: "not", of, span: covering(token.span, of.span) };
}

function minus(c: Cursor): Syntax {
  const token = c.take();
  const next = c.peek();
  if (next.kind === "int") {
    c.take();
    return { kind: "int", value: 0 - Number(next.text), span: covering(token.span, next.span) };
  }
  const of = prefix(c, LEVEL.unary);
  return { kind: "negate", of, span: covering(token.span, of.span) };
}

function conditional(c: Cursor): Syntax {
  const start = c.take();
  const test = expression(c);
  if (!c.is("then"))
    c.fail("missing-then", c.peek().span, "this if has no 'then'", "write 'if c then a else b'");
  c.take();
  const then = expression(c);
  if (!c.is("else"))
    c.fail(
      "missing-else",
      start.span,
      "this if has no 'else': an expression always has a value",
      "write 'if c then a else b'",
    );
  c.take();
  const otherwise = expression(c);
  const at = covering(start.span, otherwise.span);
  return { kind: "if", test, then, else: otherwise, span: at };
}

function isBinder(binder: Token, then: Token): boolean {
  const named = binder.kind === "quoted" || (binder.kind === "name" && !RESERVED.has(binder.text));
  return named && then.kind === "name" && then.text === "in";
}

function quantifier(c: Cursor): Syntax {
  const token = c.take();
  const binder = c.name("a name");
  c.expect("in", `after '${token.text} ${binder.text}'`);
  const domain = c.within("domain", () => operators(c, LEVEL.range));
  const open = c.accept("(");
  if (!open) c.expect(":", "or '(' before the body of the quantifier");
  const body = c.within("open", () => expression(c));
  if (open) c.close(open);
  const op = QUANTIFIERS.get(token.text) ?? "all";
  return { kind: "quantifier", op, binder, domain, body, span: c.since(token.span) };
}

function primary(c: Cursor): Syntax {
  const token = c.peek();
  if (token.kind === "int") return { kind: "int", value: Number(c.take().text), span: token.span };
  if (token.kind === "quoted") return name(c);
  if (token.kind === "name") return word(c, token);
  if (c.is("(")) return c.nested(() => parentheses(c));
  if (c.is("[", "{")) return c.nested(() => list(c));
  c.unexpected("an expression");
  return placeholder(token.span);
}

function word(c: Cursor, token: Token): Syntax {
  if (token.text === "true" || token.text === "false")
    return { kind: "bool", value: c.take().text === "true", span: token.span };
  if (RESERVED.has(token.text)) {
    c.unexpected("an expression");
    return placeholder(token.span);
  }
  const callable = FUNCTIONS.has(token.text) || !(c.inDomain || c.peek(1).spaced);
  return callable && c.isAt(1, "(") ? call(c) : name(c);
}

function name(c: Cursor): Syntax {
  const token = c.take();
  return { kind: "name", name: token.text, quoted: token.kind === "quoted", span: token.span };
}

function call(c: Cursor): Syntax {
  const callee: Word = c.name("a function");
  const { items } = bracketed(c, c.take());
  return { kind: "call", name: callee, args: items, span: c.since(callee.span) };
}

function parentheses(c: Cursor): Syntax {
  const open = c.take();
  const inner = c.within("open", () => expression(c));
  c.close(open);
  return c.parenthesised({ ...inner, span: c.since(open.span) });
}

function list(c: Cursor): Syntax {
  const open = c.take();
  const { items } = bracketed(c, open);
  return { kind: "list", items, span: c.since(open.span) };
}

/** Expressions with commas up to the bracket that closes `open`; a last comma may dangle. */
function bracketed(c: Cursor, open: Token): { readonly items: readonly Syntax[] } {
  const items: Syntax[] = [];
  while (!c.is(")", "]", "}") && !c.failed) {
    items.push(c.nested(() => c.within("open", () => expression(c))));
    if (!c.accept(",")) break;
  }
  c.close(open);
  return { items };
}

/** `.member` and `[index]` after an operand. */
export function postfix(c: Cursor, first: Syntax): Syntax {
  let of = first;
  while (c.is(".", "[") && !c.failed) {
    const token = c.take();
    if (token.text === ".") {
      const member = c.name("a name after '.'");
      of = { kind: "member", of, member, span: covering(of.span, member.span) };
    } else {
      const base = of;
      const index = c.nested(() => c.within("open", () => expression(c)));
      c.close(token);
      of = { kind: "index", of: base, index, span: c.since(base.span) };
    }
  }
  return of;
}

/** What stands for an expression that could not be read; never leaves the parser, which has failed. */
export function placeholder(at: Span): Syntax {
  return { kind: "bool", value: false, span: at };
}

/** From the start of one span to the end of another. */
export function covering(from: Span, to: Span): Span {
  return span(from.source, from.start, to.end);
}
