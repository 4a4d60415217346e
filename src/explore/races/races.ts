// Both orders of all pairs of a space that was seen whole. For each state and each two enabled actions that race, one walk
// over the edges of the two next states tells whether the other can still happen and where both orders end. Actions of a
// state ascend, so what was enabled before is found again by merging two lists. The first difference of a pair is kept:
// states are numbered in order of discovery, so it is one of the nearest.

import type { Edges, Outcome } from "../../model/outcome.ts";
import type { Program } from "../../model/program.ts";
import type { RaceEnd, RaceSeen, RacesSeen } from "../../model/races.ts";
import type { State } from "../../model/stepper.ts";
import { Sides } from "./sides.ts";

/** Above so many transitions races are looked for only where they are asked for. */
export const MOST_TRANSITIONS = 500_000;
/** So also above so many sides, and so many pairs of actions in all states together: a state may enable thousands. */
const MOST_SIDES = 500;
const MOST_PAIRS = 20_000_000;

/** The races of the space, or why they were not looked for. */
export function racesOf(program: Program, outcome: Outcome, asked: boolean): RacesSeen {
  const nothing = { sides: [], races: [], never: 0 };
  if (!outcome.complete || !outcome.edges) return { ...nothing, reason: outcome.reason };
  if (!asked && outcome.transitions > MOST_TRANSITIONS) return { ...nothing, reason: "size" };
  const edges = outcome.edges();
  if (typeof edges === "string") return { ...nothing, reason: edges };
  const sides = new Sides(program);
  const large = sides.list.length > MOST_SIDES || pairsOf(edges) > MOST_PAIRS;
  if (large && !asked) return { ...nothing, reason: "size" };
  return new Walk({ program, outcome, edges, sides }).solve();
}

/** How many pairs of actions are enabled together. */
function pairsOf({ first }: Edges): number {
  let pairs = 0;
  for (let state = 0; state + 1 < first.length; state++) {
    const degree = (first[state + 1] as number) - (first[state] as number);
    pairs += (degree * (degree - 1)) / 2;
  }
  return pairs;
}

interface Given {
  readonly program: Program;
  readonly outcome: Outcome;
  readonly edges: Edges;
  readonly sides: Sides;
}

/** What is known of a pair so far. */
interface Found {
  readonly sides: readonly [number, number];
  states: number;
  differing: number;
  /** The state in which the pair was counted last. */
  seenIn: number;
  differedIn: number;
  difference?: RaceSeen["difference"];
}

/** The other action after one was taken: it ends in a state, in a fault, or cannot happen. */
const FAULT = -1;
const DISABLED = -2;

class Walk {
  readonly #outcome: Outcome;
  readonly #edges: Edges;
  readonly #sides: Sides;
  /** By command the number of its first action; by edge its command. */
  readonly #first: readonly number[];
  readonly #commands: Int32Array;
  readonly #found: Found[] = [];
  readonly #numbers = new Map<number, number>();
  /** By two commands: 0 not asked yet, 1 they do not race, n their pair is number n - 2. */
  readonly #pairs: PairTable;
  /** Of the present state, by two of its edges: where the second ends after the first. */
  #ends = new Int32Array(0);
  /** Slots that are not what the outside has left to do. */
  readonly #visible: readonly number[];
  readonly #buffers: readonly [State, State];

  constructor({ program, outcome, edges, sides }: Given) {
    this.#outcome = outcome;
    this.#edges = edges;
    this.#sides = sides;
    this.#first = firstActions(program);
    this.#commands = edges.actions.map(action => lastAtMost(this.#first, action));
    this.#pairs = pairTable(program.commands.length);
    const { slots } = program;
    this.#visible = slots.flatMap(({ role }, i) => (role === "budget" ? [] : [i]));
    this.#buffers = [new Int32Array(slots.length), new Int32Array(slots.length)];
  }

