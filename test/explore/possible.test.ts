// `possible` properties are answered several at a time: each must come out as if it had been asked alone.

import { expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";

const GOALS = Array.from({ length: 19 }, (_, goal) => goal);
const properties = GOALS.map(goal => `  p${goal}: { possible: x == ${goal} }`).join("\n");
const text = `
model: chain
variables: { x: { type: 0..20, initial: 0 } }
machines:
  m:
    initial: a
    states: { a: { type: rest, always: { guard: x < 20, actions: x = x + 1 } } }
properties:
${properties}
`;

test.each(["interpreter", "wasm"] as const)("a goal is lost one step behind it: %s", engine => {
  const settings = NO_SETTINGS;
  const options = { settings, limits: {}, all: false, graph: false, expect: [], command: "" };
  const checked = check({ name: "chain.yaml", text }, { ...options, engine, now: () => 0 });
  if (checked.kind !== "checked") throw new Error("refused");
  const lengths = checked.result.verdicts.flatMap(v => (v.kind === "possible" ? [v.length] : []));
  expect(lengths).toEqual(GOALS.map(goal => goal + 1));
});

// One way leads down through all numbers, so that passes from the highest down carry a goal one step each.
test("a goal far against the order of the states is found from all of them", () => {
  const ring = `
model: ring
variables: { x: { type: 0..999, initial: any }, y: { type: 0..1, initial: 0 } }
machines:
  m:
    initial: a
    states:
      a:
        type: rest
        always:
          - { guard: x > 0, actions: x = x - 1 }
          - { guard: x == 0, actions: y = 1 }
properties:
  end: { possible: y == 1 }
  up: { possible: x == 999 }
  down: { possible: x == 0 and y == 0 }
`;
  const settings = NO_SETTINGS;
  const options = { settings, limits: {}, all: false, graph: false, expect: [], command: "" };
  const checked = check({ name: "ring.yaml", text: ring }, { ...options, now: () => 0 });
  if (checked.kind !== "checked") throw new Error("refused");
  const verdicts = checked.result.verdicts.flatMap(v =>
    v.kind === "possible" ? [[v.property, v.verdict, v.length]] : [],
  );
  expect(verdicts).toEqual([
    ["end", "holds", undefined],
    ["up", "violated", 0],
    ["down", "violated", 1],
  ]);
});
