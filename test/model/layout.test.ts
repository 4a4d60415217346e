// A packed state must be the state: whatever the ranges, nothing is lost and no field touches another.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutOf, pack, unpack } from "../../src/model/layout.ts";
import { range } from "../programs.ts";

const LOWEST = -(2 ** 31);
const HIGHEST = 2 ** 31 - 1;

/** A slot together with one of its values; ranges of every width, also of one value and of all 32 bits. */
const slotAndValue = fc
  .tuple(fc.integer({ min: 0, max: 32 }), fc.integer(), fc.integer())
  .map(([width, a, b]) => {
    const low = width === 32 ? LOWEST : Math.min(a, HIGHEST - (2 ** width - 1));
    const high = low + 2 ** width - 1;
    return { low, high, value: low + (Math.abs(b) % (high - low + 1)) };
  });

describe("layout", () => {
  test("unpack gives back what pack was given, at any offset", () => {
    fc.assert(
      fc.property(fc.array(slotAndValue, { maxLength: 20 }), fc.nat(5), (list, offset) => {
        const layout = layoutOf(list.map((s, i) => range(`s${i}`, s.low, s.high)));
        const state = Int32Array.from(list, s => s.value);
        const words = new Int32Array(offset + layout.words).fill(-1);
        pack(layout, state, words, offset);
        const again = new Int32Array(list.length);
        unpack(layout, words, offset, again);
        expect([...again]).toEqual([...state]);
        expect([...words.slice(0, offset)]).toEqual(Array(offset).fill(-1));
      }),
    );
  });

  test("states that differ have different words", () => {
    const slots = [range("a", 0, 6), range("b", -3, 1), range("c", 0, 0), range("d", 5, 9)];
    const layout = layoutOf(slots);
    const seen = new Set<string>();
    for (let a = 0; a <= 6; a++) {
      for (let b = -3; b <= 1; b++) {
        for (let d = 5; d <= 9; d++) {
          const words = new Int32Array(layout.words);
          pack(layout, Int32Array.of(a, b, 0, d), words, 0);
          seen.add(words.join());
        }
      }
    }
    expect(seen.size).toBe(7 * 5 * 5);
  });

  test("the place of a slot does not depend on the slots after it", () => {
    const slots = [range("a", 0, 7), range("b", 0, 2 ** 30), range("c", 0, 1), range("d", 0, 7)];
    const whole = layoutOf(slots).fields;
    for (let n = 0; n < slots.length; n++) {
      expect(layoutOf(slots.slice(0, n)).fields).toEqual(whole.slice(0, n));
    }
  });

  test("a state without slots takes one word", () => {
    expect(layoutOf([])).toEqual({ fields: [], words: 1 });
  });
});
