// An action as one `d_step`: a condition, then assignments nobody sees the middle of. Where an action may end before
// its end, the variables it writes are kept first and put back; they and the temporaries are 0 again afterwards, so
// they do not tell states apart. A fault changes nothing, as migcheck counts it: enabled, and without successor.

import { unreachable } from "../../base/bug.ts";
import type { Target, Term } from "../../model/program.ts";
import type { Action } from "./actions.ts";
import { equal, isNo, not } from "./fold.ts";
import { mayStop, type Prepared } from "./prepare.ts";
import type { TermWriter } from "./term-text.ts";

/** What the properties have to do with actions. */
export interface Watching {
  /** Numbers of the properties that a mark breaks. */
  readonly byMark: ReadonlyMap<number, readonly number[]>;
  /** Numbers of the properties that a fault breaks. */
  readonly byFault: readonly number[];
  /** Some property is about steps. */
  readonly steps: boolean;
  /** Some property is about whole runs; of these events. */
  readonly runs: boolean;
  readonly events: ReadonlySet<number>;
}

/** Nothing to report. */
const UNWATCHED: Watching = {
  byMark: new Map(),
  byFault: [],
  steps: false,
  runs: false,
  events: new Set(),
};

interface Body {
  readonly writer: TermWriter;
  readonly watching: Watching;
  readonly action: Action;
  /** Of the labels. */
  readonly key: string;
  /** Only to see whether it is enabled, for what this says: everything is put back. */
  readonly trial?: string | undefined;
  readonly used: Set<"fault" | "failed" | "blocked">;
  readonly raised: Set<number>;
}

/** What actions are written with. */
export interface ActionContext {
  readonly writer: TermWriter;
  readonly watching: Watching;
  /** The number of what it pays where it is owed, else 0. */
  readonly pays: (action: Action) => number;
}

/** The option of the loop, without indentation. */
export function actionLines(action: Action, { writer, watching, pays }: ActionContext): string[] {
  const body = bodyOf(action, { writer, watching });
  const inner = statements(action.effect, body);
  const first = stopIf(action.guardFault, "fault", body);
  const written = needsUndo(action) ? writtenSlots(action.effect, writer) : [];
  const steps = watching.steps;
  const end = [...(steps ? ["look_at_step;"] : []), ...raise(body)];
  const opens = writer.text(action.opens, action.domains);
  return [
    `:: d_step { ${opens} ->`,
    ...indent([
      ...(steps ? ["keep_old;"] : []),
      ...(watching.runs ? [`moves(${pays(action)});`] : []),
      ...keep(written, writer),
      ...first,
      ...inner,
      ...end,
      ...endings(body, written),
      ...(steps ? ["forget_old;"] : []),
      "skip",
    ]),
    "}",
  ];
}

/** Statements that go to `alive_` and the key where the action is enabled, and go on where it is not. */
export function trialLines(action: Action, writer: TermWriter, key: number): string[] {
  const alive = `goto alive_${key};`;
  const opens = writer.text(action.opens, action.domains);
  if (!action.tried) return [`if :: ${opens} -> ${alive} :: else fi;`];
  const body = bodyOf(action, { writer, watching: UNWATCHED, trial: `for_${key}` });
  const inner = [...stopIf(action.guardFault, "fault", body), ...statements(action.effect, body)];
  const written = writtenSlots(action.effect, writer);
  const undo = putBack(written, writer);
  const clean = forget(written, body);
  const label = (name: "fault" | "failed") =>
    body.used.has(name) ? [`${name}_${body.key}: skip;`] : [];
  return [
    "if",
    `:: ${opens} ->`,
    ...indent([...keep(written, writer), ...inner]),
    ...label("fault"),
    ...label("failed"),
    ...indent([...undo, ...clean, alive]),
    `blocked_${body.key}: skip;`,
    ...indent([...undo, ...clean]),
    ":: else fi;",
  ];
}

