// Everything that ships, once more in a smaller space: every verdict and every length is as the file says of the
// whole space, or the reduction is refused for a reason that has a code.

import { describe, expect, test } from "vitest";
import { REDUCTION_CODES } from "../../src/reduce.ts";
import { jobs, resultIn, spine } from "./shipped.ts";

describe.each([["dead-variables"], ["symmetry"]] as const)("--reduce %s", reduction => {
  test.each(jobs(false))(
    "%s",
    (_, { source, plan }) => {
      const now = () => performance.now();
      const checked = spine.check(source, { ...plan, reduce: [reduction], now });
      if (checked.kind === "refused") {
        const codes = checked.refusal.diagnostics.map(d => d.code);
        expect(codes.filter(code => !(code in REDUCTION_CODES))).toEqual([]);
        return;
      }
      const wrong = resultIn(checked).verdicts.filter(v => !v.ok);
      expect(wrong.map(v => `${v.property} ${v.verdict} ${v.length}`)).toEqual([]);
    },
    60_000,
  );
});
