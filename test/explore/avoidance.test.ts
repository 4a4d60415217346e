// Lost goals and unavoidable violations, each against a plain fixpoint over an explicit list of edges.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { type Badness, unavoidable } from "../../src/explore/avoidance.ts";
import { type ExploreOptions, explore } from "../../src/explore/breadth-first.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Command, Program } from "../../src/model/program.ts";
import {
  chain,
  check,
  command,
  diamond,
  eq,
  num,
  param,
  parameter,
  program,
  range,
  set,
} from "../programs.ts";

interface Edge {
  readonly from: number;
  /** By choice: the next state; -1 is a fault. */
  readonly to: readonly number[];
  readonly kind: "own" | "message" | "timeout" | "trigger" | "fault";
  readonly fair: "weak" | "none";
  readonly bad: boolean;
}

const NODES = 6;

const someEdge: fc.Arbitrary<Edge> = fc.record({
  from: fc.nat(NODES - 1),
  to: fc.array(fc.integer({ min: -1, max: NODES - 1 }), { minLength: 1, maxLength: 2 }),
  kind: fc.constantFrom("own", "own", "message", "timeout", "trigger", "fault"),
  fair: fc.constantFrom("weak", "weak", "none"),
  bad: fc.boolean(),
});

/** The graph as a program: state = node, one command per edge, all nodes initial so that all are there. */
function graph(
  edges: readonly Edge[],
  goals: readonly number[],
  initial: readonly number[],
): Program {
  const commands = edges.map(({ from, to, kind, fair }, i): Command => {
    const params = [parameter("to", to)];
    return command(`e${i}`, eq(0, from), [set(0, param(0))], { kind, fair, params });
  });
  const checks = goals.map(goal => check(`g${goal}`, { by: "possible", goal: eq(0, goal) }));
  return program([range("at", 0, NODES - 1)], commands, { initial: [initial], checks });
}

function run(of: Program, options: Partial<ExploreOptions> = {}): Outcome {
  return explore(interpret(of), { limits: {}, now: () => 0, ...options });
}

function nodesOf({ space }: Outcome): number[] {
  const state = new Int32Array(1);
  return Array.from({ length: space.count }, (_, number) => {
    space.read(number, state);
    return state[0] as number;
  });
}

/** Adds nodes until no more can be added. */
function fixpoint(nodes: readonly number[], belongs: (node: number, set: Set<number>) => boolean) {
  const inside = new Set<number>();
  for (let before = -1; before !== inside.size; ) {
    before = inside.size;
    for (const node of nodes) if (belongs(node, inside)) inside.add(node);
  }
  return inside;
}

const ALL = Array.from({ length: NODES }, (_, i) => i);

describe("possible", () => {
  test("the first lost state is the first that a plain fixpoint does not reach", () => {
    const goals = fc.subarray(ALL, { minLength: 1 });
    const initial = fc.subarray(ALL, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(someEdge, { maxLength: 14 }), goals, initial, (edges, wanted, start) => {
        const outcome = run(graph(edges, wanted, start));
        const nodes = nodesOf(outcome);
        wanted.forEach((goal, index) => {
          const reaches = fixpoint(ALL, (node, set) => {
            return (
              node === goal || edges.some(e => e.from === node && e.to.some(to => set.has(to)))
            );
          });
          const lost = nodes.findIndex(node => !reaches.has(node));
          expect(outcome.lost.get(index)?.state).toBe(lost < 0 ? undefined : lost);
        });
      }),
      { numRuns: 300 },
    );
  });

  test("is asked of the checks it belongs to, by their index", () => {
    const checks = [
      check("deadlock", { by: "deadlock" }),
      check("end", { by: "possible", goal: eq(0, 3) }),
      check("left", { by: "possible", goal: eq(0, 1) }),
    ];
    expect([...run(diamond({ checks })).lost]).toEqual([[2, { state: 2 }]]);
  });

  test("nothing is claimed of a space that was not seen whole", () => {
    const checks = [check("end", { by: "possible", goal: num(0) })];
    const outcome = run(chain(100, { checks }), { limits: { states: 10 } });
    expect([outcome.lost.size, outcome.lostReason]).toEqual([0, undefined]);
    expect(outcome.complete).toBe(false);
  });

  test("a limit that is hit only while looking for lost states is told", () => {
    const checks = [check("end", { by: "possible", goal: num(0) })];
    let calls = 0;
    const outcome = run(chain(3000, { checks }), { progress: () => ++calls > 4 });
    expect(outcome).toMatchObject({ complete: true, lostReason: "interrupted" });
    expect(outcome.lost.size).toBe(0);
    const full = run(chain(8000, { checks }), { limits: { memory: 0.2 } });
    expect(full).toMatchObject({ complete: true, lostReason: "memory" });
  });
});