/** Statements that go to `able_at_` and the key where the action has a successor, and go on where it has none. */
export function ableLines(action: Action, writer: TermWriter, key: number): string[] {
  const able = `goto able_at_${key};`;
  const opens = writer.text(action.opens, action.domains);
  if (isNo(action.guardFault) && !mayStop(action.effect)) {
    return [`if :: ${opens} -> ${able} :: else fi;`];
  }
  const body = bodyOf(action, { writer, watching: UNWATCHED, trial: "able" });
  const inner = [...stopIf(action.guardFault, "fault", body), ...statements(action.effect, body)];
  const written = writtenSlots(action.effect, writer);
  const back = [...putBack(written, writer), ...forget(written, body)];
  return [
    "if",
    `:: ${opens} ->`,
    ...indent([...keep(written, writer), ...inner, ...back, able]),
    ...[...body.used].map(name => `${name}_${body.key}: skip;`),
    ...indent([...back, "skip"]),
    ":: else fi;",
  ];
}

export function indent(lines: readonly string[]): string[] {
  return lines.map(line => (/^\w+: /.test(line) || line.startsWith("#") ? line : `  ${line}`));
}

function bodyOf(action: Action, of: Pick<Body, "writer" | "watching" | "trial">): Body {
  const key = of.trial === undefined ? `${action.number}` : `${action.number}_${of.trial}`;
  return { ...of, action, key, used: new Set(), raised: new Set() };
}

// ---------------------------------------------------------------- ends

/** What follows the last statement: where it ended before its end, and what is then put back. */
function endings(body: Body, written: readonly number[]): string[] {
  const { used, key, writer, watching } = body;
  const clean = forget(written, body);
  if (used.size === 0) return clean;
  const faults = watching.byFault.map(n => `violated_${n};`);
  const label = (name: "fault" | "failed" | "blocked", then: readonly string[]) =>
    used.has(name) ? [`${name}_${key}: skip;`, ...then] : [];
  const failed = used.has("fault") || used.has("failed") ? raise(body) : [];
  return [
    `goto done_${key};`,
    ...label("fault", faults),
    ...label("failed", []),
    ...failed,
    ...label("blocked", []),
    ...(watching.runs ? ["no_step;"] : []),
    ...putBack(written, writer),
    `done_${key}: skip;`,
    ...clean,
  ];
}

function raise({ raised }: Body): string[] {
  return [...raised].map(n => `if :: raised_${n} -> violated_${n}; :: else fi;`);
}

function keep(slots: readonly number[], writer: TermWriter): string[] {
  return slots.map(s => `${writer.slot(s, true)} = ${writer.slot(s)};`);
}

function putBack(slots: readonly number[], writer: TermWriter): string[] {
  return slots.map(s => `${writer.slot(s)} = ${writer.slot(s, true)};`);
}

function forget(slots: readonly number[], { action, raised, writer }: Body): string[] {
  const temps = [...action.domains.temps.keys()].map(t => `temp_${t} = 0;`);
  const flags = [...raised].map(n => `raised_${n} = 0;`);
  return [...slots.map(s => `${writer.slot(s, true)} = 0;`), ...temps, ...flags];
}

/** May it stop after it has stored something. */
function needsUndo({ effect }: Action): boolean {
  let wrote = false;
  const walk = (list: readonly Prepared[]): boolean => list.some(one);
  const one = (each: Prepared): boolean => {
    const inside = each.kind === "if";
    const alone: Prepared = inside ? { ...each, then: [], else: [] } : each;
    if (wrote && mayStop([alone])) return true;
    if (!inside) {
      wrote ||= each.kind === "assign" && each.to.kind !== "temp";
      return false;
    }
    const before = wrote;
    if (walk(each.then)) return true;
    const then = wrote;
    wrote = before;
    const stops = walk(each.else);
    wrote ||= then;
    return stops;
  };
  return walk(effect);
}

/** All slots that may be stored, in order; of an array that is stored by an index, every element. */
function writtenSlots(list: readonly Prepared[], writer: TermWriter): number[] {
  const slots = new Set<number>();
  const add = (to: Target): void => {
    if (to.kind === "slot") slots.add(to.slot);
    if (to.kind !== "element") return;
    for (let i = 0; i < to.size; i++) slots.add(to.base + i);
  };
  const walk = (statements: readonly Prepared[]): void => {
    for (const each of statements) {
      if (each.kind === "assign") add(each.to);
      if (each.kind !== "if") continue;
      walk(each.then);
      walk(each.else);
    }
  };
  walk(list);
  return [...slots].filter(s => s < writer.program.slots.length).sort((a, b) => a - b);
}

