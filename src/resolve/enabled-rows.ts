// The rows that `enabled` stands for, in a model without errors: are they too large when they are written out, and can it be
// told at all, before they begin, that they can?

import type { Action, Choice, Expr, TemporalFormula } from "../model/expression.ts";
import type { Machine, Model, PropertyMeaning, Row } from "../model/model.ts";
import { sizeOf } from "../model/types.ts";
import { type Context, report } from "./context.ts";
import { asks } from "./enabled.ts";
import { partsOf, weight } from "./weight.ts";

const HEAVIEST = 200_000;

type Enabled = Extract<Expr, { kind: "enabled" }>;

/** Reports what cannot be told, and what would be too large with the guards of the rows in the place of each `enabled`. */
export function checkEnabled(context: Context, model: Model): void {
  const sizes = new Sizes(model);
  const told = new Set<Row>();
  const unless = model.waitables.flatMap(({ owed }) => owed?.unless ?? []);
  const watched = model.properties.flatMap(({ meaning }) => conditions(meaning));
  const defined = model.defines.flatMap(d => (d.emits === undefined ? [] : d.expr));
  for (const expr of [...watched, ...defined, ...model.initially, ...unless].filter(asks)) {
    for (const asked of asking(expr)) untold(context, model, asked, told);
    if (sizes.of(expr) <= HEAVIEST) continue;
    const message =
      "the expression is too large when the rows that 'enabled' asks for are written out";
    report(context, "too-large", { message, span: expr.span });
  }
}

/** Each `enabled` in the expression. */
function asking(expr: Expr): Enabled[] {
  const found: Enabled[] = [];
  const seen = new Set<Expr>([expr]);
  for (const each of seen) {
    if (each.kind === "enabled") found.push(each);
    for (const part of partsOf(each).filter(asks)) seen.add(part);
  }
  return found;
}

function untold(context: Context, model: Model, asked: Enabled, told: Set<Row>): void {
  for (const row of rowsTo(model, asked)) {
    if (told.has(row) || !choosesLate(model, row, asked.machine)) continue;
    told.add(row);
    const message = `'enabled' cannot tell whether a row to '${asked.state}' can begin: that depends on a choice among its actions`;
    const notes = [{ message: "this row", span: row.span }];
    const fix = "let the row choose ('choose' beside 'guard'), or choose before its other actions";
    report(context, "enabled-of-choice", { message, span: asked.span }, { notes, fix });
  }
}

function rowsTo(model: Model, { machine, target }: Enabled): readonly Row[] {
  const rows = model.machines.find(m => m.name === machine)?.rows ?? [];
  return rows.filter(row => row.target === target);
}

/** Does the first step of a row of the machine choose among values that may be none, after something has been done? */
export function choosesLate(model: Model, row: Row, machine: string): boolean {
  const [step = []] = row.steps;
  const states = model.machines.find(m => m.name === machine)?.states ?? [];
  const exit = row.from.flatMap(state => states[state]?.exit ?? []);
  const entry = row.steps.length > 1 ? [] : (states[row.target ?? -1]?.entry ?? []);
  const others = [exit, entry, ...meets(model, row)];
  const clear = exit.length === 0 && !isMeeting(model, row);
  return others.some(mayLack) || mayLack(clear ? step.slice(leading(step)) : step);
}

/** What the step waits for, and the choices right after it. */
function leading(step: readonly Action[]): number {
  const first = step[0] && BLOCKING.has(step[0].kind) ? 1 : 0;
  const rest = step.slice(first).findIndex(action => action.kind !== "choose");
  return rest < 0 ? step.length : first + rest;
}

const BLOCKING: ReadonlySet<Action["kind"]> = new Set([
  "acquire",
  "wait",
  "await",
  "receive",
  "send",
]);

function mayLack(actions: readonly Action[]): boolean {
  return actions.some(action => {
    if (action.kind === "choose") return action.choice.where !== undefined;
    return action.kind === "if" && (mayLack(action.then) || mayLack(action.else));
  });
}

function isMeeting(model: Model, row: Row): boolean {
  const name = channelOf(row.cause, row.steps[0]);
  return model.channels.some(c => c.name === name && c.kind === "rendezvous");
}

