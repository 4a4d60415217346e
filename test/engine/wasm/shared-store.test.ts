// What would break: a state that a table shared by several threads forgets or takes twice, or that is found in another
// chunk than the first that leads to it. Threads are played here: several views of one table that insert in any order.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Memory } from "../../../src/base/web-assembly.ts";
import { tagOf } from "../../../src/explore/control.ts";
import { type LoadedModules, load, MachineFull } from "../../../src/explore/machine.ts";
import {
  type Crew,
  freshOf,
  type Gate,
  type Listed,
  SETTLED,
  SharedTable,
  sharedMemory,
} from "../../../src/explore/shared-table.ts";
import type { Span } from "../../../src/explore/table-parts.ts";
import { FLIGHT } from "../../../src/model/machine-code.ts";
import { codeOf, recordsOf, SHAPES, type Shape, statesOf, textsOf } from "./records.ts";

const ROOM = () => true;
/** Bits of a state that are free in a shared table, in its last 32-bit word, beside the one that is always set. */
const FREE = 0x7800_0000;

/** States as a packed state is: the free bits are 0. */
function states(shape: Shape, words: number, count: number, seed: number): Int32Array {
  const all = statesOf(shape, words, count, seed);
  return all.map((word, i) => (i % (words * 2) === words * 2 - 1 ? word & ~FREE : word));
}

/** States of one word whose homes are in one place, where a table that grows is divided: hashing is undone. */
function crowded(count: number): Int32Array {
  const made = new Int32Array(count * 2);
  const place = BigInt(Math.floor(0.4 * 2 ** 32) - 2 ** 24);
  for (let i = 0; i < count; i++) {
    const hash = (place << 32n) | (BigInt(i) << 5n);
    const folded = BigInt.asUintN(64, hash * INVERSE);
    const high = folded >> 32n;
    const x = (high << 32n) | ((folded ^ high) & 0xffff_ffe0n);
    const state = (x >> 5n) | (1n << 63n);
    made[i * 2] = Number(BigInt.asIntN(32, state));
    made[i * 2 + 1] = Number(BigInt.asIntN(32, state >> 32n));
  }
  return made;
}

/** What the multiplier of the hash (engine/wasm/hashing.ts) is undone by. */
const INVERSE = inverse(0x9e37_79b9_7f4a_7c15n);

/** Of an odd number modulo 2^64, by Newton's iteration. */
function inverse(odd: bigint): bigint {
  let x = odd;
  for (let i = 0; i < 6; i++) x = BigInt.asUintN(64, x * (2n - odd * x));
  return x;
}

/** Where a chunk stands in the order of the contract. */
interface Place {
  readonly batch: number;
  readonly chunk: number;
}

/** A gate that never waits: there is room, and nobody else. */
function open(table: SharedTable): Gate {
  return { enter: () => table.size, leave: () => undefined };
}

/** As many workers as there are chunks in flight; each inserts one. */
const WORKERS = 2 * FLIGHT.chunks;

class Workers {
  readonly modules: LoadedModules;
  readonly memory: Memory;
  readonly tables: readonly SharedTable[];

  constructor(words: number) {
    this.modules = load(codeOf(words, { shards: 1, workers: WORKERS }).modules);
    this.memory = sharedMemory(this.modules);
    const { modules, memory } = this;
    this.tables = Array.from({ length: WORKERS }, (_, w) => new SharedTable(modules, memory, w));
  }

  makeRoom(entries: number, crew?: Crew): void {
    this.tables[0]?.makeRoom(entries, ROOM, crew);
    for (const table of this.tables) table.size = this.tables[0]?.size ?? 0;
  }

  /** Another thread that does its part at once, or one that never comes. */
  crew(comes: boolean): Crew {
    const worker = WORKERS - 1;
    const table = this.tables[worker] as SharedTable;
    let lifted: Span | undefined;
    let strays = 0;
    return {
      worth: 0,
      offer: (middle, size) => {
        if (!comes) return;
        table.size = size;
        lifted = table.lift(middle);
      },
      meet: upper => {
        if (lifted) strays = table.settle(upper, table.settle(lifted));
        return comes;
      },
      await: () => ({ worker, strays }),
    };
  }

  /** Inserts records as a chunk; where in the worker's list what was new stands. */
  insert(worker: number, records: Int32Array, { batch, chunk }: Place): Listed {
    const table = this.tables[worker] as SharedTable;
    const list = batch % FLIGHT.batches;
    table.begin(list);
    table.insertCopy(records, { ...tagOf(batch, chunk), gate: open(table) });
    return { worker, list, first: 0, count: table.count };
  }

  /** Texts of what is left of a list; `grown`: the table has grown since. */
  confirm(list: Listed, { batch, chunk }: Place, grown: boolean): string[] {
    const table = this.tables[0] as SharedTable;
    const tag = tagOf(batch, chunk);
    const count = grown ? table.confirm(list, tag) : table.confirmPlaced(list, tag);
    const { states: found, origins } = freshOf(this.modules, this.memory, { ...list, count });
    return textsOf(found.slice(), this.modules.words).map(
      (text, i) => `${text} from ${origins[i * 2 + 1]}`,
    );
  }
}

