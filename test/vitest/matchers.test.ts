// The matchers: what passes, what fails and with which words, and that what is not decided passes neither way.

import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { check, defineModel } from "../../src/index.ts";
import { toBreak } from "../../src/vitest/run-of.ts";
import { runOf } from "../../src/vitest.ts";

const FILES = new URL("../cli/files/", import.meta.url);
const RACE = new URL("race.yaml", FILES);
const CARELESS = new URL("scenarios/careless.yaml", FILES);

const light = defineModel({
  model: "light",
  machines: {
    lamp: {
      initial: "off",
      states: { off: { on: { press: "on" } }, on: { on: { press: "off" } } },
    },
  },
  properties: {
    "can-be-lit": { reachable: "lamp.state == on" },
    "stays-dark": { always: "lamp.state == off", because: "it is night" },
    "is-two": { reachable: "lamp.state == off and lamp.state == on" },
  },
});

const still = defineModel({
  model: "still",
  machines: { lamp: { initial: "off", states: { off: { type: "rest" } } } },
  properties: { dark: { always: "lamp.state == off" } },
});

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

const none = { pictures: false } as const;

test("passes: a model by name, by path, by URL, and what check returned", () => {
  expect(light).toHold("can-be-lit");
  expect(light).toReach("can-be-lit", { length: 1 });
  expect(light).toViolate("stays-dark");
  expect(light).toViolate("stays-dark", { length: 1 });
  expect(light).not.toViolate("stays-dark", { length: 2 });
  expect(light).not.toHold("stays-dark");
  expect(light).not.toHold();
  expect(light).not.toReach("is-two");
  expect(RACE).toHold({ set: { careful: true } });
  expect("test/cli/files/race.yaml").toViolate("cancel-is-kept");
  expect(CARELESS).toBeAsExpected();
  expect(CARELESS).toViolate("cancel-is-kept", { length: 3 });
  const checked = check(light);
  expect(checked).toHold("can-be-lit");
  expect(checked.kind === "checked" && checked.result).toViolate("stays-dark");
});

describe("fails", () => {
  test("with the run, as check tells it", () => {
    const message = messageOf(() => expect(light).toHold("stays-dark", none));
    expect(message).toContain(
      "expected stays-dark of light to hold, but it is violated in 1 step (all 2 states seen)",
    );
    expect(message).toMatch(/1 {3}.*press/);
    expect(message).toContain("it is night");
  });

  test.each([
    [
      "toHold",
      () => expect(light).not.toHold("can-be-lit", none),
      "not to hold, but it is reached",
    ],
    ["toHold all", () => expect(light).toHold(none), "is-two is unreached"],
    [
      "length",
      () => expect(light).toViolate("stays-dark", { length: 2, ...none }),
      "to be violated in 2 steps, but it is violated in 1 step",
    ],
    ["toReach", () => expect(light).toReach("is-two", none), "but it is unreached"],
    [
      "expected",
      () => expect(light).toBeAsExpected(none),
      "stays-dark is violated in 1 step, expected to hold",
    ],
    ["not expected", () => expect(CARELESS).not.toBeAsExpected(none), "careless is as expected"],
    ["holds", () => expect(still).not.toHold("dark", none), "not to hold, but it holds (its only"],
    ["one state", () => expect(still).toViolate("dark", none), "violated, but it holds (its only"],
  ])("%s", (_, assertion, words) => {
    expect(messageOf(assertion)).toContain(words);
  });
});

const NASTY = "m\n::error::pwned\u001b[2J";
const hostile = defineModel({
  model: NASTY,
  machines: {
    lamp: {
      initial: "off",
      states: { off: { on: { press: "on" } }, on: { on: { press: "off" } } },
    },
  },
  properties: { "stays-dark": { always: "lamp.state == off", because: NASTY } },
});

test.each([
  ["toHold", () => expect(hostile).toHold(none)],
  ["toHold one", () => expect(hostile).toHold("stays-dark", none)],
  ["undecided", () => expect(hostile).toHold({ limits: { states: 1 }, ...none })],
  ["toViolate", () => expect(hostile).not.toViolate("stays-dark", none)],
  ["toBeAsExpected", () => expect(hostile).toBeAsExpected(none)],
  ["no property", () => expect(hostile).toHold("is-two", none)],
  ["no such kind", () => expect(hostile).toReach("stays-dark", none)],
  ["no file", () => expect(`${NASTY}.yaml`).toHold(none)],
  ["refused", () => expect({ name: `${NASTY}.yaml`, text: `model: x\nk: 1` }).toHold(none)],
  ["toBreak", () => expect(runOf(hostile, ["lamp: press"], none)).not.toBreak("stays-dark")],
  ["toBreak: no", () => expect(runOf(hostile, [], none)).toBreak("stays-dark")],
  ["toBreak: no property", () => expect(runOf(hostile, [], none)).toBreak("is-two")],
  ["toBreak: nobody", () => expect(runOf(hostile, [`${NASTY}: x`])).toBreak("stays-dark")],
])("no name of a model steers a terminal or a runner: %s", (_, assertion) => {
  const lines = messageOf(assertion).split("\n");
  expect(lines.join("").length).toBeGreaterThan(0);
  expect(lines.filter(line => /^\s*::|\p{Cc}/u.test(line))).toEqual([]);
});

