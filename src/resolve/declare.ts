// Enters the declared names: constants, types, sets, definitions, variables, locks, channels and machines share one
// namespace, because an expression names them all in the same way. Triggers and processes stand apart.

import type { Word } from "../model/syntax.ts";
import type { Tree } from "../model/tree.ts";
import { ARITY } from "./call.ts";
import { type Context, describe, type Entity, report } from "./context.ts";

/** What conditions of constants may name: entered before anything is switched. */
export function declareFixed(context: Context, tree: Tree): void {
  for (const each of tree.constants) enter(context, { kind: "constant", tree: each });
  for (const each of tree.types) enter(context, { kind: "type", tree: each });
  for (const each of tree.sets) enter(context, { kind: "set", tree: each });
}

/** Everything else that `when` has left. */
export function declareRest(context: Context, tree: Tree): void {
  for (const each of tree.variables) enter(context, { kind: "variable", tree: each });
  for (const each of tree.defines) enter(context, { kind: "define", tree: each });
  for (const each of tree.waitables) enter(context, { kind: "waitable", tree: each });
  for (const each of tree.channels) enter(context, { kind: "channel", tree: each });
  for (const each of tree.machines) enter(context, { kind: "machine", tree: each });
  unique(context, tree.events, "event");
  unique(context, tree.processes, "process");
  unique(context, tree.triggers ?? [], "trigger");
  unique(context, tree.observers, "observer");
  unique(context, tree.properties, "property");
  unique(context, tree.variants, "variant");
  propertyNames(context, tree);
  for (const machine of tree.machines) {
    unique(context, machine.variables, `variable of ${machine.name.text}`);
    unique(context, machine.states, `state of ${machine.name.text}`);
    for (const local of machine.variables) localName(context, local.name);
  }
  for (const observer of tree.observers) {
    unique(context, observer.states, `state of ${observer.name.text}`);
  }
}

function enter(context: Context, entity: Entity): void {
  const { name } = entity.tree;
  reserved(context, name, entity);
  const before = context.entities.get(name.text);
  if (!before) {
    context.entities.set(name.text, entity);
    return;
  }
  const same = describe(before) === describe(entity);
  const code = same ? "duplicate-name" : "name-clash";
  const message = same
    ? `the ${describe(entity)} '${name.text}' is declared twice`
    : `'${name.text}' is a ${describe(before)} and a ${describe(entity)}`;
  const notes = [{ message: "the other one is here", span: before.tree.name.span }];
  report(context, code, { message, span: name.span }, { notes, fix: "rename one of them" });
}

function reserved(context: Context, name: Word, entity: Entity): void {
  const own = name.text === "self" || name.text === "message";
  const bool = entity.kind === "type" && name.text === "bool";
  const called = entity.kind === "define" && entity.tree.parameters && ARITY.has(name.text);
  if (own || bool || called) refuse(context, name);
}

function refuse(context: Context, name: Word): void {
  const message = `'${name.text}' has a meaning of its own and cannot be declared`;
  report(context, "reserved-name", { message, span: name.span }, { fix: "choose another name" });
}

const MEMBERS: ReadonlySet<string> = new Set(["state", "busy", "self", "message"]);

function localName(context: Context, name: Word): void {
  if (MEMBERS.has(name.text)) refuse(context, name);
}

const BUILT_IN: ReadonlySet<string> = new Set(["deadlock", "unhandled", "range", "assert"]);

/** Verdicts are told apart by name, so a property cannot have the name of a built-in one. */
function propertyNames(context: Context, tree: Tree): void {
  for (const { name } of tree.properties) {
    const observed = tree.observers.some(o => `observer ${o.name.text}` === name.text);
    if (BUILT_IN.has(name.text) || observed) refuse(context, name);
  }
}

function unique(context: Context, trees: readonly { readonly name: Word }[], what: string): void {
  const first = new Map<string, Word>();
  for (const { name } of trees) {
    const before = first.get(name.text);
    if (!before) {
      first.set(name.text, name);
      continue;
    }
    const message = `the ${what} '${name.text}' is declared twice`;
    const notes = [{ message: "the other one is here", span: before.span }];
    report(context, "duplicate-name", { message, span: name.span }, { notes });
  }
}
