// Observers: tables over the event stream. The short form (`follows`, `allowed`) becomes states that are the values of the
// event and rows that are the allowed changes, so that behind resolve there is one kind of observer.

import type { EventType, Observer, ObserverRow } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import type { ObserverTree, OnTree, RowTree, StateTree } from "../model/tree.ts";
import { bounds, type ScalarType, showType, showValue, sizeOf } from "../model/types.ts";
import { readValue } from "./constant.ts";
import { type Context, namesOf, report, reportUnknown, use } from "./context.ts";
import { eventNamed } from "./event.ts";
import { typedConstant } from "./expect.ts";
import { initialOf } from "./initial.ts";
import { existing, existingRows } from "./switch.ts";

const MOST_STATES = 4096;

/** The observer, or undefined after an error. */
export function resolveObserver(context: Context, tree: ObserverTree): Observer | undefined {
  return tree.follows ? short(context, tree, tree.follows) : long(context, tree);
}

function ignored(context: Context, words: readonly Word[]): string[] {
  const events = words.flatMap(word => eventNamed(context, word)?.name ?? []);
  for (const event of events) use(context, "observed", event);
  return [...new Set(events)];
}

// ---------------------------------------------------------------- short form

function short(context: Context, tree: ObserverTree, follows: Word): Observer | undefined {
  const event = eventNamed(context, follows);
  const ignores = ignored(context, tree.ignore);
  const type = event && followedType(context, event, follows);
  if (!event || !type) return undefined;
  use(context, "observed", event.name);
  const { low, high } = bounds(type);
  const states = Array.from({ length: high - low + 1 }, (_, i) => bare(type, low + i));
  const place = (word: Word) => followedValue(context, word, type);
  const rows = existing(context, tree.allowed).flatMap(pair => {
    const [from, to] = [place(pair.from), place(pair.to)];
    if (from === undefined || to === undefined) return [];
    const { span } = pair.to;
    return [{ from: from - low, event: event.name, value: to, target: to - low, span }];
  });
  const initial = tree.initial ? place(tree.initial) : firstOf(context, tree, event);
  if (initial === undefined) return undefined;
  const knows = [event.name, ...ignores.filter(name => name !== event.name)];
  const { name, about, span } = tree;
  const base = { name: name.text, about, states, initial: initial - low, knows, ignores, span };
  return { ...base, rows: withoutRepeats(rows) };
}

function bare(type: ScalarType, value: number): string {
  return (type.kind === "enum" ? type.values[value] : undefined) ?? showValue(type, value);
}

function withoutRepeats(rows: readonly ObserverRow[]): ObserverRow[] {
  const seen = new Set<string>();
  return rows.filter(row => {
    const key = `${row.from} ${row.target}`;
    return !seen.has(key) && seen.add(key);
  });
}

function followedType(context: Context, event: EventType, at: Word): ScalarType | undefined {
  const { type } = event;
  if (type && type.kind !== "set" && sizeOf(type) <= MOST_STATES) return type;
  const shown = type ? showType(type) : "no value";
  const message = `'follows' needs an event with an enum or a small range; '${event.name}' has ${shown}`;
  return report(context, "not-followable", { message, span: at.span });
}

function followedValue(context: Context, word: Word, type: ScalarType): number | undefined {
  const value = readValue(word.text, type);
  if (value !== undefined) return value;
  const known = new Map((type.kind === "enum" ? type.values : []).map(v => [v, undefined]));
  const what = `value of ${showType(type)}`;
  return reportUnknown(context, { code: "unknown-value", what, word, known });
}

/** The value that the variable which emits the event starts with, where there is just one. */
function firstOf(context: Context, tree: ObserverTree, event: EventType): number | undefined {
  const emitter = context.tree.variables.find(v => v.emits?.text === event.name);
  const info = emitter && context.variable(emitter.name.text);
  const values = info && initialOf(context, info)?.[0];
  if (values?.length === 1) return values[0];
  const message = `the observer '${tree.name.text}' does not say which value is the first`;
  const fix = "add 'initial'";
  return report(context, "missing-initial", { message, span: tree.name.span }, { fix });
}

