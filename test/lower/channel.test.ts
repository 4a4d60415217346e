// Channels against plain arrays: whatever is put and taken, a fifo keeps its order, a bag its members,
// and equal bags are equal states.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Span } from "../../src/base/source.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { type Cells, doubleAt, put, removeAt } from "../../src/lower/channel.ts";
import { codesOf, decode, encode, isMessage } from "../../src/lower/codes.ts";
import { constant, slot } from "../../src/lower/terms.ts";
import type { Channel } from "../../src/model/model.ts";
import type { Program, Statement } from "../../src/model/program.ts";
import type { Interpreter } from "../../src/model/stepper.ts";

const span: Span = { source: { name: "test", text: "" }, start: 0, end: 0 };

function channel(kind: Channel["kind"], capacity: number): Channel {
  const int = { kind: "int", low: -2, high: 3 } as const;
  const status = { kind: "enum", name: "Status", values: ["none", "setup", "active"] } as const;
  const messages = [
    { name: "ping", fields: [] },
    {
      name: "copy",
      fields: [
        { name: "row", type: status },
        { name: "n", type: int },
      ],
    },
    { name: "stop", fields: [{ name: "n", type: int }] },
  ];
  return { name: "wire", kind, capacity, messages, losses: 0, duplicates: 0, span };
}

function cellsFor(of: Channel): Cells {
  return { channel: of, codes: codesOf(of), base: 0, size: of.capacity };
}

/** A program whose slots are the cells and whose only command has this effect. */
function run(
  cells: Cells,
  effect: readonly Statement[],
  from: readonly number[],
): number[] | string {
  const show = { kind: "message", codes: cells.codes } as const;
  const program: Program = {
    name: "test",
    slots: from.map((_, i) => ({
      name: `wire[${i}]`,
      low: 0,
      high: cells.codes.end - 1,
      show,
      role: "channel",
    })),
    initial: from.map(v => [v]),
    initially: [],
    agents: [],
    rows: [],
    commands: [
      {
        name: "go",
        kind: "own",
        step: 1,
        steps: 1,
        params: [],
        guard: constant(1),
        effect,
        temps: 1,
        fair: "weak",
        span,
      },
    ],
    probes: [],
    marks: [],
    tells: [],
    checks: [],
    atRest: constant(0),
  };
  const interpreter: Interpreter = interpret(program);
  const applied = interpreter.apply(Int32Array.from(from), { command: 0, choice: 0 });
  return applied?.next ? [...applied.next] : (applied?.fault?.kind ?? "not enabled");
}

const content = (capacity: number) =>
  fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: capacity });
const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b);
const asFifo = (list: readonly number[], capacity: number) => [
  ...list,
  ...Array(capacity - list.length).fill(0),
];
const asBag = (list: readonly number[], capacity: number) => sorted(asFifo(list, capacity));

describe("put", () => {
  const cases = fc.tuple(content(4), fc.integer({ min: 1, max: 24 }));

  test("a fifo takes a message at its end, and faults when full", () => {
    fc.assert(
      fc.property(cases, ([list, code]) => {
        const cells = cellsFor(channel("fifo", 4));
        const after = run(cells, put(cells, constant(code)), asFifo(list, 4));
        expect(after).toEqual(list.length === 4 ? "range" : asFifo([...list, code], 4));
      }),
    );
  });

  test("a bag takes a message at its sorted place, and faults when full", () => {
    fc.assert(
      fc.property(cases, ([list, code]) => {
        const cells = cellsFor(channel("bag", 4));
        const after = run(cells, put(cells, constant(code)), asBag(list, 4));
        expect(after).toEqual(list.length === 4 ? "range" : asBag([...list, code], 4));
      }),
    );
  });

  test("a register is overwritten", () => {
    const cells = cellsFor(channel("register", 1));
    expect(run(cells, put(cells, constant(7)), [3])).toEqual([7]);
  });
});

describe("removeAt and doubleAt", () => {
  const cases = content(4)
    .filter(l => l.length > 0)
    .chain(list => fc.tuple(fc.constant(list), fc.nat(list.length - 1)));

  test("a fifo closes the gap", () => {
    fc.assert(
      fc.property(cases, ([list, at]) => {
        const cells = cellsFor(channel("fifo", 4));
        expect(run(cells, removeAt(cells, constant(at)), asFifo(list, 4))).toEqual(
          asFifo(list.toSpliced(at, 1), 4),
        );
      }),
    );
  });

  test("a bag stays sorted", () => {
    fc.assert(
      fc.property(cases, ([list, at]) => {
        const cells = cellsFor(channel("bag", 4));
        const full = asBag(list, 4);
        const place = 4 - list.length + at;
        expect(run(cells, removeAt(cells, constant(place)), full)).toEqual(
          sorted([0, ...full.toSpliced(place, 1)]),
        );
      }),
    );
  });

  test("the copy of a message stands right behind it in a fifo", () => {
    fc.assert(
      fc.property(
        cases.filter(([l]) => l.length < 4),
        ([list, at]) => {
          const cells = cellsFor(channel("fifo", 4));
          const code = { kind: "temp", temp: 0 } as const;
          const keep: Statement = { kind: "assign", to: code, value: slot(at) };
          const after = run(cells, [keep, ...doubleAt(cells, constant(at), code)], asFifo(list, 4));
          expect(after).toEqual(asFifo(list.toSpliced(at, 0, list[at]!), 4));
        },
      ),
    );
  });
});

describe("codes", () => {
  const of = channel("fifo", 1);
  const codes = codesOf(of);
  const value = (term: ReturnType<typeof encode>) =>
    interpret(empty()).evaluate(term, new Int32Array(0));

  test("every message has codes of its own, and its fields come back", () => {
    const seen = new Set<unknown>();
    for (let row = 0; row < 3; row++) {
      for (let n = -2; n <= 3; n++) {
        const code = value(encode(codes, "copy", [constant(row), constant(n)]));
        seen.add(code);
        const at = constant(Number(code));
        expect(value(decode(codes, "copy", "row", at))).toBe(row);
        expect(value(decode(codes, "copy", "n", at))).toBe(n);
        expect(value(isMessage(codes, "copy", at))).toBe(1);
        expect(value(isMessage(codes, "ping", at))).toBe(0);
        expect(value(isMessage(codes, "stop", at))).toBe(0);
      }
    }
    expect(seen.size).toBe(18);
    expect(codes.end).toBe(1 + 1 + 18 + 6);
  });

  test("a field outside its type is a fault, not another message", () => {
    expect(value(encode(codes, "stop", [constant(4)]))).toMatchObject({ kind: "index" });
  });

  function empty(): Program {
    return {
      name: "empty",
      slots: [],
      initial: [],
      initially: [],
      agents: [],
      rows: [],
      commands: [],
      probes: [],
      marks: [],
      tells: [],
      checks: [],
      atRest: constant(1),
    };
  }
});
