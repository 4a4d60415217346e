// What stands beside the code for its readers: which slots of the model an instruction is about. Words, masks and shifts
// do not say it. The text is made when the code is printed.

import type { Slot, Term } from "../../model/program.ts";
import { comment, type Instruction } from "./instruction.ts";
import { slotsRead } from "./touches.ts";

/** A slot with a value that it is compared with or gets. */
export interface Named {
  readonly slot: number;
  readonly value: number;
}

const MOST = 6;

function listed(all: readonly string[]): string {
  const shown = all.slice(0, MOST).join(", ");
  return all.length > MOST ? `${shown} and ${all.length - MOST} more` : shown;
}

function nameOf(slots: readonly Slot[], slot: number): string {
  return slots[slot]?.name ?? `slot ${slot}`;
}

/** `when a is 1, b is 0`, `sets a to 1`: in the numbers of the domains. */
export function remarkValues(
  slots: readonly Slot[],
  verb: "when" | "sets",
  named: readonly Named[],
): Instruction {
  const word = verb === "when" ? "is" : "to";
  return comment(
    () => `${verb} ${listed(named.map(n => `${nameOf(slots, n.slot)} ${word} ${n.value}`))}`,
  );
}

/** `when a, b`, `sets c by a, b`: the slots that a term reads, after those that are written. */
export function remarkTerm(
  slots: readonly Slot[],
  term: Term,
  written: readonly number[] = [],
): Instruction {
  const names = (all: Iterable<number>) => listed([...all].map(slot => nameOf(slots, slot)));
  return comment(() => {
    const read = names(slotsRead(term)) || "nothing of the state";
    if (written.length === 0) return `when ${read}`;
    const some = written.length > 1 ? "one of " : "";
    return `sets ${some}${names(written)} by ${read}`;
  });
}
