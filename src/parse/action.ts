// Actions: a text is a sequence of them with `;` between. A verb is a verb only where its object follows,
// so that a variable may be called `set` or `wait` and still be assigned to.

import type { ActionSyntax, Argument, CasSyntax, Syntax, Word } from "../model/syntax.ts";
import type { Sink } from "./codes.ts";
import { Cursor } from "./cursor.ts";
import { covering, expression, LEVEL, operators } from "./expression.ts";
import type { TextPiece } from "./piece.ts";
import type { Token } from "./tokens.ts";

type Parse = (c: Cursor) => ActionSyntax;

/** One whole text as actions, with `;` between them; at least one. */
export function parseActions(text: TextPiece, sink: Sink): readonly ActionSyntax[] | undefined {
  const cursor = new Cursor(text, sink);
  return cursor.finish(sequence(cursor));
}

/** The binder, domain and condition of a choice. */
export interface Choice {
  readonly binder: Word;
  readonly domain: Syntax;
  readonly where?: Syntax | undefined;
}

/** One whole text as `x in S` or `x in S where e`. */
export function parseChoice(text: TextPiece, sink: Sink): Choice | undefined {
  const cursor = new Cursor(text, sink);
  cursor.accept("choose");
  return cursor.finish(choice(cursor));
}

/** One whole text as an expression or a cas: the `if:` of an action written as a map. */
export function parseTest(text: TextPiece, sink: Sink): Syntax | CasSyntax | undefined {
  const cursor = new Cursor(text, sink);
  return cursor.finish(test(cursor));
}

function sequence(c: Cursor): readonly ActionSyntax[] {
  const actions = [action(c)];
  while (c.accept(";") && c.peek().kind !== "end" && !c.is("}") && !c.failed)
    actions.push(action(c));
  return actions;
}

const VERBS: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ["choose", choose],
  ["emit", emit],
  ["assert", c => judged(c, "assert")],
  ["await", c => judged(c, "await")],
  ["send", send],
  ["receive", receive],
  ["empty", empty],
  ["acquire", c => waiting(c, "acquire")],
  ["release", c => waiting(c, "release")],
  ["wait", c => waiting(c, "wait")],
  ["post", c => waiting(c, "post")],
  ["set", c => waiting(c, "set")],
  ["reset", c => waiting(c, "reset")],
  ["take", c => waiting(c, "take")],
  ["give", c => waiting(c, "give")],
]);

function action(c: Cursor): ActionSyntax {
  const token = c.peek();
  if (c.is("if")) return c.nested(() => conditional(c));
  if (c.is("skip") && !isTarget(c.peek(1))) return { kind: "skip", span: c.take().span };
  if (c.is("cas") && c.isAt(1, "(")) return cas(c);
  const verb = token.kind === "name" && !isTarget(c.peek(1)) ? VERBS.get(token.text) : undefined;
  return verb ? verb(c) : assignment(c);
}

/** What follows a variable that is assigned to. */
function isTarget(next: Token): boolean {
  return next.kind === "op" && (next.text === "=" || next.text === "[" || next.text === ".");
}

function assignment(c: Cursor): ActionSyntax {
  const token = c.peek();
  if (token.kind === "end") c.unexpected("an action");
  const target = operators(c, LEVEL.range);
  if (c.is("==") && isVariable(target))
    c.complain(
      "comparison-as-action",
      c.peek().span,
      "'==' compares; an action assigns",
      "write '='",
    );
  if (!c.accept("=") && !c.accept("==")) unknown(c, token, target);
  if (!isVariable(target))
    c.fail(
      "bad-target",
      target.span,
      "only a variable or an element of an array can be assigned to",
      "write 'x = e' or 'a[i] = e'",
    );
  if (!c.is("cas") || !c.isAt(1, "(")) {
    const value = expression(c);
    return { kind: "assign", target, value, span: covering(target.span, value.span) };
  }
  const swap = cas(c);
  return { ...swap, result: target, span: covering(target.span, swap.span) };
}

function isVariable(e: Syntax): boolean {
  if (e.kind === "index" || e.kind === "member") return isVariable(e.of);
  return e.kind === "name";
}

