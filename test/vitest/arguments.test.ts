// What is given to matchers and runs: nothing is dropped, so a slip in a setting does not pass.

import { expect, test } from "vitest";
import { assertHolds, check } from "../../src/index.ts";
import { toBeAsExpected, toHold, toReach, toViolate } from "../../src/vitest/matchers.ts";
import { toBreak } from "../../src/vitest/run-of.ts";
import { describeScenarios, type RunStep, runOf } from "../../src/vitest.ts";

const RACE = "test/cli/files/race.yaml";
const SOURCE = {
  name: "x.yaml",
  text: "model: x\nmachines: { m: { initial: a, states: { a: } } }",
};
const state = { isNot: true };
const property = "cancel-is-kept";

const hold = (...given: unknown[]) => toHold.call(state, RACE, ...given);
const violate = (...given: unknown[]) => toViolate.call(state, RACE, ...given);
const checked = (options: unknown) => check(SOURCE, options as object);
const run = (settings: unknown) => runOf(RACE, [], settings as object);

test.each<[() => unknown, string]>([
  [
    () => hold(["a", "b"], { set: 1 }),
    'say toHold("property", { ... }): there is one argument too many',
  ],
  [() => hold(["a", "b"]), "settings are an object { ... }, not a list"],
  [() => hold(5), "settings are an object { ... }, not 5"],
  [() => hold(undefined, { variant: "x" }), "one argument too many"],
  [() => hold(property, "completes", {}), "one argument too many"],
  [() => hold(property, "completes"), 'settings are an object { ... }, not "completes"'],
  [() => hold(property, null), "settings are an object { ... }, not null"],
  [() => hold(property, new Map([["set", {}]])), "settings are an object { ... }, not a Map"],
  [() => hold({ sett: { careful: true } }), "there is no setting 'sett'; did you mean 'set'?"],
  [() => hold(property, { length: 3 }), "there is no setting 'length'; there is set, variant, "],
  [() => violate(), 'say toViolate("property", { ... }): undefined is not the name of a property'],
  [() => violate(property, { lenght: 77 }), "did you mean 'length'?"],
  [() => violate(property, { length: -1 }), "'length' takes a whole number from 0 on, not -1"],
  [
    () => violate(property, { engine: "fast" }),
    "'engine' takes auto, interpreter or wasm, not \"fast\"",
  ],
  [
    () => violate(property, { pictures: true }),
    "'pictures' takes a folder, or false for none, not true",
  ],
  [
    () => violate(property, { limits: { states: Number.NaN } }),
    "'limits.states' takes a whole number from 1 on, not NaN",
  ],
  [
    () => violate(property, { limits: { state: 5 } }),
    "there is no setting 'limits.state'; did you mean 'states'?",
  ],
  [
    () => violate(property, { limits: { seconds: "5" } }),
    "'limits.seconds' takes a number above 0, not \"5\"",
  ],
  [
    () => violate(property, { set: new Map([["careful", true]]) }),
    "'set' is an object { ... }, not a Map",
  ],
  [
    () => violate(property, { set: { careful: [1] } }),
    "'set.careful' takes a text, a number, true or false, not a list",
  ],
  [
    () => violate(property, { times: { cancel: 1.5 } }),
    "'times.cancel' takes a whole number from 0 on, not 1.5",
  ],
  [() => violate(property, { random: { runs: 5 } }), "'random' needs 'depth'"],
  [() => toReach.call(state, RACE, { length: 1 }), "an object is not the name of a property"],
  [
    () => toBeAsExpected.call(state, RACE, property),
    'settings are an object { ... }, not "cancel-is-kept"',
  ],
  [
    () => toBreak.call(state, run({}), property, { pictures: false }),
    "toBreak takes no settings: they belong into runOf",
  ],
  [() => toBreak.call(state, run({})), 'say toBreak("property"): undefined is not the name'],
  [() => runOf(RACE, undefined as unknown as RunStep[]), "runOf takes a list of actions"],
  [() => run({ strat: {} }), "there is no setting 'strat'; did you mean 'start'?"],
  [() => run("careful"), 'settings are an object { ... }, not "careful"'],
  [
    () => describeScenarios(RACE, { skip: "large" } as object),
    "'skip' takes a list of texts, not \"large\"",
  ],
  [() => describeScenarios(RACE, { skipp: [] } as object), "did you mean 'skip'?"],
  [
    () => describeScenarios(new URL("http://localhost/x")),
    "'http://localhost/x' is no file: give a path",
  ],
  [
    () => toHold.call(state, new URL("http://localhost/x.yaml")),
    "'http://localhost/x.yaml' is no file",
  ],
  [
    () => check(undefined as unknown as typeof SOURCE),
    "check takes a model's text: { name, text }, not undefined",
  ],
  [() => check(RACE as unknown as typeof SOURCE), `{ name, text }, not "${RACE}"`],
  [() => assertHolds({} as typeof SOURCE), "check takes a model's text"],
  [() => checked({ properties: "x" }), "'properties' takes a list of texts, not \"x\""],
  [
    () => checked({ random: { runs: 1, depth: -5, seed: 1 } }),
    "'random.depth' takes a whole number from 1 on, not -5",
  ],
  [
    () => checked({ random: { runs: 1, depth: 5, seed: "abc" } }),
    "'random.seed' takes a whole number from 0 on, not \"abc\"",
  ],
  [() => checked({ all: "yes" }), "'all' takes true or false, not \"yes\""],
  [() => checked({ grpah: true }), "there is no setting 'grpah'; did you mean 'graph'?"],
  [() => checked(null), "settings are an object { ... }, not null"],
])("%s", (call, words) => {
  expect(call).toThrow(words);
  expect(call).not.toThrow(TypeError);
});

test("what is undefined is left out", () => {
  const nothing = { set: undefined, variant: undefined, limits: undefined };
  expect(RACE).toViolate(property, { ...nothing, length: undefined, pictures: false });
  expect(RACE).toHold("completes", undefined);
  expect(RACE).toBeAsExpected({ limits: { states: undefined }, set: { careful: true } });
  expect(check(SOURCE, { properties: undefined, limits: {} }).kind).toBe("checked");
});
