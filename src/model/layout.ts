// Where each slot stands in a packed state: bit fields in 32-bit words, no field across two words.
// The visited set, the compiled engine and the decoders all read this one layout.

import type { Slot } from "./program.ts";
import type { State } from "./stepper.ts";

export interface Field {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
  /** Added when unpacked. */
  readonly low: number;
}

export interface Layout {
  readonly fields: readonly Field[];
  /** 32-bit words a state takes; at least one. */
  readonly words: number;
}

/** First-fit in order of slots, so that the layout of a prefix does not depend on what follows. */
export function layoutOf(slots: readonly Slot[]): Layout {
  const fill: number[] = [0];
  const fields = slots.map(slot => {
    const bits = bitsFor(slot.high - slot.low);
    let word = fill.findIndex(used => used + bits <= 32);
    if (word < 0) word = fill.push(0) - 1;
    const shift = fill[word] ?? 0;
    fill[word] = shift + bits;
    return { word, shift, bits, low: slot.low };
  });
  return { fields, words: fill.length };
}

function bitsFor(range: number): number {
  return range === 0 ? 0 : 32 - Math.clz32(range);
}

/** Writes the packed state into `words` from `offset` on. */
export function pack(layout: Layout, state: State, words: Int32Array, offset: number): void {
  for (let w = 0; w < layout.words; w++) words[offset + w] = 0;
  for (let i = 0; i < layout.fields.length; i++) {
    const field = layout.fields[i] as Field;
    const value = ((state[i] as number) - field.low) << field.shift;
    words[offset + field.word] = (words[offset + field.word] as number) | value;
  }
}

/** The inverse of pack. */
export function unpack(layout: Layout, words: Int32Array, offset: number, state: State): void {
  for (let i = 0; i < layout.fields.length; i++) {
    state[i] = unpackField(layout.fields[i] as Field, words, offset);
  }
}

/** The value of one slot. */
export function unpackField(field: Field, words: Int32Array, offset: number): number {
  const word = (words[offset + field.word] as number) >>> field.shift;
  const value = field.bits === 32 ? word | 0 : word & ((1 << field.bits) - 1);
  return (field.bits === 0 ? 0 : value) + field.low;
}

/** Bit 31 of the last 32-bit word of a state of the compiled engine: always 1, so that no state is all zero. */
export const PRESENT: number = 1 << 31;

/** As pack, in a layout of wideLayoutOf. */
export function packPresent(layout: Layout, state: State, words: Int32Array, offset: number): void {
  pack(layout, state, words, offset);
  const last = offset + layout.words - 1;
  words[last] = (words[last] as number) | PRESENT;
}

/** The layout for the compiled engine: an even number of 32-bit words, the last with room for PRESENT and `spare - 1` bits below it. */
export function wideLayoutOf(slots: readonly Slot[], spare = 1): Layout {
  const { fields, words } = layoutOf(slots);
  const even = words + (words & 1);
  const room = 32 - spare;
  const taken = fields.some(f => f.word === even - 1 && f.shift + f.bits > room && f.bits > 0);
  return { fields, words: taken ? even + 2 : even };
}
