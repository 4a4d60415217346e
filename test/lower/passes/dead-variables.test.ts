// Variables that nothing reads are gone, and nothing else: before and after for each reason to keep one, and on random
// programs and models the same verdicts, lengths and rows, with the states of the whole space as seen without them.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { interpret } from "../../../src/engine/interpret.ts";
import { explore } from "../../../src/explore/breadth-first.ts";
import { withoutDeadVariables } from "../../../src/lower/passes/dead-variables.ts";
import type { Outcome } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { NO_SETTINGS } from "../../../src/model/settings.ts";
import { judge } from "../../../src/replay/judge.ts";
import { texts } from "../../generate/model.ts";
import { programs } from "../../generate/program.ts";

function programOf(text: string): Program | undefined {
  return compile({ name: "model.yaml", text }, NO_SETTINGS).program;
}

const MODEL = (actions: string, rest = "") => `
model: m
variables:
  seen: 0..3 = 0
  log: { type: 0..3, initial: 0 }
  told: { type: 0..3, initial: 0, emits: TOLD }
  list: { type: array 0..1 of 0..3, initial: 0 }
machines:
  p:
    initial: a
    states:
      a: { on: { go: { actions: ${JSON.stringify(actions)}, target: b } } }
      b: { on: { go: { guard: "seen == 1", target: a } }, ignore: [] , type: rest }
checks: { unhandled: off, deadlock: off }
${rest}`;

describe("a variable is gone if nothing comes of it", () => {
  const all = ["log", "told", "list[0]", "list[1]"];
  test.each([
    ["only written", "log = 1; seen = 1", "", all],
    ["written from itself", "log = 3 - log; seen = 1", "", all],
    ["only told", "told = 2; seen = 1", "", all],
    ["read by one that is gone", "list[0] = log; log = min(log + 1, 3)", "", all],
    ["read by an action that matters", "log = 1; seen = log", "", ["told", "list[0]", "list[1]"]],
    ["read by an if that matters", "if log == 0 then seen = 1", "", ["told", "list[0]", "list[1]"]],
    ["read by an if that does not", "if log == 0 then list[0] = 1", "", all],
    ["read by an assert", "assert log < 3", "", ["told", "list[0]", "list[1]"]],
    [
      "read by a property",
      "log = 1",
      "properties: { q: { never: log == 2 } }",
      ["told", "list[0]", "list[1]"],
    ],
    ["may leave its range", "log = log + 1", "", ["told", "list[0]", "list[1]"]],
    ["may be indexed outside", "list[seen] = 1", "", ["log", "told"]],
    [
      "observed",
      "told = 2",
      "observers: { o: { follows: TOLD, initial: 0, allowed: [0 -> 1] } }",
      ["log", "list[0]", "list[1]"],
    ],
    [
      "compared and set, with a result that is gone",
      "cas(log, 0, 1)",
      "",
      ["told", "list[0]", "list[1]"],
    ],
  ])("%s", (_, actions, rest, gone) => {
    const program = programOf(MODEL(actions, rest));
    if (!program) throw new Error("the text has errors");
    const { dead } = withoutDeadVariables(program);
    expect(dead.map(i => program.slots[i]?.name)).toEqual(gone);
  });

  test("numbers of commands, choices and slots stay, so that runs stay runs", () => {
    const program = programOf(MODEL("log = 1; seen = 1"));
    if (!program) throw new Error("the text has errors");
    const { program: lean } = withoutDeadVariables(program);
    expect(lean.commands.map(c => c.name)).toEqual(program.commands.map(c => c.name));
    expect(lean.slots.map(s => s.name)).toEqual(program.slots.map(s => s.name));
    expect(lean.slots.find(s => s.name === "log")).toMatchObject({ low: 0, high: 0 });
    expect(JSON.stringify(lean.commands)).not.toContain('"tell"');
  });
});

/** Without liveness, which is asked for on whole spaces only. */
function safety(program: Program): Program {
  return { ...program, checks: program.checks.filter(c => c.meaning.by !== "liveness") };
}

/** Undefined where there is nothing to remove or too many states to count. */
function compared(whole: Program): boolean {
  const { program: lean, dead } = withoutDeadVariables(whole);
  if (dead.length === 0) return false;
  const options = { limits: { states: 3000 }, now: () => 0, all: true };
  const [a, b] = [explore(interpret(whole), options), explore(interpret(lean), options)];
  if (!a.complete) return false;
  expect({ ...said(whole, b), states: b.states }).toEqual({
    ...said(whole, a),
    states: projected(whole, a, dead),
  });
  return true;
}

/** All of it is judged by the whole program. */
function said(whole: Program, outcome: Outcome): object {
  const verdicts = judge(whole, outcome, interpret(whole), { all: true, by: new Map() });
  return {
    verdicts: verdicts.map(v => [v.property, v.verdict, v.length]),
    fired: outcome.fired.map(hit => hit !== undefined),
    marks: outcome.marks.map(hits => hits.length),
    faults: outcome.faults.map(hit => `${hit.step?.command} ${hit.fault?.kind}`).sort(),
    probes: outcome.probes.map(hit => hit && outcome.space.depthOf(hit.state)),
  };
}

function projected({ slots }: Program, { space }: Outcome, dead: readonly number[]): number {
  const state = new Int32Array(slots.length);
  const seen = new Set<string>();
  for (let n = 0; n < space.count; n++) {
    space.read(n, state);
    for (const slot of dead) state[slot] = 0;
    seen.add(state.join());
  }
  return seen.size;
}

test("random programs", () => {
  let count = 0;
  fc.assert(
    fc.property(programs({ commands: 6 }), program => {
      if (compared(safety(program))) count++;
    }),
    { numRuns: 400, seed: 9, endOnFailure: true },
  );
  expect(count).toBeGreaterThan(30);
}, 60_000);

test("random models", () => {
  let count = 0;
  fc.assert(
    fc.property(texts(), text => {
      const program = programOf(text);
      if (program && compared(safety(program))) count++;
    }),
    { numRuns: 80, seed: 9, endOnFailure: true },
  );
  expect(count).toBeGreaterThan(20);
}, 60_000);
