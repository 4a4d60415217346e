// Runs of a model as arbitraries: what is drawn can be executed by name, and reads as what it is.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { schedules, triggerSequences } from "../../src/fast-check.ts";
import { defineModel } from "../../src/index.ts";
import { runOf } from "../../src/vitest.ts";
import { vast } from "./starts.ts";

const RACE = new URL("../cli/files/race.yaml", import.meta.url);
const REPLICAS = new URL("../cli/files/replicas.yaml", import.meta.url);

const start = defineModel({
  model: "start",
  variables: { level: { type: "0..2", initial: "any" } },
  machines: {
    m: {
      initial: "low",
      states: {
        low: {
          on: {
            raise: {
              choose: "by in 1..2",
              guard: "level + by <= 2",
              actions: "level = level + by",
            },
          },
        },
      },
    },
  },
  triggers: { raise: { by: "operator" } },
  properties: { never: { never: "level < 0" } },
});

test("a run that is drawn can be executed by the names of its actions", () => {
  for (const model of [RACE, REPLICAS, start]) {
    fc.assert(
      fc.property(schedules(model, { depth: 5 }), run => {
        const property = model === RACE ? "completes" : "deadlock";
        if (model === start && run.start["level"] === 2) expect(run).toHaveLength(0);
        let message = "";
        try {
          expect(runOf(model, run, { start: run.start })).toBreak(
            model === start ? "never" : property,
          );
        } catch (error) {
          message = String(error);
        }
        expect(message).not.toMatch(
          /the model has no action|not enabled|needs a value|cannot start/,
        );
      }),
      { numRuns: 10, seed: 1 },
    );
  }
});

test("a counterexample shrinks, and prints as the argument of runOf", () => {
  const found = fc.check(
    fc.property(schedules(RACE), run => !run.some(a => a.name === "cancel")),
    { seed: 1 },
  );
  expect(fc.stringify(found.counterexample?.[0])).toBe('["monitor: cancel"]');
  expect(found.counterexample?.[0]).toEqual([
    { action: "monitor: cancel", name: "cancel", kind: "trigger", agent: "monitor", params: {} },
  ]);
});

const words = defineModel({
  model: "words",
  types: { Word: ["ok", "a b", "c, d"] },
  variables: {
    said: { type: "Word", initial: "any" },
    heard: { type: "set of Word", initial: "any" },
    n: { type: "0..1", initial: "any" },
  },
  machines: {
    m: {
      initial: "s",
      states: { s: { on: { say: { choose: "w in Word", actions: "said = w" } } } },
    },
  },
  triggers: { say: { times: 2 } },
  properties: { unsaid: { never: 'said == "a b"' }, quiet: { never: 'said == "c, d" and n == 1' } },
});

test.each(["unsaid", "quiet"])(
  "a counterexample with names that need quotes breaks %s as it is, and as it is printed",
  property => {
    const word = property === "unsaid" ? "a b" : "c, d";
    const found = fc.check(
      fc.property(
        schedules(words, { depth: 3 }),
        run => run.start["n"] === 0 || !run.some(a => a.params["w"] === word),
      ),
      { seed: 1 },
    );
    const [run] = found.counterexample ?? [];
    if (!run) throw new Error("nothing was found");
    expect(runOf(words, run, { start: run.start })).toBreak(property);
    const text = fc.stringify(run);
    expect(text).toContain(", { start: { said: ");
    const printed = new Function("runOf", "words", `return runOf(words, ${text})`);
    expect(printed(runOf, words)).toBreak(property);
  },
);

test("a name that would be lost or hidden in the printed run is not", () => {
  const model = defineModel({
    model: "names",
    variables: { seen: "0..1 = 0" },
    machines: {
      m: {
        initial: "a",
        states: {
          a: { on: { "go\u202e": { choose: '"__proto__" in 1..1', actions: "seen = 1" } } },
        },
      },
    },
    triggers: { "go\u202e": {} },
  });
  const [run] = fc.sample(schedules(model, { depth: 1 }), { numRuns: 1, seed: 1 });
  expect(fc.stringify(run)).toBe('[{ action: "m: go\\u{202e}", params: { ["__proto__"]: 1 } }]');
  const [triggers] = fc.sample(triggerSequences(model, { depth: 1 }), { numRuns: 1, seed: 1 });
  expect(fc.stringify(triggers)).toBe("[go\ufffd -> m (__proto__ = 1)]");
});

test("the sequence of triggers is what of a run comes from outside", () => {
  const [run] = fc.sample(schedules(start, { depth: 3 }), { numRuns: 1, seed: 3 });
  const [triggers] = fc.sample(triggerSequences(start, { depth: 3 }), { numRuns: 1, seed: 3 });
  expect(triggers).toEqual(run);
  const found = fc.check(
    fc.property(triggerSequences(start), s => s.length === 0),
    { seed: 1 },
  );
  expect(fc.stringify(found.counterexample?.[0])).toMatch(/^\[raise -> m \(by = [12]\)\]$/);
  const none = fc.sample(triggerSequences(RACE, { except: ["cancel"] }), { numRuns: 20, seed: 1 });
  expect(none.flat()).toEqual([]);
});

test("settings apply, and what cannot be run is thrown", () => {
  const all = fc.sample(triggerSequences(RACE, { times: { cancel: 3 } }), { numRuns: 50, seed: 1 });
  expect(Math.max(...all.map(s => s.length))).toBe(3);
  expect(() => schedules("test/cli/files/broken.yaml")).toThrow("cannot be checked:");
  expect(() => schedules({} as "")).toThrow("this is no model");
});

test.each<[object, string]>([
  [{ lenght: 77 }, "there is no setting 'lenght'"],
  [{ depth: Number.POSITIVE_INFINITY }, "'depth' takes a whole number from 0 on, not Infinity"],
  [{ strategy: "nope" }, "'strategy' takes uniform, rare, pct or swarm, not \"nope\""],
  [{ set: [] }, "'set' is an object { ... }, not a list"],
])("settings that are wrong are refused: %j", (settings, words) => {
  expect(() => schedules(RACE, settings)).toThrow(words);
  expect(() => triggerSequences(RACE, settings)).toThrow(words);
});

test("'except' names triggers of the model", () => {
  expect(() => triggerSequences(RACE, { except: ["cancl"] })).toThrow(
    "'except' names 'cancl', which is no trigger; did you mean 'cancel'?",
  );
  expect(() => schedules(RACE, { except: [] } as object)).toThrow("there is no setting 'except'");
});

test("of a model with very many initial states runs are drawn, from the first ones", () => {
  const [run] = fc.sample(schedules(vast(), { depth: 2 }), { numRuns: 1, seed: 1 });
  expect(run?.start).toMatchObject({ a: 0 });
});

test("of one of which none can be found it is said, and not looked for without end", () => {
  const words =
    /^vast: \d+ values were tried and no initial state was found; 'initially' leaves too few/;
  const none = vast("d == 300");
  expect(() => fc.sample(schedules(none), { numRuns: 1 })).toThrow(words);
  expect(() => fc.sample(triggerSequences(none), { numRuns: 1 })).toThrow(words);
});
