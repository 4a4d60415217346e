// The interpreter, the explorer and the judge on one side, the reference on the other.

import { expect } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { withQuiet } from "../../src/explore/possible.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import type { Verdict } from "../../src/model/result.ts";
import { judge } from "../../src/replay/judge.ts";
import { reference } from "./reference.ts";

/** Explores a program as `check` does, without limits. */
export function exploreWhole(program: Program): Outcome {
  const interpreter = interpret(program);
  return withQuiet(explore(interpreter, { limits: {}, now: () => 0, all: true }), interpreter);
}

/** Fails where the two disagree; false where the program has more states than that. */
export function expectAgreement(program: Program, most: number): boolean {
  const expected = reference(program, most);
  if (!expected) return false;
  const outcome = exploreWhole(program);
  const options = { all: false, by: new Map<string, string>() };
  const verdicts = judge(program, outcome, interpret(program), options);
  for (const { length, trace } of verdicts) expect(length).toBe(trace?.steps.length);
  expectUntold(judge(program, outcome, interpret(program), { ...options, untold: true }), verdicts);
  const { initial, transitions, depth, fired, faults, marks, probes } = outcome;
  expect({
    states: outcome.states,
    others: statesOf(program, outcome).filter(state => !expected.space.has(state)),
    initial,
    transitions,
    depth,
    fired: fired.map(hit => hit !== undefined),
    faults: faults.map(hit => `${hit.step?.command} ${hit.fault?.kind}`).sort(),
    marks: marks.map(hits => hits.map(hit => hit.step?.command ?? -1).sort((a, b) => a - b)),
    probes: probes.map(hit => hit !== undefined),
    verdicts: verdicts.map(({ verdict, length }) => [verdict, length]),
  }).toEqual({
    states: expected.states,
    others: [],
    initial: expected.initial,
    transitions: expected.transitions,
    depth: expected.depth,
    fired: expected.fired,
    faults: expected.faults,
    marks: expected.marks,
    probes: expected.probes,
    verdicts: expected.verdicts.map(({ verdict, length }) => [verdict, length]),
  });
  return true;
}

/** Each as its values with commas between. */
function statesOf({ slots }: Program, { space }: Outcome): string[] {
  const state = new Int32Array(slots.length);
  return Array.from({ length: space.count }, (_, number) => {
    space.read(number, state);
    return state.join();
  });
}

/** Without their traces the verdicts are what they are with them. */
export function expectUntold(untold: readonly Verdict[], told: readonly Verdict[]): void {
  expect(untold).toEqual(told.map(verdict => ({ ...verdict, trace: undefined, more: [] })));
}
