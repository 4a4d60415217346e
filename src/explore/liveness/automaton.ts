// From a formula to a generalised Buchi automaton with conditions on transitions, which accepts the words for which the formula
// is true. The construction is Couvreur's (On-the-fly verification of linear temporal logic, FM 1999): a state is what must be
// true from here on, a transition is a way to make it true for one letter, and each `U` is a condition that its promise
// is not put off for ever. Past operators add memory bits to a state: each step guesses, and checks, the truth of what
// the next position may ask for. Simplified after Somenzi and Bloem (Efficient Buchi automata from LTL formulae, CAV 2000).

import type { Temporal } from "../../model/temporal.ts";
import { Normals } from "./normal.ts";
import { simplify } from "./simplify.ts";
import { Covers, NOTHING, type Way } from "./ways.ts";

export interface Transition {
  /** Atoms that the letter must have, and that it must not have, as bits. */
  readonly pos: number;
  readonly neg: number;
  readonly target: number;
  /** The conditions that it fulfils, as bits. */
  readonly sets: number;
}

/** A word is accepted if some run fulfils every condition infinitely often. */
export interface Automaton {
  readonly initial: number;
  /** How many conditions there are. */
  readonly sets: number;
  /** By state. */
  readonly transitions: readonly (readonly Transition[])[];
}

/** Why there is no automaton. */
export interface Refusal {
  readonly message: string;
}

/** Formulas come from strangers; above these they are refused. */
export interface AutomatonLimits {
  /** Operators and atoms of the formula. */
  readonly size: number;
  /** States before simplification. */
  readonly states: number;
  /** Pairs of ways looked at. */
  readonly work: number;
}

export const AUTOMATON_LIMITS: AutomatonLimits = { size: 1000, states: 600, work: 4_000_000 };
/** Atoms are bits of one word; so are memory bits. */
const MOST_ATOMS = 31;
const MOST_MEMORIES = 16;

/** The automaton of all words for which the formula is true (with `negated`: false). */
export function automatonOf(
  formula: Temporal,
  negated = false,
  limits: AutomatonLimits = AUTOMATON_LIMITS,
): Automaton | Refusal {
  const refusal = sizeRefusal(formula, limits.size);
  if (refusal !== undefined) return refusal;
  const normals = new Normals();
  const both = normals.of(formula);
  if (normals.memories.length > MOST_MEMORIES) {
    return { message: `the formula has more than ${MOST_MEMORIES} different past operators` };
  }
  const covers = new Covers(normals, limits.work);
  const automaton = new Construction(normals, covers).from(negated ? both.no : both.yes, limits);
  if (automaton === undefined || covers.overrun) {
    return {
      message: "the formula is too large: its automaton has too many states or transitions",
    };
  }
  return simplify(automaton);
}

function sizeRefusal(formula: Temporal, most: number): Refusal | undefined {
  const stack: Temporal[] = [formula];
  let size = 0;
  for (let f = stack.pop(); f !== undefined; f = stack.pop()) {
    if (++size > most) return { message: `the formula has more than ${most} operators and atoms` };
    if (f.kind === "atom" && f.atom >= MOST_ATOMS) {
      return { message: `the formula has more than ${MOST_ATOMS} different atoms` };
    }
    if ("of" in f) stack.push(f.of);
    else if ("left" in f) stack.push(f.left, f.right);
  }
  return;
}

/** A state under way: formulas that must be true from here on, and the memory. */
interface Obligations {
  readonly formulas: readonly number[];
  readonly memory: number;
}

/** Makes states as they are reached. */
class Construction {
  readonly #normals: Normals;
  readonly #covers: Covers;
  readonly #states: Obligations[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(normals: Normals, covers: Covers) {
    this.#normals = normals;
    this.#covers = covers;
  }

  from(formula: number, limits: AutomatonLimits): Automaton | undefined {
    this.#number({ formulas: [formula], memory: 0 });
    const ways: (readonly Way[])[] = [];
    for (let at = 0; at < this.#states.length; at++) {
      if (this.#states.length > limits.states || this.#covers.overrun) return;
      const of = this.#ways(this.#states[at] as Obligations);
      ways.push(of);
      for (const way of of) this.#target(way);
    }
    const sets = this.#covers.promises;
    const all = 2 ** sets - 1;
    const transitions = ways.map(of =>
      of.map(way => ({
        pos: way.pos,
        neg: way.neg,
        target: this.#target(way),
        sets: all & ~way.promises,
      })),
    );
    return { initial: 0, sets, transitions };
  }

  #ways({ formulas, memory }: Obligations): readonly Way[] {
    let ways: readonly Way[] = [NOTHING];
    for (const formula of formulas) {
      ways = this.#covers.both(ways, remembered(this.#covers.of(formula), memory));
    }
    return this.#normals.memories.length === 0
      ? ways
      : ways.flatMap(way => this.#remember(way, memory));
  }

  /** The way, with every answer to what the next position may ask of this one. */
  #remember(way: Way, memory: number): readonly Way[] {
    const asked = this.#normals.memoriesOf(way.next);
    let ways: readonly Way[] = [way];
    for (const [index, { on, off }] of this.#normals.memories.entries()) {
      if (((asked >>> index) & 1) === 0) continue;
      const kept = remembered(this.#covers.of(on), memory).map(w => ({ ...w, kept: 1 << index }));
      const other = remembered(this.#covers.of(off), memory);
      ways = this.#covers.both(ways, [...kept, ...other]);
    }
    return ways;
  }

  #target(way: Way): number {
    return this.#number({ formulas: way.next, memory: way.kept });
  }

  #number(state: Obligations): number {
    const key = `${state.formulas.join(" ")} ; ${state.memory}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#states.push(state) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** The ways that the memory allows, which then ask nothing of it any more. */
function remembered(ways: readonly Way[], memory: number): readonly Way[] {
  return ways
    .filter(way => (memory & way.on) === way.on && (memory & way.off) === 0)
    .map(way => ({ ...way, on: 0, off: 0 }));
}
