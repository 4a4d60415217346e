// A site is one atomic step of a row, in one state where the row stands, of one replica.

import type { Row } from "../model/model.ts";
import type { Term } from "../model/program.ts";
import { known } from "./expression.ts";
import { type Instance, slotOf, type Table } from "./table.ts";
import { all, constant, equal, slot } from "./terms.ts";

/** One step of a row in one state of one replica. */
export interface Site {
  readonly row: Row;
  readonly instance: Instance;
  /** State ordinal. */
  readonly from: number;
  /** From 0. */
  readonly index: number;
}

/** Every step of every row in every state where it stands, in order of states, rows, steps. */
export function sitesOf(instance: Instance): Site[] {
  const { machine } = instance;
  return machine.states.flatMap((_, from) =>
    machine.rows
      .filter(row => row.from.includes(from))
      .flatMap(row => row.steps.map((_, index) => ({ row, instance, from, index }))),
  );
}

/** The instance is in the site's state and at its step. */
export function here(site: Site, table: Table): Term {
  return all([
    inState(table, site.instance, site.from),
    atStep(table, site.instance, stepNumber(site, table)),
  ]);
}

/** In the state and between no steps: what triggers, messages and timeouts find. */
export function settledIn(table: Table, instance: Instance, state: number): Term {
  return all([inState(table, instance, state), atStep(table, instance, 0)]);
}

function inState(table: Table, instance: Instance, state: number): Term {
  return equal(slot(slotOf(table, `state:${instance.machine.name}`, instance)), constant(state));
}

function atStep(table: Table, instance: Instance, number: number): Term {
  const key = `step:${instance.machine.name}`;
  return table.blocks.has(key)
    ? equal(slot(slotOf(table, key, instance)), constant(number))
    : constant(1);
}

/** The value of the step slot while the site's step is next. */
function stepNumber({ row, index }: Site, table: Table): number {
  return index === 0 ? 0 : known(table.firstStep.get(row.id), row.id) + index - 1;
}

/** Is it the row's last step. */
export function isLast(site: Site): boolean {
  return site.index === site.row.steps.length - 1;
}
