// What would break: an initial state that no run begins in though there is one, a number that leads to another state, or a
// search for initial states that nobody can end.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../../src/engine/interpret.ts";
import { schedules } from "../../../src/explore/simulate/arbitrary.ts";
import { Schedules } from "../../../src/explore/simulate/schedule.ts";
import { gather, gathered } from "../../../src/explore/simulate/starts.ts";
import type { State } from "../../../src/model/stepper.ts";
import { programs } from "../../generate/program.ts";
import { bin, num, program, range, slot } from "../../programs.ts";

const MANY = 10_000;

const values = Array.from({ length: MANY }, (_, value) => value);
const many = interpret(program([range("x", 0, MANY - 1)], [], { initial: [values] }));

test("all initial states of every program, each found again by its number", () => {
  fc.assert(
    fc.property(programs(), of => {
      const stepper = interpret(of);
      const all: State[] = [];
      stepper.initial(state => all.push(state.slice()) > 0);
      const starts = gathered(stepper);
      expect(starts.count).toBe(all.length);
      for (const [i, state] of all.entries()) {
        expect(starts.at(i)).toEqual(state);
        expect(starts.indexOf(state)).toBe(i);
      }
      expect(starts.at(all.length)).toBeUndefined();
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["another value", [MANY]],
  ["a value that packs as one of them", [MANY + (1 << 14)]],
  ["no slot", []],
  ["one slot too many", [0, 0]],
])("%s is no initial state", (_, state) => {
  expect(gathered(many).indexOf(Int32Array.from(state))).toBe(-1);
});

test("schedules begin anywhere, and those of late initial states are known", () => {
  const drawn = fc.sample(schedules(many, { depth: 0 }), { numRuns: 200, seed: 1 });
  expect(drawn.some(({ start }) => (start[0] ?? 0) > MANY / 2)).toBe(true);
  expect(new Schedules(many).has({ start: Int32Array.of(MANY - 1), steps: [] })).toBe(true);
});

test("a search that finds nothing for long rests all the same", () => {
  const slots = ["x", "y", "z"].map(name => range(name, 0, MANY - 1));
  const initial = [values, values, values];
  const never = bin("==", slot(2), num(-1));
  const gathering = gather(interpret(program(slots, [], { initial, initially: [never] })));
  for (let rest = 0; rest < 3; rest++) {
    expect(gathering.next()).toMatchObject({ done: false, value: { count: 0 } });
  }
});

describe("where nobody can end the search", () => {
  const bytes = Array.from({ length: 256 }, (_, value) => value);
  const slots = ["x", "y", "z"].map(name => range(name, 0, 255));
  const initial = [bytes, bytes, bytes];
  const dense = interpret(program(slots, [], { initial }));
  const never = interpret(
    program(slots, [], { initial, initially: [bin("==", slot(2), num(-1))] }),
  );

  test("it ends, and says so, where nothing is found", () => {
    expect(() => gathered(never, 20_000)).toThrow(
      "20480 values were tried and no initial state was found",
    );
  });

  test("those that are found until then are drawn from", () => {
    const rare = program(slots, [], {
      initial,
      initially: [bin("==", bin("+", slot(0), bin("+", slot(1), slot(2))), num(3))],
    });
    const starts = gathered(interpret(rare), 20_000);
    // Of (0, y, z) all that there are.
    expect([starts.count, starts.more]).toEqual([4, true]);
  });

  test("those that are found one soon after the other are all found", () => {
    const initial = [bytes.slice(0, 16), bytes, bytes.slice(0, 100)];
    const initially = [bin("==", slot(2), num(99))];
    const starts = gathered(interpret(program(slots, [], { initial, initially })), 0);
    expect([starts.count, starts.more]).toEqual([16 * 256, false]);
  });

  test("of very many the first ones", () => {
    const starts = gathered(dense);
    expect([starts.count, starts.more]).toEqual([1 << 20, true]);
  });
});
