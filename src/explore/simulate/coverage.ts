// How much of the table random runs have met: rows and cells, of those that the model declares.

import type { Program } from "../../model/program.ts";
import type { Covered } from "../../model/simulation.ts";

/** Rows of which some step happened. */
export function rowsCovered({ rows, commands }: Program, fired: readonly boolean[]): Covered {
  const met = new Set<number>();
  for (const [i, { row, partnerRow }] of commands.entries()) {
    if (!fired[i]) continue;
    if (row !== undefined) met.add(row);
    if (partnerRow !== undefined) met.add(partnerRow);
  }
  return { met: met.size, of: rows.length };
}

/** Cells, a state and a trigger each, into which the trigger came, whatever was done then. */
export function cellsCovered(
  program: Program,
  fired: readonly boolean[],
  probes: readonly boolean[],
): Covered {
  const all = new Set<string>();
  const met = new Set<string>();
  const note = (key: string, isMet: boolean) => {
    all.add(key);
    if (isMet) met.add(key);
  };
  for (const [i, { kind, agent, from, cause, step }] of program.commands.entries()) {
    if (kind !== "trigger" || step !== 1) continue;
    const machine = program.agents[agent ?? -1]?.machine ?? "";
    note(JSON.stringify([machine, from, cause]), fired[i] === true);
  }
  for (const [i, { about }] of program.probes.entries()) {
    if (about.kind !== "cell") continue;
    note(JSON.stringify([about.machine, about.state, about.trigger]), probes[i] === true);
  }
  return { met: met.size, of: all.size };
}
