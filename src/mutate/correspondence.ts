// Which slot of a mutant is which of the original's. Most are the same by name. What the rows of a machine share, they share by
// number: the step counter counts the later steps of all rows, and of two rows that keep a choice of one name the second has `#2`
// behind it. A row that is gone or has a step more moves all numbers after it, so there the row itself is asked for: where it
// stands in the text.

import type { Program, Slot } from "../model/program.ts";

/** How a state of the mutant is read as one of the original's. */
export interface Correspondence {
  /** By slot of the original: the mutant's slot, or -1. */
  readonly from: readonly number[];
  /** By slot of the original: by value of the mutant's slot the value that it is, or -1; undefined where values are the same. */
  readonly values: readonly (readonly number[] | undefined)[];
}

/** By the rows that slots and steps are of, and by their names and numbers where that is another one. */
export function correspondences(original: Program, mutant: Program): readonly Correspondence[] {
  const byRow = corresponding(original, mutant, places(original), places(mutant));
  const byNumber = corresponding(original, mutant);
  const isOther = JSON.stringify(byRow) !== JSON.stringify(byNumber);
  return isOther ? [byRow, byNumber] : [byRow];
}

/** By row: where it stands. */
type Places = readonly string[];

function corresponding(
  { slots }: Program,
  mutant: Program,
  here?: Places,
  there?: Places,
): Correspondence {
  const numbers = new Map(mutant.slots.map((slot, i) => [nameOf(slot, there), i]));
  const from = slots.map(slot => numbers.get(nameOf(slot, here)) ?? -1);
  const values = slots.map((slot, i) => {
    const other = mutant.slots[from[i] as number];
    return other && here && there
      ? valuesOf(stepsOf(slot, here), stepsOf(other, there))
      : undefined;
  });
  return { from, values };
}

function nameOf({ name, role, rows }: Slot, places: Places | undefined): string {
  if (!places || !rows || role === "step") return name;
  return `${name.replace(/#\d+$/, "")} of ${rows.map(row => places[row]).join()}`;
}

/** By value of a step counter, from 1 on: the row, and which of its steps. */
function stepsOf({ role, rows = [] }: Slot, places: Places): readonly string[] {
  if (role !== "step") return [];
  return rows.map((row, at) => `${places[row]}: ${at - rows.indexOf(row)}`);
}

/** 0 is between rows on both sides. */
function valuesOf(
  here: readonly string[],
  there: readonly string[],
): readonly number[] | undefined {
  const values = [0, ...there.map(step => here.indexOf(step) + 1 || -1)];
  return values.every((value, i) => value === i) ? undefined : values;
}

/** Where each row stands: in the text, and among the rows of its machine that stand there for the same cause. */
function places({ rows }: Program): Places {
  const counts = new Map<string, number>();
  return rows.map(({ id, span }) => {
    const place = `${id.replace(/\/\d+$/, "")} ${span.start}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return `${place} ${count}`;
  });
}
