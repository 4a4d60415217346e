// Rows and states: what stands under `on`, `always` and `after`, in machines and in observers.

import type { ActionSyntax, Syntax, Word } from "../model/syntax.ts";
import type {
  ChooseTree,
  Fairness,
  OnTree,
  Policy,
  RowTree,
  StateTree,
  TransitionTree,
  Unhandled,
} from "../model/tree.ts";
import { parseChoice } from "./action.ts";
import { report, type Sink } from "./codes.ts";
import { Cursor } from "./cursor.ts";
import { covering, parseExpression } from "./expression.ts";
import { Fields } from "./fields.ts";
import type { Entry, Node, TextNode } from "./node.ts";
import { part } from "./piece.ts";
import {
  boolean,
  entries,
  items,
  oneOf,
  shorten,
  text,
  textNode,
  texts,
  word,
  words,
} from "./reader.ts";
import { actions, expr, named, whole } from "./shapes.ts";

/** Words of `fair` and `unhandled`. */
export const FAIRNESS: readonly Fairness[] = ["weak", "strong", "none"];
export const UNHANDLED: readonly Unhandled[] = ["violation", "finding", "ignore", "refuse"];

/** Whose rows these are: only an observer's keys may name the value of an event. */
export type Reader = "machine" | "observer";

/** `on` and `after`: rows by trigger, message, event or timeout. */
export function on(node: Node | undefined, reader: Reader, sink: Sink): readonly OnTree[] {
  return entries(node, "'on'", sink).flatMap(entry => {
    const key = eventKey(entry.keyText, reader, sink);
    if (entry.value.kind !== "empty") return [{ ...key, rows: rows(entry.value, sink) }];
    if (entry.value.refused) return [];
    report(sink, "row-empty", entry.key.span, {
      message: `'${shorten(entry.key.text)}' has no row`,
      fix: `to let it pass without effect, write 'ignore: [${shorten(entry.key.text)}]' in the state`,
    });
    return [];
  });
}

function eventKey(
  key: TextNode,
  reader: Reader,
  sink: Sink,
): { readonly key: Word; readonly value?: Syntax | undefined } {
  const plain = { key: { text: key.text, span: key.span } };
  const called = /^([^()\s][^()]*?)\s*\((.+)\)$/s.exec(key.text);
  const name = called?.[1];
  if (reader === "observer" && called && name) {
    const open = key.text.indexOf("(", name.length);
    const value = parseExpression(part(key.piece, open + 1, key.text.length - 1), sink);
    return { key: { text: name, span: key.span }, value };
  }
  const strange = /[()]/.test(key.text) && (reader === "observer" || !key.quoted);
  if (!strange) return plain;
  report(sink, "bad-event-key", key.span, {
    message: `'${shorten(key.text)}' is not ${reader === "observer" ? "an event" : "a trigger or message"}`,
    fix: reader === "observer" ? "write EVENT or EVENT(value)" : "write its name only",
  });
  return plain;
}

/** One row or a list of them. */
export function rows(node: Node | undefined, sink: Sink): readonly RowTree[] {
  return items(node).flatMap(item => row(item, sink) ?? []);
}

function row(node: Node, sink: Sink): RowTree | undefined {
  if (node.kind === "empty") {
    if (!node.refused) report(sink, "row-empty", node.span, "this row says nothing");
    return undefined;
  }
  if (node.kind === "text") {
    const target = word(node, "the target of a row", sink);
    return { target, choose: [], steps: [[]], span: node.span };
  }
  const fields = Fields.open("row", node, sink);
  if (!fields) return undefined;
  fields.exclusive("actions", "steps");
  const said = policy(fields);
  text(fields.get("about"), "'about'", sink);
  return {
    name: text(fields.get("name"), "'name'", sink),
    target: word(fields.get("target"), "'target'", sink),
    guard: guard(fields.get("guard"), sink),
    choose: items(fields.get("choose")).flatMap(item => choice(item, sink) ?? []),
    steps: steps(fields),
    policy: said,
    when: expr(fields.get("when"), "'when'", sink),
    fair: oneOf(fields.get("fair"), FAIRNESS, "'fair'", sink),
    because: text(fields.get("because"), "'because'", sink),
    source: joined(texts(fields.get("source"), "'source'", sink)),
    span: node.span,
  };
}

const DEEDS = ["target", "actions", "steps"] as const;

/** `ignore: true` or `refuse: true`: then the row does nothing else. */
function policy(fields: Fields<"row">): Policy | undefined {
  const { sink } = fields;
  const said = (["ignore", "refuse"] as const).filter(
    key => boolean(fields.get(key), `'${key}' of a row`, sink) === true,
  );
  for (const key of said) for (const deed of DEEDS) fields.exclusive(deed, key);
  if (said.length > 1) fields.exclusive("ignore", "refuse");
  const [first] = said;
  return first && POLICIES[first];
}

const POLICIES = { ignore: "ignored", refuse: "refused" } as const;

function joined(list: readonly string[]): string | undefined {
  return list.length === 0 ? undefined : list.join("; ");
}

function guard(node: Node | undefined, sink: Sink): Syntax | "else" | undefined {
  return node?.kind === "text" && node.text.trim() === "else"
    ? "else"
    : expr(node, "'guard'", sink);
}

