// A command's statements as values: what each variable holds after them, and whether the action steps, is not enabled,
// or faults. Statements are carried out on texts; where a text grows it gets a name of its own, and where two branches
// meet each variable they differ in is an IF, so the result is as long as the statements and not as their paths.
// Names are computed only when they are read (LET is lazy), and nothing is read behind a fault.

import { unreachable } from "../../base/bug.ts";
import type { Command, Statement, Target, Term } from "../../model/program.ts";
import { faultOf, outside } from "./fault.ts";
import type { Module } from "./module.ts";
import { plain } from "./names.ts";
import { meet, narrowedBy } from "./narrow.ts";
import { type Reader, Terms } from "./term.ts";
import {
  ATOM,
  at,
  COMPARISON,
  conditional,
  conjunction,
  disjunction,
  negation,
  number,
  type Piece,
  type Range,
  union,
  type Value,
  within,
} from "./value.ts";

type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

/** How an action may end other than by a step. */
export type Ending = "off" | "range" | "assert";

/** What a command does, given that its guard is true. */
export interface Effect {
  /** Further conditions of the action, about the state before it. */
  readonly requires: readonly Piece[];
  /** Local names and what they stand for, each reading only those before it. */
  readonly definitions: readonly { readonly name: string; readonly text: string }[];
  /** By variable (its first slot), the value after the action. */
  readonly writes: ReadonlyMap<number, Piece>;
  /** `"step"` or an ending; undefined where it always steps. */
  readonly run: Piece | undefined;
  readonly endings: ReadonlySet<Ending>;
  /** The set of marks raised, of those that are asked for; undefined where it has none. */
  readonly marks: Piece | undefined;
}

/** The values at one place among the statements. Shared until a branch writes. */
interface Place {
  readonly variables: Map<number, Value>;
  readonly temps: Map<number, Value>;
  run: Piece | undefined;
  marks: Piece;
}

/** Longer texts get a name. */
const SHORT = 28;
const NO_MARKS: Piece = { text: "{}", level: ATOM };
const STEP: Piece = { text: '"step"', level: ATOM };

/** Carries out the effect of a command. `params`: its parameters' values as local names. */
export function effectOf(
  module: Module,
  command: Command,
  params: readonly Value[],
  marks: ReadonlySet<number>,
): Effect {
  return new Run(module, command, params, marks).effect();
}

class Run implements Reader {
  readonly #module: Module;
  readonly #command: Command;
  readonly #params: readonly Value[];
  readonly #marks: ReadonlySet<number>;
  readonly #terms: Terms;
  readonly #definitions: { name: string; text: string }[] = [];
  readonly #requires: Piece[] = [];
  readonly #endings = new Set<Ending>();
  readonly #counts = new Map<string, number>();
  #place: Place = { variables: new Map(), temps: new Map(), run: undefined, marks: NO_MARKS };
  #depth = 0;
  #marked = false;

  constructor(
    module: Module,
    command: Command,
    params: readonly Value[],
    marks: ReadonlySet<number>,
  ) {
    this.#module = module;
    this.#command = command;
    this.#params = params;
    this.#marks = marks;
    this.#terms = new Terms(module, this);
  }

  effect(): Effect {
    this.#know(this.#command.guard);
    this.#all(this.#command.effect);
    const { variables, run, marks } = this.#place;
    const writes = [...variables].filter(([base, value]) => value.text !== this.#before(base).text);
    const read = [...writes.map(([, piece]) => piece), marks, ...(run ? [run] : [])];
    return {
      requires: this.#requires,
      definitions: needed(this.#definitions, read),
      writes: new Map(writes),
      run,
      endings: this.#endings,
      marks: this.#marked ? marks : undefined,
    };
  }

  // ---------------------------------------------------------------- what terms read

  variable(base: number): Value {
    return this.#place.variables.get(base) ?? this.#before(base);
  }

  #before(base: number): Value {
    const { name, range } = this.#module.variableOf(base);
    return { text: name, level: ATOM, ...range };
  }

  temp(temp: number): Value {
    return this.#place.temps.get(temp) ?? number(0);
  }

  param(param: number): Value {
    return this.#params[param] ?? number(0);
  }

  paramShow(
    param: number,
  ): { kind: "scalar"; type: Command["params"][number]["type"] } | undefined {
    const type = this.#command.params[param]?.type;
    return type && { kind: "scalar", type };
  }

  // ---------------------------------------------------------------- statements

  #all(list: readonly Statement[]): void {
    for (const statement of list) this.#one(statement);
  }