// ---------------------------------------------------------------- long form

function long(context: Context, tree: ObserverTree): Observer | undefined {
  const ordinals = new Map(tree.states.map((state, i) => [state.name.text, i]));
  const ignores = ignored(context, tree.ignore);
  const rows = tree.states.flatMap((state, i) =>
    stateRows(context, tree, { state, from: i, ordinals }),
  );
  const quiet = tree.states.flatMap((state, i) =>
    ignored(context, state.ignore).map(event => {
      return { from: i, event, target: i, span: state.name.span };
    }),
  );
  const initial = tree.initial && stateNamed(context, tree, tree.initial, ordinals);
  if (!tree.initial) {
    const message = `the observer '${tree.name.text}' has no initial state`;
    return report(context, "missing-initial", { message, span: tree.name.span });
  }
  if (initial === undefined) return undefined;
  const knows = [...new Set([...rows.map(r => r.event), ...quiet.map(r => r.event), ...ignores])];
  const { name, about, span } = tree;
  const states = tree.states.map(s => s.name.text);
  return {
    name: name.text,
    about,
    states,
    initial,
    knows,
    ignores,
    rows: [...rows, ...quiet],
    span,
  };
}

interface From {
  readonly state: StateTree;
  readonly from: number;
  readonly ordinals: ReadonlyMap<string, number>;
}

function stateNamed(
  context: Context,
  tree: ObserverTree,
  word: Word,
  ordinals: ReadonlyMap<string, number>,
): number | undefined {
  const at = ordinals.get(word.text);
  if (at !== undefined) return at;
  const what = `state of ${tree.name.text} called`;
  const key = `${tree.name.text}.${word.text}`;
  const known = namesOf(tree.states);
  return reportUnknown(context, { code: "unknown-state", what, word, known, key });
}

function stateRows(context: Context, tree: ObserverTree, of: From): ObserverRow[] {
  const { state } = of;
  const other = [...state.always, ...state.after.flatMap(a => a.rows)][0];
  if (other) plainOnly(context, "'always' and 'after'", other);
  if (state.entry.length + state.exit.length > 0) {
    notHere(context, "'entry' and 'exit'", state.name.span);
  }
  return state.on.flatMap(on => eventRows(context, tree, on, of));
}

function eventRows(
  context: Context,
  tree: ObserverTree,
  on: OnTree,
  { from, ordinals }: From,
): ObserverRow[] {
  const rows = existingRows(context, on.rows);
  const event = rows.length > 0 ? eventNamed(context, on.key) : undefined;
  if (!event) return [];
  use(context, "observed", event.name);
  const value = valueOfKey(context, on, event);
  if (on.value && value === undefined) return [];
  return rows.flatMap(({ row }) => {
    onlyTarget(context, row);
    const target = row.target ? stateNamed(context, tree, row.target, ordinals) : from;
    if (target === undefined) return [];
    return [{ from, event: event.name, value, target, span: row.span }];
  });
}

function valueOfKey(context: Context, on: OnTree, event: EventType): number | undefined {
  if (!on.value) return undefined;
  if (event.type) return typedConstant(context, on.value, "the value of an event", event.type);
  const message = `the event '${event.name}' has no value`;
  return report(context, "event-value", { message, span: on.value.span });
}

function onlyTarget(context: Context, row: RowTree): void {
  if (row.guard !== undefined) plainOnly(context, "'guard'", row);
  if (row.choose.length > 0) plainOnly(context, "'choose'", row);
  if (row.policy) plainOnly(context, "'ignore: true' and 'refuse: true'", row);
  if (row.steps.some(step => step.length > 0)) plainOnly(context, "'actions'", row);
}

function plainOnly(context: Context, what: string, row: RowTree): void {
  notHere(context, what, row.span);
}

function notHere(context: Context, what: string, span: RowTree["span"]): void {
  const message = `an observer only follows events: ${what} cannot stand here`;
  report(context, "not-in-observer", { message, span });
}
