// Machines and observers: who acts, and who watches.

import type { MachineTree, ObserverTree } from "../model/tree.ts";
import { report, type Sink } from "./codes.ts";
import { Fields } from "./fields.ts";
import type { Entry, Node } from "./node.ts";
import { items, mapOnly, oneOf, text, texts, word, words } from "./reader.ts";
import { FAIRNESS, initialStates, on, rows, states, transitions, UNHANDLED } from "./rows.ts";
import { expr, named, whole } from "./shapes.ts";
import { variables } from "./variables.ts";

/** `machines`. */
export function machines(node: Node | undefined, sink: Sink): readonly MachineTree[] {
  return named(mapOnly(node, "'machines'", sink), "a machine", sink).flatMap(
    entry => machine(entry, sink) ?? [],
  );
}

function machine(entry: Entry, sink: Sink): MachineTree | undefined {
  const fields = Fields.open("machine", entry.value, sink);
  if (!fields) return undefined;
  texts(fields.get("source"), "'source'", sink);
  return {
    name: entry.key,
    span: whole(entry),
    initial: initialStates(fields.required("initial", entry.key.span), sink),
    states: states(fields.required("states", entry.key.span), "machine", sink),
    count: expr(fields.get("count"), "'count'", sink),
    variables: variables(fields.getOrEmpty("variables"), sink),
    on: on(fields.getOrEmpty("on"), "machine", sink),
    always: rows(fields.get("always"), sink),
    ignore: words(fields.get("ignore"), "'ignore'", sink),
    refuse: words(fields.get("refuse"), "'refuse'", sink),
    process: word(fields.get("process"), "'process'", sink),
    recovery: word(fields.get("recovery"), "'recovery'", sink),
    unhandled: oneOf(fields.get("unhandled"), UNHANDLED, "'unhandled'", sink),
    fair: oneOf(fields.get("fair"), FAIRNESS, "'fair'", sink),
    about: text(fields.get("about"), "'about'", sink),
    when: expr(fields.get("when"), "'when'", sink),
  };
}

/** `observers`: the short form `follows`, or states of their own. */
export function observers(node: Node | undefined, sink: Sink): readonly ObserverTree[] {
  return named(mapOnly(node, "'observers'", sink), "an observer", sink).flatMap(entry => {
    const fields = Fields.open("observer", entry.value, sink);
    if (!fields) return [];
    fields.exclusive("follows", "states");
    fields.exclusive("states", "allowed");
    const short = fields.has("follows");
    const long = fields.has("states");
    if (!short && !long)
      report(sink, "missing-key", entry.key.span, {
        message: `the observer '${entry.key.text}' has neither 'follows' nor 'states'`,
      });
    const allowed = short ? fields.required("allowed", entry.key.span) : fields.get("allowed");
    const first = long ? fields.required("initial", entry.key.span) : fields.get("initial");
    return [
      {
        name: entry.key,
        span: whole(entry),
        initial: word(first, "'initial'", sink),
        follows: word(fields.get("follows"), "'follows'", sink),
        allowed: items(allowed).flatMap(item => transitions(item, sink)),
        states: states(fields.get("states"), "observer", sink),
        ignore: words(fields.get("ignore"), "'ignore'", sink),
        about: text(fields.get("about"), "'about'", sink),
        when: expr(fields.get("when"), "'when'", sink),
      },
    ];
  });
}
