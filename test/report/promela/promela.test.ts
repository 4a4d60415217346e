// The text for SPIN: what two small models look like, that no name gets out of its place, and what is written where an
// action may end before its end. That SPIN counts what migcheck counts is in test/promela.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import type { Program } from "../../../src/model/program.ts";
import { promelaOf, promelaTroubles, triesActions } from "../../../src/report/promela/promela.ts";
import { startOf } from "../../../src/report/promela/start.ts";
import {
  bin,
  bound,
  check,
  command,
  element,
  eq,
  num,
  param,
  parameter,
  probe,
  program,
  range,
  set,
  setElement,
  slot,
} from "../../programs.ts";

function compiled(text: string): Program {
  const settings = { constants: new Map(), times: new Map(), faults: new Map() };
  const { program: made, diagnostics } = compile({ name: "model.yaml", text }, settings);
  if (!made) throw new Error(diagnostics.map(d => d.message).join("\n"));
  return made;
}

/** A program by its parts. */
function of({
  slots,
  commands,
  ...more
}: Partial<Program> & Pick<Program, "slots" | "commands">): Program {
  return program(slots, commands, more);
}

const LIGHT = `model: light
machines:
  lamp:
    initial: off
    states:
      off: { on: { press: on } }
      on: { on: { press: off } }
properties:
  can-be-lit: { reachable: lamp.state == on }
`;

const TANK = `model: tank
constants: { most: 3 }
variables:
  level: { type: 0..most, initial: any }
  open: { type: array 0..1 of bool, initial: [false, true] }
machines:
  pump:
    initial: running
    states:
      running:
        always:
          - { guard: "any v in 0..1 (open[v])", actions: level = level + 1 }
          - { actions: ["choose v in 0..1 where open[v] != (level == 0)", "open[v] = not open[v]"] }
properties:
  never-drained: { step: level >= old(level) }
  not-both: { never: "open[0] and open[1]" }
  fills: { eventually: level == most }
`;

describe("what people see", () => {
  test.each([
    ["light", LIGHT],
    ["tank", TANK],
  ])("%s", async (name, text) => {
    const written = promelaOf(compiled(text), { file: `${name}.pml` });
    await expect(written).toMatchFileSnapshot(`golden/${name}.pml`);
  });
});

describe("names from strangers", () => {
  const NASTY = [
    '*/ c_code { system("x") } /*',
    "a\\\nb",
    "now",
    "int",
    "#define x",
    "é",
    "%d",
    '"',
  ];
  const words = (text: string) => text.replace(/\/\*.*?\*\//g, "");

  test.each(NASTY)("%j is an identifier and stays in its comment", name => {
    const named = of({
      name,
      slots: [{ ...range(name, 0, 3) }],
      commands: [command(name, eq(0, 0), [set(0, 1)])],
    });
    const plain = of({
      name: "p",
      slots: [range("x", 0, 3)],
      commands: [command("c", eq(0, 0), [set(0, 1)])],
    });
    const identifiers = /\b(v|old)_\w+/g;
    const shape = (p: Program) => words(promelaOf(p)).replace(identifiers, "$1");
    expect(shape(named)).toBe(shape(plain));
  });

  test("any two names give two variables, and no text but printable ASCII", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: "binary", maxLength: 6 }), { minLength: 2, maxLength: 4 }),
        names => {
          const text = promelaOf(of({ slots: names.map(n => range(n, 0, 1)), commands: [] }));
          const declared = [...text.matchAll(/^bit (v_\w+) =/gm)].map(m => m[1]);
          expect(new Set(declared).size).toBe(names.length);
          expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("a file's name that cannot stand in a comment is not put into commands", () => {
    const named = (file: string) => promelaOf(of({ slots: [], commands: [] }), { file });
    expect(named("'my model.pml'")).toContain("-a 'my model.pml' ");
    for (const file of ["'a*/b.pml'", "'\n'", "'é.pml'"]) {
      expect(named(file)).toContain("-a model.pml ");
    }
  });
});

