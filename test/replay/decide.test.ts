// The decisive step must be the last from which another choice would have helped, and say which.

import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { unavoidable } from "../../src/explore/avoidance.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import type { Program } from "../../src/model/program.ts";
import type { Decision } from "../../src/model/trace.ts";
import { badnessOf } from "../../src/replay/badness.ts";
import { judge } from "../../src/replay/judge.ts";
import { bin, check, command, eq, num, probe, program, range, set, slot } from "../programs.ts";

const AT = 0;
const go = (from: number, to: number) => command(`${from} to ${to}`, eq(AT, from), [set(AT, to)]);

/** A walk over numbered places; 9 is bad. */
function places(edges: readonly (readonly [number, number])[], start = 0): Program {
  return program(
    [range("at", 0, 30)],
    edges.map(([from, to]) => go(from, to)),
    {
      initial: [[start]],
      probes: [probe("state", eq(AT, 9))],
      checks: [{ ...check("never-9", { by: "bad-probe", probe: 0 }), kind: "never" }],
      atRest: num(1),
    },
  );
}

function decisionOf(of: Program, known = true): Decision | undefined {
  const engine = interpret(of);
  const outcome = explore(engine, { limits: {}, now: () => 0 });
  const doomed = (index: number) => {
    const badness = badnessOf(engine, index);
    return badness && unavoidable(outcome, engine, badness);
  };
  const options = { all: false, by: new Map(), unavoidable: known ? doomed : undefined };
  return judge(of, outcome, engine, options)[0]?.trace?.decision;
}

describe("decide", () => {
  test("the fork lies behind: the step after which all ways lead there, with the way out", () => {
    const fork = places([
      [0, 1],
      [1, 2],
      [1, 5],
      [2, 3],
      [3, 9],
      [2, 4],
      [4, 9],
    ]);
    expect(decisionOf(fork)).toEqual({
      step: 2,
      proven: true,
      alternatives: [{ text: "1 to 5 -> at = 5", row: undefined, avoids: true }],
    });
  });

  test("ways out come before ways that lead there too", () => {
    const fork = places([
      [0, 2],
      [0, 3],
      [0, 4],
      [2, 9],
      [3, 9],
    ]);
    const decision = decisionOf(fork);
    expect(decision?.step).toBe(1);
    expect(decision?.alternatives.map(a => [a.text, a.avoids])).toEqual([
      ["0 to 4 -> at = 4", true],
      ["0 to 3 -> at = 3", false],
    ]);
  });

  test("no way out from the start is step 0", () => {
    expect(
      decisionOf(
        places([
          [0, 1],
          [1, 9],
        ]),
      ),
    ).toEqual({ step: 0, proven: true, alternatives: [] });
  });

  test("where nothing is known of the future, the last step, and not proven", () => {
    const fork = places([
      [0, 1],
      [1, 2],
      [1, 5],
      [2, 3],
      [3, 9],
      [3, 6],
    ]);
    expect(decisionOf(fork, false)).toEqual({
      step: 4,
      proven: false,
      alternatives: [{ text: "3 to 6 -> at = 6", row: undefined, avoids: undefined }],
    });
  });

  test("a start that is bad has no step to decide", () => {
    expect(decisionOf(places([[9, 0]], 9))).toBeUndefined();
  });

  test("of many alternatives eight are shown and the others counted", () => {
    const many = Array.from({ length: 12 }, (_, i) => [0, 10 + i] as const);
    const decision = decisionOf(places([[0, 9], ...many]));
    expect(decision?.alternatives).toHaveLength(8);
    expect(decision?.more).toBe(4);
  });

  test("an alternative that fails says how, and is not called a way out", () => {
    const fork = places([[0, 9]]);
    const failing = command("fails", eq(AT, 0), [set(AT, bin("-", slot(AT), num(1)))]);
    const decision = decisionOf({ ...fork, commands: [...fork.commands, failing] });
    expect(decision?.alternatives).toEqual([
      { text: "fails -> at would become -1, outside 0..30", row: undefined, avoids: undefined },
    ]);
  });
});
