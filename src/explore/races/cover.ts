// Which races random runs have exercised. A run is told state by state: what is enabled and which of it is taken. What was taken
// came first of all the others that were enabled, so each step tries one order of as many pairs; both orders of a
// pair are tried when each side has come first somewhere. Costs one pass over what is enabled, and memory by pairs of commands.

import type { Program } from "../../model/program.ts";
import type { RaceSide } from "../../model/races.ts";
import type { Step } from "../../model/stepper.ts";
import { Sides } from "./sides.ts";

/** What runs have tried of the pairs that can race. */
export interface RaceCoverage {
  /** Pairs that could happen in some state of a run, where one of the two was taken. */
  readonly exercised: number;
  /** Of them, those of which each came first in some run. */
  readonly both: number;
  /** The pairs, in order of sides; `first` says which side came first. */
  readonly pairs: readonly RaceTried[];
}

/** A pair of sides and the orders in which it was tried. */
export interface RaceTried {
  readonly sides: readonly [RaceSide, RaceSide];
  readonly first: "one" | "other" | "both";
}

/** Collects what runs exercise; one for all runs of a program. */
export interface RaceCover {
  /** A state of a run with all that is enabled in it, and the step that the run takes there. */
  see(enabled: readonly Step[], taken: Step): void;
  /** The same by numbers of commands, for runs of compiled code: `count` of them stand in `enabled`, perhaps several times. */
  seeCommands(enabled: ArrayLike<number>, count: number, taken: number): void;
  summary(): RaceCoverage;
}

/** A collector for runs of the program. */
export function raceCover(program: Program): RaceCover {
  return new Collector(program);
}

/** Up to so many commands a table says which of them race. */
const MOST_IN_TABLE = 2048;

class Collector implements RaceCover {
  readonly #sides: Sides;
  readonly #count: number;
  /** By two commands: 0 not asked yet, 2 they do not race, 3 they do, and this order was seen. */
  readonly #known: Uint8Array | Map<number, number>;
  /** By two sides: the first came before the second. */
  readonly #orders = new Set<number>();

  constructor(program: Program) {
    this.#sides = new Sides(program);
    this.#count = program.commands.length;
    this.#known =
      this.#count <= MOST_IN_TABLE ? new Uint8Array(this.#count * this.#count) : new Map();
  }

  see(enabled: readonly Step[], taken: Step): void {
    for (const { command } of enabled) this.#order(taken.command, command);
  }

  seeCommands(enabled: ArrayLike<number>, count: number, taken: number): void {
    const known = this.#known;
    const row = taken * this.#count;
    for (let i = 0; i < count; i++) {
      const command = enabled[i] as number;
      // Nearly always it is known.
      if (known instanceof Map || known[row + command] === 0) this.#order(taken, command);
    }
  }

  summary(): RaceCoverage {
    const { list } = this.#sides;
    const size = list.length;
    const seen = new Set<number>();
    for (const key of this.#orders) {
      const [a, b] = [Math.floor(key / size), key % size];
      seen.add(Math.min(a, b) * size + Math.max(a, b));
    }
    const pairs = [...seen].sort((x, y) => x - y).map(key => this.#tried(key));
    const both = pairs.filter(p => p.first === "both").length;
    return { exercised: pairs.length, both, pairs };
  }

  /** One command came before another that was enabled as well. */
  #order(first: number, second: number): void {
    const key = first * this.#count + second;
    const known = this.#known instanceof Map ? this.#known.get(key) : this.#known[key];
    if (known === 2 || known === 3) return;
    const race = this.#sides.race(first, second);
    if (this.#known instanceof Map) this.#known.set(key, race ? 3 : 2);
    else this.#known[key] = race ? 3 : 2;
    const { of, list } = this.#sides;
    if (race) this.#orders.add((of[first] as number) * list.length + (of[second] as number));
  }

  #tried(key: number): RaceTried {
    const { list } = this.#sides;
    const [a, b] = [Math.floor(key / list.length), key % list.length];
    const sides = [list[a] as RaceSide, list[b] as RaceSide] as const;
    const forth = this.#orders.has(key);
    const back = this.#orders.has(b * list.length + a);
    if (forth && back) return { sides, first: "both" };
    return { sides, first: forth ? "one" : "other" };
  }
}
