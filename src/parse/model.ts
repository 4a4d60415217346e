// The top of a model: every section once, in the order of the language page.

import type { Syntax } from "../model/syntax.ts";
import type { Tree } from "../model/tree.ts";
import { report, type Sink } from "./codes.ts";
import { constants, defines, events, processes, sets, types, variants } from "./declarations.ts";
import { Fields } from "./fields.ts";
import { machines, observers } from "./machines.ts";
import type { Node } from "./node.ts";
import { checks, expectations, properties } from "./properties.ts";
import { races } from "./races.ts";
import { items, text, texts, word } from "./reader.ts";
import { expr } from "./shapes.ts";
import { unreadNames } from "./unread.ts";
import { channels, triggers, variables, waitables } from "./variables.ts";

/** The tree of a model; undefined where the node is not a map. */
export function model(root: Node, sink: Sink): Tree | undefined {
  const fields = Fields.open("model", root, sink);
  if (!fields) return undefined;
  const at = { source: root.span.source, start: 0, end: 0 };
  const section = (key: Parameters<typeof fields.get>[0]) => fields.getOrEmpty(key);
  const tree: Tree = {
    name: word(fields.required("model", at), "'model'", sink) ?? { text: "", span: at },
    about: text(fields.get("about"), "'about'", sink),
    source: texts(fields.get("source"), "'source'", sink),
    constants: constants(section("constants"), sink),
    variants: variants(section("variants"), sink),
    types: types(section("types"), sink),
    sets: sets(section("sets"), sink),
    defines: defines(section("define"), sink),
    variables: variables(section("variables"), sink),
    waitables: [
      ...waitables(section("locks"), "lock", sink),
      ...waitables(section("semaphores"), "semaphore", sink),
      ...waitables(section("level-events"), "level-event", sink),
      ...waitables(section("debts"), "debt", sink),
    ],
    channels: channels(section("channels"), sink),
    events: events(section("events"), sink),
    processes: processes(section("processes"), sink),
    machines: someMachines(fields, at),
    triggers: fields.has("triggers") ? triggers(section("triggers"), sink) : undefined,
    observers: observers(section("observers"), sink),
    initially: initially(fields.get("initially"), sink),
    properties: properties(section("properties"), sink),
    checks: checks(section("checks"), sink),
    races: fields.has("races") ? races(section("races"), sink) : undefined,
    expect: expectations(section("expect"), sink),
    open: [],
    span: root.span,
  };
  return { ...tree, unread: unreadNames(root, tree) };
}

function someMachines(fields: Fields<"model">, at: Tree["span"]): Tree["machines"] {
  const node = fields.required("machines", at);
  const key = fields.keySpan("machines");
  if (node?.kind === "map" && node.entries.length === 0 && key)
    report(fields.sink, "empty-list", key, "a model has at least one machine");
  return machines(node, fields.sink);
}

function initially(node: Node | undefined, sink: Sink): readonly Syntax[] {
  return items(node).flatMap(item => expr(item, "'initially'", sink) ?? []);
}
