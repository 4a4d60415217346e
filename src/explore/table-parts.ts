// How a table that grows in place is divided, so that two threads can move its entries (engine/wasm/shared-growth.ts).

/** Entries that stand from `from` up to `until` and belong into slots from `low` up to `end`. */
export interface Span {
  readonly from: number;
  readonly until: number;
  readonly low: number;
  readonly end: number;
}

/** Entries that are to be lifted, so that the last one ends at `to`. */
export interface Part extends Span {
  readonly to: number;
}

/** A table that had `old` homes and has `size` now, and where it starts. */
export interface Growing {
  readonly table: number;
  /** Bytes of a slot. */
  readonly slot: number;
  readonly old: number;
  readonly size: number;
  /** Where its slots ended, and where they end now. */
  readonly top: number;
  readonly end: number;
}

/** The part of a table that one thread moves alone while the other settles the rest, of which both have lifted a half. */
const LOWER_PART = 0.4;
/** Slots are divided at cache lines. */
const LINE = 8;

/** Lower, middle and upper part of a table. */
export type Parts = Readonly<Record<"lower" | "middle" | "upper", Part>>;

/**
 * What is lifted of the middle part touches neither the upper one nor where that is lifted to. Undefined where the table is too
 * small for that, because of the slots behind its last home.
 */
export function partsOf(growing: Growing): Parts | undefined {
  const { table, slot, old, size, top, end } = growing;
  const before = (slots: number) => table + slots * slot;
  const after = (slots: number) => before(wholeLines((slots * size) / old));
  // By so much the room behind the table is smaller than the table.
  const shortage = top - table - (end - top);
  const one = wholeLines(Math.max(old * LOWER_PART, shortage / slot) + LINE);
  const two = wholeLines((one + old) / 2);
  if (two <= one) return undefined;
  return {
    lower: { from: table, until: before(one), to: after(one), low: table, end: after(one) },
    middle: {
      from: before(one),
      until: before(two),
      to: end - (top - before(two)),
      low: after(one),
      end: after(two),
    },
    upper: { from: before(two), until: top, to: end, low: after(two), end },
  };
}

function wholeLines(slots: number): number {
  return Math.floor(slots / LINE) * LINE;
}
