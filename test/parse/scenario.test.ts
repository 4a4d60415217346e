// Scenario files: every key of the language page, and how they are told from models.

import { expect, test } from "vitest";
import { isScenario, parseScenario } from "../../src/parse/scenario.ts";
import { spanless } from "./arbitrary-syntax.ts";

const FULL = `
scenario: cancel-loses
about: text
source: a mail
model: ../models/cancel.yaml
variant: before-fix
constants: { fixed: false, n: 3 }
triggers: { cancel: 2 }
faults: { source.crashes: 1, wire.losses: 0, wire.duplicates: 1 }
limits: { states: 1000000, seconds: 60, memory: 2048 }
explore: { random: { runs: 1000, depth: 50, seed: 0 } }
properties: [cancel-wins]
expect:
  states: 123
  cancel-wins: violated
  no-way-back: { violated: 5 }
  deadlock: holds
`;

test("a scenario with every key", () => {
  const { scenario, diagnostics } = parseScenario({ name: "s.yaml", text: FULL });
  expect(diagnostics).toEqual([]);
  expect(spanless(scenario)).toEqual({
    name: { text: "cancel-loses" },
    about: "text",
    source: ["a mail"],
    model: { text: "../models/cancel.yaml" },
    variant: { text: "before-fix" },
    constants: [
      { name: { text: "fixed" }, value: { kind: "bool", value: false } },
      { name: { text: "n" }, value: { kind: "int", value: 3 } },
    ],
    triggers: [{ name: { text: "cancel" }, times: 2 }],
    faults: [
      { kind: "crashes", of: { text: "source" }, times: 1 },
      { kind: "losses", of: { text: "wire" }, times: 0 },
      { kind: "duplicates", of: { text: "wire" }, times: 1 },
    ],
    limits: { states: 1000000, seconds: 60, memory: 2048 },
    explore: { kind: "random", runs: 1000, depth: 50, seed: 0 },
    properties: [{ text: "cancel-wins" }],
    expect: [
      { name: { text: "states" }, count: 123 },
      { name: { text: "cancel-wins" }, verdict: "violated" },
      { name: { text: "no-way-back" }, verdict: "violated", length: 5 },
      { name: { text: "deadlock" }, verdict: "holds" },
    ],
  });
});

test("what is left out is exhaustive, unlimited and about all properties", () => {
  const { scenario, diagnostics } = parseScenario({
    name: "s.yaml",
    text: "scenario: s\nmodel: m.yaml\nexplore: exhaustive\n",
  });
  expect(diagnostics).toEqual([]);
  expect(scenario?.explore).toEqual({ kind: "exhaustive" });
  expect(scenario?.limits).toEqual({});
  expect(scenario?.properties).toBeUndefined();
});

test.each([
  ["scenario: s\n", true],
  ["about: x\r\nscenario: s\r\n", true],
  ['"scenario": s\n', true],
  ['{ "about": "x", "scenario": "s" }', true],
  ["scenario:\n", true],
  ["model: scenario\n", false],
  ["model: m\nabout: |\n  scenario: s\n", false],
  ['{ "model": "m", "types": { "scenario": ["a"] } }', false],
  ["scenarios: s\n", false],
  ["{{{{ scenario:", false],
  ["", false],
])("%j is a scenario: %s", (text, expected) => {
  expect(isScenario({ name: "s.yaml", text })).toBe(expected);
});
