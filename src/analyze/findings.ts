// Findings about the table from the explored space: what never happens, what is nowhere thought of,
// what holds for no reason. Each has the shortest run that shows it, where one exists.

import type { Diagnostic } from "../base/diagnostic.ts";
import { place, position, type Span } from "../base/source.ts";
import type { Cell, Machine, Row } from "../model/model.ts";
import type { Hit, IdlePart } from "../model/outcome.ts";
import type { Mark, ProbeAbout } from "../model/program.ts";
import type { Finding } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import type { Facts } from "./facts.ts";

/** Makes the run to a hit; `ending` says what it shows, `about` a cell lets its trigger arrive at the end. */
export type Witness = (hit: Hit, ending: string, about?: ProbeAbout) => Trace | undefined;

/** A diagnostic of the earlier stages as a finding. */
export function findingOf(d: Diagnostic): Finding {
  return {
    code: d.code,
    severity: d.severity,
    message: [
      d.message,
      ...d.notes.map(n => `${n.message}${n.span ? ` (${place(n.span)})` : ""}`),
    ].join("; "),
    position: d.span && positionOf(d.span),
    fix: d.fix,
  };
}

function positionOf(span: Span): Finding["position"] {
  const { line, column } = position(span.source, span.start);
  return { file: span.source.name, line, column };
}

/** All findings of the space, in order of machines, then of places in the file. */
export function spaceFindings(
  facts: Facts,
  witness: Witness,
  diagnostics: readonly Diagnostic[],
): Finding[] {
  const machines = facts.model.machines.flatMap(machine => [
    ...unreachedStates(machine, facts),
    ...silentRows(machine, facts, diagnostics),
    ...cellFindings(machine, facts, witness),
    ...overlaps(machine, facts, witness),
  ]);
  return [...machines, ...idleCases(facts, witness), ...vacuous(facts)];
}

function finding(
  code: string,
  severity: Finding["severity"],
  message: string,
  span: Span,
): Finding {
  return { code, severity, message, position: positionOf(span) };
}

// ---------------------------------------------------------------- states and rows

function unreachedStates(machine: Machine, facts: Facts): Finding[] {
  return machine.states
    .filter((_, i) => facts.state(machine, i).never)
    .map(state => ({
      ...finding(
        "state-never-reached",
        "warning",
        `${machine.name} never gets to state '${state.name}'`,
        state.span,
      ),
      about: { kind: "state", machine: machine.name, state: state.name },
    }));
}

/** Rows of states that are never reached are not named one by one, nor those whose guard was already named. */
function silentRows(machine: Machine, facts: Facts, diagnostics: readonly Diagnostic[]): Finding[] {
  const constant = diagnostics.flatMap(d =>
    d.code === "guard-constant" && d.span ? [d.span] : [],
  );
  const named = ({ span }: Row) => constant.some(c => c.start >= span.start && c.end <= span.end);
  return machine.rows
    .filter(row => facts.fired(row.id) === false && !named(row))
    .filter(row => row.from.some(s => !facts.state(machine, s).never))
    .map(row => ({
      ...finding(
        "row-never-fires",
        "warning",
        `this row of ${machine.name} never fires: ${titleOf(machine, row)}`,
        row.span,
      ),
      about: { kind: "row", row: row.id },
    }));
}

function titleOf(machine: Machine, row: Row): string {
  const from = row.wide ? "any" : (machine.states[row.from[0] ?? 0]?.name ?? "");
  return `${from}: ${row.text}`;
}

// ---------------------------------------------------------------- cells

/** Open cells state by state, since they are decided state by state; then the gaps of handled ones. */
function cellFindings(machine: Machine, facts: Facts, witness: Witness): Finding[] {
  const open = machine.states.flatMap((_, state) => openCells(machine, state, facts, witness));
  return [...open, ...machine.cells.flatMap(cell => gapOf(machine, cell, facts, witness))];
}

function openCells(machine: Machine, at: number, facts: Facts, witness: Witness): Finding[] {
  const state = machine.states[at];
  const met = machine.cells.flatMap(({ state: of, trigger }) => {
    const about = { kind: "cell", machine: machine.name, state: at, trigger } as const;
    const hit = of === at ? facts.sight(about).hit : undefined;
    return hit ? [{ about, hit }] : [];
  });
  const [first] = met;
  if (!state || !first) return [];
  const triggers = met.map(m => `'${m.about.trigger}'`).join(", ");
  const message = `in state '${state.name}' of ${machine.name} nothing is said about ${triggers}, which can arrive there`;
  const run = witness(first.hit, message, first.about);
  const fix = "add rows, or list them under 'ignore' or 'refuse'";
  return [{ ...finding("cell-open", "warning", message, state.span), witness: run, fix }];
}

