// Where a fair run can stay for ever, whatever is asked of it: in components of the graph itself in which nothing weakly fair is
// owed at every state and never done. A component of any product lies above one of the graph, and owes at least as much, so
// above all other states nothing has to be decomposed. In most protocols these are few: budgets run out, and what
// goes round while somebody owes a step is left. To find them costs about what one formula costs, so they are
// found once formulas have cost that much.

import type { Automaton } from "./automaton.ts";
import { Components } from "./components.ts";
import { Gauge } from "./gauge.ts";
import { Owed } from "./judge.ts";
import { productOf } from "./product.ts";
import type { Lasting, SearchLimits, System } from "./system.ts";

/** Beside it, the graph is its own product. */
const ANYTHING: Automaton = {
  initial: 0,
  sets: 0,
  transitions: [[{ pos: 0, neg: 0, target: 0, sets: 0 }]],
};

/** For the formulas that are asked of one graph. */
export function lastingOf(system: System, limits: SearchLimits): Lasting {
  let decomposed = 0;
  let found: Uint8Array | undefined;
  let asked = false;
  return nodes => {
    const isDue = decomposed >= system.edges.first.length - 1;
    decomposed += nodes;
    if (!isDue || asked) return found;
    asked = true;
    found = lastingStates(system, limits);
    return found;
  };
}

/** By state, 1 where a fair run may stay for ever; undefined where the limits end the search. */
export function lastingStates(system: System, limits: SearchLimits): Uint8Array | undefined {
  const gauge = new Gauge(limits);
  const product = productOf(system, ANYTHING, gauge);
  if (typeof product === "string" || !gauge.take(product.states)) return;
  const lasting = new Uint8Array(product.states);
  const components = new Components(product, gauge);
  const owed = new Owed(product);
  for (let state = 0; state < product.states; state++) {
    const isDone = components.visit(state, component => {
      if (owed.judge(component, components.rank) === undefined) return;
      for (const member of component.members) lasting[member] = 1;
    });
    if (!isDone || gauge.reason !== undefined) return;
  }
  return lasting;
}
