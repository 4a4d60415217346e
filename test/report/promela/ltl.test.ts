// Formulas for SPIN: nothing but what it reads is written, `X` is at the atoms, and the time before the first letter
// changes nothing. That SPIN and migcheck agree on formulas is in test/promela.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Temporal } from "../../../src/model/temporal.ts";
import { ltlOf } from "../../../src/report/promela/ltl.ts";
import {
  and,
  finally_,
  formulas,
  globally,
  implies,
  leadsTo,
  next,
  not,
  p,
  q,
} from "../../explore/liveness/formulas.ts";

const W: Temporal = { kind: "W", left: p, right: q };
const U: Temporal = { kind: "U", left: p, right: q };

describe("ltlOf", () => {
  test.each<[string, Temporal, string]>([
    ["leads to", leadsTo(p, q), "[] ((!(ltl_7_1 == 1)) || <> (ltl_7_2 == 1))"],
    ["next", globally(implies(p, next(q))), "[] ((!(ltl_7_1 == 1)) || (!(ltl_7_2_next_1 == 0)))"],
    [
      "not next of both",
      next(not(and(p, next(q)))),
      "(((!(ltl_7_1_next_1 == 1)) || (!(ltl_7_2_next_2 == 1))) U ((ltl_7_1_next_1 == 0) || (ltl_7_2_next_2 == 0)))",
    ],
    ["until", U, "((!(ltl_7_1 == 0)) U (ltl_7_2 == 1))"],
    ["weak until", W, "((ltl_7_2 == 1) V ((!(ltl_7_1 == 0)) || (!(ltl_7_2 == 0))))"],
    [
      "what lasts, within until",
      { ...U, left: finally_(p) },
      "((<> (ltl_7_1 == 1) || !begun_7) U (ltl_7_2 == 1))",
    ],
  ])("%s", (_, formula, text) => {
    expect(ltlOf(formula, 7)?.text).toBe(text);
  });

  test("the past cannot be said, wherever it stands", () => {
    expect(ltlOf(globally(implies(p, { kind: "O", of: q })), 1)).toBeUndefined();
    expect(ltlOf({ kind: "S", left: p, right: q }, 1)).toBeUndefined();
  });

  test("no X is left, and each name in the text is among the sights", () => {
    fc.assert(
      fc.property(formulas(3, false), formula => {
        const { text, sights } = ltlOf(formula, 2) ?? { text: "X", sights: [] };
        const names = new Set(text.match(/ltl_2_\w+/g) ?? []);
        expect(text).not.toMatch(/\bX\b/);
        expect(names.size).toBe(sights.length);
      }),
    );
  });
});
