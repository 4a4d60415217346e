// What would break: two threads that lift entries of a table over each other's, or slots that belong to no part or to two.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Growing, partsOf } from "../../src/explore/table-parts.ts";

/** Tables that grow by half or more, with some slots behind the last home. */
const growing: fc.Arbitrary<Growing> = fc
  .record({
    table: fc.integer({ min: 0, max: 1000 }).map(n => n * 64),
    slot: fc.constantFrom(8, 16, 24),
    old: fc.integer({ min: 1 << 15, max: 1 << 24 }),
    growth: fc.double({ min: 1.5, max: 2, noNaN: true }),
    slack: fc.constantFrom(0, 4096),
  })
  .map(({ table, slot, old, growth, slack }) => {
    const size = Math.floor(old * growth);
    const [top, end] = [old, size].map(n => table + (n + slack) * slot) as [number, number];
    return { table, slot, old, size, top, end };
  });

test("the parts of a table that grows follow one another, before and after", () => {
  fc.assert(
    fc.property(growing, table => {
      const { lower, middle, upper } = partsOf(table);
      expect([lower.from, middle.from, upper.from]).toEqual([
        table.table,
        lower.until,
        middle.until,
      ]);
      expect([lower.low, middle.low, upper.low]).toEqual([table.table, lower.end, middle.end]);
      expect([upper.until, upper.end]).toEqual([table.top, table.end]);
      for (const part of [lower, middle, upper]) expect(part.until).toBeGreaterThan(part.from);
    }),
  );
});

test("what is lifted of the middle part touches neither the upper one nor where that is lifted to, however full they are", () => {
  fc.assert(
    fc.property(growing, table => {
      const { middle, upper } = partsOf(table);
      const lowest = (part: typeof middle) => part.to - (part.until - part.from);
      expect(lowest(middle)).toBeGreaterThanOrEqual(upper.until);
      expect(middle.to).toBeLessThanOrEqual(lowest(upper));
    }),
  );
});
