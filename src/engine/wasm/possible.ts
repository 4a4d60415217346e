// Which values slots and temporaries can have at a place in an effect: a set where there are few, else bounds.
// The guard narrows them, assignments set them, branches narrow and join them. A test of one slot is decided
// by trying its values, so no form of test needs a rule of its own.

import type { Term } from "../../model/program.ts";
import { type Bounds, type Interval, intervalOf } from "./interval.ts";
import { simplify } from "./specialise.ts";
import { slotsRead } from "./touches.ts";

/** Values as a set, ascending, or undefined where only the bounds are known. */
export interface Possible extends Interval {
  readonly values?: readonly number[] | undefined;
}

const MOST_VALUES = 64;

/** All values of an interval. */
export function possible({ low, high }: Interval): Possible {
  if (high - low >= MOST_VALUES) return { low, high };
  return { low, high, values: Array.from({ length: high - low + 1 }, (_, i) => low + i) };
}

function among(values: readonly number[]): Possible {
  return { low: values[0] ?? 0, high: values.at(-1) ?? 0, values };
}

function union(a: Possible, b: Possible): Possible {
  if (a === b) return a;
  if (a.values && b.values) {
    const all = [...new Set([...a.values, ...b.values])].sort((x, y) => x - y);
    if (all.length <= MOST_VALUES) return among(all);
  }
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** What is known at one place. */
export class Place {
  readonly #slots: readonly Possible[];
  readonly #known: Map<number, Possible>;
  readonly #temps: Possible[];

  /** `slots`: all values of each. */
  constructor(slots: readonly Possible[], temps: number) {
    this.#slots = slots;
    this.#known = new Map();
    this.#temps = Array.from({ length: temps }, () => among([0]));
  }

  /** The same knowledge, to go on from. */
  copy(): Place {
    const place = new Place(this.#slots, 0);
    for (const [slot, values] of this.#known) place.#known.set(slot, values);
    place.#temps.push(...this.#temps);
    return place;
  }

  slot(index: number): Possible {
    return this.#known.get(index) ?? (this.#slots[index] as Possible);
  }

  temp(index: number): Possible {
    return this.#temps[index] ?? { low: -(2 ** 31), high: 2 ** 31 - 1 };
  }

  setSlot(index: number, values: Possible): void {
    this.#known.set(index, values);
  }

  setTemp(index: number, values: Possible): void {
    this.#temps[index] = values;
  }

  /** What is known if either is the case. */
  join(other: Place): Place {
    const place = new Place(this.#slots, 0);
    for (const [slot, values] of this.#known) {
      if (other.#known.has(slot)) place.#known.set(slot, union(values, other.slot(slot)));
    }
    place.#temps.push(...this.#temps.map((t, i) => union(t, other.temp(i))));
    return place;
  }

  /** The values of a term here; never outside the bounds of where it is stored. */
  valuesOf(term: Term, within: Interval): Possible {
    if (term.kind === "slot" && term.old !== true) return clip(this.slot(term.slot), within);
    if (term.kind === "temp") return clip(this.temp(term.temp), within);
    if (term.kind === "const") return among([term.value]);
    const { low, high } = intervalOf(term, this.#bounds(slotsRead(term)));
    return clip(possible({ low, high }), within);
  }

  /** The term with what is known put in. */
  fold(term: Term): Term {
    return simplify(this.#put(term), []);
  }

  /** Narrows to where the term has this truth. False where that cannot be. */
  narrow(term: Term, truth: boolean): boolean {
    if (term.kind === "const") return (term.value !== 0) === truth;
    if (term.kind === "not") return this.narrow(term.of, !truth);
    if (term.kind === "binary" && term.op === (truth ? "and" : "or")) {
      return this.narrow(term.left, truth) && this.narrow(term.right, truth);
    }
    return this.#tryValues(term, truth);
  }

  /** A test of one slot: which of its values pass. */
  #tryValues(term: Term, truth: boolean): boolean {
    const [slot, ...more] = slotsRead(term);
    if (slot === undefined || more.length > 0) return true;
    const { values } = this.slot(slot);
    if (!values) return true;
    const passing = values.filter(value => {
      const decided = simplify(substitute(term, slot, value), []);
      return decided.kind !== "const" || (decided.value !== 0) === truth;
    });
    if (passing.length < values.length) this.#known.set(slot, among(passing));
    return passing.length > 0;
  }

  #put(term: Term): Term {
    switch (term.kind) {
      case "slot": {
        const { low, high } = term.old === true ? { low: 0, high: 1 } : this.slot(term.slot);
        return low === high ? { kind: "const", value: low } : term;
      }
      case "temp": {
        const { low, high } = this.temp(term.temp);
        return low === high ? { kind: "const", value: low } : term;
      }
      default:
        return mapParts(term, part => this.#put(part));
    }
  }

  /** Old values may be anything. */
  #bounds(read: ReadonlySet<number>): Bounds {
    const slots: Interval[] = [...this.#slots];
    for (const slot of read) slots[slot] = this.slot(slot);
    return { slots, params: [], temps: this.#temps };
  }
}

function clip(values: Possible, within: Interval): Possible {
  if (values.low >= within.low && values.high <= within.high) return values;
  if (values.values) {
    return among(values.values.filter(v => v >= within.low && v <= within.high));
  }
  const low = Math.max(values.low, within.low);
  return possible({ low, high: Math.max(low, Math.min(values.high, within.high)) });
}

/** The term with a slot's value put in. */
function substitute(term: Term, slot: number, value: number): Term {
  if (term.kind === "slot" && term.slot === slot && term.old !== true) {
    return { kind: "const", value };
  }
  return mapParts(term, part => substitute(part, slot, value));
}

/** The term with its parts replaced. */
function mapParts(term: Term, of: (part: Term) => Term): Term {
  switch (term.kind) {
    case "element":
      return { ...term, index: of(term.index) };
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return { ...term, of: of(term.of) };
    case "binary":
      return { ...term, left: of(term.left), right: of(term.right) };
    case "if":
      return { ...term, test: of(term.test), then: of(term.then), else: of(term.else) };
    default:
      return term;
  }
}