function unknown(c: Cursor, first: Token, target: Syntax): void {
  if (c.failed) return;
  const at = covering(first.span, target.span);
  const known = [...VERBS.keys()].join(", ");
  c.fail(
    "unknown-action",
    at,
    "this is not an action",
    `write 'x = e', 'if', 'cas', 'skip' or a verb: ${known}`,
  );
}

function cas(c: Cursor): CasSyntax {
  const start = c.take();
  const open = c.take();
  const args: Syntax[] = [];
  while (!c.is(")") && !c.failed) {
    args.push(expression(c));
    if (!c.accept(",")) break;
  }
  c.close(open);
  const at = c.since(start.span);
  const [target, old, value] = args;
  if (target && old && value && args.length === 3) {
    if (!isVariable(target)) c.fail("bad-target", target.span, "cas changes a variable");
    return { kind: "cas", target, old, new: value, span: at };
  }
  c.fail(
    "cas-arguments",
    at,
    `cas takes 3 arguments, not ${args.length}`,
    "write 'cas(x, old, new)'",
  );
  const none: Syntax = { kind: "bool", value: false, span: at };
  return { kind: "cas", target: none, old: none, new: none, span: at };
}

function test(c: Cursor): Syntax | CasSyntax {
  return c.is("cas") && c.isAt(1, "(") ? cas(c) : expression(c);
}

function conditional(c: Cursor): ActionSyntax {
  const start = c.take();
  const condition = test(c);
  if (!c.is("then"))
    c.fail("missing-then", c.peek().span, "this if has no 'then'", "write 'if c then x = e'");
  c.take();
  const then = branch(c);
  const otherwise = c.accept("else") ? branch(c) : [];
  return { kind: "if", test: condition, then, else: otherwise, span: c.since(start.span) };
}

function branch(c: Cursor): readonly ActionSyntax[] {
  const open = c.accept("{");
  if (!open) return [c.nested(() => action(c))];
  if (c.accept("}")) return [];
  const actions = c.nested(() => sequence(c));
  c.close(open);
  return actions;
}

function choose(c: Cursor): ActionSyntax {
  const start = c.take();
  return { kind: "choose", ...choice(c), span: c.since(start.span) };
}

function choice(c: Cursor): Choice {
  const binder = c.name("the name that is chosen");
  c.expect("in", `after '${binder.text}'`);
  const domain = expression(c);
  const where = c.accept("where") ? expression(c) : undefined;
  return { binder, domain, where };
}

function emit(c: Cursor): ActionSyntax {
  const start = c.take();
  const event = c.name("an event");
  const open = c.accept("(");
  const value = open && !c.is(")") ? expression(c) : undefined;
  if (open) c.close(open);
  return { kind: "emit", event, value, span: c.since(start.span) };
}

function judged(c: Cursor, kind: "assert" | "await"): ActionSyntax {
  const start = c.take();
  const expr = expression(c);
  return { kind, expr, span: covering(start.span, expr.span) };
}

function send(c: Cursor): ActionSyntax {
  const start = c.take();
  const message = c.name("a message");
  const open = c.accept("(");
  const args: Argument[] = [];
  while (open && !c.is(")") && !c.failed) {
    const name = c.name("the name of a field");
    c.expect("=", `after the field '${name.text}'`);
    args.push({ name, value: expression(c) });
    if (!c.accept(",")) break;
  }
  if (open) c.close(open);
  c.expect("to", "and a channel");
  const channel = c.name("a channel");
  return { kind: "send", message, args, channel, span: c.since(start.span) };
}

function receive(c: Cursor): ActionSyntax {
  const start = c.take();
  const message = c.name("a message");
  c.expect("from", "and a channel");
  const channel = c.name("a channel");
  return { kind: "receive", message, channel, span: c.since(start.span) };
}

function empty(c: Cursor): ActionSyntax {
  const start = c.take();
  const channel = c.name("a channel");
  return { kind: "empty", channel, span: c.since(start.span) };
}

function waiting(
  c: Cursor,
  kind: "acquire" | "release" | "wait" | "post" | "set" | "reset" | "take" | "give",
): ActionSyntax {
  const start = c.take();
  const on = operators(c, LEVEL.unary);
  if (!isVariable(on))
    c.fail(
      "bad-target",
      on.span,
      `'${kind}' takes the name of a lock, semaphore, level event or debt`,
    );
  return { kind, on, span: covering(start.span, on.span) };
}
