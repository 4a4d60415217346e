// An exported module beside the program it is made from: the same states, transitions, depth and verdicts.

import { expect } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Check, Program } from "../../src/model/program.ts";
import { judge } from "../../src/replay/judge.ts";
import { configOf } from "../../src/report/tla/config.ts";
import { moduleOf } from "../../src/report/tla/tla.ts";
import { type Config, type Explored, exploreTla, readConfig } from "./search.ts";

/** Explores a program as `check` does; undefined where it has more states than that, or none. */
export function exploreProgram(program: Program, most: number): Outcome | undefined {
  const outcome = explore(interpret(program), { limits: { states: most }, now: () => 0 });
  return outcome.complete && outcome.initial > 0 ? outcome : undefined;
}

/** By property, is it violated (of a goal: is it reached). Left out is what the export cannot ask of TLC. */
export function expectedVerdicts(program: Program, outcome: Outcome): Map<string, boolean> {
  const options = { all: false, by: new Map() };
  const verdicts = judge(program, outcome, interpret(program), options);
  const asked = program.checks.flatMap((check, i) => {
    const found = verdicts[i]?.verdict;
    return canAsk(check) ? [[check.property, found === "violated" || found === "reached"]] : [];
  });
  return new Map(asked as [string, boolean][]);
}

function canAsk({ meaning }: Check): boolean {
  return meaning.by !== "possible" && meaning.by !== "liveness";
}

/** Fails where the module says something else than the program. */
export function expectSame(program: Program, outcome: Outcome): void {
  const { module, properties } = moduleOf(program, "M");
  const expected = expectedVerdicts(program, outcome);
  const configs = new Map(
    [...expected.keys()].map(name => [name, readConfig(configOf(properties, name))]),
  );
  const all = {
    specification: "Spec",
    invariants: [...configs.values()].flatMap(c => c.invariants),
    properties: [...configs.values()].flatMap(c => c.properties),
  };
  const explored = exploreTla(module, all);
  expect(counted(explored)).toEqual({
    states: outcome.states,
    transitions: outcome.transitions,
    depth: outcome.depth,
    initial: outcome.initial,
    started: outcome.initial,
  });
  const found = [...configs].map(([name, config]) => [name, isViolated(config, explored)]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
}

function counted(explored: Explored) {
  return {
    states: explored.distinct,
    transitions: explored.generated - explored.started,
    depth: explored.levels - 1,
    initial: explored.initial,
    started: explored.started,
  };
}

function isViolated({ invariants, properties }: Config, { violated }: Explored): boolean {
  return [...invariants, ...properties].some(name => violated.has(name));
}
