// What is said of mutants: the score is never rounded up to what it is not, survivors have their place, and nothing that a
// stranger wrote reaches the terminal as more than text.

import { describe, expect, test } from "vitest";
import { span } from "../../src/base/source.ts";
import type { Fate, MutantResult, MutationResult } from "../../src/model/mutation.ts";
import { mutationJson } from "../../src/report/mutation-json.ts";
import { mutationLine, mutationScreen, mutationTotals } from "../../src/report/mutation-text.ts";

const PLAIN = { width: 80, colour: false, unicode: true };
const source = { name: "a.yaml", text: "model: a\nguard: x == 1\n" };

function mutant(fate: Fate, words = "the guard 'x == 1' is negated"): MutantResult {
  const mutation = {
    id: "negate-guard m/s/always/1",
    operator: "negate-guard",
    words,
    span: span(source, 16, 22),
  } as const;
  return { mutation, fate };
}

const KILLED: Fate = {
  kind: "killed",
  setting: "s",
  property: "p",
  was: "holds",
  is: "violated in 3",
};
const SURVIVED: Fate = {
  kind: "survived",
  parting: {
    setting: "s",
    steps: ["a: one", "b: two"],
    mutant: { action: "a: three", changes: ["x: 0 -> 1"] },
  },
};

function result(
  mutants: readonly MutantResult[],
  more: Partial<MutationResult> = {},
): MutationResult {
  return {
    model: "a",
    file: "a.yaml",
    settings: [{ name: "s", states: 12, complete: true }],
    possible: mutants.length,
    mutants,
    finished: true,
    ...more,
  };
}

describe("the line of a model", () => {
  test("has score and counts", () => {
    const line = mutationLine(result([mutant(KILLED), mutant(SURVIVED)]), PLAIN);
    expect(line).toBe("✗ a                          0.50  2 mutants: 1 killed, 1 survived");
  });

  test("says 1.00 only of all", () => {
    const nearly = [...Array.from({ length: 999 }, () => mutant(KILLED)), mutant(SURVIVED)];
    expect(mutationLine(result(nearly), PLAIN)).toContain("0.99");
    expect(mutationTotals([result(nearly.slice(0, 999))], PLAIN)).toContain("1.00");
  });

  test("has no score where there was nothing to notice", () => {
    expect(mutationLine(result([mutant({ kind: "equivalent" })]), PLAIN)).toContain("?");
  });
});

describe("the screen of a model", () => {
  test("tells each survivor with its place and where it parts from the original", () => {
    expect(mutationScreen(result([mutant(SURVIVED), mutant(KILLED)]), PLAIN)).toBe(
      `✗ a  score 0.50  a.yaml
  2 mutants: 1 killed, 1 survived
  under s (12 states)

── changes
                killed  survived
  negate-guard       1         1

── survived
a.yaml:2:8: warning: no property notices that the guard 'x == 1' is negated [negate-guard]
  2 | guard: x == 1
    |        ^^^^^^
  they part after 2 steps, under s:
    a: one
    b: two
    then, the original only: nothing more
    then, the mutant only:   a: three (x: 0 → 1)`,
    );
  });

  test("says what was drawn, what was not begun, and what is undecided", () => {
    const open: Fate = { kind: "undecided", setting: "s", reason: "more than 9 states" };
    const screen = mutationScreen(
      result([mutant(open)], { possible: 40, seed: 7, finished: false }),
      { ...PLAIN, width: 120 },
    );
    expect(screen).toContain("drawn from 40 with seed 7; interrupted, the others were not tried");
    expect(screen).toContain("not decided under s: more than 9 states");
  });

  test("with everything also says who noticed", () => {
    const all = result([mutant(KILLED), mutant(KILLED)]);
    expect(mutationScreen(all, { ...PLAIN, verbose: true })).toContain(
      "── noticed first by\n  2  p",
    );
  });

  test("cuts a long run, and shows its end", () => {
    const steps = Array.from({ length: 30 }, (_, i) => `step ${i + 1}`);
    const long = { kind: "survived", parting: { setting: "s", steps } } as const;
    const screen = mutationScreen(result([mutant(long)]), PLAIN);
    expect(screen).toContain("… 22 steps");
    expect(screen).toContain("step 30");
    expect(screen).not.toContain("step 22\n");
  });

  test("lets no control character through", () => {
    const shown = mutationScreen(result([mutant(SURVIVED, "row '\u001b[31m' is gone")]), PLAIN);
    expect(shown).not.toContain("\u001b");
  });
});

describe("JSON", () => {
  test("is one object for one model and a list for several", () => {
    const one = result([mutant(KILLED)]);
    expect(JSON.parse(mutationJson([one], true))).toMatchObject({
      model: "a",
      score: 1,
      counts: { mutants: 1, killed: 1, illFormed: 0 },
      mutants: [{ fate: "killed", place: "a.yaml:2", property: "p" }],
    });
    expect(JSON.parse(mutationJson([one], false))).toHaveLength(1);
  });
});
