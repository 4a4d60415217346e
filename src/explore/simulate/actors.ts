// Who may act, for strategies that schedule actors and not actions: each machine instance by its own steps, messages and
// timeouts; each trigger for itself, since whoever sends it is outside; and each fault for itself.

import type { Command, Program } from "../../model/program.ts";

/** By command: the number of its actor; and how many actors there are. */
export interface Actors {
  readonly of: Int32Array;
  readonly count: number;
}

/** See the head of this file. */
export function actorsOf({ commands }: Pick<Program, "commands">): Actors {
  const numbers = new Map<string, number>();
  const of = commands.map((command, index) => {
    const key = keyOf(command, index);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { of: Int32Array.from(of), count: numbers.size };
}

function keyOf({ kind, cause, agent }: Command, index: number): string {
  if (kind === "trigger") return `trigger ${cause}`;
  return kind === "fault" || agent === undefined ? `fault ${index}` : `agent ${agent}`;
}
