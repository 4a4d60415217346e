// A tape of numbers from which a generator makes its decisions, in the manner of Hypothesis. What is
// generated is a function of the tape, so fast-check shrinks it by shrinking the tape: where the tape
// has ended every decision is 0, and every list of options starts with the simplest one.

import fc from "fast-check";

const LARGEST = 2 ** 20 - 1;

/** Decisions, read from the end: fast-check shortens arrays at their start, which is then what was decided last. */
export class Tape {
  readonly #numbers: readonly number[];
  #at: number;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
    this.#at = numbers.length;
  }

  /** 0 .. end-1. */
  below(end: number): number {
    if (this.#at === 0 || end <= 1) return 0;
    this.#at--;
    return (this.#numbers[this.#at] as number) % end;
  }

  /** low .. high, simplest first: the number nearest to zero, then away from it. */
  between(low: number, high: number): number {
    const nearest = Math.min(Math.max(0, low), high);
    const offset = this.below(high - low + 1);
    const up = nearest + offset;
    return up <= high ? up : nearest - (up - high);
  }

  /** True once in so many times. */
  once(of: number): boolean {
    return this.below(of) === of - 1;
  }

  pick<T>(options: readonly [T, ...T[]]): T;
  pick<T>(options: readonly T[]): T | undefined;
  pick<T>(options: readonly T[]): T | undefined {
    return options[this.below(options.length)];
  }

  /** The name of an option; those that weigh nothing are never taken. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const names = Object.keys(weights) as K[];
    let rest = this.below(names.reduce((sum, name) => sum + weights[name], 0));
    for (const name of names) {
      if (rest < weights[name]) return name;
      rest -= weights[name];
    }
    return names[0] as K;
  }

  /** A list of so many things. */
  list<T>(length: number, make: (index: number) => T): T[] {
    return Array.from({ length }, (_, i) => make(i));
  }

  /** Some of the options, in their order; at least one, where there is one. */
  some<T>(options: readonly T[]): T[] {
    const kept = options.filter(() => this.below(2) === 1);
    return kept.length > 0 ? kept : options.slice(0, 1);
  }
}

/** Tapes of at most so many decisions. */
export function tapes(length: number): fc.Arbitrary<number[]> {
  return fc.array(fc.noBias(fc.nat(LARGEST)), { maxLength: length, size: "max" });
}
