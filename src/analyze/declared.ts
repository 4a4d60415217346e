// Findings about the declared graph alone, by graphlib: from which states no way leads to an end,
// whatever the guards say.

import { alg, Graph } from "@dagrejs/graphlib";
import { position } from "../base/source.ts";
import type { Machine, Model } from "../model/model.ts";
import type { Finding } from "../model/result.ts";

/** For each machine that has final states, the states from which none of them can be reached by any rows. */
export function declaredFindings(model: Model): Finding[] {
  return model.machines.flatMap(traps);
}

function traps(machine: Machine): Finding[] {
  const finals = machine.states.flatMap((s, i) => (s.type === "final" ? [String(i)] : []));
  if (finals.length === 0) return [];
  const backward = new Graph({ directed: true });
  machine.states.forEach((_, i) => {
    backward.setNode(String(i));
  });
  for (const row of machine.rows) {
    for (const from of row.from) backward.setEdge(String(row.target ?? from), String(from));
  }
  const ends = new Set(alg.preorder(backward, finals));
  return machine.states
    .filter((state, i) => state.type === "plain" && !ends.has(String(i)))
    .map(state => {
      const { line, column } = position(state.span.source, state.span.start);
      return {
        code: "no-way-to-end",
        severity: "note",
        message: `no rows lead from state '${state.name}' of ${machine.name} to any of its final states`,
        position: { file: state.span.source.name, line, column },
      };
    });
}
