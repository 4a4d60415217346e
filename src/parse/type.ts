// Types, initial values and the short form of a variable, `TYPE = INITIAL`, as texts.
// The YAML forms of the same (a list for an enum, a map for the elements of an array) are in parse/shapes.ts.

import type { InitialSyntax, Syntax, TypeSyntax, Word } from "../model/syntax.ts";
import { RESERVED } from "../model/words.ts";
import type { Sink } from "./codes.ts";
import { Cursor } from "./cursor.ts";
import { covering, expression, LEVEL, operators } from "./expression.ts";
import type { TextPiece } from "./piece.ts";

/** One whole text as a type. */
export function parseType(text: TextPiece, sink: Sink): TypeSyntax | undefined {
  const cursor = new Cursor(text, sink);
  return cursor.finish(type(cursor));
}

/** One whole text as an initial value: `any`, `one of [...]`, a list or an expression. */
export function parseInitial(text: TextPiece, sink: Sink): InitialSyntax | undefined {
  const cursor = new Cursor(text, sink);
  return cursor.finish(initial(cursor));
}

/** A type and, after `=`, an initial value. */
export interface ShortVariable {
  readonly type: TypeSyntax;
  readonly initial?: InitialSyntax | undefined;
}

/** One whole text as `TYPE = INITIAL`; the initial value may be missing. */
export function parseShortVariable(text: TextPiece, sink: Sink): ShortVariable | undefined {
  const cursor = new Cursor(text, sink);
  const of = type(cursor);
  const value = cursor.accept("=") ? initial(cursor) : undefined;
  return cursor.finish({ type: of, initial: value });
}

/** A type inside parentheses, where a comma or the end of them follows. */
export function parameterType(c: Cursor): TypeSyntax {
  const token = c.peek();
  const alone = token.kind === "name" && c.isAt(1, ",", ")") && !RESERVED.has(token.text);
  if (!alone || token.text === "bool") return alone ? bool(c) : type(c);
  c.take();
  return { kind: "name", name: token.text, span: token.span };
}

function bool(c: Cursor): TypeSyntax {
  return { kind: "bool", span: c.take().span };
}

function type(c: Cursor): TypeSyntax {
  const token = c.peek();
  const next = c.peek(1);
  const named = token.kind === "name" && (next.kind === "end" || c.isAt(1, "of", "="));
  if (c.is("[", "{")) return enumeration(c);
  if (c.is("set") && c.isAt(1, "of")) return c.nested(() => setOf(c));
  if (c.is("array") && next.kind !== "end" && next.text !== "=") return c.nested(() => array(c));
  if (!named) return rangeType(c);
  if (RESERVED.has(token.text)) c.unexpected("a type");
  c.take();
  return token.text === "bool"
    ? { kind: "bool", span: token.span }
    : { kind: "name", name: token.text, span: token.span };
}

function enumeration(c: Cursor): TypeSyntax {
  const open = c.take();
  const values: Word[] = [];
  while (!c.is("]", "}") && !c.failed) {
    const bare = c.peek().kind === "name";
    const value = c.name("a name");
    if (bare && RESERVED.has(value.text))
      c.complain("reserved-word", value.span, `'${value.text}' is a word of the language`);
    values.push(value);
    if (!c.accept(",")) break;
  }
  c.close(open);
  return { kind: "enum", values, span: c.since(open.span) };
}

function setOf(c: Cursor): TypeSyntax {
  const start = c.take();
  c.take();
  const of = type(c);
  return { kind: "set", of, span: covering(start.span, of.span) };
}

function array(c: Cursor): TypeSyntax {
  const start = c.take();
  const by = type(c);
  c.expect("of", "and the type of the elements");
  const of = c.nested(() => type(c));
  return { kind: "array", by, of, span: covering(start.span, of.span) };
}

function rangeType(c: Cursor): TypeSyntax {
  const start = c.peek().span;
  const e = operators(c, LEVEL.range);
  if (e.kind === "range") return { kind: "range", low: e.low, high: e.high, span: e.span };
  c.fail(
    "bad-type",
    covering(start, e.span),
    "this is not a type",
    "write bool, a name, 0..3, [a, b], 'set of T' or 'array I of T'",
  );
  return { kind: "bool", span: start };
}

function initial(c: Cursor): InitialSyntax {
  const start = c.peek().span;
  if (c.is("any") && c.peek(1).kind === "end") return { kind: "any", span: c.take().span };
  if (!c.is("one") || !c.isAt(1, "of")) return asInitial(expression(c));
  c.take();
  c.take();
  const choice = expression(c);
  if (choice.kind !== "list") {
    c.fail("bad-initial", choice.span, "'one of' needs a list", "write 'one of [a, b]'");
    return { kind: "any", span: start };
  }
  if (choice.items.length === 0)
    c.fail("empty-list", choice.span, "a choice needs at least one value");
  return { kind: "one-of", items: choice.items, span: covering(start, choice.span) };
}

/** A list gives the elements one by one, as a list in YAML does; everything else is a value. */
export function asInitial(e: Syntax): InitialSyntax {
  if (e.kind === "list") return { kind: "each", items: e.items.map(asInitial), span: e.span };
  if (e.kind === "name" && e.name === "any" && !e.quoted) return { kind: "any", span: e.span };
  return { kind: "value", expr: e, span: e.span };
}
