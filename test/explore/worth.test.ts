// What would break: threads that go on though they are not worth it, or rest though they are, or a trial that never ends.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Worth } from "../../src/explore/worth.ts";

/** Explores pieces of 1000 transitions from `first` states on; gives whether the threads worked on each. */
function explore(worth: Worth, first: number, pieces: number, gain: number): boolean[] {
  return Array.from({ length: pieces }, (_, i) => {
    const { together } = worth.manner(first + i);
    worth.took(1000, together ? 10 : 10 * gain);
    return together;
  });
}

const paces = fc.double({ min: 0.2, max: 4, noNaN: true });

describe("threads", () => {
  test("are used below the size that is worth a trial, however slow they are", () => {
    expect(explore(new Worth(1000), 0, 1000, 0.1)).not.toContain(false);
  });

  test("go on after a trial if they are a fifth quicker than one, and rest otherwise", () => {
    fc.assert(
      fc.property(paces, gain => {
        fc.pre(Math.abs(gain - 1.2) > 1e-6);
        const [first, second, third, fourth, ...rest] = explore(new Worth(1000), 1000, 50, gain);
        expect([first, second, third, fourth]).toEqual([false, true, false, true]);
        expect(new Set(rest)).toEqual(new Set([gain > 1.2]));
      }),
    );
  });

  test("are asked again at twice as many states", () => {
    fc.assert(
      fc.property(paces, paces, (before, after) => {
        fc.pre(Math.abs(after - 1.2) > 1e-6);
        const worth = new Worth(1000);
        explore(worth, 1000, 50, before);
        expect(explore(worth, 2000, 50, after).at(-1)).toBe(after > 1.2);
      }),
    );
  });

  test("are compared by what they explore in a time, not by pieces", () => {
    const worth = new Worth(1);
    for (const size of [10, 1000, 10, 1000]) {
      const { together } = worth.manner(1);
      worth.took(size, together ? size / 3 : size);
    }
    expect(worth.manner(1)).toEqual({ together: true });
  });
});