/** The steps, of any machine, that may be at the other end. */
function meets(model: Model, row: Row): (readonly Action[])[] {
  const name = channelOf(row.cause, row.steps[0]);
  const rows = model.machines.flatMap(m => m.rows);
  return rows.flatMap(({ cause, steps }) =>
    isMeeting(model, row)
      ? steps.filter((step, i) => channelOf(i === 0 ? cause : undefined, step) === name)
      : [],
  );
}

function conditions(meaning: PropertyMeaning): Expr[] {
  switch (meaning.kind) {
    case "recoverable":
    case "leads-to":
      return [meaning.from, meaning.to];
    case "ltl":
      return heldIn(meaning.formula);
    default:
      return [meaning.expr];
  }
}

function heldIn(formula: TemporalFormula): Expr[] {
  switch (formula.kind) {
    case "holds":
      return [formula.expr];
    case "emits":
      return [];
    case "unary":
      return heldIn(formula.of);
    case "binary":
      return [...heldIn(formula.left), ...heldIn(formula.right)];
  }
}

/** The number of nodes with everything written out, of `enabled` too; more rather than less. */
class Sizes {
  readonly #model: Model;
  readonly #sizes = new Map<Expr, number>();
  readonly #rows = new Map<string, number>();

  constructor(model: Model) {
    this.#model = model;
  }

  of(expr: Expr): number {
    const before = this.#sizes.get(expr);
    if (before !== undefined) return before;
    const sum = partsOf(expr).reduce((n, part) => n + this.of(part), 1);
    const times = expr.kind === "quantifier" ? Math.max(1, expr.values.length) : 1;
    const size = sum * times + (expr.kind === "enabled" ? this.#leading(expr) : 0);
    this.#sizes.set(expr, size);
    return size;
  }

  /** By one replica, where the text or a quantifier says which. */
  #leading({ machine, target, instance }: Enabled): number {
    const of = this.#model.machines.find(m => m.name === machine);
    const told = instance?.kind === "const" || instance?.kind === "bound";
    const replicas = of?.replicas && !told ? sizeOf(of.replicas) : 1;
    const key = `${target} ${machine}`;
    const rows = this.#rows.get(key) ?? this.#rowsTo(of, target);
    this.#rows.set(key, rows);
    return replicas * rows;
  }

  #rowsTo(machine: Machine | undefined, target: number): number {
    const rows = machine?.rows.filter(row => row.target === target) ?? [];
    return rows.reduce((n, row) => n + row.from.length * this.#beginning(row, machine), 0);
  }

  /** One row in one state: for each value of its parameters its guard, and those of the rows that go before. */
  #beginning(row: Row, machine: Machine | undefined): number {
    const [step = []] = row.steps;
    const others = row.guard === "else" || row.wide ? (machine?.rows ?? []) : [];
    const rivals = others.reduce((n, r) => n + ways(r.choose) * guardSize(r, r.choose), 0);
    const chosen = step.slice(0, leading(step)).flatMap(a => (a.kind === "choose" ? a.choice : []));
    const waits = step[0]?.kind === "await" ? weight(step[0].expr) : 5;
    const size = guardSize(row, [...row.choose, ...chosen]) + rivals + waits;
    return ways([...row.choose, ...chosen]) * this.#meetings(row) * size;
  }

  /** In how many ways the channel that the row begins with may have its message, or somebody at the other end. */
  #meetings(row: Row): number {
    const name = channelOf(row.cause, row.steps[0]);
    const channel = this.#model.channels.find(c => c.name === name);
    if (!channel) return 1;
    if (channel.kind !== "rendezvous") return channel.capacity * channel.capacity;
    const most = Math.max(...this.#model.machines.map(m => (m.replicas ? sizeOf(m.replicas) : 1)));
    return most * meets(this.#model, row).length;
  }
}

function channelOf(
  cause: Row["cause"] | undefined,
  step: readonly Action[] | undefined,
): string | undefined {
  const first = step?.[0];
  if (cause?.kind === "message") return cause.channel;
  return first?.kind === "send" || first?.kind === "receive" ? first.channel : undefined;
}

function ways(choices: readonly Choice[]): number {
  return choices.reduce((n, { values }) => n * Math.max(1, values.length), 1);
}

function guardSize({ guard }: Row, choices: readonly Choice[]): number {
  const own = typeof guard === "object" ? weight(guard) : 1;
  return choices.reduce((n, c) => n + (c.where ? weight(c.where) : 0), own);
}
