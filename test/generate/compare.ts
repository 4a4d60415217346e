// Do two explorations say the same? Everything an Outcome promises is looked at, and every difference is
// one sentence, so that a failing property shows at once where two engines part.

import type { Hit, Outcome, Path } from "../../src/model/outcome.ts";
import type { State } from "../../src/model/stepper.ts";

/** What may differ. */
export interface CompareOptions {
  /** How many slots a state has. */
  readonly slots: number;
  /**
   * Default true: states have the same numbers, hits are at the same places, paths are the same. Where it is false only
   * what does not depend on the order within a level is compared: counts, which things were met, and how far away.
   */
  readonly order?: boolean | undefined;
  /** Default true: every state is looked at, with its depth and path; false for large spaces. */
  readonly states?: boolean | undefined;
  /** Most differences told. */
  readonly most?: number | undefined;
}

/** The differences, in words; none where both say the same. */
export function differences(a: Outcome, b: Outcome, options: CompareOptions): string[] {
  const compare = new Comparison(a, b, options);
  compare.counts();
  compare.hits();
  if (compare.found.length === 0 && options.states !== false) compare.spaces();
  return compare.found;
}

/** Whether both say the same; for assertions take `differences`. */
export function sameOutcome(a: Outcome, b: Outcome, options: CompareOptions): boolean {
  return differences(a, b, options).length === 0;
}

const COUNTS = [
  "states",
  "transitions",
  "depth",
  "complete",
  "reason",
  "initial",
  "frontier",
  "walked",
  "lostReason",
] as const;

type Hits = readonly (Hit | undefined)[];

class Comparison {
  readonly found: string[] = [];
  readonly #a: Outcome;
  readonly #b: Outcome;
  readonly #slots: number;
  readonly #order: boolean;
  readonly #most: number;

  constructor(a: Outcome, b: Outcome, { slots, order = true, most = 20 }: CompareOptions) {
    this.#a = a;
    this.#b = b;
    this.#slots = slots;
    this.#order = order;
    this.#most = most;
  }

  counts(): void {
    for (const key of COUNTS) this.#same(key, this.#a[key], this.#b[key]);
    this.#same("space.count", this.#a.space.count, this.#b.space.count);
    this.#same("space.count and states", this.#b.space.count, this.#b.states);
  }

  hits(): void {
    const [a, b] = [this.#a, this.#b];
    this.#list("probes", a.probes, b.probes);
    this.#list("fired", a.fired, b.fired);
    this.#list("deadlock", [a.deadlock], [b.deadlock]);
    this.#same("lost", [...a.lost.keys()].sort().join(), [...b.lost.keys()].sort().join());
    for (const [check, hit] of a.lost) this.#list(`lost ${check}`, [hit], [b.lost.get(check)]);
    this.#collection("more", a.more, b.more);
    this.#collection("marks", a.marks, b.marks);
    this.#collection("faults", [a.faults], [b.faults]);
  }

  /** Every state with its number, depth and path. */
  spaces(): void {
    const [a, b] = [this.#a.space, this.#b.space];
    const state = new Int32Array(this.#slots);
    for (let number = 0; number < a.count && !this.#full(); number++) {
      a.read(number, state);
      const there = b.find(state);
      const what = `state ${number} (${state.join()})`;
      this.#same(`${what}: found by the first`, a.find(state), number);
      if (this.#order) this.#same(`${what}: number`, number, there);
      else this.#same(`${what}: is there`, true, there >= 0);
      if (there < 0) continue;
      this.#same(`${what}: depth`, a.depthOf(number), b.depthOf(there));
      this.#path(what, number, there);
    }
  }

  #path(what: string, here: number, there: number): void {
    const [a, b] = [this.#a.space.path(here), this.#b.space.path(there)];
    this.#same(`${what}: length of the path`, a.steps.length, b.steps.length);
    if (this.#order) this.#same(`${what}: path`, showPath(a), showPath(b));
    const state = new Int32Array(this.#slots);
    this.#b.space.read(there, state);
    this.#same(`${what}: found by the second`, this.#b.space.find(state), there);
  }

  #collection(what: string, a: readonly Hits[], b: readonly Hits[]): void {
    this.#same(`${what}: how many lists`, a.length, b.length);
    for (const [i, hits] of a.entries()) {
      const others = b[i] ?? [];
      this.#same(`${what} ${i}: how many`, hits.length, others.length);
      if (this.#order) this.#list(`${what} ${i}`, hits, others);
      else this.#same(`${what} ${i}: from`, commands(hits), commands(others));
    }
  }

  #list(what: string, a: Hits, b: Hits): void {
    this.#same(`${what}: how many`, a.length, b.length);
    for (const [i, hit] of a.entries()) this.#hit(`${what} ${i}`, hit, b[i]);
  }

  #hit(what: string, a: Hit | undefined, b: Hit | undefined): void {
    this.#same(`${what}: met`, a !== undefined, b !== undefined);
    if (!a || !b) return;
    this.#same(`${what}: how far`, this.#a.space.depthOf(a.state), this.#b.space.depthOf(b.state));
    if (!this.#order) return;
    this.#same(`${what}: hit`, showHit(a), showHit(b));
    this.#same(`${what}: state`, this.#values(this.#a, a), this.#values(this.#b, b));
    this.#same(
      `${what}: path`,
      showPath(this.#a.space.path(a.state)),
      showPath(this.#b.space.path(b.state)),
    );
  }

  #values({ space }: Outcome, { state: number }: Hit): string {
    const state: State = new Int32Array(this.#slots);
    space.read(number, state);
    return state.join();
  }

  #same(what: string, a: unknown, b: unknown): void {
    if (Object.is(a, b) || this.#full()) return;
    this.found.push(`${what}: ${String(a)} and ${String(b)}`);
  }

  #full(): boolean {
    return this.found.length >= this.#most;
  }
}

function commands(hits: Hits): string {
  return hits
    .map(hit => hit?.step?.command ?? -1)
    .sort((a, b) => a - b)
    .join();
}

function showHit({ state, step, fault }: Hit): string {
  const action = step ? ` by ${step.command}/${step.choice}` : "";
  const wrong = fault ? ` ${fault.kind} ${Object.entries(fault).sort().join(" ")}` : "";
  return `${state}${action}${wrong}`;
}

function showPath({ start, steps }: Path): string {
  return [start.join(), ...steps.map(s => `${s.command}/${s.choice}`)].join(" ");
}
