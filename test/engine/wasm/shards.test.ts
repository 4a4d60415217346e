// What would break: a state in two shards, or in none; and an exploration in shards that finds things in
// another order than one machine, so that numbers, traces and limits would depend on the machine.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import { exploreCompiled } from "../../../src/explore/compiled.ts";
import { load } from "../../../src/explore/machine.ts";
import { Merge } from "../../../src/explore/merge.ts";
import { SharedTable, sharedMemory } from "../../../src/explore/shared-table.ts";
import type { Limits } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { differences } from "../../generate/compare.ts";
import { programs } from "../../generate/program.ts";
import { bin, command, num, program, range, set, slot } from "../../programs.ts";
import { codeOf, recordsOf, SHAPES, statesOf } from "./records.ts";

/** What the outboxes of a machine hold after a split. */
function outboxes(words: number, shards: number, records: Int32Array): string[][] {
  const modules = load(codeOf(words, { shards, workers: 1 }).modules);
  const table = new SharedTable(modules, sharedMemory(modules), 0);
  const from = modules.regions.candidates;
  const until = from + records.length * 4;
  table.records(from, until).set(records);
  const size = words * 2 + 2;
  return table.split(from, until).map(([start, end]) => {
    const all = table.records(start, end).slice();
    return Array.from({ length: all.length / size }, (_, i) =>
      all.slice(i * size, (i + 1) * size).join(),
    );
  });
}

describe.each([1, 2, 3])("records of %i words", words => {
  test.each([2, 3, 5])("each go to one of %i shards, in order", shards => {
    for (const shape of SHAPES) {
      const states = statesOf(shape, words, 400, 1);
      const twice = new Int32Array(states.length * 2);
      twice.set(states);
      twice.set(states, states.length);
      const boxes = outboxes(words, shards, recordsOf(twice, words, 0));
      const origin = (record: string) => Number(record.split(",").at(-1));
      const state = (record: string) => record.split(",").slice(0, -1).join();
      const all = boxes.flat().map(origin);
      expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: 800 }, (_, i) => i));
      const where = new Map<string, number>();
      for (const [s, box] of boxes.entries()) {
        expect(box.map(origin)).toEqual(box.map(origin).sort((a, b) => a - b));
        for (const record of box) {
          if (where.has(state(record))) expect(where.get(state(record))).toBe(s);
          where.set(state(record), s);
        }
      }
    }
  });

  test("are shared evenly where they differ", () => {
    for (const shape of ["random", "sequence", "high", "stride"] as const) {
      const boxes = outboxes(words, 3, recordsOf(statesOf(shape, words, 9000, 2), words, 0));
      for (const box of boxes) expect(box.length).toBeGreaterThan(2000);
    }
  });
});

describe("what was new in the shards", () => {
  test("is merged by origin, then by action", () => {
    const pair = fc.tuple(fc.nat(6), fc.nat(4), fc.nat(2));
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: String, maxLength: 60 }), found => {
        const sorted = [...found].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const distinct = sorted.filter(
          ([o, a], i) => i === 0 || sorted[i - 1]?.[0] !== o || sorted[i - 1]?.[1] !== a,
        );
        const lists = [0, 1, 2].map(shard => {
          const own = distinct.filter(([, , s]) => s === shard);
          return {
            count: own.length,
            states: Int32Array.from(own.flatMap(([o, a]) => [o * 100 + a, -1])),
            origins: Int32Array.from(own.flatMap(([o, a]) => [a, o])),
          };
        });
        const { count, states, origins } = new Merge(2).of(lists);
        expect(count).toBe(distinct.length);
        const merged = Array.from({ length: count }, (_, i) => [
          origins[i * 2 + 1],
          origins[i * 2],
          states[i * 2],
        ]);
        expect(merged).toEqual(distinct.map(([o, a]) => [o, a, o * 100 + a]));
      }),
    );
  });
});

/** What an exploration in shards says otherwise than one machine. */
function sharded(of: Program, shards: number, limits: Limits = {}): string[] {
  const stepper = interpret(of);
  const options = { limits, now: () => 0 };
  const whole = compileToWasm(of, { all: false });
  const parts = compileToWasm(of, { all: false, division: { shards, workers: 1 } });
  if (!whole || !parts) return ["the program was not compiled"];
  const one = exploreCompiled(whole, stepper, options);
  const many = exploreCompiled(parts, stepper, options);
  return differences(one, many, { slots: of.slots.length });
}

describe("an exploration in shards is the same as in one machine", () => {
  const shards = fc.constantFrom(2, 3);

  test("on random programs", () => {
    fc.assert(
      fc.property(programs(), shards, (random, count) => {
        expect(sharded(random, count)).toEqual([]);
      }),
      { numRuns: 12, seed: 11 },
    );
  }, 60_000);

  test("where a limit of states cuts", () => {
    fc.assert(
      fc.property(programs(), shards, fc.nat(60), (random, count, states) => {
        expect(sharded(random, count, { states })).toEqual([]);
      }),
      { numRuns: 10, seed: 12 },
    );
  }, 60_000);

  test.each([undefined, 700, 1500])("with many initial states, up to %s states", states => {
    const slots = ["a", "b", "c"].map(name => range(name, 0, 10));
    const initial = slots.map(() => Array.from({ length: 11 }, (_, i) => i));
    const less = bin("<", slot(0), num(10));
    const up = command("up", less, [set(0, bin("+", slot(0), num(1)))]);
    const many = program([...slots, range("d", 0, 2)], [up, command("d", num(1), [set(3, 1)])], {
      initial: [...initial, [0]],
      probes: [
        {
          kind: "state",
          term: bin("==", slot(1), num(7)),
          onFault: false,
          about: { kind: "property", property: "p" },
        },
      ],
    });
    expect(sharded(many, 2, { states })).toEqual([]);
    expect(sharded(many, 3, { states })).toEqual([]);
  });
});
