// The tree of a table: one machine. What the file leaves open is listed here together with what is taken for it.

import type { Source } from "../base/source.ts";
import { span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import type { MachineTree, OnTree, RowTree, StateTree, Tree } from "../model/tree.ts";
import { PLAIN_NAME, RESERVED } from "../model/words.ts";
import { ask, report } from "./table-codes.ts";
import type { CellWord } from "./table-directive.ts";
import type { Facts, Into } from "./table-facts.ts";
import type { Row } from "./table-rows.ts";

/** The tree of these facts. */
export function treeOf(source: Source, facts: Facts, into: Into): Tree {
  const { said } = facts;
  const whole = span(source, 0, source.text.length);
  const name = said.model ?? { text: baseName(source.name), span: span(source, 0, 0) };
  const machine = said.machine ?? { text: plainName(name.text), span: name.span };
  return {
    name,
    about: said.about.length > 0 ? said.about.join("\n") : undefined,
    source: said.source,
    constants: said.constants,
    variants: [],
    types: [],
    sets: [],
    defines: [],
    variables: said.variables,
    waitables: [],
    channels: [],
    events: [],
    processes: [],
    machines: [machineOf(facts, machine, into)],
    triggers: said.seen.has("triggers") ? said.triggers : undefined,
    observers: [],
    initially: [],
    properties: said.properties,
    checks: [],
    expect: said.expect,
    open: into.open,
    unread: said.unread,
    span: whole,
  };
}

function baseName(path: string): string {
  const last = path.split(/[\\/]/u).at(-1) ?? "";
  return plainName(last.replace(/(.)\.[^.]*$/u, "$1"));
}

const WORDS: ReadonlySet<string> = new Set([...RESERVED, "any", "all", "count", "self", "old"]);

/** A name that expressions can use without quotes, made from any text. */
function plainName(text: string): string {
  const plain = text
    .split(/[^A-Za-z0-9_]+/u)
    .filter(part => part !== "")
    .join("-");
  return PLAIN_NAME.test(plain) && !WORDS.has(plain)
    ? plain
    : ["table", plain].filter(p => p !== "").join("-");
}

interface StateFacts {
  readonly word: Word;
  readonly rows: Row[];
  readonly ignore: Word[];
  readonly refuse: Word[];
}

function machineOf(facts: Facts, name: Word, into: Into): MachineTree {
  const states = statesOf(facts);
  const wide = stateFacts(name);
  for (const row of facts.rows) (states.get(row.from?.text ?? "") ?? wide).rows.push(row);
  spread(facts.ignore, states, wide, "ignore");
  spread(facts.refuse, states, wide, "refuse");
  checkCells(states, into);
  const trees = [...states.values()].map(s => stateTree(s, facts, into));
  return {
    name,
    initial: initialOf(facts, [...states.values()], into),
    states: trees,
    variables: [],
    on: onOf(wide.rows),
    always: alwaysOf(wide.rows),
    ignore: onceEach(wide.ignore),
    refuse: onceEach(wide.refuse),
    unhandled: facts.said.unhandled,
    span: name.span,
  };
}

function stateFacts(word: Word): StateFacts {
  return { word, rows: [], ignore: [], refuse: [] };
}

function statesOf(facts: Facts): Map<string, StateFacts> {
  const states = new Map<string, StateFacts>();
  for (const word of facts.mentions) {
    if (!states.has(word.text)) states.set(word.text, stateFacts(word));
  }
  return states;
}

function spread(
  cells: readonly CellWord[],
  states: ReadonlyMap<string, StateFacts>,
  wide: StateFacts,
  list: "ignore" | "refuse",
): void {
  for (const { state, trigger } of cells) {
    const at = state ? states.get(state.text) : wide;
    at?.[list].push(trigger);
  }
}

function initialOf(facts: Facts, states: readonly StateFacts[], into: Into): readonly Word[] {
  if (facts.initial.length > 0) return onceEach(facts.initial);
  const first = (states.find(s => s.rows.some(r => r.target)) ?? states[0])?.word;
  if (!first) return [];
  const message = `the text does not say where it begins; taken: '${first.text}', the first state with a way out`;
  ask(into.open, "initial-not-said", first.span, message);
  return [first];
}

function onceEach(words: readonly Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter(w => !seen.has(w.text) && seen.add(w.text));
}

function stateTree(state: StateFacts, facts: Facts, into: Into): StateTree {
  const type = typeOf(state, facts, into);
  const heard = type !== "final";
  return {
    name: state.word,
    type,
    on: onOf(state.rows),
    always: alwaysOf(state.rows),
    after: [],
    entry: [],
    exit: [],
    ignore: heard ? onceEach(state.ignore) : [],
    refuse: heard ? onceEach(state.refuse) : [],
    holds: [],
    span: state.word.span,
  };
}

function typeOf(state: StateFacts, facts: Facts, into: Into): StateTree["type"] {
  const named = (words: readonly Word[]): Word | undefined =>
    words.find(w => w.text === state.word.text);
  const final = named(facts.final);
  const rest = named(facts.said.rest);
  if (final) {
    reportFinal(state, final, facts, into);
    return "final";
  }
  if (rest) return "rest";
  if (facts.final.length > 0 || state.rows.some(r => r.target)) return "plain";
  const type = state.rows.length > 0 ? "rest" : "final";
  const taken = type === "final" ? "to end there" : "to be able to wait there for ever";
  const message = `no row leads out of '${state.word.text}'; the machine is taken ${taken}`;
  ask(into.open, "final-not-said", state.word.span, message);
  return type;
}

function reportFinal(state: StateFacts, final: Word, facts: Facts, into: Into): void {
  const row = state.rows[0];
  const notes = [{ message: "here it is said to end", span: final.span }];
  const name = state.word.text;
  if (row)
    report(into.sink, "final-with-rows", row.span, {
      message: `'${name}' is final and has rows`,
      notes,
      fix: "name the state behind the end: 'A -> END : trigger' and 'final: END'",
    });
  const said = [...facts.said.ignore, ...facts.said.refuse].find(c => c.state?.text === name);
  if (said)
    report(into.sink, "final-never-asked", said.trigger.span, {
      message: `no trigger reaches '${name}', which is final: this says nothing`,
      severity: "warning",
      notes,
    });
  const rest = facts.said.rest.find(w => w.text === name);
  if (rest)
    report(into.sink, "conflicting-keys", rest.span, {
      message: `'${name}' is both final and at rest`,
      notes,
    });
}

/** A cell of state and trigger is handled, ignored or refused, one of them. */
function checkCells(states: ReadonlyMap<string, StateFacts>, into: Into): void {
  for (const state of states.values()) {
    const first = new Map<string, { readonly how: string; readonly span: Word["span"] }>();
    const cells = [
      ...state.rows.map(r => ({ trigger: r.trigger, how: "handled", span: r.span })),
      ...state.ignore.map(w => ({ trigger: w, how: "ignored", span: w.span })),
      ...state.refuse.map(w => ({ trigger: w, how: "refused", span: w.span })),
    ];
    for (const { trigger, how, span: at } of cells) {
      if (!trigger) continue;
      const other = first.get(trigger.text);
      if (!other) first.set(trigger.text, { how, span: at });
      else if (other.how !== how)
        report(into.sink, "cell-conflict", at, {
          message: `'${trigger.text}' is ${how} in '${state.word.text}', and also ${other.how}`,
          notes: [{ message: `here it is ${other.how}`, span: other.span }],
        });
    }
  }
}

function rowTree(row: Row): RowTree {
  return {
    name: row.name,
    target: row.target,
    guard: row.label.guard,
    choose: [],
    steps: [row.label.actions],
    span: row.span,
  };
}

function alwaysOf(rows: readonly Row[]): RowTree[] {
  return rows.filter(r => !r.trigger).map(rowTree);
}

function onOf(rows: readonly Row[]): OnTree[] {
  const byTrigger = new Map<string, { key: Word; rows: RowTree[] }>();
  for (const row of rows) {
    if (!row.trigger) continue;
    const on = byTrigger.get(row.trigger.text) ?? { key: row.trigger, rows: [] };
    on.rows.push(rowTree(row));
    byTrigger.set(row.trigger.text, on);
  }
  return [...byTrigger.values()];
}
