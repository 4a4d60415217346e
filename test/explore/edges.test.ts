// The edges of a space: all that the stepper tells of every state, in its order, and the way back.

import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { Actions } from "../../src/explore/actions.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { type EdgeLimits, edgesOf } from "../../src/explore/edges.ts";
import type { Edges, Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { chain, command, eq, num, param, parameter, program, range, set } from "../programs.ts";

const FREE: EdgeLimits = { memory: Number.POSITIVE_INFINITY, stop: () => undefined };

/** 0 goes to any of 1, 2 and out of range; 1 and 2 go back or stay. */
const FORK: Program = program(
  [range("at", 0, 2)],
  [
    command("go", eq(0, 0), [set(0, param(0))], { params: [parameter("to", [1, 2, 9])] }),
    command("back", eq(0, 1), [set(0, num(0))]),
    command("stay", eq(0, 2), [set(0, num(2))]),
  ],
);

function outcomeOf(of: Program): Outcome {
  return explore(interpret(of), { limits: {}, now: () => 0 });
}

function made(of: Program): Edges {
  const edges = edgesOf(outcomeOf(of).space, interpret(of), FREE);
  if (typeof edges === "string") throw new Error(edges);
  return edges;
}

describe("edgesOf", () => {
  test("rows of states with target, action and fault", () => {
    const { first, targets, actions, labels, raised } = made(FORK);
    expect([...first]).toEqual([0, 3, 4, 5]);
    expect([...targets]).toEqual([1, 2, -1, 0, 2]);
    expect([...actions]).toEqual([0, 1, 2, 3, 4]);
    expect([...labels].map(label => raised[label]?.fault?.kind)).toEqual([
      undefined,
      undefined,
      "range",
      undefined,
      undefined,
    ]);
  });

  test("each state's sources in ascending order, as often as there are ways", () => {
    const { first, states } = made(FORK).sources();
    expect([...first]).toEqual([0, 1, 2, 4]);
    expect([...states]).toEqual([1, 0, 0, 2]);
  });

  test("as many as exploration counted", () => {
    const of = chain(500);
    expect(made(of).targets.length).toBe(outcomeOf(of).transitions);
  });

  test("a limit is told and not passed over", () => {
    const of = chain(5000);
    const { space } = outcomeOf(of);
    expect(edgesOf(space, interpret(of), { ...FREE, memory: 0.01 })).toBe("memory");
    let asked = 0;
    const stop = () => (++asked > 100 ? ("interrupted" as const) : undefined);
    expect(edgesOf(space, interpret(of), { ...FREE, stop })).toBe("interrupted");
    expect(asked).toBe(101);
  });

  test("an outcome makes them once; one that was cut has none", () => {
    const outcome = outcomeOf(FORK);
    expect(outcome.edges?.()).toBe(outcome.edges?.());
    const cut = explore(interpret(chain(100)), { limits: { states: 5 }, now: () => 0 });
    expect(cut.edges).toBeUndefined();
  });
});

test("an action's number leads back to its command and choice", () => {
  const actions = new Actions(FORK);
  expect(actions.count).toBe(5);
  for (let number = 0; number < actions.count; number++) {
    const step = actions.stepOf(number);
    expect(actions.number(step.command, step.choice)).toBe(number);
    expect(number).toBeLessThan(actions.endOf(step.command));
  }
});
