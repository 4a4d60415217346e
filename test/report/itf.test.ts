import { describe, expect, test } from "vitest";
import type { Trace } from "../../src/model/trace.ts";
import { itf } from "../../src/report/itf.ts";
import { hostile, NASTY } from "./fixtures.ts";
import { lassoTrace, raceTrace } from "./trace-fixtures.ts";

const read = (trace: Trace) => JSON.parse(itf(trace));

function slots(entries: Readonly<Record<string, string>>): Trace {
  const start = Object.entries(entries).map(([name, value]) => ({ name, value }));
  return { ...raceTrace, start, steps: [], states: [start.map(b => b.value)] };
}

describe("values are typed", () => {
  test("numbers, booleans, names, sets", () => {
    const [state] = read(
      slots({
        n: "-3",
        up: "true",
        status: "active",
        odd: '"running (post-copy)"',
        s: '[a, "b c"]',
      }),
    ).states;
    expect(state).toMatchObject({
      n: { "#bigint": "-3" },
      up: true,
      status: "active",
      odd: "running (post-copy)",
      s: { "#set": ["a", "b c"] },
    });
  });

  test("a quoted number is a name", () => {
    expect(read(slots({ x: '"3"' })).states[0].x).toBe("3");
  });

  test("types are told in Apalache's notation, an empty set by its later members", () => {
    expect(read(raceTrace)["#meta"].varTypes).toMatchObject({
      status: "Str",
      tries: "Int",
      up: "Str -> Bool",
      wire: "Int -> Str",
      flags: "Set(Str)",
    });
  });
});

describe("variables", () => {
  test("elements of an array and replicas of a machine are gathered into maps", () => {
    const [state] = read(
      slots({ "up[h1]": "true", "up[h2]": "false", "rm[0].seen[a]": "1", "rm[1].seen[a]": "2" }),
    ).states;
    expect(state.up).toEqual({
      "#map": [
        ["h1", true],
        ["h2", false],
      ],
    });
    expect(state.rm_seen["#map"]).toEqual([
      [{ "#bigint": "0" }, { "#map": [["a", { "#bigint": "1" }]] }],
      [{ "#bigint": "1" }, { "#map": [["a", { "#bigint": "2" }]] }],
    ]);
  });

  test("a bracket inside a quoted index is part of the name", () => {
    const [state] = read(slots({ 'up["a]b"]': "true" })).states;
    expect(state.up).toEqual({ "#map": [["a]b", true]] });
  });

  test("names that only differ in signs stay apart", () => {
    expect(read(slots({ "a.b": "1", "a-b": "2", a_b: "3", "9": "4", ä: "5" })).vars).toEqual([
      "v_9",
      "a_b",
      "a_b_2",
      "a_b_3",
      "v_",
    ]);
  });

  test.each(NASTY)("a name such as %j becomes an identifier", name => {
    const trace = hostile(name).verdicts[1]?.trace as Trace;
    const document = read(trace);
    for (const v of document.vars) expect(v).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
    for (const state of document.states) {
      expect(Object.keys(state).sort()).toEqual(["#meta", ...document.vars].sort());
    }
  });
});

describe("the document", () => {
  test("has one state for each state of the trace, numbered from 0", () => {
    const { states } = read(raceTrace);
    expect(states.map((s: { "#meta": { index: number } }) => s["#meta"].index)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  test("every state has every variable", () => {
    const { vars, states } = read(raceTrace);
    for (const state of states) expect(Object.keys(state)).toEqual(["#meta", ...vars]);
  });

  test("a cycle is a loop, a finite run has none", () => {
    expect(read(lassoTrace).loop).toBe(1);
    expect(read(raceTrace)).not.toHaveProperty("loop");
  });
});
