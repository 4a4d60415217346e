// What exploration should look for: for each property the state or step that decides it, for each cell
// of the table whether it is met, for each state whether it is reached, for each pair of rows whether both can fire.

import type { Expr } from "../model/expression.ts";
import type { Cell, Machine, Property, Row } from "../model/model.ts";
import type { Check, Meaning, Probe, ProbeAbout, Term } from "../model/program.ts";
import { quiet } from "./debts.ts";
import { anyEnabled, enabled, sameCause } from "./enabled.ts";
import { lowerExpr } from "./expression.ts";
import { arrivals, triggerGate } from "./gate.ts";
import { type Live, liveness } from "./liveness.ts";
import { type Notes, scopeOf } from "./scope.ts";
import { settledIn } from "./site.ts";
import { instancesOf, type Table } from "./table.ts";
import { all, any, constant, equal, not, slot } from "./terms.ts";

/** Pairs of rows are looked at only up to this many: a table of a thousand rows has half a million. */
const MOST_OVERLAPS = 2000;

export interface Watched {
  readonly probes: readonly Probe[];
  readonly checks: readonly Check[];
}

/** The probes and the checks that read them. */
export function watch(table: Table, notes: Notes): Watched {
  const watcher = new Watcher(table, notes);
  const { model } = table;
  for (const property of model.properties) watcher.property(property);
  const cells = model.machines.flatMap(machine => watcher.cells(machine));
  for (const machine of model.machines) watcher.states(machine);
  for (const machine of model.machines) watcher.overlaps(machine);
  watcher.builtIn(cells);
  return { probes: watcher.probes, checks: watcher.checks };
}

class Watcher {
  readonly probes: Probe[] = [];
  readonly checks: Check[] = [];
  private readonly table: Table;
  private readonly notes: Notes;
  private pairs = 0;

  constructor(table: Table, notes: Notes) {
    this.table = table;
    this.notes = notes;
  }

  private add(kind: Probe["kind"], term: Term, about: ProbeAbout, onFault = false): number {
    return this.probes.push({ kind, term, onFault, about }) - 1;
  }

  private lower(expr: Expr): Term {
    return lowerExpr(expr, scopeOf(this.table, this.notes));
  }

  // -------------------------------------------------------------- properties

  property(property: Property): void {
    const { name, because, text, span } = property;
    const meaning = this.meaning(property);
    this.checks.push({
      property: name,
      kind: property.meaning.kind,
      meaning,
      policy: "on",
      because,
      text,
      span,
    });
    const premise = "premise" in property.meaning ? property.meaning.premise : undefined;
    if (!premise) return;
    const kind = property.meaning.kind === "step" ? "step" : "state";
    this.add(kind, this.lower(premise), { kind: "premise", property: name });
  }

  private meaning({ name, meaning }: Property): Meaning {
    const about: ProbeAbout = { kind: "property", property: name };
    const bad = (kind: Probe["kind"], term: Term): Meaning => ({
      by: "bad-probe",
      probe: this.add(kind, term, about, true),
    });
    switch (meaning.kind) {
      case "always":
        return bad("state", not(this.lower(meaning.expr)));
      case "never":
        return bad("state", this.lower(meaning.expr));
      case "step":
        return bad("step", not(this.lower(meaning.expr)));
      case "stable": {
        const scope = scopeOf(this.table, this.notes);
        const before = lowerExpr(meaning.expr, { ...scope, old: true });
        return bad("step", all([before, not(this.lower(meaning.expr))]));
      }
      case "reachable":
        return { by: "good-probe", probe: this.add("state", this.lower(meaning.expr), about) };
      case "possible":
        return { by: "possible", goal: this.lower(meaning.expr) };
      case "recoverable": {
        const from = this.lower(meaning.from);
        this.add("state", from, { kind: "premise", property: name });
        return { by: "possible", goal: this.lower(meaning.to), from };
      }
      case "leads-to":
        this.add("state", this.lower(meaning.from), { kind: "premise", property: name });
        return this.live({ kind: "leads-to", from: meaning.from, to: meaning.to });
      case "eventually":
        return this.live({ kind: "eventually", expr: meaning.expr });
      case "ltl":
        return this.live(meaning);
    }
  }

  private live(meaning: Live): Meaning {
    return liveness(meaning, expr => this.lower(expr), this.notes);
  }

  // -------------------------------------------------------------- the table

  /** Probes of the machine's open cells (returned where their reach is a violation) and of gaps in handled ones. */
  cells(machine: Machine): number[] {
    const violations: number[] = [];
    for (const cell of machine.cells) {
      const about = { machine: machine.name, state: cell.state, trigger: cell.trigger };
      if (cell.status === "open") {
        const probe = this.add("state", this.arrives(machine, cell), { kind: "cell", ...about });
        if (cell.violation) violations.push(probe);
      }
      if (cell.status === "handled") this.gap(machine, cell, about);
    }
    return violations;
  }