function choice(node: Node, sink: Sink): ChooseTree | undefined {
  const found = textNode(node, "'choose'", sink);
  return found && parseChoice(found.piece, sink);
}

function steps(fields: Fields<"row">): readonly (readonly ActionSyntax[])[] {
  const { sink } = fields;
  if (!fields.has("steps")) return [actions(fields.get("actions"), "'actions'", sink)];
  const found = fields.get("steps");
  const each = items(found).map(item => actions(item, "a step", sink));
  if (found?.kind === "list" && each.length === 0)
    report(sink, "empty-list", found.span, "'steps' has at least one step");
  return each.length === 0 ? [[]] : each;
}

// ---------------------------------------------------------------- states

/** `states`: a map from name to state, or a list of names. */
export function states(node: Node | undefined, reader: Reader, sink: Sink): readonly StateTree[] {
  const all = named(node, "a state", sink, true);
  return all.map(entry => (reader === "machine" ? state(entry, sink) : observed(entry, sink)));
}

function blank(entry: Entry): StateTree {
  return {
    name: entry.key,
    type: "plain",
    on: [],
    always: [],
    after: [],
    entry: [],
    exit: [],
    ignore: [],
    refuse: [],
    holds: [],
    span: whole(entry),
  };
}

const STATE_TYPES = ["final", "rest"] as const;

function state(entry: Entry, sink: Sink): StateTree {
  const fields = entry.value.kind === "empty" ? undefined : Fields.open("state", entry.value, sink);
  if (!fields) return blank(entry);
  texts(fields.get("source"), "'source'", sink);
  return {
    ...blank(entry),
    type: oneOf(fields.get("type"), STATE_TYPES, "the type of a state", sink) ?? "plain",
    on: on(fields.getOrEmpty("on"), "machine", sink),
    always: rows(fields.get("always"), sink),
    after: on(fields.getOrEmpty("after"), "machine", sink),
    entry: actions(fields.get("entry"), "'entry'", sink),
    exit: actions(fields.get("exit"), "'exit'", sink),
    ignore: words(fields.get("ignore"), "'ignore'", sink),
    refuse: words(fields.get("refuse"), "'refuse'", sink),
    holds: words(fields.get("holds"), "'holds'", sink),
    unhandled: oneOf(fields.get("unhandled"), UNHANDLED, "'unhandled'", sink),
    about: text(fields.get("about"), "'about'", sink),
    when: expr(fields.get("when"), "'when'", sink),
  };
}

function observed(entry: Entry, sink: Sink): StateTree {
  const fields =
    entry.value.kind === "empty" ? undefined : Fields.open("observer state", entry.value, sink);
  if (!fields) return blank(entry);
  texts(fields.get("source"), "'source'", sink);
  return {
    ...blank(entry),
    type: oneOf(fields.get("type"), STATE_TYPES, "the type of a state", sink) ?? "plain",
    on: on(fields.getOrEmpty("on"), "observer", sink),
    ignore: words(fields.get("ignore"), "'ignore'", sink),
    about: text(fields.get("about"), "'about'", sink),
    when: expr(fields.get("when"), "'when'", sink),
  };
}

// ---------------------------------------------------------------- lists of names in one text

/** A state, or `one of [a, b]`. */
export function initialStates(node: Node | undefined, sink: Sink): readonly Word[] {
  if (node?.kind === "list") {
    const message = "'initial' is a list; a choice of several says so";
    report(sink, "expected-text", node.span, { message, fix: "write 'one of [a, b]'" });
    return words(node, "'initial'", sink);
  }
  const found = textNode(node, "'initial'", sink);
  if (!found) return [];
  if (!/^one\s+of\b/.test(found.text)) return words(found, "'initial'", sink);
  const c = new Cursor(found.piece, sink);
  c.take();
  c.take();
  const open = c.expect("[", "after 'one of'");
  const all = [c.name("a state")];
  while (c.accept(",")) all.push(c.name("a state"));
  c.close(open);
  return c.finish(all) ?? [];
}

/** `a -> b -> c`, or a map of it with `when`: the pairs of neighbours. */
export function transitions(node: Node, sink: Sink): readonly TransitionTree[] {
  if (node.kind !== "map") return path(node, sink);
  const fields = Fields.open("transition", node, sink);
  const found = fields?.required("path");
  const when = expr(fields?.get("when"), "'when'", sink);
  return items(found).flatMap(item => path(item, sink).map(pair => ({ ...pair, when })));
}

function path(node: Node, sink: Sink): readonly TransitionTree[] {
  const found = textNode(node, "'allowed'", sink);
  if (!found) return [];
  const c = new Cursor(found.piece, sink);
  const chain = [value(c)];
  if (!c.is("->"))
    c.fail(
      "bad-transition",
      found.span,
      "this is not a transition",
      "write 'a -> b' or 'a -> b -> c'",
    );
  while (c.accept("->")) chain.push(value(c));
  const all = c.finish(chain) ?? [];
  return all.slice(1).map((to, i) => ({ from: all[i] ?? to, to }));
}

/** A value of an enum, or a whole number. */
function value(c: Cursor): Word {
  const minus = c.is("-") ? c.take() : undefined;
  const token = c.peek();
  if (token.kind !== "int") return c.name("a value");
  c.take();
  const from = minus ?? token;
  return { text: `${minus ? "-" : ""}${token.text}`, span: covering(from.span, token.span) };
}
