// A run of a model by names: red where it breaks its property, green where it is not possible any more, and an error where the
// test is out of date or one run cannot tell.

import { expect, test } from "vitest";
import { defineModel } from "../../src/index.ts";
import { type RunStep, runOf } from "../../src/vitest.ts";

const RACE = new URL("../cli/files/race.yaml", import.meta.url);
const RACE_RUN = [
  "thread: copying -> done (1/2)",
  "monitor: cancel",
  "thread: copying -> done (2/2)",
];
const none = { pictures: false } as const;

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

test("red before the repair, with the run; green after it", () => {
  const before = runOf(RACE, RACE_RUN, none);
  expect(before).toBreak("cancel-is-kept");
  const message = messageOf(() => expect(before).not.toBreak("cancel-is-kept"));
  expect(message).toContain(
    "expected the run not to break cancel-is-kept of test/cli/files/race.yaml",
  );
  expect(message).toContain("   2   operator: cancel → monitor");
  expect(runOf(RACE, RACE_RUN, { set: { careful: true }, ...none })).not.toBreak("cancel-is-kept");
});

test("a run that does not break it is green, and red where it should", () => {
  const short = runOf(RACE, RACE_RUN.slice(0, 2), none);
  expect(short).not.toBreak("cancel-is-kept");
  expect(messageOf(() => expect(short).toBreak("cancel-is-kept"))).toContain("but it does not");
  const unfit = runOf(RACE, RACE_RUN.toReversed(), none);
  expect(messageOf(() => expect(unfit).toBreak("cancel-is-kept"))).toContain(
    "is not enabled any more",
  );
});

const open = defineModel({
  model: "open",
  variables: { x: { type: "0..3", initial: "any" } },
  machines: {
    m: {
      initial: "a",
      states: {
        a: { on: { go: { choose: "to in 0..3", actions: "x = to", target: "b" } } },
        b: null,
      },
    },
  },
  triggers: { go: {} },
  properties: {
    small: { always: "x < 3" },
    back: { possible: "m.state == a" },
  },
});

test("starts, parameters and triggers of which nothing is said", () => {
  const going = (to: number): RunStep => ({ action: "m: go", params: { to } });
  expect(runOf(open, [going(3)], { start: { x: 1 } })).toBreak("small");
  expect(runOf(open, [going(2)], { start: { x: 1 } })).not.toBreak("small");
  const unhandled = { action: "go", unhandled: { machine: "m", state: "b" } };
  expect(runOf(open, [going(0), unhandled], { start: { x: 0 } })).toBreak("unhandled");
});

test("crashes and losses act as well", () => {
  const model = defineModel({
    model: "lossy",
    channels: { wire: { messages: ["ping"], losses: 1 } },
    processes: { p: { crashes: 1 } },
    machines: {
      m: {
        initial: "a",
        states: {
          a: { always: { actions: "send ping to wire", target: "b" } },
          b: { type: "rest" },
        },
      },
      n: {
        initial: "a",
        process: "p",
        states: { a: { on: { ping: "b" }, type: "rest" }, b: { type: "rest" } },
      },
    },
    properties: { kept: { always: "wire.losses-left == 1" } },
  });
  expect(runOf(model, ["m: a -> b", "wire: lose"], none)).toBreak("kept");
  expect(runOf(model, ["m: a -> b", "p: crash"], none)).not.toBreak("kept");
});

