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