/** What `unavoidable` says, by node. */
function claimed(edges: readonly Edge[], badNodes: readonly number[]): number[] {
  const of = graph(edges, [], ALL);
  const badness: Badness = {
    state: state => badNodes.includes(state[0] as number),
    step: (_, { command: c }) => edges[c]?.bad === true,
  };
  const claim = unavoidable(run(of), interpret(of), badness);
  return ALL.filter(number => claim?.(number));
}

/** The same by the words of its definition. */
function defined(edges: readonly Edge[], badNodes: readonly number[]): number[] {
  const inside = fixpoint(ALL, (node, set) => {
    if (badNodes.includes(node)) return true;
    const here = edges.filter(e => e.from === node);
    const owed = here.some(e => {
      const idle = !e.bad && e.to.includes(node);
      return (
        (e.kind === "own" || e.kind === "message" || e.kind === "timeout") &&
        e.fair !== "none" &&
        !idle
      );
    });
    return owed && here.every(e => e.bad || e.to.every(to => to === node || set.has(to)));
  });
  return ALL.filter(node => inside.has(node));
}

describe("unavoidable", () => {
  test("is the least set of its definition", () => {
    const bad = fc.subarray(ALL, { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(someEdge, { maxLength: 14 }), bad, (edges, badNodes) => {
        expect(claimed(edges, badNodes)).toEqual(defined(edges, badNodes));
      }),
      { numRuns: 500 },
    );
  });

  const own = (from: number, ...to: number[]): Edge => ({
    from,
    to,
    kind: "own",
    fair: "weak",
    bad: false,
  });
  test.each<[string, readonly Edge[], readonly number[]]>([
    ["a way that is owed", [own(0, 1), own(1, 5)], [0, 1, 5]],
    ["a fork with a way out", [own(0, 5), own(0, 2)], [5]],
    ["a choice with a way out", [own(0, 5, 2)], [5]],
    ["a trigger is never owed", [{ ...own(0, 5), kind: "trigger" }], [5]],
    ["a trigger may be the way out", [own(0, 5), { ...own(0, 2), kind: "trigger" }], [5]],
    ["a step that need not happen", [{ ...own(0, 5), fair: "none" }], [5]],
    [
      "a trigger without effect avoids nothing",
      [own(0, 5), { ...own(0, 0), kind: "trigger" }],
      [0, 5],
    ],
    ["a step that may do nothing can go on so", [own(0, 5, 0)], [5]],
    ["a fault ends the run, so it avoids", [own(0, 5), own(0, -1)], [5]],
    ["a step that is bad itself", [{ ...own(0, 2), bad: true }], [0, 5]],
    ["a circle can be gone round for ever", [own(0, 1), own(1, 0), own(1, 5)], [5]],
  ])("%s", (_, edges, expected) => {
    expect(claimed(edges, [5])).toEqual(expected);
  });

  test("larger spaces are not looked at", () => {
    const of = chain(100);
    const outcome = run(of);
    const never: Badness = { state: () => false, step: () => false };
    expect(unavoidable(outcome, interpret(of), never, 100)).toBeUndefined();
    expect(unavoidable(outcome, interpret(of), never, 101)?.(0)).toBe(false);
  });

  test("nor are those that were not seen whole, or in which no state or step is bad by itself", () => {
    const of = chain(2);
    const never: Badness = { state: () => false, step: () => false };
    expect(unavoidable(run(of), interpret(of), undefined)).toBeUndefined();
    expect(unavoidable({ ...run(of), edges: undefined }, interpret(of), never)).toBeUndefined();
  });
});
