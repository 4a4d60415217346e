// Whether a formula is true of a word that goes round for ever, straight from the meaning of the operators and with no
// automaton: every subformula gets its truth at every position. This is what counterexamples are checked against, so it
// shares nothing with the search. Past operators see a difference between the first and later rounds, but for each
// past operator one round more is enough to settle it; so the loop is unrolled that often.

import { unreachable } from "../../base/bug.ts";
import type { Temporal } from "../../model/temporal.ts";

/** Letters are atoms as bits; the loop is not empty. */
export interface Word {
  readonly stem: readonly number[];
  readonly loop: readonly number[];
}

/** Is the formula true at the first position. */
export function isTrueOf(formula: Temporal, word: Word): boolean {
  const letters = [...word.stem];
  for (let round = pastDepth(formula); round >= 0; round--)
    for (const l of word.loop) letters.push(l);
  const back = letters.length - word.loop.length;
  return new Positions(letters, back).of(formula)[0] === 1;
}

function pastDepth(f: Temporal): number {
  if ("left" in f)
    return Math.max(pastDepth(f.left), pastDepth(f.right)) + (f.kind === "S" ? 1 : 0);
  if ("of" in f)
    return pastDepth(f.of) + (f.kind === "Y" || f.kind === "O" || f.kind === "H" ? 1 : 0);
  return 0;
}

type Truth = Uint8Array;

/** The positions of one word; after the last comes the one at `back`. */
class Positions {
  readonly #letters: readonly number[];
  readonly #back: number;
  readonly #all: Truth;

  constructor(letters: readonly number[], back: number) {
    this.#letters = letters;
    this.#back = back;
    this.#all = new Uint8Array(letters.length).fill(1);
  }

  of(f: Temporal): Truth {
    switch (f.kind) {
      case "const":
        return f.value ? this.#all : not(this.#all);
      case "atom":
        return Uint8Array.from(this.#letters, letter => (letter >>> f.atom) & 1);
      case "not":
        return not(this.of(f.of));
      case "X":
        return this.#next(this.of(f.of));
      case "F":
        return this.#until(this.#all, this.of(f.of));
      case "G":
        return not(this.#until(this.#all, not(this.of(f.of))));
      case "Y":
        return before(this.of(f.of));
      case "O":
        return since(this.#all, this.of(f.of));
      case "H":
        return not(since(this.#all, not(this.of(f.of))));
      default:
        return this.#binary(f.kind, this.of(f.left), this.of(f.right));
    }
  }

  #binary(kind: Extract<Temporal, { left: Temporal }>["kind"], p: Truth, q: Truth): Truth {
    switch (kind) {
      case "and":
        return p.map((yes, i) => yes & (q[i] as number));
      case "or":
        return p.map((yes, i) => yes | (q[i] as number));
      case "implies":
        return p.map((yes, i) => (1 - yes) | (q[i] as number));
      case "U":
        return this.#until(p, q);
      case "W": {
        const until = this.#until(p, q);
        const always = not(this.#until(this.#all, not(p)));
        return until.map((yes, i) => yes | (always[i] as number));
      }
      case "R":
        return not(this.#until(not(p), not(q)));
      case "S":
        return since(p, q);
      default:
        return unreachable(kind);
    }
  }

  #next(p: Truth): Truth {
    return p.map((_, i) => p[i + 1 < p.length ? i + 1 : this.#back] as number);
  }

  /** The least solution: from behind, and once more round the loop. */
  #until(p: Truth, q: Truth): Truth {
    const truth = new Uint8Array(p.length);
    let next = 0;
    const sweep = (to: number) => {
      for (let i = p.length - 1; i >= to; i--) {
        next = (q[i] as number) | ((p[i] as number) & next);
        truth[i] = next;
      }
    };
    sweep(this.#back);
    sweep(0);
    return truth;
  }
}

function not(p: Truth): Truth {
  return p.map(yes => 1 - yes);
}

function before(p: Truth): Truth {
  return p.map((_, i) => p[i - 1] ?? 0);
}

function since(p: Truth, q: Truth): Truth {
  const truth = new Uint8Array(p.length);
  let last = 0;
  for (let i = 0; i < p.length; i++) {
    last = (q[i] as number) | ((p[i] as number) & last);
    truth[i] = last;
  }
  return truth;
}
