// Races by walks over edges, against the definition asked of the interpreter, for random models; and what is left alone.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { explore } from "../../../src/explore/breadth-first.ts";
import { raceCover } from "../../../src/explore/races/cover.ts";
import { MOST_TRANSITIONS, racesOf } from "../../../src/explore/races/races.ts";
import type { RacesSeen } from "../../../src/model/races.ts";
import type { Interpreter } from "../../../src/model/stepper.ts";
import { compileText, models } from "../../generate/model.ts";
import { sameAsDefinition } from "./compare.ts";

function interpreterOf(text: string): Interpreter {
  const { program } = compileText(text);
  if (!program) throw new Error("does not compile");
  return interpret(program);
}

function found(interpreter: Interpreter): RacesSeen {
  const outcome = explore(interpreter, { limits: {}, now: () => 0 });
  return racesOf(interpreter.program, outcome, false);
}

describe("races", () => {
  test.each([
    "mail/cancel-versus-error",
    "mail/derived-status",
    "examples/two-hosts",
    "examples/page-requests",
    "nova/compute-restart",
    "museum/qemu/b05-cancel-while-parked",
    "museum/kubevirt/k04-double-start",
  ])("of %s are those of the definition", name => {
    const interpreter = interpreterOf(readFileSync(`models/${name}.yaml`, "utf8"));
    expect(sameAsDefinition(interpreter).differ).toBeGreaterThan(0);
  });

  test("of random models are those of the definition", () => {
    let pairs = 0;
    fc.assert(
      fc.property(models(60), text => {
        pairs += sameAsDefinition(interpreterOf(text)).pairs;
      }),
      { numRuns: 8, seed: 11 },
    );
    expect(pairs).toBeGreaterThan(0);
  });

  test("a pair that is never together is counted where both happen", () => {
    const { races, never } = found(
      interpreterOf(`
model: m
variables: { x: 0..3 = 0 }
machines:
  a: { initial: s, states: { s: { always: { target: t, actions: x = 1 } }, t: { type: final } } }
  b: { initial: s, states: { s: { always: { guard: x == 1, target: t } }, t: { always: { guard: x == 2, target: s } } } }
`),
    );
    expect([races, never]).toEqual([[], 1]);
  });

  test("own steps of one agent are alternatives, and so are arrivals of one trigger", () => {
    const { races, never } = found(
      interpreterOf(`
model: m
triggers: { go: {} }
machines:
  a: { initial: s, states: { s: { always: [{ name: one, target: t }, { name: two, target: t }] }, t: { type: final } } }
  b: { count: 2, initial: s, states: { s: { on: { go: t } }, t: { type: final } } }
`),
    );
    expect([races.length, never]).toEqual([2, 0]);
  });

  test("a trigger that another row takes up after the other event is the same event", () => {
    const { sides, races } = found(
      interpreterOf(`
model: m
triggers: { cancel: { times: 1 }, error: { times: 1 } }
variables: { end: { type: [none, cancelled, failed, both], initial: none } }
machines:
  a:
    initial: active
    states:
      active:
        on:
          cancel: { target: over, actions: end = cancelled }
          error: { target: over, actions: end = failed }
      over: { on: { cancel: { actions: "if end == failed then end = both" }, error: { actions: skip } } }
`),
    );
    const [race] = races.filter(r => r.difference);
    expect(race?.sides.map(s => sides[s]?.event.name)).toEqual(["cancel", "error"]);
    expect(race?.difference?.ends.map(e => e.kind)).toEqual(["both", "both"]);
    expect(race?.difference?.ends.map(e => e.steps.length)).toEqual([2, 2]);
  });

  test("of a space that was not seen whole or is large nothing is said", () => {
    const interpreter = interpreterOf(
      "model: m\nmachines: { a: { initial: s, states: { s: { always: t }, t: null } } }",
    );
    const cut = explore(interpreter, { limits: { states: 1 }, now: () => 0 });
    expect(racesOf(interpreter.program, cut, true)).toMatchObject({ races: [], reason: "states" });
    const whole = explore(interpreter, { limits: {}, now: () => 0 });
    const edges = () => {
      throw new Error("edges were made");
    };
    const large = { ...whole, transitions: MOST_TRANSITIONS + 1, edges };
    expect(racesOf(interpreter.program, large, false).reason).toBe("size");
    expect(() => racesOf(interpreter.program, large, true)).toThrow("edges were made");
  });
});

describe("what runs exercise", () => {
  const interpreter = interpreterOf(`
model: m
triggers: { go: { times: 1 } }
variables: { x: 0..3 = 0 }
machines:
  a: { initial: s, states: { s: { on: { go: { actions: x = 1 } }, always: { guard: x == 0, target: t } }, t: { ignore: [go] } } }
  b: { initial: s, states: { s: { always: { target: t, actions: x = 2 } }, t: { type: final } } }
`);
  const start = new Int32Array(interpreter.program.slots.length);
  interpreter.initial(state => {
    start.set(state);
    return false;
  });

  test("is an order for each other thing that could have come first", () => {
    const cover = raceCover(interpreter.program);
    const enabled = interpreter.enabled(start);
    expect(enabled.length).toBe(3);
    expect(cover.summary()).toEqual({ exercised: 0, both: 0, pairs: [] });
    for (const [taken, exercised, both] of [
      [0, 2, 0],
      [0, 2, 0],
      [1, 3, 1],
      [2, 3, 3],
    ] as const) {
      const step = enabled[taken];
      if (step) cover.see(enabled, step);
      const summary = cover.summary();
      expect([summary.exercised, summary.both]).toEqual([exercised, both]);
    }
    const orders = cover.summary().pairs.map(p => [...p.sides.map(s => s.event.name), p.first]);
    expect(orders).toEqual([
      ["go", "a: s -> t", "both"],
      ["go", "b: s -> t", "both"],
      ["a: s -> t", "b: s -> t", "both"],
    ]);
  });

  test("is the same by numbers of commands", () => {
    const [one, other] = [raceCover(interpreter.program), raceCover(interpreter.program)];
    const enabled = interpreter.enabled(start);
    const [taken] = enabled;
    if (!taken) throw new Error("nothing is enabled");
    one.see(enabled, taken);
    const commands = Int32Array.from([...enabled.map(s => s.command), 99]);
    other.seeCommands(commands, enabled.length, taken.command);
    expect(other.summary()).toEqual(one.summary());
    expect(one.summary().pairs.map(p => p.first)).toEqual(["one", "one"]);
  });
});