  solve(): RacesSeen {
    const { first } = this.#edges;
    const count = this.#outcome.space.count;
    for (let state = 0; state < count; state++) {
      const begin = first[state] as number;
      const degree = (first[state + 1] as number) - begin;
      if (degree < 2) continue;
      if (this.#ends.length < degree * degree) this.#ends = new Int32Array(degree * degree * 2);
      for (let i = 0; i < degree; i++) this.#follow(begin, degree, i);
      for (let i = 0; i < degree; i++)
        for (let j = i + 1; j < degree; j++) this.#compare(state, [begin + i, begin + j], degree);
    }
    return { sides: this.#sides.list, ...this.#told() };
  }

  /** After edge `i` of the state: where each other action of the state ends. */
  #follow(begin: number, degree: number, i: number): void {
    const { first, targets, actions } = this.#edges;
    const ends = this.#ends;
    const next = targets[begin + i] as number;
    if (next < 0) {
      ends.fill(FAULT, i * degree, (i + 1) * degree);
      return;
    }
    let at = first[next] as number;
    const end = first[next + 1] as number;
    for (let j = 0; j < degree; j++) {
      const action = actions[begin + j] as number;
      while (at < end && (actions[at] as number) < action) at++;
      const there = at < end && actions[at] === action;
      ends[i * degree + j] = there ? (targets[at] as number) : DISABLED;
    }
  }

  #compare(state: number, [a, b]: readonly [number, number], degree: number): void {
    const one = this.#commandOf(a);
    const other = this.#commandOf(b);
    const found = this.#pair(one, other);
    if (!found) return;
    if (found.seenIn !== state) found.states++;
    found.seenIn = state;
    const begin = this.#edges.first[state] as number;
    const [i, j] = [a - begin, b - begin];
    const there = this.#ends[i * degree + j] as number;
    const back = this.#ends[j * degree + i] as number;
    if (there === back && there !== DISABLED && !this.#moves(one, other)) return;
    const forth = this.#after(a, b, there);
    const again = this.#after(b, a, back);
    const [left, right] = [this.#endsOf(a, forth), this.#endsOf(b, again)];
    if (left.some(end => right.includes(end))) return;
    if (forth.length === 0 && this.#tooLate(other, left, right)) return;
    if (again.length === 0 && this.#tooLate(one, right, left)) return;
    if (found.differedIn !== state) found.differing++;
    found.differedIn = state;
    if (found.difference) return;
    const ends = [this.#end(a, forth), this.#end(b, again)] as const;
    const turned = found.sides[0] !== this.#sides.of[one];
    found.difference = { state, ends: turned ? [ends[1], ends[0]] : ends };
  }

  #moves(one: number, other: number): boolean {
    return this.#sides.positional[one] === true || this.#sides.positional[other] === true;
  }

  /** The edges by which the other happens after one was taken; `exact` is where it ends itself, if it is still there. */
  #after(taken: number, other: number, exact: number): { end: number; edge: number }[] {
    const { first, targets, actions } = this.#edges;
    if (exact === FAULT && (targets[taken] as number) < 0) return [{ end: FAULT, edge: -1 }];
    const command = this.#commandOf(other);
    const next = targets[taken] as number;
    const found: { end: number; edge: number }[] = [];
    const any = exact === DISABLED || this.#sides.positional[command] === true;
    for (let e = first[next] as number; e < (first[next + 1] as number); e++) {
      const alike = any
        ? this.#sides.group[this.#commandOf(e)] === this.#sides.group[command]
        : actions[e] === actions[other];
      if (alike) found.push({ end: targets[e] as number, edge: e });
    }
    return found;
  }

  /** A trigger or fault that cannot happen any more leaves all as it would be after it, but for its budget. */
  #tooLate(command: number, without: readonly number[], after: readonly number[]): boolean {
    if (this.#sides.outside[command] !== true) return false;
    const { space } = this.#outcome;
    const [x, y] = this.#buffers;
    return without.some(end => {
      if (end < 0) return false;
      space.read(end, x);
      return after.some(other => {
        if (other < 0) return false;
        space.read(other, y);
        return this.#visible.every(slot => x[slot] === y[slot]);
      });
    });
  }

  /** Where the other cannot happen any more, it has come to an end already. */
  #endsOf(taken: number, after: readonly { end: number }[]): number[] {
    if (after.length > 0) return after.map(({ end }) => end);
    return [this.#edges.targets[taken] as number];
  }

  #end(taken: number, [after]: readonly { end: number; edge: number }[]): RaceEnd {
    const { targets, actions } = this.#edges;
    const step = (edge: number) => {
      const command = this.#commandOf(edge);
      return { command, choice: (actions[edge] as number) - (this.#first[command] as number) };
    };
    const first = step(taken);
    if (!after) return { kind: "disabled", state: targets[taken] as number, steps: [first] };
    const steps = after.edge < 0 ? [first] : [first, step(after.edge)];
    return { kind: after.end < 0 ? "fault" : "both", state: after.end, steps };
  }

  #commandOf(edge: number): number {
    return this.#commands[edge] as number;
  }

  /** What is known of the pair of two commands; undefined where they do not race. */
  #pair(one: number, other: number): Found | undefined {
    const key = one * this.#sides.of.length + other;
    const known = this.#pairs.get(key);
    if (known === 1) return undefined;
    if (known !== 0) return this.#found[known - 2];
    const number = this.#sides.race(one, other) ? this.#at(one, other) : -1;
    this.#pairs.set(key, number + 2);
    return this.#found[number];
  }

  #at(one: number, other: number): number {
    const [a, b] = [this.#sides.of[one] as number, this.#sides.of[other] as number];
    const sides = a <= b ? ([a, b] as const) : ([b, a] as const);
    const key = sides[0] * this.#sides.list.length + sides[1];
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const fresh = { sides, states: 0, differing: 0, seenIn: -1, differedIn: -1 };
      number = this.#found.push(fresh) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  #told(): Pick<RacesSeen, "races" | "never"> {
    const races = this.#found
      .map(({ sides, states, differing, difference }) => ({ sides, states, differing, difference }))
      .sort((x, y) => x.sides[0] - y.sides[0] || x.sides[1] - y.sides[1]);
    return { races, never: this.#conceivable() - races.length };
  }

  /** Pairs of sides that both happen and that the program alone does not keep apart. */
  #conceivable(): number {
    const { list, of } = this.#sides;
    const happens = new Uint8Array(list.length);
    of.forEach((side, command) => {
      if (this.#outcome.fired[command]) happens[side] = 1;
    });
    let pairs = 0;
    for (let a = 0; a < list.length; a++) {
      for (let b = a; b < list.length && happens[a] === 1; b++) {
        if (happens[b] === 1 && this.#sides.conceivable(a, b)) pairs++;
      }
    }
    return pairs;
  }
}

/** Actions are numbered through all commands, each with all its choices. */
function firstActions({ commands }: Program): number[] {
  const first: number[] = [];
  let count = 0;
  for (const { params } of commands) {
    first.push(count);
    count += params.reduce((product, p) => product * p.values.length, 1);
  }
  return first;
}

/** The last index whose number is not above the limit; numbers ascend. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Numbers by pairs, 0 where none was set. */
interface PairTable {
  get(key: number): number;
  set(key: number, value: number): void;
}

/** Up to so many commands each pair has a place of its own. */
const MOST_IN_TABLE = 1500;

function pairTable(commands: number): PairTable {
  if (commands > MOST_IN_TABLE) {
    const map = new Map<number, number>();
    return { get: key => map.get(key) ?? 0, set: (key, value) => map.set(key, value) };
  }
  const table = new Int32Array(commands * commands);
  const set = (key: number, value: number): void => {
    table[key] = value;
  };
  return { get: key => table[key] as number, set };
}
