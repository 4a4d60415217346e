// Debts: what must be given back before everything is at rest. A machine's own debt is held by a slot or by the state
// that it is in, a shared one by whoever took it; a lock counts where it says so.

import type { Waitable } from "../model/model.ts";
import type { Debt, Meaning, Term } from "../model/program.ts";
import { showValue, valuesOfIndex } from "../model/types.ts";
import { atRest } from "./at-rest.ts";
import { heldByState, lowerExpr } from "./expression.ts";
import { type Notes, scopeOf } from "./scope.ts";
import { blockOf, debtKey, type Table } from "./table.ts";
import { all, any, binary, constant, not, slot } from "./terms.ts";

/** The meaning of the property `debts`; undefined where the model has none. */
export function quiet(table: Table, notes: Notes): Meaning | undefined {
  const owed = table.model.waitables.filter(w => w.owed !== undefined);
  if (owed.length === 0) return undefined;
  const debts = owed.flatMap(waitable => debtsOf(waitable, table, notes));
  return { by: "quiet", bad: all([atRest(table), any(debts.map(owing))]), debts };
}

function debtsOf(waitable: Waitable, table: Table, notes: Notes): Debt[] {
  const { owed, shared, kind } = waitable;
  const found = kind === "debt" && !shared ? ownDebts(waitable, table) : heldSlots(waitable, table);
  if (!owed?.unless) return found;
  const unless = lowerExpr(owed.unless, scopeOf(table, notes));
  return found.map(debt => ({ ...debt, unless }));
}

function owing({ held, unless }: Debt): Term {
  return unless ? all([held, not(unless)]) : held;
}

/** By each machine instance, of arrays by index. */
function ownDebts(waitable: Waitable, table: Table): Debt[] {
  return table.instances.flatMap(instance => {
    const { agent } = instance;
    const block = table.blocks.get(debtKey(waitable.name, agent));
    const inState = heldByState(waitable.name, instance, { table, old: false });
    const taken = block ? namesOf(waitable).map((_, i) => slot(block.base + i)) : [];
    return namesOf(waitable).flatMap((name, i) => {
      const ways: Term[] = [...taken.slice(i, i + 1), ...(i === 0 ? inState : [])];
      return ways.length === 0 ? [] : [{ name, holder: { agent }, held: any(ways) }];
    });
  });
}

/** A slot that says who holds it. */
function heldSlots(waitable: Waitable, table: Table): Debt[] {
  const { base } = blockOf(table, `wait:${waitable.name}`);
  return namesOf(waitable).map((name, i) => ({
    name,
    holder: { slot: base + i },
    held: binary("!=", slot(base + i), constant(0)),
  }));
}

function namesOf({ name, by }: Waitable): string[] {
  if (!by) return [name];
  return valuesOfIndex(by).map(value => `${name}[${showValue(by, value)}]`);
}
