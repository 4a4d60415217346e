// Random terms, each with the bounds of what it can be. As in the language, no number on the way leaves
// 32 bits: an operation that might is left out, and its left side stands alone.

import type { BinaryOperator, Term } from "../../src/model/program.ts";
import { type Block, isLive, type Memory } from "./slots.ts";
import type { Tape } from "./tape.ts";

/** A term and the smallest and largest number it can be. */
export interface Bounded {
  readonly term: Term;
  readonly low: number;
  readonly high: number;
}

/** What a term may read. */
export interface Reads {
  readonly memory: Memory;
  /** By parameter and by temporary: their bounds. */
  readonly params: readonly Range[];
  readonly temps: readonly Range[];
  /** May it read the state before. */
  readonly old: boolean;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

const LOWEST = -(2 ** 31);
const HIGHEST = 2 ** 31 - 1;

/** Makes terms from one tape. */
export class Terms {
  readonly #tape: Tape;
  readonly #reads: Reads;

  constructor(tape: Tape, reads: Reads) {
    this.#tape = tape;
    this.#reads = reads;
  }

  /** A number. */
  number(depth: number): Bounded {
    const tape = this.#tape;
    const { params, temps, memory } = this.#reads;
    const leaf = {
      constant: 2,
      slot: 7,
      element: memory.blocks.some(b => b.size > 1) ? 2 : 0,
      param: params.length > 0 ? 5 : 0,
      temp: temps.length > 0 ? 4 : 0,
    };
    const inner =
      depth > 0
        ? { negate: 1, sum: 4, product: 1, quotient: 2, edge: 2, bits: 2 }
        : { negate: 0, sum: 0, product: 0, quotient: 0, edge: 0, bits: 0 };
    const rest =
      depth > 0
        ? { bitCount: 1, choice: 2, bound: 1, truth: 1 }
        : { bitCount: 0, choice: 0, bound: 0, truth: 0 };
    const kind = tape.weighted({ ...leaf, ...inner, ...rest });
    return this.#make(kind, depth - 1);
  }

  /** Truth: 0 or 1. */
  truth(depth: number): Bounded {
    const tape = this.#tape;
    const simple = { compare: 15, constant: 1, slot: 2 };
    const inner =
      depth > 0
        ? { and: 3, or: 3, not: 2, bitTest: 2, choice: 1 }
        : { and: 0, or: 0, not: 0, bitTest: 0, choice: 0 };
    const kind = tape.weighted({ ...simple, ...inner });
    switch (kind) {
      case "compare":
        return this.#compare(depth - 1);
      case "constant":
        return constant(1 - tape.below(2));
      case "slot":
        return this.#truthSlot();
      case "not":
        return truthOf({ kind: "not", of: this.truth(depth - 1).term });
      case "bitTest":
        return this.#bitTest(depth - 1);
      case "choice":
        return this.#choice(() => this.truth(depth - 1), depth - 1);
      default:
        return truthOf(binary(kind, this.truth(depth - 1).term, this.truth(depth - 1).term));
    }
  }

  /** A term that is surely (`wrap`) or likely in the range. */
  inRange(range: Range, depth: number): Term {
    const tape = this.#tape;
    const kind = tape.weighted({ constant: 20, wrapped: 20, clamped: 6, raw: 5, outside: 1 });
    if (kind === "constant") return constant(tape.between(range.low, range.high)).term;
    if (kind === "outside") return outside(tape, range).term;
    const made = this.number(depth);
    if (kind === "wrapped") return wrapped(made, range);
    return kind === "clamped" ? clamp(made, range).term : made.term;
  }

  /** An index into so many places; mostly it is never outside. */
  index(size: number, depth: number): Term {
    const tape = this.#tape;
    const low = tape.between(-1, 1);
    const range = { low, high: low + size - 1 };
    const made = this.#likelyIndex(range, depth);
    const of = tape.once(16) ? made : { ...range, term: wrapped(made, range) };
    return { kind: "bound", of: of.term, ...range };
  }

  #likelyIndex(range: Range, depth: number): Bounded {
    const { params } = this.#reads;
    const param = params.findIndex(p => p.low >= range.low && p.high <= range.high);
    const known = params[param];
    if (known && this.#tape.below(2) === 0) return { ...known, term: { kind: "param", param } };
    return this.number(depth);
  }

  // -------------------------------------------------------------- numbers

