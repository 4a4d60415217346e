// What an effect does: when the action is enabled, what its successor is, and what is a fault.

import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import type { Command } from "../../src/model/program.ts";
import {
  bin,
  bound,
  branch,
  command,
  eq,
  nowhere,
  num,
  param,
  parameter,
  program,
  range,
  set,
  setElement,
  setTemp,
  slot,
  temp,
} from "../programs.ts";
import { told } from "./told.ts";

const one = (effect: Command["effect"], more: Partial<Command> = {}) =>
  program([range("a", 0, 9), range("b", 0, 9)], [command("c", num(1), effect, more)]);

test("statements run one after the other on a copy", () => {
  const of = one([set(0, bin("+", slot(0), num(1))), set(1, slot(0))]);
  const state = Int32Array.of(4, 0);
  expect(interpret(of).apply(state, { command: 0, choice: 0 })?.next).toEqual(Int32Array.of(5, 5));
  expect([...state]).toEqual([4, 0]);
});

test("temporaries are zero at the start of every action", () => {
  const of = one([setTemp(0, bin("+", temp(0), slot(0))), set(1, temp(0))], {
    temps: 1,
    params: [parameter("p", [0, 1])],
  });
  expect(told(of, [4, 0])).toEqual(["0/0 -> 4,4", "0/1 -> 4,4"]);
});

test("a temporary may hold what no slot could", () => {
  const of = one(
    [setTemp(0, bin("*", num(2 ** 31), num(4))), set(1, bin("/", temp(0), num(2 ** 31)))],
    {
      temps: 1,
    },
  );
  expect(told(of, [0, 0])).toEqual(["0/0 -> 0,4"]);
});

test("a require that is not met makes the action not enabled, whatever was done and marked before", () => {
  const of = one([{ kind: "mark", mark: 0 }, set(0, 1), { kind: "require", test: eq(1, 1) }]);
  expect(told(of, [0, 0])).toEqual([]);
  expect(told(of, [0, 1])).toEqual(["0/0 -> 1,1 marks 0"]);
});

test("a require inside an if stops the action too", () => {
  const require = { kind: "require", test: num(0) } as const;
  const of = one([branch(eq(0, 0), [require], []), set(1, 1)]);
  expect(told(of, [0, 0])).toEqual([]);
  expect(told(of, [1, 0])).toEqual(["0/0 -> 1,1"]);
});

test("storing outside the range is a fault and has no successor", () => {
  const of = one([set(0, bin("+", slot(0), num(1)))]);
  expect(told(of, [9, 0])).toEqual(['0/0 ! {"kind":"range","slot":0,"value":10}']);
  const down = one([set(0, bin("-", slot(0), num(1)))]);
  expect(told(down, [0, 0])).toEqual(['0/0 ! {"kind":"range","slot":0,"value":-1}']);
});

test("an element has the range of its own slot", () => {
  const slots = [range("x[0]", 0, 3), range("x[1]", 0, 9), range("i", 0, 9)];
  const store = setElement(0, 2, bound(slot(2), 0, 1), 5);
  const of = program(slots, [command("c", num(1), [store])]);
  expect(told(of, [0, 0, 1])).toEqual(["0/0 -> 0,5,1"]);
  expect(told(of, [0, 0, 0])).toEqual(['0/0 ! {"kind":"range","slot":0,"value":5}']);
  expect(told(of, [0, 0, 2])).toEqual(['0/0 ! {"kind":"index","value":2,"low":0,"high":1}']);
});

test("the index of a target is evaluated before the value", () => {
  const store = setElement(0, 2, bound(num(2), 0, 1), bin("/", num(1), num(0)));
  expect(told(one([store]), [0, 0])).toEqual(['0/0 ! {"kind":"index","value":2,"low":0,"high":1}']);
});

test("a fault before a require counts, a fault after an unmet require does not", () => {
  const fault = set(0, bin("%", num(1), num(0)));
  const require = { kind: "require", test: num(0) } as const;
  expect(told(one([fault, require]), [0, 0])).toEqual(['0/0 ! {"kind":"zero"}']);
  expect(told(one([require, fault]), [0, 0])).toEqual([]);
});

test("a fault in a guard is an action that is enabled and faults", () => {
  const of = program([range("a", 0, 1)], [command("c", bin("%", num(1), slot(0)), [set(0, 0)])]);
  expect(told(of, [0])).toEqual(['0/0 ! {"kind":"zero"}']);
  expect(told(of, [1])).toEqual([]);
});

test("a failed assert raises its mark and is a fault; marks before it stay", () => {
  const of = one([
    { kind: "mark", mark: 2 },
    { kind: "assert", test: eq(0, 1), mark: 1, span: nowhere },
    { kind: "mark", mark: 3 },
  ]);
  expect(told(of, [0, 0])).toEqual(['0/0 ! {"kind":"assert","mark":1} marks 2,1']);
  expect(told(of, [1, 0])).toEqual(["0/0 -> 1,0 marks 2,3"]);
});

test("marks of one action do not leak into the next", () => {
  const marked = command("m", num(1), [{ kind: "mark", mark: 0 }]);
  const of = program([range("a", 0, 0)], [marked, command("n", num(1), [])]);
  expect(told(of, [0])).toEqual(["0/0 -> 0 marks 0", "1/0 -> 0"]);
});

test("choices are numbered in mixed radix, the first parameter slowest", () => {
  const params = [parameter("p", [1, 3]), parameter("q", [0, 5, 9])];
  const of = program(
    [range("a", 0, 9), range("b", 0, 9)],
    [command("c", bin("!=", param(1), num(5)), [set(0, param(0)), set(1, param(1))], { params })],
  );
  expect(told(of, [0, 0])).toEqual(["0/0 -> 1,0", "0/2 -> 1,9", "0/3 -> 3,0", "0/5 -> 3,9"]);
  const engine = interpret(of);
  expect(engine.enabled(new Int32Array(2)).map(s => s.choice)).toEqual([0, 2, 3, 5]);
  expect(engine.apply(new Int32Array(2), { command: 0, choice: 3 })?.next?.join()).toBe("3,0");
  expect(engine.apply(new Int32Array(2), { command: 0, choice: 4 })).toBeUndefined();
});

test("a parameter without values means no action", () => {
  const of = one([set(0, 1)], { params: [parameter("p", [])] });
  expect(told(of, [0, 0])).toEqual([]);
});
