// The slots of a random program, with what may be written to each so that the space stays small: a slot
// is either free (few values, any term may be stored) or pooled (as wide as it likes, only a few
// constants are ever stored). The product of these numbers bounds the states.

import type { Slot } from "../../src/model/program.ts";
import type { Tape } from "./tape.ts";

/** Slots that stand in a row; of an array of one there is one. */
export interface Block {
  readonly base: number;
  readonly size: number;
  /** All that is ever stored where not every value in the range may be. */
  readonly pool?: readonly number[] | undefined;
}

/** May it ever change. */
export function isLive({ pool }: Block): boolean {
  return pool === undefined || pool.length > 1;
}

/** The slots and what is known of them. */
export interface Memory {
  readonly slots: readonly Slot[];
  readonly blocks: readonly Block[];
  readonly initial: readonly (readonly number[])[];
}

const LOWEST = -(2 ** 31);
const HIGHEST = 2 ** 31 - 1;

/** Makes the blocks, each from its own tape; at most `states` combinations of what may be stored. */
export function memory(tapes: readonly Tape[], states: number): Memory {
  const made = { slots: [] as Slot[], blocks: [] as Block[], initial: [] as number[][] };
  let left = states;
  for (const [i, tape] of tapes.entries()) {
    const room = { name: `v${i}`, base: made.slots.length, left };
    const block = BLOCKS[tape.weighted(KINDS)](tape, room);
    made.slots.push(...block.slots);
    made.initial.push(...block.initial);
    made.blocks.push({ base: room.base, size: block.slots.length, pool: block.pool });
    left = Math.floor(left / block.values);
  }
  return made;
}

interface Room {
  readonly name: string;
  readonly base: number;
  /** How many combinations are left. */
  readonly left: number;
}

interface Made {
  readonly slots: readonly Slot[];
  readonly initial: readonly number[][];
  readonly pool?: readonly number[] | undefined;
  readonly values: number;
}

const KINDS = { small: 6, states: 3, wide: 2, array: 4, mixed: 1, wideArray: 2, filler: 1 };

const BLOCKS: Record<keyof typeof KINDS, (tape: Tape, room: Room) => Made> = {
  small(tape, { name, left }) {
    const size = tape.pick([2, 3, 4, 5, 6, 7, 1]);
    const low = tape.between(-4, 3);
    return free(tape, [numbers(name, low, low + size - 1)], left);
  },
  states(tape, { name, left }) {
    const values = ["a", "b", "c", "d"].slice(0, tape.below(3) + 2);
    const type = { kind: "enum", name, values } as const;
    const show = { kind: "scalar", type } as const;
    return free(tape, [{ name, low: 0, high: values.length - 1, show, role: "state" }], left);
  },
  wide(tape, { name, left }) {
    return pooled(tape, [wideSlot(tape, name)], left);
  },
  array(tape, { name, left }) {
    const low = tape.between(-2, 1);
    const high = low + tape.below(2) + 1;
    const size = tape.below(4) + 2;
    return free(
      tape,
      tape.list(size, i => numbers(`${name}[${i}]`, low, high)),
      left,
    );
  },
  mixed(tape, { name, left }) {
    const slots = tape.list(tape.below(3) + 2, i => {
      const low = tape.between(-3, 2);
      return numbers(`${name}[${i}]`, low, low + tape.below(3));
    });
    return free(tape, slots, left);
  },
  wideArray(tape, { name, left }) {
    const { low, high } = wideSlot(tape, name);
    const size = tape.below(5) + 2;
    return pooled(
      tape,
      tape.list(size, i => numbers(`${name}[${i}]`, low, high)),
      left,
    );
  },
  /** Fills words: many slots that are never written with anything else. */
  filler(tape, { name }) {
    const slots = tape.list(tape.below(6) + 1, i => wideSlot(tape, `${name}-${i}`));
    return pooled(tape, slots, 1);
  },
};

function numbers(name: string, low: number, high: number): Slot {
  const type = { kind: "int", low, high } as const;
  return { name, low, high, show: { kind: "scalar", type }, role: "variable" };
}

function wideSlot(tape: Tape, name: string): Slot {
  if (tape.once(6)) return numbers(name, LOWEST, HIGHEST);
  const bits = tape.below(32) + 1;
  const size = 2 ** bits - 1 - (tape.once(3) ? tape.below(2 ** Math.min(bits - 1, 20)) : 0);
  const lowest = Math.max(LOWEST, -size - 3);
  const low = tape.pick([0, -1, lowest, Math.min(7, HIGHEST - size), HIGHEST - size] as const);
  const least = Math.min(low, HIGHEST - size);
  return numbers(name, least, least + size);
}

/** Any value may be stored, as long as there are few enough. */
function free(tape: Tape, slots: readonly Slot[], left: number): Made {
  const values = slots.reduce((product, s) => product * (s.high - s.low + 1), 1);
  if (values > left) return pooled(tape, slots, left);
  const initial = slots.map(({ low, high }) => {
    if (!tape.once(7)) return [tape.between(low, high)];
    return tape.some(tape.list(high - low + 1, i => low + i));
  });
  return { slots, initial, values };
}

/** Only a few values of the first slot's range; all slots have one range, or there is one value. */
function pooled(tape: Tape, slots: readonly Slot[], left: number): Made {
  const size = Math.min(tape.pick([2, 3, 1]), Math.floor(left ** (1 / slots.length) + 1e-9));
  const same = slots.every(s => s.low === slots[0]?.low && s.high === slots[0]?.high);
  if (size < 2 || !same) {
    const first = within(tape, slots[0] as Slot);
    const initial = slots.map(s => [same ? first : lonely(tape, s, slots)]);
    return { slots, initial, pool: same ? [first] : [], values: 1 };
  }
  const pool = [...new Set(tape.list(size, () => within(tape, slots[0] as Slot)))].sort(ascending);
  const initial = slots.map(() => (tape.once(7) ? pool : pool.slice(0, 1)));
  return { slots, initial, pool, values: pool.length ** slots.length };
}

/** The only value of a slot: that which is stored where no number is outside of all ranges (see `beyond`). */
function lonely(tape: Tape, slot: Slot, slots: readonly Slot[]): number {
  const isWhole = slots.some(({ low, high }) => low === LOWEST && high === HIGHEST);
  const value = within(tape, slot);
  return isWhole && slot.low <= 0 && slot.high >= 0 ? 0 : value;
}

function within(tape: Tape, { low, high }: Slot): number {
  const near = tape.between(0, Math.min(high - low, 9));
  const somewhere = Math.min(high, low + tape.below(2 ** 20) * 4099);
  return tape.pick([low + near, high - near, somewhere, Math.min(Math.max(0, low), high)]);
}

function ascending(a: number, b: number): number {
  return a - b;
}
