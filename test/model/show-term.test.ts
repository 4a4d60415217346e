// Terms must read as the language writes them: a number where a name should stand is what people would
// see in every explanation.

import { describe, expect, test } from "vitest";
import type { Program, Term } from "../../src/model/program.ts";
import { showTerm, TRUTH } from "../../src/model/show-term.ts";
import {
  all,
  bin,
  bound,
  choose,
  element,
  eq,
  not,
  num,
  old,
  oneOf,
  param,
  parameter,
  program,
  range,
  slot,
  temp,
} from "../programs.ts";

const COLORS = ["red", "green", "dark blue"];
const set = { kind: "set", of: { kind: "enum", name: "Color", values: COLORS } } as const;
const codes = { messages: [{ name: "ping", first: 1, size: 1, fields: [] }], end: 2 };

const subject: Program = program(
  [
    oneOf("color", COLORS),
    range("n", 0, 9),
    { ...range("flag", 0, 1), show: { kind: "scalar", type: { kind: "bool" } } },
    { ...range("colors", 0, 7), show: { kind: "scalar", type: set } },
    oneOf("up[a]", COLORS),
    oneOf("up[b]", COLORS),
    range("rm[0].seen", 0, 1),
    range("rm[1].seen", 0, 1),
    { ...range("bql", 0, 1), show: { kind: "holder" } },
    { ...range("wire", 0, 1), show: { kind: "message", codes } },
    range("grid[0][0]", 0, 1),
    range("grid[0][1]", 0, 1),
    range("grid[1][0]", 0, 1),
    range("grid[1][1]", 0, 1),
  ],
  [],
  { agents: [{ name: "sender", machine: "sender", state: 0 }] },
);

const COLOR = slot(0);
const N = slot(1);
const FLAG = slot(2);

/** `if flag then red else green`, a definition. */
function byCases(name?: string): Term {
  const meant = { name, type: { kind: "enum", name: "Color", values: COLORS } } as const;
  return { kind: "if", test: FLAG, then: num(0), else: num(1), meant };
}

const cases: [string, Term][] = [
  ["color == red", eq(0, 0)],
  ['color != "dark blue"', bin("!=", COLOR, num(2))],
  ["n == 2", eq(1, 2)],
  ["flag == true", eq(2, 1)],
  ["colors == [red, green]", eq(3, 3)],
  ["bql == free", eq(8, 0)],
  ["bql == sender", eq(8, 1)],
  ["wire == ping", eq(9, 1)],
  ["wire != empty", bin("!=", slot(9), num(0))],
  ["wire >= 1", bin(">=", slot(9), num(1))],
  ["old(color) == green", bin("==", old(0), num(1))],
  ["not flag", not(FLAG)],
  ["not (flag and n == 1)", not(all(FLAG, eq(1, 1)))],
  ["flag implies n == 1", bin("or", not(FLAG), eq(1, 1))],
  ["(flag implies flag) and flag", all(bin("or", not(FLAG), FLAG), FLAG)],
  ["color in [red, green]", bin("or", eq(0, 0), eq(0, 1))],
  ["color == red or n == 1", bin("or", eq(0, 0), eq(1, 1))],
  ["flag and (color == red or n == 1)", all(FLAG, bin("or", eq(0, 0), eq(1, 1)))],
  ["color in [red, green]", bin("bit-test", num(3), COLOR)],
  ["color in colors", bin("bit-test", slot(3), COLOR)],
  ["n in [1, 3]", bin("bit-test", num(5), bin("-", N, num(1)))],
  ["colors + [green] == [red]", bin("==", bin("bit-or", slot(3), num(2)), num(1))],
  ["colors - [green] == [red]", bin("==", bin("bit-clear", slot(3), num(2)), num(1))],
  ["size(colors) > 1", bin(">", { kind: "bit-count", of: slot(3) }, num(1))],
  ["(n + 1) * 2 - n < -3", bin("<", bin("-", bin("*", bin("+", N, num(1)), num(2)), N), num(-3))],
  ["n - (n - 1) == 1", bin("==", bin("-", N, bin("-", N, num(1))), num(1))],
  ["min(n, 3) == max(n, 1)", bin("==", bin("min", N, num(3)), bin("max", N, num(1)))],
  ["up[n] == green", bin("==", element(4, 2, bound(N, 0, 1)), num(1))],
  ["up[color] == green", bin("==", element(4, 2, bin("+", num(0), COLOR)), num(1))],
  ["rm[n].seen == 1", bin("==", element(6, 2, bound(N, 0, 1)), num(1))],
  [
    "grid[n][flag] == 1",
    bin("==", element(10, 4, bin("+", bin("*", bound(N, 0, 1), num(2)), FLAG)), num(1)),
  ],
  ["(grid[0][0] + n) == 1", bin("==", element(10, 4, N), num(1))],
  ["color == pick", bin("==", COLOR, param(0))],
  ["temp 2 == 1", bin("==", temp(2), num(1))],
  ["(if flag then color else red) == green", bin("==", choose(FLAG, COLOR, num(0)), num(1))],
  ["true", num(1)],
  ["green in colors", bin("bit-test", slot(3), num(1))],
  ["(if flag then red else green) == red", bin("==", byCases("shade"), num(0))],
];

describe("showTerm", () => {
  const params = [parameter("pick", [0, 1])];
  test.each(cases)("%s", (text, term) => {
    const shown = showTerm(subject, term, { params, as: TRUTH });
    expect(shown).toBe(text);
  });

  test("a definition by cases is its name where names are wanted and it has one", () => {
    const shown = (name?: string) =>
      showTerm(subject, bin("!=", byCases(name), num(1)), { as: TRUTH, names: true });
    expect(shown("shade")).toBe("shade != green");
    expect(shown()).toBe("(if flag then red else green) != green");
  });

  test("a slot that does not exist is shown, not thrown: listings are for broken programs too", () => {
    expect(showTerm(subject, slot(99))).toBe("slot 99");
  });
});
