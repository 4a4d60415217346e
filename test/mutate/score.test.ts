// When is the score not to be relied on: where a setting was not seen whole, or where what is undecided could lower it.

import { expect, test } from "vitest";
import { type Fate, isOpen, type MutationResult } from "../../src/model/mutation.ts";

const FATES: Record<"k" | "s" | "u", Fate> = {
  k: { kind: "killed", setting: "s", property: "p", was: "holds", is: "violated" },
  s: { kind: "survived" },
  u: { kind: "undecided", setting: "s", reason: "" },
};

function resultOf(fates: string, complete: boolean): MutationResult {
  const span = { source: { name: "", text: "" }, start: 0, end: 0 };
  const mutation = { id: "", operator: "drop-row", words: "", span } as const;
  return {
    model: "m",
    file: "m.yaml",
    settings: [{ name: "s", states: 1, complete }],
    possible: fates.length,
    mutants: [...fates].map(f => ({ mutation, fate: FATES[f as "k" | "s" | "u"] })),
    finished: true,
  };
}

test.each([
  ["kkks", true, 0.9, false],
  ["kkku", true, undefined, false],
  ["kkku", true, 0.75, false],
  ["kkku", true, 0.76, true],
  ["u", true, 0.1, true],
  ["u", true, undefined, false],
  ["k", false, undefined, true],
  ["", true, 1, false],
] as const)("%s, all seen: %s, at least %s: open is %s", (fates, complete, least, open) => {
  expect(isOpen(resultOf(fates, complete), least)).toBe(open);
});
