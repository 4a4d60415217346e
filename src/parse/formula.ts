// Temporal formulas: the operators of expressions with X F G, U W R and those of the past, Y O H, S, around them. What contains no temporal
// operator stays one expression, so an atom is always as large as it can be, also across parentheses.
// `[]`, `<>` and `->` of other tools are read as G, F and implies.

import type { Formula, Syntax, TemporalInfix, TemporalUnary } from "../model/syntax.ts";
import type { Sink } from "./codes.ts";
import { Cursor } from "./cursor.ts";
import { continued, covering, expression, LEVEL, operators, postfix } from "./expression.ts";
import type { TextPiece } from "./piece.ts";
import type { Token } from "./tokens.ts";

type Connective = "and" | "or" | "implies";

/** From loosest to tightest; what binds tighter is a unary formula. */
const LEVELS: ReadonlyMap<string, readonly [op: Connective | TemporalInfix, level: number]> =
  new Map([
    ["implies", ["implies", 1]],
    ["->", ["implies", 1]],
    ["or", ["or", 2]],
    ["and", ["and", 3]],
    ["U", ["U", 4]],
    ["W", ["W", 4]],
    ["R", ["R", 4]],
    ["S", ["S", 4]],
  ]);

/** One whole text as a temporal formula. */
export function parseFormula(text: TextPiece, sink: Sink): Formula | undefined {
  const cursor = new Cursor(text, sink);
  return cursor.finish(formula(cursor, 1));
}

function formula(c: Cursor, level: number): Formula {
  let left = unary(c);
  for (let row = infix(c); row && row[1] >= level && !c.failed; row = infix(c)) {
    const [op, own] = row;
    c.take();
    const right = c.nested(() => formula(c, op === "implies" || own === 4 ? own : own + 1));
    left = combined(op, left, right);
  }
  return left;
}

function infix(c: Cursor): readonly [Connective | TemporalInfix, number] | undefined {
  const token = c.peek();
  return token.kind === "name" || token.kind === "op" ? LEVELS.get(token.text) : undefined;
}

/** Two atoms under a plain connective are one atom. */
function combined(op: Connective | TemporalInfix, left: Formula, right: Formula): Formula {
  const at = covering(left.span, right.span);
  if (isPlain(op) && left.kind === "holds" && right.kind === "holds")
    return atom({ kind: "binary", op, left: left.expr, right: right.expr, span: at });
  return { kind: "binary", op, left, right, span: at };
}

function isPlain(op: Connective | TemporalInfix): op is Connective {
  return op === "and" || op === "or" || op === "implies";
}

function unary(c: Cursor): Formula {
  const op = unaryOperator(c);
  if (!op) return operand(c);
  const start = c.peek().span;
  c.take();
  if (op.length > 1) c.take();
  return c.nested(() => applied(op.name, unary(c), start));
}

function applied(op: UnaryOperator["name"], of: Formula, start: Token["span"]): Formula {
  const at = covering(start, of.span);
  if (op === "not" && of.kind === "holds") return atom({ kind: "not", of: of.expr, span: at });
  return { kind: "unary", op, of, span: at };
}

interface UnaryOperator {
  readonly name: "not" | TemporalUnary;
  /** In tokens. */
  readonly length: number;
}

function unaryOperator(c: Cursor): UnaryOperator | undefined {
  if (c.is("not")) return { name: "not", length: 1 };
  if (c.is("<>")) return { name: "F", length: 1 };
  if (c.is("[") && c.isAt(1, "]") && startsOperand(c, 2)) return { name: "G", length: 2 };
  const token = c.peek();
  if (token.kind !== "name" || !startsOperand(c, 1)) return undefined;
  const name = UNARY.get(token.text);
  return name && { name, length: 1 };
}

const UNARY: ReadonlyMap<string, TemporalUnary> = new Map(
  (["X", "F", "G", "Y", "O", "H"] as const).map(name => [name, name]),
);

/** Whether the token at a distance may start a formula: then a letter or [] before it is an operator. */
function startsOperand(c: Cursor, ahead: number): boolean {
  const token = c.peek(ahead);
  if (token.kind === "op") return c.isAt(ahead, "(", "[", "<>", "-", "{");
  return token.kind !== "end" && !(token.kind === "name" && NOT_AN_OPERAND.has(token.text));
}

const NOT_AN_OPERAND: ReadonlySet<string> = new Set([
  "and",
  "or",
  "implies",
  "in",
  "then",
  "else",
  "U",
  "W",
  "R",
  "S",
]);

function operand(c: Cursor): Formula {
  const next = c.peek(1);
  if (c.is("emits") && (next.kind === "name" || next.kind === "quoted") && !infixWord(next))
    return emits(c);
  if (c.is("(")) return c.nested(() => parentheses(c));
  return atom(operators(c, LEVEL.comparison));
}

function infixWord(token: Token): boolean {
  return token.kind === "name" && (NOT_AN_OPERAND.has(token.text) || token.text === "not");
}

function emits(c: Cursor): Formula {
  const start = c.take();
  const event = c.name("an event");
  const open = c.accept("(");
  if (!open) return { kind: "emits", event, span: c.since(start.span) };
  const value = expression(c);
  c.close(open);
  return { kind: "emits", event, value, span: c.since(start.span) };
}

/** `(p)` where p may be temporal; if it is not, an expression may go on: `(a + b) == c`. */
function parentheses(c: Cursor): Formula {
  const open = c.take();
  const inner = formula(c, 1);
  c.close(open);
  const at = c.since(open.span);
  if (inner.kind !== "holds") return { ...inner, span: at };
  const closed = c.parenthesised({ ...inner.expr, span: at });
  return atom(continued(c, postfix(c, closed), LEVEL.comparison));
}

function atom(expr: Syntax): Formula {
  return { kind: "holds", expr, span: expr.span };
}
