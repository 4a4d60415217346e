// What would break: a state that the table of the compiled engine forgets, takes twice, or gives in another
// order than it was offered; most of all when the table grows, and when it may not.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Machine, MachineFull } from "../../../src/explore/machine.ts";
import { codeOf, recordsOf, SHAPES, type Shape, statesOf, textsOf } from "./records.ts";

const ROOM = () => true;

/** A machine beside a set that does the same. */
class Twin {
  readonly machine: Machine;
  readonly known: Set<string> = new Set();
  readonly #words: number;
  #offered = 0;

  constructor(words: number) {
    this.#words = words;
    this.machine = new Machine(codeOf(words).modules);
  }

  /** Offers the states; what was new for each, with the place of its first offer. */
  offer(states: Int32Array): { readonly found: string[]; readonly expected: string[] } {
    const from = this.#offered;
    this.machine.offer(recordsOf(states, this.#words, from));
    this.machine.clearFresh();
    this.machine.insert(ROOM);
    const texts = textsOf(states, this.#words);
    this.#offered += texts.length;
    const expected = texts.flatMap((text, i) => {
      const before = this.known.size;
      this.known.add(text);
      return this.known.size > before ? [`${text} from ${from + i} by 3`] : [];
    });
    return { found: this.fresh(), expected };
  }

  fresh(): string[] {
    const { states, origins } = this.machine.fresh;
    return textsOf(states.slice(), this.#words).map(
      (text, i) => `${text} from ${origins[i * 2 + 1]} by ${origins[i * 2]}`,
    );
  }
}

interface Batch {
  readonly shape: Shape;
  readonly count: number;
  readonly seed: number;
}

const batches: fc.Arbitrary<readonly Batch[]> = fc.array(
  fc.record({
    shape: fc.constantFrom(...SHAPES),
    count: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 900, max: 5000 })),
    // Few seeds, so that batches repeat each other.
    seed: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe.each([1, 2, 3])("a set of states of %i words", words => {
  test("takes each state once, in the order of the first offers", () => {
    fc.assert(
      fc.property(batches, list => {
        const twin = new Twin(words);
        for (const { shape, count, seed } of list) {
          const { found, expected } = twin.offer(statesOf(shape, words, count, seed));
          expect(found).toEqual(expected);
        }
      }),
      { numRuns: 12, seed: words },
    );
  }, 60_000);

  test.each(["random", "stride"] as const)("grows again and again: %s", shape => {
    const twin = new Twin(words);
    const batches = [1, 2, 3, 4].map(seed => statesOf(shape, words, seed * 8000, seed));
    for (const states of batches) {
      const { found, expected } = twin.offer(states);
      expect(found.length).toBe(expected.length);
      expect(firstDifference(found, expected)).toBe(undefined);
    }
    for (const states of batches) expect(twin.offer(states).found).toEqual([]);
  });
});

function firstDifference(a: readonly string[], b: readonly string[]): string | undefined {
  const at = a.findIndex((text, i) => text !== b[i]);
  return at < 0 ? undefined : `${at}: ${a[at]} is not ${b[at]}`;
}

describe("a large set", () => {
  /** A million, counted by their first word. */
  const TOTAL = 1_000_000;

  test("grows by a quarter at most where it is large, never to less than two thirds, and forgets nothing", () => {
    const machine = new Machine(codeOf(1).modules);
    const grown: number[] = [];
    const room = (bytes: number) => grown.push(bytes) > 0;
    let fresh = 0;
    for (let round = 0; round < 2; round++) {
      for (let from = 0; from < TOTAL; from += 32_000) {
        const states = new Int32Array(Math.min(32_000, TOTAL - from) * 2).fill(-(2 ** 31));
        for (let i = 0; i * 2 < states.length; i++) states[i * 2] = from + i;
        machine.offer(recordsOf(states, 1, from));
        machine.clearFresh();
        machine.insert(room);
        fresh += machine.fresh.count;
      }
      expect(fresh).toBe(TOTAL);
    }
    const last = grown.reduce((size, more) => size + more, 4096 * 8);
    expect(last / (last - (grown.at(-1) ?? 0))).toBeLessThan(1.26);
    expect((TOTAL * 8) / last).toBeGreaterThan(0.66);
    expect((TOTAL * 8) / last).toBeLessThan(5 / 6);
  });
});

describe("the table", () => {
  /** Five sixths of the smallest one. */
  const FULL = Math.floor((4096 * 5) / 6);

  test.each([1, 2, 3])("of %i words grows where it is full, not before", words => {
    const twin = new Twin(words);
    const asked: number[] = [];
    const room = (bytes: number) => asked.push(bytes) > 0;
    const put = (from: number, count: number) => {
      const all = statesOf("sequence", words, from + count, 0);
      twin.machine.offer(recordsOf(all.subarray(from * words * 2), words, from));
      twin.machine.clearFresh();
      twin.machine.insert(room);
    };
    put(0, FULL - 1);
    put(FULL - 1, 1);
    expect(asked).toEqual([]);
    put(FULL, 1);
    expect(asked).toEqual([4096 * words * 8]);
    put(0, FULL + 1);
    expect(twin.machine.fresh.count).toBe(0);
  });

  test.each([1, 2, 3])("of %i words that may not grow says so and loses nothing", words => {
    const twin = new Twin(words);
    const states = statesOf("random", words, 20_000, 5);
    let times = 2;
    const narrow = () => times-- > 0;
    twin.machine.offer(recordsOf(states, words, 0));
    expect(() => twin.machine.insert(narrow)).toThrow(MachineFull);
    const before = twin.fresh();
    expect(before.length).toBeGreaterThan(FULL * 2);
    expect(before.length).toBeLessThanOrEqual(FULL * 4 + 4);
    const expected = textsOf(states, words).map((text, i) => `${text} from ${i} by 3`);
    expect(firstDifference(before, expected)).toBe(undefined);
    // Asked again with room, it goes on where it stopped.
    twin.machine.insert(ROOM);
    expect(firstDifference(twin.fresh(), expected)).toBe(undefined);
    expect(twin.fresh().length).toBe(expected.length);
  });

  test("that is refused says so again and again", () => {
    const machine = new Machine(codeOf(1).modules);
    machine.offer(recordsOf(statesOf("random", 1, 5000, 9), 1, 0));
    for (let i = 0; i < 3; i++) expect(() => machine.insert(() => false)).toThrow(MachineFull);
    expect(machine.fresh.count).toBeLessThanOrEqual(FULL);
  });
});
