// What every kind of mutation is: given a row, the changed rows that it makes of it, each with the words for what is
// wrong now. One file per kind; operators.ts is the table.

import type { Span } from "../base/source.ts";
import type { MutationOperator } from "../model/mutation.ts";
import type { RowTree } from "../model/tree.ts";
import type { Site } from "./site.ts";

/** One way in which a row can be wrong. */
export interface Change {
  /** Tells changes of one row by one operator apart: `1`, `2.1`. */
  readonly part?: string | undefined;
  readonly operator: MutationOperator;
  /** A clause: what is so now. */
  readonly words: string;
  readonly span: Span;
  /** In place of the row. */
  readonly rows: readonly RowTree[];
}

/** All changes of one kind that can be made of a row, in order. */
export type RowOperator = (site: Site) => readonly Change[];

/** `row 'parks' of thread in preparing`, `row 2 for cancel of monitor in every state`. */
export function rowWords(site: Site): string {
  return `${labelOf(site)} of ${placeWords(site)}`;
}

/** `thread in preparing`. */
export function placeWords({ machine, state }: Site): string {
  return `${machine.name.text} in ${state?.name.text ?? "every state"}`;
}

function labelOf({ id, row, cause }: Site): string {
  if (row.name !== undefined) return `row '${row.name}'`;
  const number = id.slice(id.lastIndexOf("/") + 1);
  switch (cause.kind) {
    case "always":
      return `own row ${number}`;
    case "timeout":
      return `row ${number} for the timeout ${cause.name}`;
    default:
      return `row ${number} for ${cause.name}`;
  }
}

const LONGEST = 60;

/** Written syntax in quotes, cut where it is long. */
export function cited(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ");
  return `'${flat.length > LONGEST ? `${flat.slice(0, LONGEST - 3)}...` : flat}'`;
}
