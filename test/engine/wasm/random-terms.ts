// Random terms with everything that gives them a value: slots, parameters, temporaries, states.

import fc from "fast-check";
import { compileTerm, faultOf } from "../../../src/engine/terms.ts";
import type { Interval } from "../../../src/model/interval.ts";
import type { Slot, Term } from "../../../src/model/program.ts";
import type { State } from "../../../src/model/stepper.ts";
import { memory } from "../../generate/slots.ts";
import { Tape, tapes } from "../../generate/tape.ts";
import { Terms } from "../../generate/terms.ts";

/** A term and several places where it has a value. */
export interface Sample {
  readonly slots: readonly Slot[];
  readonly params: readonly Interval[];
  readonly temps: readonly Interval[];
  readonly term: Term;
  readonly places: readonly Place[];
}

export interface Place {
  readonly state: State;
  readonly old: State;
  readonly params: readonly number[];
  readonly temps: readonly number[];
}

const PLACES = 8;

/** See the head of this file. */
export function samples(): fc.Arbitrary<Sample> {
  const blocks = fc.array(tapes(48), { minLength: 1, maxLength: 5 });
  return fc.tuple(blocks, tapes(200), tapes(600)).map(([cells, decisions, values]) => {
    const found = memory(
      cells.map(numbers => new Tape(numbers)),
      3000,
    );
    const tape = new Tape(decisions);
    const params = ranges(tape);
    const temps = ranges(tape);
    const terms = new Terms(tape, { memory: found, params, temps, old: true });
    const { term } = tape.once(2) ? terms.truth(4) : terms.number(4);
    const pick = new Tape(values);
    const places = Array.from({ length: PLACES }, () => ({
      state: Int32Array.from(found.slots, s => within(pick, s)),
      old: Int32Array.from(found.slots, s => within(pick, s)),
      params: params.map(p => within(pick, p)),
      temps: temps.map(t => within(pick, t)),
    }));
    return { slots: found.slots, params, temps, term, places };
  });
}

function ranges(tape: Tape): Interval[] {
  return tape.list(tape.below(3), () => {
    const low = tape.between(-9, 9);
    return { low, high: low + tape.below(6) };
  });
}

/** Mostly an end of the range, where mistakes show. */
export function within(tape: Tape, { low, high }: Interval): number {
  const inside = low + (tape.below(2 ** 20) % (high - low + 1));
  return tape.pick([low, high, inside, Math.min(Math.max(0, low), high)]);
}

/** The value, or the kind of fault. */
export function resultOf(term: Term, { state, old, params, temps }: Place): number | string {
  try {
    return compileTerm(term, { params: [...params], temps: [...temps], old })(state) + 0;
  } catch (thrown) {
    return faultOf(thrown).kind;
  }
}
