// Channels as cells of message codes. A fifo is its cells from the head, zeros last; a bag is its cells
// in ascending order, zeros first, so that two bags with the same messages are the same state; a
// register is one cell. Inserting and taking are unrolled: capacities are small.

import type { Channel } from "../model/model.ts";
import type { MessageCodes, Statement, Term } from "../model/program.ts";
import { isMessage } from "./codes.ts";
import { known } from "./expression.ts";
import { blockOf, type Table } from "./table.ts";
import { all, any, binary, choose, constant, element, equal, set, slot, when } from "./terms.ts";

export interface Cells {
  readonly channel: Channel;
  readonly codes: MessageCodes;
  readonly base: number;
  readonly size: number;
}

export function cellsOf(table: Table, name: string): Cells {
  const channel = known(table.channels.get(name), name);
  const codes = known(table.codes.get(name), name);
  return { channel, codes, base: blockOf(table, `channel:${name}`).base, size: channel.capacity };
}

const EMPTY = constant(0);

/** The message at a position; 0 where there is none. */
export function cell(cells: Cells, i: number): Term {
  return slot(cells.base + i);
}

/** Whether a message can be put: registers always, a rendezvous is decided by its partner. */
export function hasRoom(cells: Cells): Term {
  switch (cells.channel.kind) {
    case "fifo":
      return equal(cell(cells, cells.size - 1), EMPTY);
    case "bag":
      return equal(cell(cells, 0), EMPTY);
    default:
      return constant(1);
  }
}

/** Puts a message; into a full fifo or bag this stores -1 in the last cell, which is a fault of range. */
export function put(cells: Cells, code: Term): Statement[] {
  if (cells.channel.kind === "register") return [set(cells.base, code)];
  const full = set(cells.base + cells.size - 1, constant(-1));
  const place = cells.channel.kind === "bag" ? insert(cells, code) : append(cells, code);
  return when(hasRoom(cells), place, [full]);
}

function append(cells: Cells, code: Term): Statement[] {
  return indexes(cells).reduceRight<Statement[]>(
    (rest, i) => when(equal(cell(cells, i), EMPTY), [set(cells.base + i, code)], rest),
    [],
  );
}

/** Into ascending cells with room: everything up to the code moves one down. */
function insert(cells: Cells, code: Term): Statement[] {
  return indexes(cells).map(i => {
    const here = choose(binary("<=", cell(cells, i), code), code, cell(cells, i));
    if (i === cells.size - 1) return set(cells.base + i, here);
    const next = cell(cells, i + 1);
    return set(cells.base + i, choose(binary("<=", next, code), next, here));
  });
}

/** A way to take a message: from which cell, if that is a choice, and when it can be taken. */
export interface Taking {
  readonly guard: Term;
  readonly code: Term;
  readonly effect: readonly Statement[];
}

/** Taking the named message; in a bag `at` (0 .. size-1) says which. */
export function take(cells: Cells, message: string, at: Term): Taking {
  if (cells.channel.kind !== "bag") {
    const code = cell(cells, 0);
    return {
      guard: isMessage(cells.codes, message, code),
      code,
      effect: removeAt(cells, constant(0)),
    };
  }
  const code = element(cells.base, cells.size, at);
  const guard = all([isMessage(cells.codes, message, code), distinct(cells, at)]);
  return { guard, code, effect: removeAt(cells, at) };
}

/** Of equal messages in a bag only the last counts, so that each is one action. */
export function distinct(cells: Cells, at: Term): Term {
  if (cells.channel.kind !== "bag") return constant(1);
  return any(
    indexes(cells).map(i => {
      const here = equal(at, constant(i));
      const last = i === cells.size - 1;
      return last ? here : all([here, binary("!=", cell(cells, i), cell(cells, i + 1))]);
    }),
  );
}

/** Takes the cell out and closes the gap. */
export function removeAt(cells: Cells, at: Term): Statement[] {
  const last = cells.size - 1;
  if (cells.channel.kind === "bag") {
    const moved = indexes(cells)
      .reverse()
      .slice(0, -1)
      .map(i =>
        set(
          cells.base + i,
          choose(binary("<=", constant(i), at), cell(cells, i - 1), cell(cells, i)),
        ),
      );
    return [...moved, set(cells.base, EMPTY)];
  }
  const moved = indexes(cells)
    .slice(0, -1)
    .map(i =>
      set(
        cells.base + i,
        choose(binary(">=", constant(i), at), cell(cells, i + 1), cell(cells, i)),
      ),
    );
  return [...moved, set(cells.base + last, EMPTY)];
}

/** Doubles a message: in a fifo the copy stands right behind it. There must be room. */
export function doubleAt(cells: Cells, at: Term, code: Term): Statement[] {
  if (cells.channel.kind === "bag") return insert(cells, code);
  return indexes(cells)
    .reverse()
    .slice(0, -1)
    .map(i =>
      set(cells.base + i, choose(binary(">", constant(i), at), cell(cells, i - 1), cell(cells, i))),
    );
}

export function indexes(cells: Cells): number[] {
  return Array.from({ length: cells.size }, (_, i) => i);
}