test.each([
  [
    "the property",
    () => expect(runOf(RACE, RACE_RUN)).not.toBreak("cancel-is-keppt"),
    "did you mean 'cancel-is-kept'?",
  ],
  [
    "the machine",
    () => expect(runOf(RACE, ["threat: copying -> done"])).not.toBreak("cancel-is-kept"),
    "has no 'threat', which acts in this run; did you mean 'thread'?",
  ],
  [
    "the file",
    () => expect(runOf("none.yaml", [])).not.toBreak("cancel-is-kept"),
    "'none.yaml' cannot be read",
  ],
  ["no run", () => expect(RACE).not.toBreak("cancel-is-kept"), "toBreak is about a run"],
  [
    "nobody acts",
    () => expect(runOf(RACE, ["cancel"])).not.toBreak("cancel-is-kept"),
    "the action 'cancel' does not say who acts; did you mean 'monitor: cancel'?",
  ],
  [
    "nobody acts in what the model does not have",
    () => expect(runOf(RACE, ["stop it"])).not.toBreak("cancel-is-kept"),
    "write 'machine: action'",
  ],
  [
    "an action with a slip",
    () => expect(runOf(RACE, ["monitor: cancle"])).not.toBreak("cancel-is-kept"),
    "race has no action 'monitor: cancle'; did you mean 'monitor: cancel'?",
  ],
  [
    "a step with a slip",
    () => expect(runOf(RACE, ["thread: coying -> done (1/2)"])).not.toBreak("cancel-is-kept"),
    "did you mean 'thread: copying -> done'?",
  ],
  [
    "a parameter that is not said",
    () => expect(runOf(open, ["m: go"], { start: { x: 1 } })).not.toBreak("small"),
    "the action 'm: go' needs a value of 'to': params: { to: ... }",
  ],
  [
    "a start that is not said",
    () => expect(runOf(open, [{ action: "m: go", params: { to: 3 } }])).not.toBreak("small"),
    'x can start in several ways; say how: start: { "x": ... }',
  ],
  [
    "something after what is unhandled",
    () => {
      const unhandled = { action: "go", unhandled: { machine: "m", state: "b" } };
      const run = runOf(open, [unhandled, "m: a -> b"], { start: { x: 0 } });
      expect(run).not.toBreak("unhandled");
    },
    "nothing can come after 'go', which is unhandled",
  ],
  [
    "a kind that one run cannot tell",
    () =>
      expect(
        runOf(open, [{ action: "m: go", params: { to: 0 } }], { start: { x: 0 } }),
      ).not.toBreak("back"),
    'say expect(model).toHold("back")',
  ],
])("out of date is neither red nor green, but an error: %s", (_, assertion, words) => {
  expect(messageOf(assertion)).toContain(words);
});

test.each([
  ["n", "b", "go", "open has no machine 'n'; there is m"],
  ["m", "c", "go", "open has no state 'c' of m; there is a, b"],
  ["m", "b", "goo", "open has no trigger 'goo'; did you mean 'go'?"],
])("out of date: %s in %s says nothing of %s", (machine, state, action, words) => {
  const unhandled = { action, unhandled: { machine, state } };
  const run = runOf(open, [unhandled], { start: { x: 0 } });
  expect(messageOf(() => expect(run).not.toBreak("unhandled"))).toBe(words);
});

test.each([
  ["no list", undefined, {}, "runOf takes a list of actions"],
  ["no action", [undefined], {}, "runOf takes a list of actions"],
  ["an action without a name", [{}], {}, "'steps[0].action' is not a text"],
  ["a long name", [`thread: ${"x".repeat(20_000)}`], {}, "is longer than 10000 characters"],
  ["many steps", Array(1_000_001).fill("monitor: cancel"), {}, "has more than 1000000 entries"],
  ["a loop after the end", RACE_RUN, { loop: 9 }, "'loop' is not a whole number from 0 to 3"],
  ["half a loop", RACE_RUN, { loop: 1.5 }, "'loop' takes a whole number from 0 on, not 1.5"],
])("what cannot be a run of any model is an error: %s", (_, steps, settings, words) => {
  expect(messageOf(() => runOf(RACE, steps as RunStep[], settings))).toContain(words);
});

test.each([
  ["a row is gone", ["monitor: refuse it"]],
  ["a row is one step now", ["thread: copying -> done (1/3)"]],
  ["a row has another number", ["monitor: cancel #2"]],
  ["a row between other states is gone", ["thread: copying -> stopped"]],
  ["short names are near each other", ["thread: a -> b"]],
  ["its neighbour is in the run as well", ["monitor: cancel", "monitor: cancle"]],
])("what a repair may take away breaks nothing: %s", (_, steps) => {
  expect(runOf(RACE, steps)).not.toBreak("cancel-is-kept");
});
