// Liveness properties as temporal formulas over numbered atoms. `eventually g` is F g, `leads-to` is G (from -> F to);
// of a formula, expressions become terms and events become marks, which are raised wherever such an event is emitted.

import { unreachable } from "../base/bug.ts";
import type { Expr, TemporalFormula } from "../model/expression.ts";
import type { Model, PropertyMeaning } from "../model/model.ts";
import type { Mark, Meaning, Statement, Term } from "../model/program.ts";
import type { Atom, Temporal } from "../model/temporal.ts";
import { showValue } from "../model/types.ts";
import type { Notes, Scope } from "./scope.ts";
import { constant, equal, when } from "./terms.ts";

/** The meanings of properties that are about whole runs. */
export type Live =
  | { readonly kind: "leads-to"; readonly from: Expr; readonly to: Expr }
  | Extract<PropertyMeaning, { kind: "ltl" }>
  | { readonly kind: "eventually"; readonly expr: Expr };

/** What the property means; `lower` makes terms of its expressions. */
export function liveness(live: Live, lower: (expr: Expr) => Term, notes: Notes): Meaning {
  const atoms = new Atoms(lower, notes);
  return { by: "liveness", formula: formulaOf(live, atoms), atoms: atoms.all };
}

function formulaOf(live: Live, atoms: Atoms): Temporal {
  switch (live.kind) {
    case "eventually":
      return { kind: "F", of: atoms.state(live.expr) };
    case "leads-to": {
      const left = atoms.state(live.from);
      const right: Temporal = { kind: "F", of: atoms.state(live.to) };
      return { kind: "G", of: { kind: "implies", left, right } };
    }
    case "ltl":
      return temporal(live.formula, atoms);
    default:
      return unreachable(live);
  }
}

function temporal(formula: TemporalFormula, atoms: Atoms): Temporal {
  switch (formula.kind) {
    case "holds":
      return atoms.state(formula.expr);
    case "emits":
      return atoms.event(formula);
    case "unary":
      return { kind: formula.op, of: temporal(formula.of, atoms) };
    case "binary": {
      const left = temporal(formula.left, atoms);
      return { kind: formula.op, left, right: temporal(formula.right, atoms) };
    }
    default:
      return unreachable(formula);
  }
}

type Emits = Extract<TemporalFormula, { kind: "emits" }>;

/** The atoms of one formula, each once. */
class Atoms {
  readonly all: Atom[] = [];
  readonly #lower: (expr: Expr) => Term;
  readonly #notes: Notes;
  readonly #numbers = new Map<string, number>();

  constructor(lower: (expr: Expr) => Term, notes: Notes) {
    this.#lower = lower;
    this.#notes = notes;
  }

  state(expr: Expr): Temporal {
    const term = this.#lower(expr);
    if (term.kind === "const") return { kind: "const", value: term.value !== 0 };
    return this.#atom({ kind: "state", term });
  }

  event(emits: Emits): Temporal {
    const mark = this.#notes.marks.findIndex(m => isOf(m, emits));
    return mark < 0 ? { kind: "const", value: false } : this.#atom({ kind: "step", mark });
  }

  #atom(atom: Atom): Temporal {
    const key = JSON.stringify(atom);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(atom) - 1;
      this.#numbers.set(key, number);
    }
    return { kind: "atom", atom: number };
  }
}

// ---------------------------------------------------------------- events

/** Raises the marks of formulas that speak of the event; a mark that no command raises does not exist. */
export function eventMarks(event: string, value: Term | undefined, scope: Scope): Statement[] {
  const { model } = scope.table;
  return eventsIn(model)
    .filter(emits => emits.event === event)
    .flatMap(emits => {
      const raise: Statement = { kind: "mark", mark: markOf(emits, scope) };
      if (emits.value === undefined || value === undefined) return [raise];
      return when(equal(value, constant(emits.value)), [raise]);
    });
}

function markOf(emits: Emits, { table, notes }: Scope): number {
  const { marks } = notes;
  const found = marks.findIndex(m => isOf(m, emits));
  if (found >= 0) return found;
  const { event, value } = emits;
  const type = table.model.events.find(e => e.name === event)?.type;
  const shown = value === undefined || !type ? "" : `(${showValue(type, value)})`;
  const { span } = table.model;
  return marks.push({ kind: "event", event, value, text: `emits ${event}${shown}`, span }) - 1;
}

function isOf(mark: Mark, { event, value }: Emits): boolean {
  return mark.kind === "event" && mark.event === event && mark.value === value;
}

const known = new WeakMap<Model, readonly Emits[]>();

/** The events of which formulas of the model speak. */
function eventsIn(model: Model): readonly Emits[] {
  let all = known.get(model);
  if (!all) {
    all = model.properties.flatMap(({ meaning }) =>
      meaning.kind === "ltl" ? emitsOf(meaning.formula) : [],
    );
    all = all.filter((a, i) => all?.findIndex(b => same(a, b)) === i);
    known.set(model, all);
  }
  return all;
}

function same(a: Emits, b: Emits): boolean {
  return a.event === b.event && a.value === b.value;
}

function emitsOf(formula: TemporalFormula): readonly Emits[] {
  switch (formula.kind) {
    case "holds":
      return [];
    case "emits":
      return [formula];
    case "unary":
      return emitsOf(formula.of);
    case "binary":
      return [...emitsOf(formula.left), ...emitsOf(formula.right)];
    default:
      return unreachable(formula);
  }
}
