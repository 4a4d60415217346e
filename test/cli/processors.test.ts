// What would break: a container that is allowed one processor of many, where threads stop one another.

import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { allowedBy, processors } from "../../src/cli/processors.ts";

test.each([
  ["150000 100000", 1.5],
  ["50000 100000", 0.5],
  ["max 100000", Number.POSITIVE_INFINITY],
  ["-1 100000", Number.POSITIVE_INFINITY],
  ["0 0", Number.POSITIVE_INFINITY],
  ["", Number.POSITIVE_INFINITY],
  ["no number", Number.POSITIVE_INFINITY],
])("a quota of '%s' allows %d processors", (text, allowed) => {
  expect(allowedBy(text)).toBe(allowed);
});

test("there is at least one processor, and no more than the machine has", () => {
  expect(processors()).toBeGreaterThanOrEqual(1);
  expect(processors()).toBeLessThanOrEqual(availableParallelism());
  expect(Number.isInteger(processors())).toBe(true);
});
