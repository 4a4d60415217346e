// The declared machines as data for pictures: states, and one edge for each row in each state where
// the row stands.

import { place } from "../base/source.ts";
import type { Machine, Row } from "../model/model.ts";
import type { Chart, ChartEdge } from "../model/result.ts";
import { showExpr } from "../model/show-expr.ts";
import { showType } from "../model/types.ts";
import type { Facts } from "./facts.ts";

export function chartsOf(facts: Facts): Chart[] {
  return facts.model.machines.map(machine => ({
    machine: machine.name,
    replicas: machine.replicas && showType(machine.replicas),
    states: machine.states.map((state, i) => ({
      name: state.name,
      type: state.type,
      reached: reached(machine, i, facts),
    })),
    initial: machine.initial.map(i => nameOf(machine, i)),
    edges: machine.rows.flatMap(row => row.from.map(from => edge(machine, row, from, facts))),
  }));
}

function reached(machine: Machine, state: number, facts: Facts): boolean | undefined {
  const { hit, never } = facts.state(machine, state);
  if (hit) return true;
  return never ? false : undefined;
}

function nameOf(machine: Machine, state: number): string {
  return machine.states[state]?.name ?? "";
}

function edge(machine: Machine, row: Row, from: number, facts: Facts): ChartEdge {
  return {
    row: row.id,
    from: nameOf(machine, from),
    to: nameOf(machine, row.target ?? from),
    kind: row.cause.kind,
    label: labelOf(row),
    guard: guardOf(row, machine),
    actions: row.does.filter(text => text !== "" && text !== "skip"),
    place: place(row.span),
    fired: facts.fired(row.id),
    wide: row.wide,
  };
}

function guardOf(row: Row, machine: Machine): string | undefined {
  if (row.guard === undefined || row.guard === "else") return row.guard;
  return showExpr(row.guard, machine.name);
}

function labelOf(row: Row): string {
  switch (row.cause.kind) {
    case "trigger":
      return row.cause.trigger;
    case "message":
      return `${row.cause.channel}.${row.cause.message}`;
    case "timeout":
      return `after ${row.cause.name}`;
    case "always":
      return row.name ?? "";
  }
}
