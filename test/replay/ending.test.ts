// What would break: a chance of a mistake that is said to be none.

import { expect, test } from "vitest";
import type { Outcome } from "../../src/model/outcome.ts";
import { stopText } from "../../src/replay/ending.ts";

test.each([
  [1, "3e-20"],
  [8, "2e-18"],
  [1_000_000, "3e-8"],
])("a compact store of %i states misses one by a chance of %s", (states, chance) => {
  const outcome = { reason: "compact", states } as Outcome;
  expect(stopText(outcome)).toMatch(new RegExp(` at most about ${chance}$`));
});
