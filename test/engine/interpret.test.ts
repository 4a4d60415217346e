// What else is asked of the interpreter: probes, goals, and one action at a time for replay.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import {
  all,
  bin,
  chain,
  check,
  command,
  eq,
  num,
  old,
  param,
  parameter,
  probe,
  program,
  range,
  set,
  slot,
} from "../programs.ts";
import { told } from "./told.ts";

describe("probes, goals, rest", () => {
  test("a step probe sees both states, a fault counts as onFault says", () => {
    const up = bin(">", slot(0), old(0));
    const fault = bin("/", num(1), slot(0));
    const of = chain(3, {
      probes: [probe("step", up), probe("state", fault, true), probe("state", fault)],
    });
    const engine = interpret(of);
    const [zero, one] = [Int32Array.of(0), Int32Array.of(1)];
    expect([engine.probe(0, one, zero), engine.probe(0, zero, one)]).toEqual([true, false]);
    expect([engine.probe(1, zero), engine.probe(2, zero)]).toEqual([true, false]);
    expect([engine.probe(1, one), engine.probe(2, one)]).toEqual([true, true]);
  });

  test("goal is asked by check and refuses other checks", () => {
    const of = chain(3, {
      checks: [check("d", { by: "deadlock" }), check("p", { by: "possible", goal: eq(0, 3) })],
      atRest: eq(0, 3),
    });
    const engine = interpret(of);
    expect([engine.goal(1, Int32Array.of(3)), engine.goal(1, Int32Array.of(2))]).toEqual([
      true,
      false,
    ]);
    expect(() => engine.goal(0, Int32Array.of(3))).toThrow("check 0");
    expect(engine.atRest(Int32Array.of(3))).toBe(true);
  });
});

describe("apply", () => {
  const tells = [
    { kind: "tell", tell: 0, value: slot(0) },
    { kind: "tell", tell: 1 },
    { kind: "tell", tell: 0, value: bin("/", num(1), num(0)) },
  ] as const;
  const of = program(
    [range("a", 0, 3)],
    [
      command("up", bin("<", slot(0), num(3)), [set(0, bin("+", slot(0), num(1))), ...tells]),
      command("bad", eq(0, 2), [{ kind: "mark", mark: 0 }, ...tells, set(0, 9)]),
    ],
  );

  test("gives next state, marks and tells; a tell whose value faults does not stop the action", () => {
    expect(interpret(of).apply(Int32Array.of(1), { command: 0, choice: 0 })).toEqual({
      next: Int32Array.of(2),
      marks: [],
      tells: [{ tell: 0, value: 2 }, { tell: 1 }, { tell: 0 }],
    });
    expect(told(of, [1])).toEqual(["0/0 -> 2"]);
  });

  test("gives the fault with what was told before it", () => {
    const applied = interpret(of).apply(Int32Array.of(2), { command: 1, choice: 0 });
    expect(applied?.next).toBeUndefined();
    expect(applied?.fault).toEqual({ kind: "range", slot: 0, value: 9 });
    expect(applied?.marks).toEqual([0]);
    expect(applied?.tells).toHaveLength(3);
  });

  test("answers stay as they are when the next action is applied", () => {
    const engine = interpret(of);
    const first = engine.apply(Int32Array.of(0), { command: 0, choice: 0 });
    engine.apply(Int32Array.of(2), { command: 1, choice: 0 });
    expect(first).toMatchObject({ next: Int32Array.of(1), marks: [] });
    expect(first?.tells).toHaveLength(3);
  });

  test("an action that does not exist is not enabled", () => {
    const engine = interpret(of);
    const steps = [
      { command: 5, choice: 0 },
      { command: -1, choice: 0 },
      { command: 0, choice: 1 },
      { command: 0, choice: 0.5 },
      { command: 0, choice: -1 },
    ];
    for (const step of steps) expect(engine.apply(Int32Array.of(0), step)).toBeUndefined();
  });

  test("agrees with successors, action by action", () => {
    const params = [parameter("p", [0, 1, 2]), parameter("q", [0, 1])];
    const wild = program(
      [range("a", 0, 3), range("b", 0, 3)],
      [
        command(
          "c",
          all(bin("!=", param(0), slot(1))),
          [
            set(0, bin("+", slot(0), param(0))),
            { kind: "require", test: bin("<=", param(1), slot(0)) },
            set(1, bin("%", num(3), bin("-", slot(0), param(0)))),
          ],
          { params },
        ),
      ],
    );
    const engine = interpret(wild);
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), (a, b) => {
        const state = Int32Array.of(a, b);
        const lines: string[] = [];
        for (let choice = 0; choice < 6; choice++) {
          const got = engine.apply(state, { command: 0, choice });
          if (got?.next) lines.push(`0/${choice} -> ${got.next.join()}`);
          else if (got) lines.push(`0/${choice} ! ${JSON.stringify(got.fault)}`);
        }
        expect(lines).toEqual(told(wild, [a, b]));
      }),
    );
  });
});