interface Chunk {
  readonly shape: Shape;
  readonly count: number;
  readonly seed: number;
  /** When it is inserted, among the chunks in flight. */
  readonly when: number;
}

const chunk: fc.Arbitrary<Chunk> = fc.record({
  shape: fc.constantFrom(...SHAPES),
  count: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 900, max: 2500 })),
  seed: fc.integer({ min: 1, max: 3 }),
  when: fc.nat(100),
});

/** All chunks of two batches in flight at once, again and again. */
const flights = fc.array(fc.array(chunk, { minLength: 2, maxLength: WORKERS }), {
  minLength: 1,
  maxLength: 4,
});

/** A set that does the same, one chunk after the other. */
class Twin {
  readonly known: Set<string> = new Set();

  offer(texts: readonly string[], from: number): string[] {
    return texts.flatMap((text, i) => {
      const before = this.known.size;
      this.known.add(text);
      return this.known.size > before ? [`${text} from ${from + i}`] : [];
    });
  }
}

describe.each([1, 2, 3])("a shared set of states of %i words", words => {
  test("gives each state to the first chunk that leads to it, whoever was quicker", () => {
    fc.assert(
      fc.property(flights, fc.boolean(), fc.boolean(), (list, grows, helped) => {
        const workers = new Workers(words);
        const crew = workers.crew(helped);
        const twin = new Twin();
        let offered = 0;
        for (const [flight, chunks] of list.entries()) {
          workers.makeRoom(twin.known.size + 20_000);
          const placed = chunks.map((each, i) => {
            const made = states(each.shape, words, each.count, each.seed);
            const from = offered;
            offered += each.count;
            const batch = flight * 2 + Math.floor(i / FLIGHT.chunks);
            return { ...each, made, from, place: { batch, chunk: i % FLIGHT.chunks } };
          });
          const order = [...placed.entries()].sort(([, a], [, b]) => a.when - b.when);
          const lists = new Map(
            order.map(([i, { made, from, place }]) => [
              i,
              workers.insert(i, recordsOf(made, words, from), place),
            ]),
          );
          if (grows) workers.makeRoom(Math.floor((workers.tables[0]?.most ?? 0) * 1.1), crew);
          for (const [i, { made, from, place }] of placed.entries()) {
            const found = workers.confirm(lists.get(i) as Listed, place, grows);
            expect(found).toEqual(twin.offer(textsOf(made, words), from));
          }
        }
      }),
      { numRuns: 10, seed: words },
    );
  }, 60_000);

  test.each(["alone", "with help", "with help that does not come"])(
    "grows again and again %s and forgets nothing",
    how => {
      const workers = new Workers(words);
      const crew = how === "alone" ? undefined : workers.crew(how === "with help");
      const [table] = workers.tables as [SharedTable];
      const batches = [1, 2, 3, 4].map(seed => states("random", words, seed * 8000, seed));
      let count = 0;
      for (const each of batches) {
        workers.makeRoom(count + each.length / (words * 2), crew);
        table.begin(0);
        table.insertCopy(recordsOf(each, words, 0), { ...SETTLED, gate: open(table) });
        count += table.count;
      }
      expect(count).toBe(80_000);
      for (const each of batches) {
        table.begin(0);
        table.insertCopy(recordsOf(each, words, 0), { ...SETTLED, gate: open(table) });
        expect(table.count).toBe(0);
      }
    },
  );
});

test("runs of taken slots may go across where a table is divided while it grows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.boolean(), (count, helped) => {
      const workers = new Workers(1);
      const [table] = workers.tables as [SharedTable];
      // All of them have homes just below the middle of a table that keeps its order.
      const made = crowded(count);
      const offer = () => {
        table.begin(0);
        table.insertCopy(recordsOf(made, 1, 0), { ...SETTLED, gate: open(table) });
        return table.count;
      };
      expect(offer()).toBe(count);
      workers.makeRoom(4096, workers.crew(helped));
      expect(offer()).toBe(0);
    }),
    { numRuns: 30, seed: 5 },
  );
});

test("a table that may not grow says so", () => {
  const workers = new Workers(1);
  expect(() => workers.tables[0]?.makeRoom(100_000, () => false)).toThrow(MachineFull);
});

test("tags tell the chunks of this batch, the one before and the next apart", () => {
  for (let batch = 1; batch < 12; batch++) {
    for (let c = 0; c < FLIGHT.chunks; c++) {
      const { later } = tagOf(batch, c);
      const isLater = (b: number, other: number) => ((later >> tagOf(b, other).tag) & 1) === 1;
      for (let other = 0; other < FLIGHT.chunks; other++) {
        expect(isLater(batch - 1, other)).toBe(false);
        expect(isLater(batch, other)).toBe(other > c);
        expect(isLater(batch + 1, other)).toBe(true);
      }
      expect((later & 1) === 1).toBe(false);
    }
  }
});