describe("an action that may end before its end", () => {
  const over = of({
    slots: [range("x", 0, 3), range("y", 0, 9)],
    commands: [command("up", num(1), [set(1, 5), set(0, bin("+", slot(0), num(1)))])],
    checks: [check("range", { by: "faults" })],
  });

  test("puts back what it wrote, and reports it as the property of ranges", () => {
    const text = promelaOf(over);
    expect(text).toContain("if :: v_x + 1 > 3 -> goto fault_1; :: else fi;");
    expect(text).toMatch(/fault_1: skip;\s+violated_1;\s+v_x = old_x;\s+v_y = old_y;/);
  });

  test("nothing is written for what its guard rules out", () => {
    const [up] = over.commands;
    const guarded = { ...over, commands: [{ ...up, guard: bin("<", slot(0), num(3)) }] } as Program;
    expect(promelaOf(guarded)).not.toContain("fault_1");
  });

  test("an index outside of its array is asked for before it is used, also in the guard", () => {
    const at = bound(bin("-", slot(0), num(1)), 0, 1);
    const list = of({
      slots: [range("i", 0, 3), range("a[0]", 0, 1), range("a[1]", 0, 1)],
      commands: [command("c", bin("==", element(1, 2, at), num(0)), [setElement(1, 2, at, 1)])],
    });
    expect(promelaOf(list)).toContain(
      "d_step { v_i - 1 < 0 || v_i - 1 > 1 || v_a[v_i - 1] == 0 ->",
    );
  });
});

describe("a requirement within an action", () => {
  const require = (test: Parameters<typeof bin>[1]) => ({ kind: "require", test }) as const;

  test("becomes part of the condition, over the values before", () => {
    const p = of({
      slots: [range("x", 0, 3), range("y", 0, 3)],
      commands: [command("c", num(1), [set(0, slot(1)), require(bin(">", slot(0), num(1)))])],
    });
    expect(promelaOf(p)).toContain("d_step { v_y > 1 ->");
    expect(triesActions(p)).toBe(false);
  });

  test("is tried where something may fault before it, and the text says nothing of success", () => {
    const p = of({
      slots: [range("x", 0, 3)],
      commands: [command("c", num(1), [set(0, bin("+", slot(0), num(1))), require(eq(0, 2))])],
    });
    expect(triesActions(p)).toBe(true);
    expect(promelaOf(p)).toMatch(/goto blocked_1; :: else fi;/);
  });

  test("of a parameter removes the choices that cannot be", () => {
    const p = of({
      slots: [range("x", 0, 3)],
      commands: [
        command("c", num(1), [require(bin("<", param(0), num(2))), set(0, param(0))], {
          params: [parameter("p", [1, 2, 3])],
        }),
      ],
    });
    expect(promelaOf(p).match(/d_step \{/g)).toHaveLength(2);
  });
});

describe("what cannot be exact", () => {
  test("a sum that may not fit into 32 bits is refused", () => {
    const top = 2_147_483_647;
    const large = of({
      slots: [range("x", 0, top)],
      commands: [command("c", bin(">", bin("+", slot(0), slot(0)), num(4)), [])],
    });
    expect(promelaTroubles(large).map(d => d.code)).toEqual(["export-not-exact"]);
  });

  test("choices without end are refused before they are written out", () => {
    const values = Array.from({ length: 300 }, (_, i) => i);
    const params = [parameter("a", values), parameter("b", values)];
    const many = of({
      slots: [range("x", 0, 1)],
      commands: [command("c", num(1), [], { params })],
    });
    expect(promelaTroubles(many).map(d => d.code)).toEqual(["export-too-large"]);
  });
});

describe("initial states", () => {
  const bits = (n: number, initially: Program["initially"] = []) => ({
    ...of({ slots: Array.from({ length: n }, (_, i) => range(`b${i}`, 0, 1)), commands: [] }),
    initial: Array.from({ length: n }, () => [0, 1]),
    initially,
  });

  test.each([
    [
      "one is what the variables are declared with",
      bits(1, [eq(0, 1)]),
      { kind: "listed", extra: 0 },
    ],
    ["several are listed, for one state more", bits(3, [eq(0, 1)]), { kind: "listed", extra: 1 }],
    ["too many are chosen one by one", bits(13), { kind: "chosen", extra: 2 ** 14 - 1 }],
  ])("%s", (_, p, expected) => {
    expect(startOf(p)).toMatchObject(expected);
  });

  test("a condition without value keeps no state", () => {
    const broken = bin("==", bin("%", num(1), slot(0)), num(0));
    const start = startOf(bits(1, [broken]));
    expect(start).toMatchObject({ states: [[1]] });
  });
});

describe("properties", () => {
  test("a step is looked at in every action, with the values before kept", () => {
    const p = of({
      slots: [range("x", 0, 3)],
      commands: [command("c", eq(0, 0), [set(0, 1)])],
      probes: [probe("step", bin("<", slot(0), { kind: "slot", slot: 0, old: true }))],
      checks: [check("grows", { by: "bad-probe", probe: 0 })],
    });
    const text = promelaOf(p);
    expect(text).toContain("#define keep_old old_x = v_x");
    expect(text).toContain("#define look_1 if :: v_x < old_x -> violated_1 :: else fi");
  });
});
