// Nothing needs to happen any more: each agent has ended, rests, or waits for a trigger in a state that has a row for one.

import type { Machine } from "../model/model.ts";
import type { Term } from "../model/program.ts";
import { type Instance, slotOf, type Table } from "./table.ts";
import { all, any, constant, equal, slot } from "./terms.ts";

/** True in states where every agent is at rest; `old`: in the state before the step. */
export function atRest(table: Table, old = false): Term {
  return all(
    table.instances.map(instance => {
      const { machine } = instance;
      const waits = machine.states.flatMap((_, i) => (mayStay(machine, i) ? [i] : []));
      if (waits.length === machine.states.length && !table.blocks.has(`step:${machine.name}`))
        return constant(1);
      return any(waits.map(state => settled({ table, old }, instance, state)));
    }),
  );
}

/** A state that is not plain, or that a row for a trigger leads on from. */
function mayStay(machine: Machine, state: number): boolean {
  const listens = machine.rows.some(
    r => r.cause.kind === "trigger" && !r.policy && r.from.includes(state),
  );
  return machine.states[state]?.type !== "plain" || listens;
}

interface When {
  readonly table: Table;
  readonly old: boolean;
}

/** In the state and between no steps. */
function settled({ table, old }: When, instance: Instance, state: number): Term {
  const { name } = instance.machine;
  const here = equal(slot(slotOf(table, `state:${name}`, instance), old), constant(state));
  if (!table.blocks.has(`step:${name}`)) return here;
  return all([here, equal(slot(slotOf(table, `step:${name}`, instance), old), constant(0))]);
}
