// Where no fair run can stay nothing is decomposed, so a state that is left out wrongly would hide a violation.

import { describe, expect, test } from "vitest";
import { lastingOf, lastingStates } from "../../../src/explore/liveness/lasting.ts";
import type { SearchLimits } from "../../../src/explore/liveness/system.ts";
import { type GraphText, graph } from "./graphs.ts";

const FREE: SearchLimits = { memory: Number.POSITIVE_INFINITY, stop: () => undefined };

describe("where a fair run can stay", () => {
  // Goes round in 0, through 1 and 2 too, where 1 owes a step out to 3; rests in 3 and 4.
  const text: GraphText = {
    states: [
      { atoms: 0, edges: [[0], [1]] },
      { atoms: 0, edges: [[2], [3, 0]] },
      { atoms: 0, edges: [[1], [3, 0]] },
      { atoms: 0, edges: [[3], [4]] },
      { atoms: 0, edges: [] },
    ],
    constraints: ["weak"],
  };

  test("is not where something weakly fair is owed all along, nor where nothing goes round", () => {
    expect([...(lastingStates(graph(text), FREE) ?? [])]).toEqual([1, 0, 0, 1, 0]);
  });

  test("is looked for once formulas have cost as much, and only once", () => {
    const lasting = lastingOf(graph(text), FREE);
    expect([lasting(4), lasting(1)]).toEqual([undefined, undefined]);
    const found = lasting(1);
    expect(found).toBeInstanceOf(Uint8Array);
    expect(lasting(1)).toBe(found);
  });

  test("is not known where the limits say stop", () => {
    expect(lastingStates(graph(text), { ...FREE, memory: 0 })).toBeUndefined();
    expect(lastingStates(graph(text), { ...FREE, stop: () => "seconds" })).toBeUndefined();
  });
});
