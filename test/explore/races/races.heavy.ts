// Races of many random models against the definition.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { compileText, models } from "../../generate/model.ts";
import { sameAsDefinition } from "./compare.ts";

test("races of random models are those of the definition", { timeout: 600_000 }, () => {
  const seen = { pairs: 0, differ: 0 };
  fc.assert(
    fc.property(models(400), text => {
      const { program } = compileText(text);
      if (!program) return;
      const { pairs, differ } = sameAsDefinition(interpret(program));
      seen.pairs += pairs;
      seen.differ += differ;
    }),
    { numRuns: 250, seed: 12 },
  );
  expect(seen.pairs).toBeGreaterThan(500);
  expect(seen.differ).toBeGreaterThan(150);
});
