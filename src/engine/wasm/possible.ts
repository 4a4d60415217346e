// Which values slots and temporaries can have at a place in an effect: a set where there are few, else bounds.
// The guard narrows them, assignments set them, branches narrow and join them. A test of one slot is decided
// by trying its values, so no form of test needs a rule of its own.

import { type Domains, type Interval, intervalOf } from "../../model/interval.ts";
import type { Term } from "../../model/program.ts";
import { termParts } from "../../model/term-parts.ts";
import { combined, type Leaf, rewrite } from "./specialise.ts";

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
export class Place implements Domains {
  readonly #slots: readonly Possible[];
  readonly #params: readonly number[];
  readonly #known: Map<number, Possible>;
  readonly #temps: Possible[];

  /** `slots`: all values of each; `params`: the values of the parameters. */
  constructor(slots: readonly Possible[], params: readonly number[], temps: number) {
    this.#slots = slots;
    this.#params = params;
    this.#known = new Map();
    this.#temps = new Array<Possible>(temps).fill(ZERO);
  }

  /** The same knowledge, to go on from. */
  copy(): Place {
    const place = new Place(this.#slots, this.#params, 0);
    for (const [slot, values] of this.#known) place.#known.set(slot, values);
    place.#temps.push(...this.#temps);
    return place;
  }

  slot(index: number, old = false): Possible {
    const all = this.#slots[index] as Possible;
    return old ? all : (this.#known.get(index) ?? all);
  }

  param(index: number): Possible {
    return among([this.#params[index] as number]);
  }

  temp(index: number): Possible {
    return this.#temps[index] as Possible;
  }

  setSlot(index: number, values: Possible): void {
    this.#known.set(index, values);
  }

  setTemp(index: number, values: Possible): void {
    this.#temps[index] = values;
  }

  /** What is known if either is the case. */
  join(other: Place): Place {
    const place = new Place(this.#slots, this.#params, 0);
    for (const [slot, values] of this.#known) {
      if (other.#known.has(slot)) place.#known.set(slot, union(values, other.slot(slot)));
    }
    place.#temps.push(...this.#temps.map((t, i) => union(t, other.temp(i))));
    return place;
  }

  /** The values of a term here; never outside the bounds of where it is stored. */
  valuesOf(term: Term, within: Interval): Possible {
    if (term.kind === "slot") return clip(this.slot(term.slot, term.old), within);
    if (term.kind === "temp") return clip(this.temp(term.temp), within);
    if (term.kind === "const") return among([term.value]);
    return clip(possible(intervalOf(term, this)), within);
  }

  /** The term with what is known put in. */
  fold(term: Term): Term {
    return rewrite(term, leaf => this.#put(leaf));
  }

  #put(leaf: Leaf): Term {
    const { low, high } = intervalOf(leaf, this);
    return low === high ? { kind: "const", value: low } : leaf;
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

  /** The truth of a test of one slot, where all its values agree; undefined of others. */
  decides(term: Term): boolean | undefined {
    const slot = onlySlot(term);
    const values = slot < 0 ? undefined : this.slot(slot).values;
    if (!values) return undefined;
    const truths = new Set(values.map(value => valueWith(term, slot, value)));
    const [only] = truths;
    return truths.size === 1 && only !== undefined ? only !== 0 : undefined;
  }

  /** A test of one slot: which of its values pass. */
  #tryValues(term: Term, truth: boolean): boolean {
    const slot = onlySlot(term);
    if (slot < 0) return true;
    const { values } = this.slot(slot);
    if (!values) return true;
    const passing = values.filter(value => {
      const decided = valueWith(term, slot, value);
      return decided === undefined || (decided !== 0) === truth;
    });
    if (passing.length < values.length) this.#known.set(slot, among(passing));
    return passing.length > 0;
  }
}

const ZERO = among([0]);

function clip(values: Possible, within: Interval): Possible {
  if (values.low >= within.low && values.high <= within.high) return values;
  if (values.values) {
    return among(values.values.filter(v => v >= within.low && v <= within.high));
  }
  const low = Math.max(values.low, within.low);
  return possible({ low, high: Math.max(low, Math.min(values.high, within.high)) });
}

const NO_SLOT = -1;
const SLOTS = -2;

/** The slot that the term reads if it is one, else NO_SLOT or SLOTS. */
function onlySlot(term: Term, before = NO_SLOT): number {
  let found = before;
  if (term.kind === "slot") found = found === NO_SLOT || found === term.slot ? term.slot : SLOTS;
  if (term.kind === "element") return SLOTS;
  for (const part of termParts(term)) {
    if (found !== SLOTS) found = onlySlot(part, found);
  }
  return found;
}

/** The value of a term where a slot has this value; undefined where that is not enough to know it. */
function valueWith(term: Term, slot: number, value: number): number | undefined {
  switch (term.kind) {
    case "const":
      return term.value;
    case "slot":
      return term.slot === slot && term.old !== true ? value : undefined;
    case "not": {
      const of = valueWith(term.of, slot, value);
      return of === undefined ? undefined : Number(of === 0);
    }
    case "binary": {
      const left = valueWith(term.left, slot, value);
      if (left === undefined) return undefined;
      return combined(term.op, left, valueWith(term.right, slot, value));
    }
    case "if": {
      const test = valueWith(term.test, slot, value);
      if (test === undefined) return undefined;
      return valueWith(test !== 0 ? term.then : term.else, slot, value);
    }
    default:
      return undefined;
  }
}