  private gap(
    machine: Machine,
    cell: Cell,
    about: { machine: string; state: number; trigger: string },
  ): void {
    const rows = machine.rows.filter(r => cell.rows.includes(r.id));
    if (rows.some(r => r.guard === undefined && r.choose.length === 0)) return;
    if (rows.some(r => r.guard === "else")) return;
    this.add("state", this.arrives(machine, cell, rows), { kind: "gap", ...about });
  }

  /** Some replica is settled in the state, the trigger can arrive, and none of the rows is enabled. */
  private arrives(machine: Machine, cell: Cell, rows: readonly Row[] = []): Term {
    return any(
      instancesOf(this.table, machine.name).map(instance => {
        const scope = scopeOf(this.table, this.notes, instance);
        return all([
          settledIn(this.table, instance, cell.state),
          triggerGate(cell.trigger, scope).guard,
          not(anyEnabled(rows, scope)),
        ]);
      }),
    );
  }

  states(machine: Machine): void {
    machine.states.forEach((_, state) => {
      const copies = instancesOf(this.table, machine.name);
      const term = any(
        copies.map(i => equal(slot(this.table.agents[i.agent]?.state ?? 0), constant(state))),
      );
      this.add("state", term, { kind: "state", machine: machine.name, state });
    });
  }

  overlaps(machine: Machine): void {
    machine.states.forEach((_, state) => {
      const rows = machine.rows.filter(r => r.from.includes(state));
      for (const [i, a] of rows.entries()) {
        for (const b of rows.slice(i + 1))
          if (mayOverlap(a, b)) this.overlap(machine, state, [a, b]);
      }
    });
  }

  private overlap(machine: Machine, state: number, [a, b]: readonly [Row, Row]): void {
    if (this.pairs++ >= MOST_OVERLAPS) return;
    const both = instancesOf(this.table, machine.name).map(instance => {
      const scope = scopeOf(this.table, this.notes, instance);
      const ways = arrivals(a.cause, scope).map(({ guard, within }) =>
        all([guard, enabled(a, within), enabled(b, within)]),
      );
      return all([settledIn(this.table, instance, state), any(ways)]);
    });
    this.add("state", any(both), { kind: "overlap", rows: [a.id, b.id], state });
  }

  // -------------------------------------------------------------- built in

  builtIn(cells: readonly number[]): void {
    const { model } = this.table;
    const marks = (test: (m: Notes["marks"][number]) => boolean) =>
      this.notes.marks.flatMap((m, i) => (test(m) ? [i] : []));
    const asserts = marks(m => m.kind === "assert");
    this.built(
      "deadlock",
      { by: "deadlock" },
      "something can happen until everyone has ended or rests",
    );
    if (cells.length > 0 || model.machines.some(m => m.cells.length > 0)) {
      this.built(
        "unhandled",
        { by: "cells", probes: cells },
        "every trigger that can arrive was thought of",
      );
    }
    this.built("range", { by: "faults" }, "no value leaves its range, no index its array");
    if (asserts.length > 0)
      this.built("assert", { by: "marks", marks: asserts }, "no assert is false");
    const owed = quiet(this.table, this.notes);
    if (owed) this.built("debts", owed, "when everything is at rest, nothing is held");
    for (const observer of model.observers) {
      const policy = model.checks.observers;
      if (policy === "off") continue;
      this.checks.push({
        property: `observer ${observer.name}`,
        kind: "observer",
        meaning: {
          by: "marks",
          marks: marks(m => m.kind === "observer" && m.observer === observer.name),
        },
        policy,
        because: observer.about,
        text: `${observer.name} allows every event it knows`,
        span: observer.span,
      });
    }
  }

  private built(
    name: "deadlock" | "unhandled" | "range" | "assert" | "debts",
    meaning: Meaning,
    text: string,
  ): void {
    const policy = this.table.model.checks[name];
    if (policy === "off") return;
    this.checks.push({
      property: name,
      kind: name,
      meaning,
      policy,
      text,
      span: this.table.model.span,
    });
  }
}

/** Two rows for the same cause that might both be enabled. Of own steps only a bare one beside a guarded one: others are plainly a choice. */
function mayOverlap(a: Row, b: Row): boolean {
  if (!sameCause(a, b) || a.wide !== b.wide || a.guard === "else" || b.guard === "else")
    return false;
  if (a.cause.kind !== "always") return true;
  const named = a.name !== undefined && b.name !== undefined;
  return !named && (a.guard === undefined) !== (b.guard === undefined);
}
