// The set must be a set: tested against a Map, through growth of table and chunks.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Column, Visited } from "../../src/explore/visited.ts";
import { layoutOf, pack, unpack } from "../../src/model/layout.ts";
import { range } from "../programs.ts";

describe("visited", () => {
  test("numbers states like a Map in order of arrival", () => {
    const slots = [range("a", -4, 3), range("b", 0, 2 ** 31 - 1), range("c", 0, 5)];
    const value = fc.tuple(
      fc.integer({ min: -4, max: 3 }),
      fc.constantFrom(0, 1, 2 ** 30, 2 ** 31 - 1),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 300 }), values => {
        const visited = new Visited(slots);
        const map = new Map<string, number>();
        for (const triple of values) {
          const state = Int32Array.from(triple);
          const known = map.get(state.join());
          expect(visited.find(state)).toBe(known ?? -1);
          expect(visited.add(state)).toBe(known === undefined ? map.size : ~known);
          if (known === undefined) map.set(state.join(), map.size);
        }
        const back = new Int32Array(3);
        for (const [key, number] of map) {
          visited.read(number, back);
          expect(back.join()).toBe(key);
        }
        expect(visited.count).toBe(map.size);
      }),
    );
  });

  test("keeps its promises through growth of table and chunks", () => {
    const visited = new Visited([range("x", -50_000, 50_000), range("y", 0, 2 ** 30)]);
    const state = (n: number) => Int32Array.of(n - 50_000, (n * 7919) % 2 ** 30);
    for (let n = 0; n < 100_000; n++) expect(visited.add(state(n))).toBe(n);
    const back = new Int32Array(2);
    for (let n = 0; n < 100_000; n += 7) {
      if (visited.find(state(n)) !== n || visited.add(state(n)) !== ~n) expect.fail(`state ${n}`);
      visited.read(n, back);
      if (back.join() !== state(n).join()) expect.fail(`state ${n} reads ${back.join()}`);
    }
    expect(visited.count).toBe(100_000);
    expect(visited.bytes).toBeLessThan(100_000 * (2 * 4 + 12));
  });

  test("reads what the layout would unpack", () => {
    const slots = [range("a", -(2 ** 31), 2 ** 31 - 1), range("b", 7, 7), range("c", -9, 90)];
    const layout = layoutOf(slots);
    const visited = new Visited(slots);
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -9, max: 90 }), (a, c) => {
        const state = Int32Array.of(a, 7, c);
        const number = visited.add(state);
        const [ours, theirs] = [new Int32Array(3), new Int32Array(3)];
        visited.read(number < 0 ? ~number : number, ours);
        const words = new Int32Array(layout.words);
        pack(layout, state, words, 0);
        unpack(layout, words, 0, theirs);
        expect([...ours]).toEqual([...theirs]);
        expect([...ours]).toEqual([...state]);
      }),
    );
  });

  test("a program without slots has one state", () => {
    const visited = new Visited([]);
    expect(visited.add(new Int32Array(0))).toBe(0);
    expect(visited.add(new Int32Array(0))).toBe(~0);
  });
});

test("a column keeps numbers across chunks", () => {
  const column = new Column();
  for (let i = 0; i < 20_000; i++) column.set(i, -i);
  for (let i = 0; i < 20_000; i++) if (column.get(i) !== -i) expect.fail(`entry ${i}`);
  expect(column.bytes).toBeLessThan(20_000 * 4 * 2);
});