  #make(kind: NumberKind, depth: number): Bounded {
    const tape = this.#tape;
    switch (kind) {
      case "constant":
        return constant(tape.once(12) ? tape.between(-70_000, 70_000) : tape.between(-3, 5));
      case "slot":
        return this.#slot(this.#someSlot());
      case "element":
        return this.#element(depth);
      case "param":
      case "temp":
        return this.#local(kind);
      case "negate":
        return this.#negate(depth);
      case "sum":
        return this.#operation(tape.pick(["+", "-"] as const), depth);
      case "product":
        return this.#operation("*", depth);
      case "quotient":
        return this.#quotient(depth);
      case "edge":
        return this.#operation(tape.pick(["min", "max"] as const), depth);
      case "bits":
        return this.#operation(tape.pick(["bit-or", "bit-and", "bit-clear"] as const), depth);
      case "bitCount":
        return this.#bitCount(depth);
      case "choice":
        return this.#choice(() => this.number(depth), depth);
      case "bound":
        return this.#bound(depth);
      case "truth":
        return this.truth(depth);
    }
  }

  /** Mostly one that changes. */
  #someSlot(): number {
    const tape = this.#tape;
    const { blocks, slots } = this.#reads.memory;
    const live = blocks.filter(isLive);
    if (live.length === 0 || tape.once(6)) return tape.below(slots.length);
    const { base, size } = tape.pick(live) as Block;
    return base + tape.below(size);
  }

  #slot(slot: number): Bounded {
    const { low, high } = this.#reads.memory.slots[slot] as Range;
    const old = this.#reads.old && this.#tape.below(2) === 1;
    return { low, high, term: old ? { kind: "slot", slot, old } : { kind: "slot", slot } };
  }

  #element(depth: number): Bounded {
    const { memory, old } = this.#reads;
    const block = this.#tape.pick(memory.blocks.filter(b => b.size > 1)) as Block;
    const { base, size } = part(this.#tape, block);
    const index = this.index(size, depth);
    const term = { kind: "element", base, size, index } as const;
    const before = old && this.#tape.below(2) === 1;
    const hull = hullOf(memory.slots.slice(base, base + size));
    return { ...hull, term: before ? { ...term, old: true } : term };
  }

  #local(kind: "param" | "temp"): Bounded {
    const list = kind === "param" ? this.#reads.params : this.#reads.temps;
    const at = this.#tape.below(list.length);
    const { low, high } = list[at] as Range;
    const term: Term = kind === "param" ? { kind, param: at } : { kind, temp: at };
    return { low, high, term };
  }

  #negate(depth: number): Bounded {
    const of = this.number(depth);
    if (of.low === LOWEST) return of;
    return { low: -of.high + 0, high: -of.low + 0, term: { kind: "negate", of: of.term } };
  }

  #operation(op: Operation, depth: number): Bounded {
    return apply(op, this.number(depth), this.number(depth));
  }

  /** Sometimes by zero. */
  #quotient(depth: number): Bounded {
    const tape = this.#tape;
    const op = tape.pick(["%", "/"] as const);
    const left = this.number(depth);
    const rare = tape.once(6);
    const right = rare ? this.number(depth) : constant(tape.pick([2, 3, 1, 5, -2, -3]));
    return apply(op, left, right);
  }

  #bitCount(depth: number): Bounded {
    const of = clamp(this.number(depth), { low: 0, high: HIGHEST });
    return { low: 0, high: 31, term: { kind: "bit-count", of: of.term } };
  }

  #bound(depth: number): Bounded {
    const of = this.number(depth);
    const low = Math.max(this.#tape.between(-2, 2), Math.min(of.low, 0));
    const high = low + this.#tape.below(6);
    return { low: 0, high: high - low, term: { kind: "bound", of: of.term, low, high } };
  }

  #choice(make: () => Bounded, depth: number): Bounded {
    const test = this.truth(depth).term;
    const [yes, no] = [make(), make()];
    const term: Term = { kind: "if", test, then: yes.term, else: no.term };
    return { ...hullOf([yes, no]), term };
  }

  // -------------------------------------------------------------- truth

  #compare(depth: number): Bounded {
    const tape = this.#tape;
    const op = tape.pick(["==", "!=", "<", "<=", ">", ">="] as const);
    const left = this.number(depth);
    const near = tape.below(3) > 0;
    const far = { low: Math.max(left.low, -9), high: Math.min(left.high, 9) };
    const range = far.low <= far.high ? far : left;
    const right = near ? constant(tape.between(range.low, range.high)) : this.number(depth);
    return truthOf(binary(op, left.term, right.term));
  }

  #truthSlot(): Bounded {
    const { slots } = this.#reads.memory;
    const some = slots.flatMap((s, i) => (s.low >= 0 && s.high <= 1 ? [i] : []));
    const slot = this.#tape.pick(some);
    return slot === undefined ? constant(1) : this.#slot(slot);
  }

  #bitTest(depth: number): Bounded {
    const which = clamp(this.number(depth), { low: 0, high: 31 });
    return truthOf(binary("bit-test", this.number(depth).term, which.term));
  }
}

