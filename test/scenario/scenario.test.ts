// A scenario becomes what a check is told, and messages about what it sets stand in its own file.

import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnostic } from "../../src/base/diagnostic.ts";
import { textOf } from "../../src/base/source.ts";
import type { ScenarioTree } from "../../src/model/scenario.ts";
import { parseScenario } from "../../src/parse/scenario.ts";
import { located, planOf } from "../../src/scenario/scenario.ts";

function tree(rest: string): ScenarioTree {
  const text = `scenario: s\nmodel: ../m.yaml\n${rest}`;
  const { scenario, diagnostics } = parseScenario({ name: "dir/s.yaml", text });
  expect(diagnostics).toEqual([]);
  if (!scenario) throw new Error("not parsed");
  return scenario;
}

test("everything that a scenario says reaches the plan", () => {
  const plan = planOf(
    tree(`about: words
variant: old
constants: { n: 3, low: -1, on: true, name: '"running (post-copy)"', some: [a, b] }
triggers: { cancel: 2 }
faults: { source.crashes: 1, wire.losses: 0, my.channel.duplicates: 4 }
limits: { states: 10, seconds: 20, memory: 30 }
reduce: [dead-variables, symmetry, dead-variables]
properties: [p, q]
expect: { states: 5, p: { violated: 3 } }
`),
  );
  expect(plan.settings.constants).toEqual(
    new Map([
      ["n", "3"],
      ["low", "-1"],
      ["on", "true"],
      ["name", '"running (post-copy)"'],
      ["some", "[a, b]"],
    ]),
  );
  expect(plan.settings.variant).toBe("old");
  expect(plan.settings.times).toEqual(new Map([["cancel", 2]]));
  expect(plan.settings.faults).toEqual(
    new Map([
      ["source.crashes", 1],
      ["wire.losses", 0],
      ["my.channel.duplicates", 4],
    ]),
  );
  expect(plan.settings.properties).toEqual(["p", "q"]);
  expect(plan.limits).toEqual({ states: 10, seconds: 20, memory: 30 });
  expect(plan.random).toBeUndefined();
  expect(plan.reduce).toEqual(["dead-variables", "symmetry"]);
  expect(plan.expect.map(e => [e.name.text, e.count, e.verdict, e.length])).toEqual([
    ["states", 5, undefined, undefined],
    ["p", undefined, "violated", 3],
  ]);
  expect(plan.scenario).toEqual({ name: "s", file: "dir/s.yaml", about: "words" });
  expect(plan.diagnostics).toEqual([]);
});

test("a scenario that says nothing more checks everything as the model says", () => {
  const plan = planOf(tree(""));
  expect(plan.settings.properties).toBeUndefined();
  expect([...plan.settings.constants, ...plan.settings.times, ...plan.settings.faults]).toEqual([]);
  expect(plan.expect).toEqual([]);
});

test.each([
  ["explore: exhaustive", undefined],
  ["explore: random", { runs: 1000, depth: 50, seed: 1 }],
  ["explore: { random: { depth: 7 } }", { runs: 1000, depth: 7, seed: 1 }],
  ["explore: { random: { runs: 5, depth: 7, seed: 0 } }", { runs: 5, depth: 7, seed: 0 }],
])("%s", (text, random) => {
  expect(planOf(tree(text)).random).toEqual(random);
});

test("an expectation of a property that the scenario leaves out is a mistake", () => {
  const { diagnostics } = planOf(
    tree("properties: [cancel-wins]\nexpect: { cancel-win: holds, states: 3 }\n"),
  );
  expect(diagnostics.map(d => [d.code, d.span && textOf(d.span), d.fix])).toEqual([
    ["expectation-unmatched", "cancel-win", "did you mean 'cancel-wins'?"],
  ]);
});

const SET = tree(`variant: x
constants: { x: 1, m: 2 }
triggers: { x: 3, t: 1 }
faults: { x.crashes: 4, c.losses: 1 }
properties: [x, p]
`);

test.each([
  ["unknown-variant", "there is no variant 'x'", "x", "variant: x"],
  ["unknown-constant", "there is no constant 'x'", "x", "constants: { x"],
  ["bad-setting", "'2' is not a value of the constant 'm', which is bool", "m", "x: 1, m"],
  ["unknown-trigger", "there is no trigger 'x'", "x", "triggers: { x"],
  ["unknown-fault", "there is no fault 'x.crashes'", "x.crashes", "faults: { x.crashes"],
  ["unknown-fault", "there is no fault 'c.losses'", "c.losses", "x.crashes: 4, c.losses"],
  ["unknown-property", "there is no property 'x'", "x", "properties: [x"],
  ["switched-off", "the property 'p' is switched off", "p", "properties: [x, p"],
])("a message of %s stands where the scenario says it", (code, message, name, before) => {
  const [found] = located([diagnostic(code, message)], SET);
  const span = found?.span;
  expect(span && textOf(span)).toBe(name);
  expect(span?.source.text.slice(0, span.end).endsWith(before)).toBe(true);
});

test("messages that have a place keep it, and others that name nothing of the scenario have none", () => {
  const placed = diagnostic("unknown-name", "there is no 'x'", SET.name.span);
  const other = diagnostic("unknown-constant", "there is no constant 'else'");
  expect(located([placed, other], SET)).toEqual([placed, other]);
});

test("no message makes it fail", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (code, message) => {
      expect(located([diagnostic(code, message)], SET)).toHaveLength(1);
    }),
  );
});
