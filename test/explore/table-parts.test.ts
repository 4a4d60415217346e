// What would break: two threads that lift entries of a table over each other's, or slots that belong to no part or to two.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Growing, type Part, partsOf } from "../../src/explore/table-parts.ts";

/** Tables that grow by half or more, small ones too, with some slots behind the last home. */
const growing: fc.Arbitrary<Growing> = fc
  .record({
    table: fc.integer({ min: 0, max: 1000 }).map(n => n * 64),
    slot: fc.constantFrom(8, 16, 24),
    old: fc.oneof(
      fc.integer({ min: 64, max: 1 << 15 }),
      fc.integer({ min: 1 << 15, max: 1 << 24 }),
    ),
    growth: fc.double({ min: 1.5, max: 2, noNaN: true }),
    slack: fc.constantFrom(0, 4096),
  })
  .map(({ table, slot, old, growth, slack }) => {
    const size = Math.floor(old * growth);
    const [top, end] = [old, size].map(n => table + (n + slack) * slot) as [number, number];
    return { table, slot, old, size, top, end };
  });

/** A property of the parts of tables that can be divided. */
function holds(check: (parts: { lower: Part; middle: Part; upper: Part }, of: Growing) => void) {
  fc.assert(
    fc.property(growing, of => {
      const parts = partsOf(of);
      if (parts) check(parts, of);
    }),
  );
}

test("a table is divided where it is much larger than what stands behind its last home", () => {
  fc.assert(
    fc.property(growing, of => {
      const behind = (of.end - of.table) / of.slot - of.size;
      if (of.old > behind * 4 + 256) expect(partsOf(of)).toBeDefined();
    }),
  );
});

test("the parts of a table that grows follow one another, before and after", () => {
  holds(({ lower, middle, upper }, { table, top, end }) => {
    expect([lower.from, middle.from, upper.from]).toEqual([table, lower.until, middle.until]);
    expect([lower.low, middle.low, upper.low]).toEqual([table, lower.end, middle.end]);
    expect([upper.until, upper.end]).toEqual([top, end]);
    for (const part of [lower, middle, upper]) {
      expect(part.until).toBeGreaterThan(part.from);
      expect(part.end).toBeGreaterThan(part.low);
    }
  });
});

test("what is lifted of the middle part touches neither the upper one nor where that is lifted to, however full they are", () => {
  holds(({ middle, upper }) => {
    const lowest = (part: Part) => part.to - (part.until - part.from);
    expect(lowest(middle)).toBeGreaterThanOrEqual(upper.until);
    expect(middle.to).toBeLessThanOrEqual(lowest(upper));
  });
});