// ---------------------------------------------------------------- statements

function statements(list: readonly Prepared[], body: Body): string[] {
  return list.flatMap(each => statement(each, body));
}

function statement(each: Prepared, body: Body): string[] {
  const { writer, action } = body;
  const { domains } = action;
  switch (each.kind) {
    case "assign":
      return assign(each, body);
    case "if":
      return [...stopIf(each.fault, "fault", body), ...branch(each, body)];
    case "require": {
      const fault = stopIf(each.fault, "fault", body);
      return [...fault, ...stopIf(not(each.test), "blocked", body)];
    }
    case "assert": {
      const fault = stopIf(each.fault, "fault", body);
      const failed = [...mark(each.mark, body), goTo("failed", body)].join(" ");
      return [...fault, `if :: ${writer.text(not(each.test), domains)} -> ${failed} :: else fi;`];
    }
    case "mark":
      return mark(each.mark, body);
    default:
      return unreachable(each, "statement");
  }
}

function assign(each: Prepared & { kind: "assign" }, body: Body): string[] {
  const { writer, action } = body;
  const { to, value } = each;
  const { domains } = action;
  const stop = stopIf(each.fault, "fault", body);
  switch (to.kind) {
    case "temp":
      return [...stop, `temp_${to.temp} = ${writer.text(value, domains)};`];
    case "slot": {
      const show = writer.program.slots[to.slot]?.show;
      return [...stop, `${writer.slot(to.slot)} = ${writer.text(value, domains, show)};`];
    }
    case "element":
      return [...stop, ...storeElement(to, value, body)];
    default:
      return unreachable(to, "target");
  }
}

/** Where the index reads the array itself, each element has a store of its own. */
function storeElement(to: Target & { kind: "element" }, value: Term, body: Body): string[] {
  const { writer, action } = body;
  const { domains } = action;
  const { base, size, index } = to;
  const text = writer.text(value, domains, writer.program.slots[base]?.show);
  if (!writer.readsItself(base, index)) {
    return [`${writer.element(base, index, domains)} = ${text};`];
  }
  const numbers = Array.from({ length: size }, (_, i) => i);
  return [
    "if",
    ...numbers.map(i => {
      const here = writer.text(equal(index, i), domains);
      return `:: ${here} -> ${writer.slot(base + i)} = ${text};`;
    }),
    "fi;",
  ];
}

function branch(each: Prepared & { kind: "if" }, body: Body): string[] {
  const { writer, action } = body;
  const [then, otherwise] = [statements(each.then, body), statements(each.else, body)];
  if (then.length + otherwise.length === 0) return [];
  const filled = (lines: readonly string[]) => (lines.length === 0 ? ["skip;"] : lines);
  return [
    "if",
    `:: ${writer.text(each.test, action.domains)} ->`,
    ...indent(filled(then)),
    ...(otherwise.length === 0 ? [":: else"] : [":: else ->", ...indent(otherwise)]),
    "fi;",
  ];
}

/** Where a `require` may still undo the action, what it has raised waits for its end. */
function mark(index: number, { watching, action, raised }: Body): string[] {
  const numbers = watching.byMark.get(index) ?? [];
  const event = watching.events.has(index) ? [`happens_${index};`] : [];
  if (!action.tried) return [...event, ...numbers.map(n => `violated_${n};`)];
  for (const n of numbers) raised.add(n);
  return [...event, ...numbers.map(n => `raised_${n} = 1;`)];
}

function stopIf(test: Term, where: "fault" | "blocked", body: Body): string[] {
  if (isNo(test)) return [];
  const text = body.writer.text(test, body.action.domains);
  return [`if :: ${text} -> ${goTo(where, body)} :: else fi;`];
}

function goTo(where: "fault" | "failed" | "blocked", { used, key }: Body): string {
  used.add(where);
  return `goto ${where}_${key};`;
}
