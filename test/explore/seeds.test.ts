// What would break: an initial state that is not offered, or is offered out of order, or a search that nobody can end.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { SEEDS } from "../../src/explore/fleet.ts";
import { sow } from "../../src/explore/seeds.ts";
import { packPresent, wideLayoutOf } from "../../src/model/layout.ts";
import type { Program } from "../../src/model/program.ts";
import { programs } from "../generate/program.ts";
import { bin, num, program, range, slot } from "../programs.ts";

interface Sown {
  /** One text for each record. */
  readonly records: readonly string[];
  /** How many came at a time. */
  readonly sizes: readonly number[];
}

/** What is offered to one that has room for so many states, and ends after it was asked so often. */
function sown(of: Program, room: number, patience = Number.POSITIVE_INFINITY): Sown {
  const layout = wideLayoutOf(of.slots);
  const size = layout.words + 2;
  const records: string[] = [];
  const sizes: number[] = [];
  let asked = 0;
  sow(interpret(of), layout, {
    offer: offered => {
      sizes.push(offered.length / size);
      for (let at = 0; at < offered.length; at += size) {
        records.push(offered.subarray(at, at + size).join());
      }
    },
    room: () => room - records.length,
    going: () => ++asked < patience,
  });
  return { records, sizes };
}

/** All of them, in the interpreter's order. */
function expected(of: Program): string[] {
  const layout = wideLayoutOf(of.slots);
  const records: string[] = [];
  interpret(of).initial(state => {
    const words = new Int32Array(layout.words);
    packPresent(layout, state, words, 0);
    return records.push([...words, -1, -1].join()) > 0;
  });
  return records;
}

test("every initial state is offered once and in order, however much room there is", () => {
  fc.assert(
    fc.property(programs(), fc.nat(20), (of, room) => {
      expect(sown(of, room).records).toEqual(expected(of));
    }),
    { numRuns: 50 },
  );
});

const values = Array.from({ length: SEEDS + 10 }, (_, value) => value);
const many = program([range("x", 0, SEEDS + 9)], [], { initial: [values] });

test.each([
  ["as many as fit", Number.POSITIVE_INFINITY, undefined, [SEEDS, 10]],
  ["those that there is room for, then one by one", SEEDS + 8, undefined, [SEEDS, 8, 1, 1, 0]],
  ["what was found before it had to end", Number.POSITIVE_INFINITY, 5, [5]],
])("at a time: %s", (_, room, patience, sizes) => {
  expect(sown(many, room, patience).sizes).toEqual(sizes);
});

test("it can be ended where nothing is found", () => {
  const slots = ["x", "y", "z"].map(name => range(name, 0, SEEDS + 9));
  const never = bin("==", slot(2), num(-1));
  const of = program(slots, [], { initial: [values, values, values], initially: [never] });
  expect(sown(of, 1, 3).records).toEqual([]);
});
