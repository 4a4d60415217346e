// The graph for pictures: whole or projected, always the same.

import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { type GraphLimits, stateGraph } from "../../src/explore/graph.ts";
import type { Limits } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import {
  chain,
  command,
  counter,
  diamond,
  eq,
  num,
  oneOf,
  program,
  range,
  set,
  twoPhaseCommit,
} from "../programs.ts";

function graph(of: Program, limits?: GraphLimits, explored: Limits = {}) {
  const stepper = interpret(of);
  return stateGraph(explore(stepper, { limits: explored, now: () => 0 }), stepper, limits);
}

test("a small graph is drawn whole", () => {
  expect(graph(diamond())).toEqual({
    projected: false,
    variables: ["at"],
    nodes: [
      { values: ["0"], initial: true, states: 1 },
      { values: ["1"], initial: false, states: 1 },
      { values: ["2"], initial: false, states: 1 },
      { values: ["3"], initial: false, states: 1 },
    ],
    edges: [
      { from: 0, to: 1, labels: ["left"] },
      { from: 0, to: 2, labels: ["right"] },
      { from: 1, to: 3, labels: ["join"] },
      { from: 2, to: 3, labels: ["join"] },
    ],
    cut: false,
  });
});

test("what cannot change is left out, self-loops and all labels of an edge are kept", () => {
  const of = program(
    [range("fixed", 5, 5), oneOf("door", ["open", "shut"])],
    [
      command("b", eq(1, 0), [set(1, 1)]),
      command("a", eq(1, 0), [set(1, 1)]),
      command("stay", eq(1, 1), []),
      command("fault", eq(1, 1), [set(1, 9)]),
    ],
    { initial: [[5], [0]] },
  );
  const drawn = graph(of);
  expect(drawn?.variables).toEqual(["door"]);
  expect(drawn?.nodes.map(n => n.values)).toEqual([["open"], ["shut"]]);
  expect(drawn?.edges).toEqual([
    { from: 0, to: 1, labels: ["a", "b"] },
    { from: 1, to: 1, labels: ["stay"] },
  ]);
});

test("a large one is projected to where the machines are", () => {
  const drawn = graph(twoPhaseCommit(3));
  expect(drawn?.projected).toBe(true);
  expect(drawn?.variables).toEqual(["rm[0].state", "rm[1].state", "rm[2].state", "tm.state"]);
  expect(drawn?.nodes.reduce((sum, n) => sum + n.states, 0)).toBe(288);
  expect(new Set(drawn?.nodes.map(n => n.values.join())).size).toBe(drawn?.nodes.length);
  expect(drawn?.nodes.filter(n => n.initial).map(n => n.values)).toEqual([
    ["working", "working", "working", "init"],
  ]);
  expect(drawn?.edges.some(e => e.from === e.to)).toBe(false);
  const keys = drawn?.edges.map(e => e.from * 1000 + e.to) ?? [];
  expect(keys).toEqual([...keys].sort((a, b) => a - b));
  expect(drawn?.cut).toBe(false);
});

test("a projection that is still too large is cut, and its edges with it", () => {
  const drawn = graph(twoPhaseCommit(3), { largest: 60, nodes: 10 });
  expect(drawn?.nodes).toHaveLength(10);
  expect(drawn?.cut).toBe(true);
  expect(Math.max(...(drawn?.edges.flatMap(e => [e.from, e.to]) ?? []))).toBeLessThan(10);
});

test("no graph of a space that was not seen whole, is empty, too large, or has no machines", () => {
  expect(graph(chain(50), undefined, { states: 10 })).toBeUndefined();
  expect(graph(chain(50, { initially: [num(0)] }))).toBeUndefined();
  expect(graph(twoPhaseCommit(3), { largest: 60, states: 200 })).toBeUndefined();
  expect(graph(counter(100))).toBeUndefined();
});
