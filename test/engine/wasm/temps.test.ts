// What would break: a local of 32 bits for a temporary that needs more.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTerm, type Frame, faultOf } from "../../../src/engine/terms.ts";
import { tempIntervals } from "../../../src/engine/wasm/temps.ts";
import { type Interval, within } from "../../../src/model/interval.ts";
import type { Command, Program, Statement } from "../../../src/model/program.ts";
import type { State } from "../../../src/model/stepper.ts";
import { programs } from "../../generate/program.ts";
import { Tape, tapes } from "../../generate/tape.ts";
import { bin, command, num, range, setTemp, slot, temp } from "../../programs.ts";
import { within as valueWithin } from "./random-terms.ts";

function show(value: number, { low, high }: Interval): string {
  return `${value} in ${low}..${high}`;
}

/** Runs an effect and tells every value that a temporary gets; where a fault ends it, it ends. */
function tempsIn(
  list: readonly Statement[],
  { state, frame }: { state: State; frame: Frame },
  told: (temp: number, value: number) => void,
): void {
  for (const s of list) {
    if (s.kind === "if") {
      const side = compileTerm(s.test, frame)(state) === 0 ? s.else : s.then;
      tempsIn(side, { state, frame }, told);
    }
    if (s.kind !== "assign") continue;
    const value = compileTerm(s.value, frame)(state);
    const { to } = s;
    if (to.kind === "temp") {
      frame.temps[to.temp] = value;
      told(to.temp, value);
    } else if (to.kind === "slot") state[to.slot] = value;
    else state[to.base + compileTerm(to.index, frame)(state)] = value;
  }
}

function expectTempsInside(of: Program, each: Command, tape: Tape): void {
  const params = each.params.map(p => ({
    low: Math.min(...p.values),
    high: Math.max(...p.values),
  }));
  const intervals = tempIntervals(each, of.slots, params);
  const state = Int32Array.from(of.slots, s => valueWithin(tape, s));
  const frame = {
    params: each.params.map(p => tape.pick(p.values) ?? 0),
    temps: Array.from({ length: each.temps }, () => 0),
    old: state.slice(),
  };
  try {
    tempsIn(each.effect, { state, frame }, (index, value) => {
      const interval = intervals[index] ?? { low: 0, high: 0 };
      expect(within({ low: value, high: value }, interval), show(value, interval)).toBe(true);
    });
  } catch (thrown) {
    faultOf(thrown);
  }
}

describe("the interval of a temporary", () => {
  test("holds every value that it gets in an effect", () => {
    fc.assert(
      fc.property(programs({ states: 100 }), tapes(400), (of, values) => {
        const tape = new Tape(values);
        for (const each of of.commands) {
          if (each.temps > 0) expectTempsInside(of, each, tape);
        }
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test("holds what both sides of a condition leave in it, and the zero at the start", () => {
    const sides: Statement = {
      kind: "if",
      test: bin("==", slot(0), num(1)),
      then: [setTemp(0, num(5))],
      else: [],
    };
    const effect = [sides, setTemp(1, bin("+", temp(0), num(1)))];
    const both = command("c", num(1), effect, { temps: 2 });
    expect(tempIntervals(both, [range("a", 0, 3)], [])).toEqual([
      { low: 0, high: 5 },
      { low: 0, high: 6 },
    ]);
  });
});
