// Variables, and what machines wait for or talk through: locks, semaphores, level events, channels.

import type {
  ChannelTree,
  MessageTree,
  TriggerTree,
  VariableTree,
  WaitableTree,
} from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import { Fields } from "./fields.ts";
import type { Entry, Node } from "./node.ts";
import { boolean, mapOnly, oneOf, text, textNode, word } from "./reader.ts";
import { expr, given, initial, named, type, whole } from "./shapes.ts";
import { parseShortVariable } from "./type.ts";

/** `variables`, shared or local: a map of each, or the text `TYPE = INITIAL`. */
export function variables(node: Node | undefined, sink: Sink): readonly VariableTree[] {
  return named(mapOnly(node, "'variables'", sink), "a variable", sink).flatMap(
    entry => variable(entry, sink) ?? [],
  );
}

function variable(entry: Entry, sink: Sink): VariableTree | undefined {
  const found = given(entry, sink);
  const base = { name: entry.key, span: whole(entry), persistent: false };
  const what = `the variable '${entry.key.text}'`;
  if (found?.kind === "map") return fullVariable(entry, Fields.open("variable", found, sink));
  if (found?.kind === "list") {
    const of = type(found, what, sink);
    return of && { ...base, type: of };
  }
  const short = textNode(found, what, sink);
  const said = short && parseShortVariable(short.piece, sink);
  return said && { ...base, ...said };
}

function fullVariable(
  entry: Entry,
  fields: Fields<"variable"> | undefined,
): VariableTree | undefined {
  if (!fields) return undefined;
  const { sink } = fields;
  const what = `the variable '${entry.key.text}'`;
  const of = type(fields.required("type", entry.key.span), `the type of ${what}`, sink);
  const rest = {
    initial: initial(fields.get("initial"), `the initial value of ${what}`, sink),
    emits: word(fields.get("emits"), "'emits'", sink),
    process: word(fields.get("process"), "'process'", sink),
    persistent: boolean(fields.get("persistent"), "'persistent'", sink) ?? false,
    about: text(fields.get("about"), "'about'", sink),
    when: expr(fields.get("when"), "'when'", sink),
  };
  if (!of || (fields.has("initial") && !rest.initial)) return undefined;
  return { name: entry.key, span: whole(entry), type: of, ...rest };
}

/** `locks`, `semaphores`, `level-events`, `debts`: names, or a map of each. */
export function waitables(
  node: Node | undefined,
  kind: WaitableTree["kind"],
  sink: Sink,
): readonly WaitableTree[] {
  return named(node, `a ${kind}`, sink).map(entry => {
    const base = { name: entry.key, span: whole(entry), kind };
    if (entry.value.kind === "empty") return base;
    return { ...base, ...waitable(entry.value, kind, sink) };
  });
}

function waitable(node: Node, kind: WaitableTree["kind"], sink: Sink): Partial<WaitableTree> {
  const fields = Fields.open(kind, node, sink);
  if (!fields) return {};
  return {
    initial: expr(fields.get("initial"), "'initial'", sink),
    max: expr(fields.get("max"), "'max'", sink),
    count: expr(fields.get("count"), "'count'", sink),
    process: word(fields.get("process"), "'process'", sink),
    debt: boolean(fields.get("debt"), "'debt'", sink),
    shared: boolean(fields.get("shared"), "'shared'", sink),
    persistent: boolean(fields.get("persistent"), "'persistent'", sink),
    while: expr(fields.get("while"), "'while'", sink),
    about: text(fields.get("about"), "'about'", sink),
    when: expr(fields.get("when"), "'when'", sink),
  };
}

const CHANNEL_KINDS = ["fifo", "bag", "register", "rendezvous"] as const;

/** `channels`. */
export function channels(node: Node | undefined, sink: Sink): readonly ChannelTree[] {
  return named(mapOnly(node, "'channels'", sink), "a channel", sink).flatMap(entry => {
    const fields = Fields.open("channel", entry.value, sink);
    if (!fields) return [];
    const what = `the kind of the channel '${entry.key.text}'`;
    return [
      {
        name: entry.key,
        span: whole(entry),
        kind: oneOf(fields.get("kind"), CHANNEL_KINDS, what, sink) ?? "fifo",
        capacity: expr(fields.get("capacity"), "'capacity'", sink),
        messages: messages(fields.required("messages", entry.key.span), sink),
        losses: expr(fields.get("losses"), "'losses'", sink),
        duplicates: expr(fields.get("duplicates"), "'duplicates'", sink),
        process: word(fields.get("process"), "'process'", sink),
        about: text(fields.get("about"), "'about'", sink),
        when: expr(fields.get("when"), "'when'", sink),
      },
    ];
  });
}

function messages(node: Node | undefined, sink: Sink): readonly MessageTree[] {
  return named(node, "a message", sink).map(entry => {
    const what = `the message '${entry.key.text}'`;
    const fields = named(mapOnly(entry.value, what, sink), "a field", sink).flatMap(field => {
      const of = type(given(field, sink), `the field '${field.key.text}'`, sink);
      return of ? [{ name: field.key, type: of }] : [];
    });
    return { name: entry.key, fields, span: whole(entry) };
  });
}

/** `triggers`: what the outside may do. */
export function triggers(node: Node | undefined, sink: Sink): readonly TriggerTree[] {
  return named(node, "a trigger", sink, true).map(entry => {
    const base = { name: entry.key, span: whole(entry) };
    if (entry.value.kind === "empty") return base;
    const fields = Fields.open("trigger", entry.value, sink);
    return {
      ...base,
      by: text(fields?.get("by"), "'by'", sink),
      times: expr(fields?.get("times"), "'times'", sink),
      guard: expr(fields?.get("guard"), "'guard'", sink),
      to: word(fields?.get("to"), "'to'", sink),
      about: text(fields?.get("about"), "'about'", sink),
      when: expr(fields?.get("when"), "'when'", sink),
    };
  });
}
