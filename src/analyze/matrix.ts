// The state x trigger matrix of each machine: what the file says of each cell, and whether the cell
// can be met at all.

import { place } from "../base/source.ts";
import type { Cell, Machine } from "../model/model.ts";
import type { CellStatus, Matrix, MatrixCell } from "../model/result.ts";
import type { Facts } from "./facts.ts";
import type { Witness } from "./findings.ts";

/** One matrix for each machine that knows triggers. */
export function matricesOf(facts: Facts, witness: Witness): Matrix[] {
  return facts.model.machines.filter(m => m.cells.length > 0).map(m => matrixOf(m, facts, witness));
}

function matrixOf(machine: Machine, facts: Facts, witness: Witness): Matrix {
  const triggers = [...new Set(machine.cells.map(c => c.trigger))];
  const cells = new Map(machine.cells.map(c => [`${c.state} ${c.trigger}`, c]));
  return {
    machine: machine.name,
    states: machine.states.map(s => s.name),
    triggers,
    cells: machine.states.map((_, state) =>
      triggers.map(trigger => {
        const cell = cells.get(`${state} ${trigger}`);
        return cell ? cellOf(machine, cell, facts, witness) : UNKNOWN;
      }),
    ),
  };
}

const UNKNOWN: MatrixCell = { status: "unknown", rows: [], gap: false };

function cellOf(machine: Machine, cell: Cell, facts: Facts, witness: Witness): MatrixCell {
  const about = { machine: machine.name, state: cell.state, trigger: cell.trigger };
  const status = statusOf(machine, cell, facts);
  const hit = status === "open" ? facts.sight({ kind: "cell", ...about }).hit : undefined;
  return {
    status,
    rows: rowsOf(machine, cell, facts),
    gap: facts.sight({ kind: "gap", ...about }).hit !== undefined,
    ...(hit
      ? {
          length: facts.depth(hit),
          witness: witness(hit, `'${cell.trigger}' arrives`, { kind: "cell", ...about }),
        }
      : {}),
  };
}

function statusOf(machine: Machine, cell: Cell, facts: Facts): CellStatus {
  if (facts.state(machine, cell.state).never) return "unreachable";
  if (cell.status !== "open") return cell.status;
  const met = facts.sight({
    kind: "cell",
    machine: machine.name,
    state: cell.state,
    trigger: cell.trigger,
  });
  if (met.hit) return "open";
  return met.never ? "cannot-arrive" : "unknown";
}

function rowsOf(machine: Machine, cell: Cell, facts: Facts): MatrixCell["rows"] {
  return machine.rows
    .filter(row => cell.rows.includes(row.id))
    .map(row => ({
      target: machine.states[row.target ?? cell.state]?.name ?? "",
      text: row.text,
      place: place(row.span),
      fired: facts.fired(row.id) === true,
    }));
}
