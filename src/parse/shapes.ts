// Nodes that hold syntax: expressions, types, initial values, actions, each as a text or in its YAML form.

import { span } from "../base/source.ts";
import type { ActionSyntax, InitialSyntax, Syntax, TypeSyntax, Word } from "../model/syntax.ts";
import type { Declared } from "../model/tree.ts";
import { parseActions, parseTest } from "./action.ts";
import { report, type Sink } from "./codes.ts";
import { parseExpression } from "./expression.ts";
import { Fields } from "./fields.ts";
import type { Entry, ListNode, MapNode, Node } from "./node.ts";
import { declared, items, shorten, textNode, wrongKind } from "./reader.ts";
import { parseInitial, parseType } from "./type.ts";

/** An expression. */
export function expr(node: Node | undefined, what: string, sink: Sink): Syntax | undefined {
  const found = textNode(node, what, sink);
  return found && parseExpression(found.piece, sink);
}

/** A value of a constant: an expression, or a list of them. */
export function value(node: Node | undefined, what: string, sink: Sink): Syntax | undefined {
  if (node?.kind !== "list") return expr(node, what, sink);
  const list = node.items.flatMap(item => value(item, what, sink) ?? []);
  return { kind: "list", items: list, span: node.span };
}

/** A type: a text, or a list for an enum. */
export function type(node: Node | undefined, what: string, sink: Sink): TypeSyntax | undefined {
  if (node?.kind === "list") return enumeration(node, sink);
  const found = textNode(node, what, sink);
  return found && parseType(found.piece, sink);
}

function enumeration(node: ListNode, sink: Sink): TypeSyntax | undefined {
  const values = names(node.items, "a value", sink);
  if (values.length > 0) return { kind: "enum", values, span: node.span };
  report(sink, "empty-list", node.span, "an enum has at least one value");
  return undefined;
}

/** Declared names of any spelling, none twice. */
export function names(list: readonly Node[], what: string, sink: Sink): readonly Word[] {
  const seen = new Map<string, Word>();
  for (const item of list) {
    if (item.kind === "empty" && !item.refused && item.span.end > item.span.start) {
      report(sink, "reserved-word", item.span, "an empty value is not a name");
      continue;
    }
    const found = textNode(item, what, sink);
    if (!found) continue;
    const name = declared(found, what, sink, true);
    const first = seen.get(name.text);
    if (first) refuseRepeat(name, first, sink);
    else seen.set(name.text, name);
  }
  return [...seen.values()];
}

function refuseRepeat(name: Word, first: Word, sink: Sink): void {
  report(sink, "duplicate-name", name.span, {
    message: `'${shorten(name.text)}' stands twice in this list`,
    notes: [{ message: "the first one is here", span: first.span }],
  });
}

/** An initial value: a text, a list with one value for each element, or a map from index to value. */
export function initial(
  node: Node | undefined,
  what: string,
  sink: Sink,
): InitialSyntax | undefined {
  if (node?.kind === "list") {
    const each = node.items.flatMap(item => initial(item, what, sink) ?? []);
    return { kind: "each", items: each, span: node.span };
  }
  if (node?.kind === "map") return initialMap(node, what, sink);
  const found = textNode(node, what, sink);
  return found && parseInitial(found.piece, sink);
}

function initialMap(node: MapNode, what: string, sink: Sink): InitialSyntax {
  const entries = node.entries.flatMap(entry => {
    const inner = initial(given(entry, sink), `${what} at '${shorten(entry.key.text)}'`, sink);
    return inner ? [{ key: entry.key, value: inner }] : [];
  });
  return { kind: "map", entries, span: node.span };
}

/** The value of an entry, which must be there. */
export function given(entry: Entry, sink: Sink): Node | undefined {
  if (entry.value.kind !== "empty") return entry.value;
  if (entry.value.refused) return undefined;
  report(sink, "empty-value", entry.key.span, `'${shorten(entry.key.text)}' has no value`);
  return undefined;
}

// ---------------------------------------------------------------- actions

/** Actions of one step: a text, a map with `if`, or a list of both. */
export function actions(node: Node | undefined, what: string, sink: Sink): readonly ActionSyntax[] {
  return items(node).flatMap(item => {
    if (item.kind === "map") return conditional(item, sink);
    const found = textNode(item, what, sink);
    return (found && parseActions(found.piece, sink)) ?? [];
  });
}

function conditional(node: MapNode, sink: Sink): readonly ActionSyntax[] {
  const fields = Fields.open("if action", node, sink);
  if (!fields) return [];
  const condition = textNode(fields.required("if"), "'if'", sink);
  const test = condition && parseTest(condition.piece, sink);
  const then = actions(fields.required("then"), "'then'", sink);
  const otherwise = actions(fields.get("else"), "'else'", sink);
  return test ? [{ kind: "if", test, then, else: otherwise, span: node.span }] : [];
}

// ---------------------------------------------------------------- declared things

/** The span of a declaration: from its name to the end of what it says. */
export function whole(entry: Entry): Declared["span"] {
  const { key, value: node } = entry;
  return span(key.span.source, key.span.start, Math.max(key.span.end, node.span.end));
}

/** A section that is a map from names, or a list of names that say nothing more. */
export function named(
  node: Node | undefined,
  what: string,
  sink: Sink,
  free = false,
): readonly Entry[] {
  if (!node || node.kind === "empty") return [];
  if (node.kind === "map") {
    for (const entry of node.entries) declared(entry.keyText, what, sink, free);
    return node.entries;
  }
  if (node.kind === "list") return listed(node, what, sink, free);
  wrongKind("map", node, `the names of ${what}`, sink);
  return [];
}

function listed(node: ListNode, what: string, sink: Sink, free: boolean): readonly Entry[] {
  const seen = new Map<string, Entry>();
  for (const item of node.items) {
    const found = textNode(item, what, sink);
    if (!found) continue;
    const key = declared(found, what, sink, free);
    const first = seen.get(key.text);
    if (first) refuseRepeat(key, first.key, sink);
    else seen.set(key.text, { key, keyText: found, value: { kind: "empty", span: found.span } });
  }
  return [...seen.values()];
}