type NumberKind =
  | "constant"
  | "slot"
  | "element"
  | "param"
  | "temp"
  | "negate"
  | "sum"
  | "product"
  | "quotient"
  | "edge"
  | "bits"
  | "bitCount"
  | "choice"
  | "bound"
  | "truth";

type Operation = "+" | "-" | "*" | "%" | "/" | "min" | "max" | "bit-or" | "bit-and" | "bit-clear";

/** A constant with its bounds. */
export function constant(value: number): Bounded {
  return { low: value, high: value, term: { kind: "const", value } };
}

/** Some of an array, mostly all of it. */
export function part(tape: Tape, { base, size }: Block): Block {
  if (!tape.once(4)) return { base, size };
  const skip = tape.below(size);
  return { base: base + skip, size: size - skip - tape.below(size - skip) };
}

/** The bounds of all of them. */
export function hullOf(ranges: readonly Range[]): Range {
  return {
    low: Math.min(...ranges.map(r => r.low)),
    high: Math.max(...ranges.map(r => r.high)),
  };
}

/** The same number, moved to the nearest one in the range. */
export function clamp(of: Bounded, { low, high }: Range): Bounded {
  const least = of.low < low ? apply("max", of, constant(low)) : of;
  return of.high > high ? apply("min", least, constant(high)) : least;
}

/** A number beside the range, where 32 bits have one. */
function outside(tape: Tape, { low, high }: Range): Bounded {
  const beside = [high + 1, low - 1, high + 7].filter(n => n >= LOWEST && n <= HIGHEST);
  return constant(tape.pick(beside) ?? high);
}

/** The number modulo the size of the range, counted from its lowest value. */
export function wrapped(of: Bounded, { low, high }: Range): Term {
  if (of.low >= low && of.high <= high) return of.term;
  const size = high - low + 1;
  if (size > HIGHEST) return of.term;
  const rest = binary("%", of.term, constant(size).term);
  return low === 0 ? rest : binary("+", rest, constant(low).term);
}

export function binary(op: BinaryOperator, left: Term, right: Term): Term {
  return { kind: "binary", op, left, right };
}

function truthOf(term: Term): Bounded {
  return { low: 0, high: 1, term };
}

export function apply(op: Operation, left: Bounded, right: Bounded): Bounded {
  const { low, high } = RESULT[op](left, right);
  if (low < LOWEST || high > HIGHEST) return left;
  return { low, high, term: binary(op, left.term, right.term) };
}

const RESULT: Record<Operation, (a: Range, b: Range) => Range> = {
  "+": (a, b) => ({ low: a.low + b.low, high: a.high + b.high }),
  "-": (a, b) => ({ low: a.low - b.high, high: a.high - b.low }),
  "*": (a, b) => hullOf([a.low, a.high].flatMap(x => [x * b.low, x * b.high].map(point))),
  "%": (_, b) => ({ low: Math.min(0, b.low + 1), high: Math.max(0, b.high - 1) }),
  "/": a => {
    const most = Math.max(Math.abs(a.low), Math.abs(a.high));
    return { low: -most, high: most };
  },
  min: (a, b) => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
  max: (a, b) => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  "bit-or": twosComplement,
  "bit-and": twosComplement,
  "bit-clear": twosComplement,
};

function point(value: number): Range {
  return { low: value + 0, high: value + 0 };
}

/** As many bits as the larger of both needs. */
function twosComplement(a: Range, b: Range): Range {
  const { low, high } = hullOf([a, b]);
  const bits = Math.ceil(Math.log2(Math.max(high + 1, -low, 1)));
  return { low: low < 0 ? -(2 ** bits) : 0, high: 2 ** bits - 1 };
}