  #one(statement: Statement): void {
    switch (statement.kind) {
      case "assign":
        this.#assign(statement);
        break;
      case "if":
        this.#branch(statement);
        break;
      case "require":
        this.#require(statement.test);
        break;
      case "assert":
        this.#assert(statement);
        break;
      case "mark":
        this.#mark(statement.mark, undefined);
        break;
      case "tell":
        break;
      default:
        unreachable(statement, "statement");
    }
  }

  #require(test: Term): void {
    const fault = faultOf(this.#terms, test);
    const truth = this.#terms.truth(test);
    const early = this.#depth === 0 && !this.#place.run && this.#definitions.length === 0;
    if (!fault && early && !this.#marked) this.#requires.push(truth);
    else
      this.#end([
        [fault, "range"],
        [negation(truth), "off"],
      ]);
  }

  /** From here on the test is true. */
  #know(test: Term): void {
    for (const { slot, low, high } of narrowedBy(test)) {
      const { base, size } = this.#module.variableOf(slot);
      const now = this.variable(base);
      // `# 0` tells something only of what is not below 0.
      const range = size === 1 && now.low >= 0 ? meet(now, { low, high }) : undefined;
      if (range) this.#place.variables.set(base, { ...now, ...range });
    }
  }

  #assert({ test, mark }: Of<"assert">): void {
    this.#end([[faultOf(this.#terms, test), "range"]]);
    const failed = this.#short("failed", negation(this.#terms.truth(test)));
    this.#mark(mark, failed);
    this.#end([[failed, "assert"]]);
  }

  /** Raises a mark, where the condition is true and the action goes on that far. */
  #mark(mark: number, failed: Piece | undefined): void {
    if (!this.#marks.has(mark)) return;
    this.#marked = true;
    const place = this.#place;
    const { run, marks } = place;
    const more = marks === NO_MARKS ? `{${mark}}` : `${at(marks, ATOM)} \\cup {${mark}}`;
    const raised = { text: more, level: marks === NO_MARKS ? ATOM : COMPARISON };
    const goes = run && { text: `${at(run, ATOM)} = "step"`, level: COMPARISON };
    const when = conjunction([goes, failed].flatMap(p => (p ? [p] : [])));
    place.marks = when ? this.#short("marks", conditional(when, raised, marks)) : raised;
  }

  /** The first condition that is true ends the action so; where none is it goes on. */
  #end(ends: readonly (readonly [Piece | undefined, Ending])[]): void {
    const known = ends.flatMap(([when, ending]) => (when ? [{ when, ending }] : []));
    if (known.length === 0) return;
    for (const { ending } of known) this.#endings.add(ending);
    const now = known.reduceRight<Piece>(
      (rest, { when, ending }) => conditional(when, { text: `"${ending}"`, level: ATOM }, rest),
      STEP,
    );
    this.#place.run = this.#named("run", this.#afterRun(this.#place.run, now));
  }

  #afterRun(before: Piece | undefined, now: Piece): Piece {
    if (!before) return now;
    return conditional({ text: `${before.text} # "step"`, level: COMPARISON }, before, now);
  }

  // ---------------------------------------------------------------- assignments

  #assign({ to, value }: Of<"assign">): void {
    const fault = faultOf(this.#terms, value);
    if (to.kind === "temp") {
      this.#end([[fault, "range"]]);
      const stored = this.#short(`t${to.temp}`, this.#terms.number(value));
      this.#place.temps.set(to.temp, stored);
      return;
    }
    const base = to.kind === "slot" ? to.slot : to.base;
    const variable = this.#module.variableOf(base);
    const show = this.#module.slot(base).show;
    const stored = this.#short(variable.name, this.#terms.number(value, show));
    const index = to.kind === "slot" ? undefined : this.#terms.place(to.base, to.index);
    const indexFault = to.kind === "slot" ? undefined : faultOf(this.#terms, to.index);
    this.#end([
      [indexFault, "range"],
      [fault, "range"],
      [this.#outside(to, stored), "range"],
    ]);
    if (variable.size === 1) {
      const range = clip(stored, variable.range);
      this.#place.variables.set(variable.base, { ...stored, ...range });
      return;
    }
    const place = index?.text ?? String(base - variable.base + 1);
    const whole = this.variable(variable.base);
    const text = `[${whole.text} EXCEPT ![${place}] = ${stored.text}]`;
    const next = this.#short(variable.name, { text, level: ATOM, ...variable.range });
    this.#place.variables.set(variable.base, next);
  }

  /** The value is none of the slot's. */
  #outside(to: Exclude<Target, { kind: "temp" }>, value: Value): Piece | undefined {
    if (to.kind === "slot") return outside(value, this.#module.slot(to.slot));
    const slots = this.#module.program.slots.slice(to.base, to.base + to.size);
    const same = slots.every(s => s.low === slots[0]?.low && s.high === slots[0]?.high);
    if (same && slots[0]) return outside(value, slots[0]);
    const place = this.#terms.place(to.base, to.index);
    const first = to.base - this.#module.variableOf(to.base).base + 1;
    return disjunction(
      slots.flatMap((slot, i) => {
        const beyond = outside(value, slot);
        const here = { text: `${at(place, COMPARISON + 1)} = ${first + i}`, level: COMPARISON };
        const both = beyond && conjunction([here, beyond]);
        return both ? [both] : [];
      }),
    );
  }

  // ---------------------------------------------------------------- branches

  #branch({ test, then, else: otherwise }: Of<"if">): void {
    this.#end([[faultOf(this.#terms, test), "range"]]);
    const condition = this.#short("if", this.#terms.truth(test));
    const start = this.#place;
    this.#depth++;
    const yes = this.#follow(start, then, test);
    const no = this.#follow(start, otherwise);
    this.#depth--;
    this.#place = copy(start);
    this.#meet(condition, yes, no, start);
  }

  #follow(from: Place, list: readonly Statement[], test?: Term): Place {
    this.#place = copy(from);
    if (test) this.#know(test);
    this.#all(list);
    return this.#place;
  }

  #meet(condition: Piece, yes: Place, no: Place, start: Place): void {
    this.#place = start;
    const place = copy(start);
    for (const base of keys(yes.variables, no.variables)) {
      const [a, b] = [yes, no].map(p => p.variables.get(base) ?? this.variable(base));
      if (!a || !b) continue;
      const name = this.#module.variableOf(base).name;
      place.variables.set(base, this.#join(name, condition, a, b));
    }
    for (const temp of keys(yes.temps, no.temps)) {
      const [a, b] = [yes, no].map(p => p.temps.get(temp) ?? this.temp(temp));
      if (a && b) place.temps.set(temp, this.#join(`t${temp}`, condition, a, b));
    }
    if (yes.run !== no.run) {
      const after = conditional(condition, yes.run ?? STEP, no.run ?? STEP);
      place.run = this.#named("run", this.#afterRun(start.run, after));
    }
    if (yes.marks !== no.marks) {
      const after = conditional(condition, yes.marks, no.marks);
      const goes = start.run && { text: `${start.run.text} = "step"`, level: COMPARISON };
      const marks = goes ? conditional(goes, after, start.marks) : after;
      place.marks = this.#named("marks", marks);
    }
    this.#place = place;
  }

  #join(name: string, condition: Piece, a: Value, b: Value): Value {
    if (a.text === b.text) return { ...a, ...union(a, b) };
    return this.#short(name, { ...conditional(condition, a, b), ...union(a, b) });
  }

  // ---------------------------------------------------------------- names

  /** The piece, or a name for it where it is long. */
  #short<P extends Piece>(hint: string, piece: P): P {
    if (piece.text.length <= SHORT) return piece;
    return { ...piece, ...this.#named(hint, piece) };
  }

  #named(hint: string, piece: Piece): Piece {
    const stem = plain(hint);
    const count = (this.#counts.get(stem) ?? 0) + 1;
    this.#counts.set(stem, count);
    const name = `${stem}__${count}`;
    this.#definitions.push({ name, text: piece.text });
    return { text: name, level: ATOM };
  }
}

/** The definitions that are read, directly or by others. */
function needed(definitions: Effect["definitions"], read: readonly Piece[]): Effect["definitions"] {
  const names = new Set(read.flatMap(({ text }) => namesIn(text)));
  const kept = [...definitions].reverse().filter(({ name, text }) => {
    if (!names.has(name)) return false;
    for (const inner of namesIn(text)) names.add(inner);
    return true;
  });
  return kept.reverse();
}

function namesIn(text: string): string[] {
  return text.match(/\w+__\d+\b/g) ?? [];
}

function copy(place: Place): Place {
  const { variables, temps, run, marks } = place;
  return { variables: new Map(variables), temps: new Map(temps), run, marks };
}

function keys(a: ReadonlyMap<number, Value>, b: ReadonlyMap<number, Value>): number[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x - y);
}

/** What is left of a range when values outside have ended the action. */
function clip(value: Range, range: Range): Range {
  if (within(value, range)) return { low: value.low, high: value.high };
  const low = Math.min(Math.max(value.low, range.low), range.high);
  return { low, high: Math.max(low, Math.min(value.high, range.high)) };
}