function gapOf(machine: Machine, cell: Cell, facts: Facts, witness: Witness): Finding[] {
  const about = { machine: machine.name, state: cell.state, trigger: cell.trigger };
  const hit = facts.sight({ kind: "gap", ...about }).hit;
  const rows = machine.rows.filter(r => cell.rows.includes(r.id));
  const state = machine.states[cell.state];
  const at = rows[0]?.span ?? state?.span;
  if (!hit || !at) return [];
  const none =
    rows.length === 1 ? "its row's guard is false" : "the guards of its rows are all false";
  const message = `'${cell.trigger}' in state '${state?.name}' of ${machine.name} can arrive while ${none}`;
  const fix = "add a row with 'guard: else' if something should happen then";
  return [{ ...finding("guard-gap", "note", message, at), witness: witness(hit, message), fix }];
}

function overlaps(machine: Machine, facts: Facts, witness: Witness): Finding[] {
  const rows = new Map(machine.rows.map(r => [r.id, r]));
  return facts.program.probes.flatMap(({ about }, i) => {
    const hit = facts.outcome.probes[i];
    const pair = overlapOf(about, rows);
    if (!pair || !hit) return [];
    const [a, b] = pair.rows;
    const state = machine.states[pair.state]?.name ?? "";
    const what = a.cause.kind === "trigger" ? `'${a.cause.trigger}'` : "the same cause";
    const message = `two rows for ${what} in state '${state}' of ${machine.name} can both fire: here and at ${place(b.span)}`;
    const severity = a.cause.kind === "trigger" ? "warning" : "note";
    return [
      { ...finding("rows-overlap", severity, message, a.span), witness: witness(hit, message) },
    ];
  });
}

function overlapOf(
  about: ProbeAbout,
  rows: ReadonlyMap<string, Row>,
): { rows: readonly [Row, Row]; state: number } | undefined {
  if (about.kind !== "overlap") return undefined;
  const [a, b] = about.rows.map(id => rows.get(id));
  return a && b ? { rows: [a, b], state: about.state } : undefined;
}

// ---------------------------------------------------------------- compare-and-set

/** A cas that is tried, but never finds the value it expects: a guard that went stale. */
function idleCases(facts: Facts, witness: Witness): Finding[] {
  const { marks } = facts.program;
  if (!facts.outcome.complete) return [];
  const hitsOf = (kind: Mark["kind"], cas: number) =>
    marks.flatMap((m, i) =>
      m.kind === kind && "cas" in m && m.cas === cas ? (facts.outcome.marks[i] ?? []) : [],
    );
  const cases = new Map(marks.flatMap(m => (m.kind === "cas-stored" ? [[m.cas, m] as const] : [])));
  return [...cases].flatMap(([cas, mark]) => {
    const [tried] = hitsOf("cas-tried", cas);
    if (!tried || hitsOf("cas-stored", cas).length > 0) return [];
    const message = `this compare-and-set never finds the value it expects: ${mark.text}`;
    return [
      {
        ...finding("cas-never-stores", "warning", message, mark.span),
        witness: witness(tried, message),
      },
    ];
  });
}

// ---------------------------------------------------------------- properties

function vacuous(facts: Facts): Finding[] {
  return facts.model.properties
    .filter(p => facts.sight({ kind: "premise", property: p.name }).never)
    .map(p => ({
      ...finding(
        "property-vacuous",
        "warning",
        `property '${p.name}' holds only because its premise is never met`,
        p.span,
      ),
      about: { kind: "property", property: p.name },
    }));
}

/** A formula that holds without a part of itself says less than it could; one whose premise is never met was named already. */
export function idleParts(facts: Facts, parts: readonly IdlePart[]): Finding[] {
  return parts.flatMap(({ property: name, part, stronger }) => {
    const property = facts.model.properties.find(p => p.name === name);
    const about: ProbeAbout = { kind: "premise", property: name };
    if (!property || facts.sight(about).never) return [];
    const message = `property '${name}' holds whatever ${part} is: ${stronger} holds as well`;
    return [
      {
        ...finding("property-part-idle", "note", message, property.span),
        about: { kind: "property", property: name },
      },
    ];
  });
}
