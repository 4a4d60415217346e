// Which slots and steps of a mutant are which of the original: rows are known by where they stand, not by their numbers.

import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { lowerModel } from "../../src/lower/lower.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { correspondences } from "../../src/mutate/correspondence.ts";
import { mutantsOf } from "../../src/mutate/mutants.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { resolveModel } from "../../src/resolve/resolve.ts";

const TEXT = `model: m
variables: { x: { type: 0..3, initial: 0 } }
machines:
  m:
    initial: s
    states:
      s:
        on:
          go:
            - { choose: k in 0..1, steps: [ [ x = 0, x = 1 ], x = k ] }
            - { choose: k in 0..1, steps: [ x = 1, x = k, x = 3 - k ], target: t }
        after:
          tired: [ { actions: x = 1 } ]
      t: { after: { tired: [ { actions: x = 2 } ] } }
triggers: { go: { times: 1 } }
`;

/** The first correspondence, by names of slots, and how many there are. */
function read(id: string) {
  const source = { name: "m.yaml", text: TEXT };
  const { program } = compile(source, NO_SETTINGS);
  const { tree } = parseModel(source);
  const mutated =
    tree &&
    mutantsOf(tree, () => true)
      .find(m => m.id === id)
      ?.tree();
  const model = mutated && resolveModel(mutated, NO_SETTINGS).model;
  if (!program || !model) throw new Error(`there is no ${id}`);
  const mutant = lowerModel(model);
  const [first, ...others] = correspondences(program, mutant);
  const names = program.slots.map(({ name }, slot) => {
    const at = first?.from[slot] ?? -1;
    return [name, mutant.slots[at]?.name, first?.values[slot]] as const;
  });
  return { slots: names.filter(([name]) => name.startsWith("m.")), others: others.length };
}

test("a row that is gone moves neither the steps nor the choices of the next one", () => {
  expect(read("drop-row m/s/go/1")).toEqual({
    slots: [
      ["m.state", "m.state", undefined],
      ["m.step", "m.step", [0, 2, 3]],
      ["m.k", undefined, undefined],
      ["m.k#2", "m.k", undefined],
      ["m.after-tired", "m.after-tired", undefined],
      ["m.after-tired#2", "m.after-tired#2", undefined],
    ],
    others: 1,
  });
});

test("nor a timeout that of the next one", () => {
  const { slots } = read("drop-row m/s/after tired/1");
  expect(slots.slice(4)).toEqual([
    ["m.after-tired", undefined, undefined],
    ["m.after-tired#2", "m.after-tired", undefined],
  ]);
});

test("a step more is a step of its own", () => {
  const { slots, others } = read("split-step m/s/go/1#1.1");
  expect(slots[1]).toEqual(["m.step", "m.step", [0, 1, -1, 2, 3]]);
  expect(others).toBe(1);
});

test.each(["drop-row m/s/go/2", "retarget m/s/go/2", "drop-row m/t/after tired/1"])(
  "%s moves no number",
  id => {
    const { slots, others } = read(id);
    expect(slots.every(([, , values]) => values === undefined)).toBe(true);
    expect(others).toBe(0);
  },
);