test("what is undecided for one reason is said once", () => {
  const message = messageOf(() => expect(RACE).toHold({ limits: { states: 2 }, ...none }));
  expect(message).toMatch(/^nothing is known of race: cancel-is-kept, .* are undecided: /);
  expect(message.match(/undecided/g)).toHaveLength(1);
});

test("what is not decided passes neither way", () => {
  const few = { limits: { states: 2 }, ...none };
  expect(messageOf(() => expect(RACE).toHold("cancel-is-kept", few))).toContain("is undecided");
  expect(messageOf(() => expect(RACE).not.toHold("cancel-is-kept", few))).toContain("is undecided");
  expect(messageOf(() => expect(RACE).toHold(few))).toContain("nothing is known of race");
  expect(messageOf(() => expect(RACE).not.toHold(few))).toContain("nothing is known of race");
  expect(messageOf(() => expect(RACE).toViolate("cancel-is-kept", few))).toContain("undecided");
  expect(messageOf(() => expect(RACE).not.toViolate("cancel-is-kept", few))).toContain("undecided");
  expect(messageOf(() => expect(RACE).not.toReach("completes", few))).toContain("undecided");
  expect(messageOf(() => expect(CARELESS).not.toBeAsExpected(few))).toContain("undecided");
});

test.each([
  [
    "an unknown property",
    () => expect(light).not.toHold("can-be-lid"),
    "did you mean 'can-be-lit'?",
  ],
  [
    "a kind that is not reached",
    () => expect(light).not.toReach("stays-dark"),
    "say toHold or toViolate",
  ],
  ["a kind that is not violated", () => expect(light).not.toViolate("is-two"), "say toReach"],
  [
    "a file that is not there",
    () => expect("nowhere.yaml").not.toHold(),
    "'nowhere.yaml' cannot be read",
  ],
  ["what is no model", () => expect({}).not.toHold(), "this is no model"],
  ["settings too late", () => expect(check(light)).toHold({ set: { x: 1 } }), "'set' belongs into"],
  [
    "a broken model",
    () => expect(new URL("broken.yaml", FILES)).not.toHold(),
    "cannot be checked:",
  ],
  [
    "a refused result",
    () => expect(check({ name: "x.yaml", text: "model: x" })).not.toHold(),
    "machines",
  ],
  ["an unknown setting", () => expect(RACE).not.toHold({ set: { careful2: 1 } }), "careful"],
])("a mistake in the test fails with and without not: %s", (_, assertion, words) => {
  expect(messageOf(assertion)).toContain(words);
});

test("the picture of the run is written under a name that stays the same", () => {
  const pictures = mkdtempSync(join(tmpdir(), "migcheck-pictures-"));
  const pathOf = () =>
    /^picture: (.*)$/m.exec(messageOf(() => expect(light).toHold("stays-dark", { pictures })))?.[1];
  const path = pathOf() ?? "";
  expect(path).toMatch(/light-stays-dark-[0-9a-f]{8}\.svg$/);
  expect(pathOf()).toBe(path);
  expect(readFileSync(path, "utf8")).toContain("</svg>");
  expect(existsSync(join(pictures, ".gitignore"))).toBe(false);
});

test("the picture of a run has the same name wherever the tests lie", () => {
  const pictures = mkdtempSync(join(tmpdir(), "migcheck-pictures-"));
  const names = ["/home/a", "/home/b"].map(home => {
    vi.spyOn(process, "cwd").mockReturnValue(home);
    const state = { isNot: true, testPath: `${home}/x.test.ts`, currentTestName: "x" };
    const run = runOf(light, ["lamp: press"], { pictures });
    const message = toBreak.call(state, run, "stays-dark").message();
    vi.restoreAllMocks();
    return /light-stays-dark-[0-9a-f]{8}\.svg$/m.exec(message)?.[0];
  });
  expect(names[0]).toBeDefined();
  expect(names[1]).toBe(names[0]);
});

test("a folder for pictures that is a file", () => {
  const pictures = fileURLToPath(RACE);
  const message = messageOf(() => expect(light).toHold("stays-dark", { pictures }));
  expect(message).toContain("race.yaml' is no folder");
});

test("where no picture can be written, the failure is still told", () => {
  const message = messageOf(() => expect(light).toHold("stays-dark", { pictures: "/dev/null/x" }));
  expect(message).toContain("no picture: ");
  expect(message).toContain("expected stays-dark of light to hold");
});
