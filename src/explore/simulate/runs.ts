// Many random runs. They go side by side in rounds, all of a round one step at a time, so that compiled code has many states to do
// at once. What is met is met first in a certain order: by round, then by step, then by run, then by action; this
// order does not depend on the engine, nor do the runs: each has random numbers of its own, from the seed and its number.

import { type Rng, rng } from "../../base/rng.ts";
import { packPresent } from "../../model/layout.ts";
import type { Path } from "../../model/outcome.ts";
import type { Program } from "../../model/program.ts";
import type { StrategyName } from "../../model/simulation.ts";
import type { State } from "../../model/stepper.ts";
import { Actions } from "../actions.ts";
import type { Ground, Met, Records } from "./ground.ts";
import type { Starts } from "./starts.ts";
import { strategiesOf } from "./strategies.ts";
import type { Strategy } from "./strategy.ts";

/** How many runs, of how many steps each. */
export interface RunOptions {
  readonly runs: number;
  readonly depth: number;
  readonly seed: number;
  readonly strategy: StrategyName;
}

/** Who is told of runs as they go. */
export interface Watcher {
  /** What is met for the first time, after a step of all runs of a round; `trail` tells the run to where it was met. */
  met(met: readonly Met[], trail: (met: Met) => Trail): void;
  /** A walk has come to the state that begins at `offset`. Is it to be looked at: false where it was visited before. */
  visit(states: Int32Array, offset: number): boolean;
  /** What can happen there and change something, by commands; which of it does. */
  choose(commands: Int32Array, count: number, taken: number): void;
  /** Nothing that can happen there and change something is the machines' own, or the run ends there. */
  readonly quiet?: ((trail: Trail, states: Int32Array, offset: number) => void) | undefined;
  /** A run is over. */
  end(trail: Trail, states: Int32Array, offset: number): void;
  /** After each round; true stops. */
  round(): boolean;
}

/** A run so far; only lent, like the path that it makes when it is asked. */
export interface Trail {
  readonly run: number;
  readonly path: () => Path;
}

/** How many runs go side by side. */
const ROUND = 64;

/** Steps of a round after which it tells how far it is. */
const STEPS = 8;

/** What was done; runs that are over count. */
export interface Done {
  readonly runs: number;
  readonly steps: number;
}

/** Random runs over a ground. */
export class Runs {
  readonly #ground: Ground;
  readonly #actions: Actions;
  /** By action. */
  readonly #commandOf: Int32Array;
  /** By command: a step of the machines' own. */
  readonly #own: Uint8Array;
  readonly #starts: Starts;
  readonly #options: RunOptions;
  readonly #watcher: Watcher;
  readonly #strategies: readonly Strategy[];
  /** Of the walks that go on: their states, and their places in the round. */
  readonly #states: Int32Array;
  readonly #places = new Int32Array(ROUND);
  /** The places as they were before the step. */
  readonly #before = new Int32Array(ROUND);
  /** Walks whose states are to be looked at. */
  readonly #fresh = new Int32Array(ROUND);
  /** By place: the actions taken so far, and the number of the initial state. */
  readonly #trails: Int32Array;
  readonly #start = new Int32Array(ROUND);
  readonly #trail: OfPlace;
  #commands = new Int32Array(256);
  #first = 0;
  #step = 0;
  #live = 0;
  #steps = 0;

  constructor(
    ground: Ground,
    of: { readonly program: Program; readonly starts: Starts },
    options: RunOptions,
    watcher: Watcher,
  ) {
    const { program, starts } = of;
    this.#ground = ground;
    this.#actions = new Actions(program);
    this.#commandOf = commandsByAction(program, this.#actions);
    this.#own = Uint8Array.from(program.commands, c =>
      c.kind === "trigger" || c.kind === "fault" ? 0 : 1,
    );
    this.#starts = starts;
    this.#options = options;
    this.#watcher = watcher;
    this.#strategies = strategiesOf(options.strategy, program, ROUND);
    this.#states = new Int32Array(ROUND * ground.layout.words);
    this.#trails = new Int32Array(ROUND * options.depth);
    this.#trail = new OfPlace((place, action) => this.#path(place, action));
  }

  /** Makes the runs. */
  go(): Done {
    let done: Done = { runs: 0, steps: 0 };
    for (done of this.rounds());
    return done;
  }

  /** Makes the runs, and tells after each round and within long ones what was done so far. */
  *rounds(): Generator<Done, void, void> {
    const { runs } = this.#options;
    let done = 0;
    while (done < runs) {
      const count = Math.min(ROUND, runs - done);
      yield* this.#round(done, count);
      done += count;
      const isOver = this.#watcher.round();
      yield { runs: done, steps: this.#steps };
      if (isOver) return;
    }
  }

  *#round(first: number, count: number): Generator<Done, void, void> {
    const { depth } = this.#options;
    this.#begin(first, count);
    for (this.#step = 0; this.#live > 0; this.#step++) {
      this.#advance(this.#step === depth);
      const ended = count - this.#live;
      if (ended < count && this.#step % STEPS === STEPS - 1) {
        yield { runs: first + ended, steps: this.#steps };
      }
    }
  }

  #begin(first: number, count: number): void {
    const { layout } = this.#ground;
    this.#first = first;
    this.#live = count;
    for (let place = 0; place < count; place++) {
      const random: Rng = rng(seedOf(this.#options.seed, first + place));
      const start = random.below(this.#starts.count);
      packPresent(layout, this.#starts.at(start) as State, this.#states, place * layout.words);
      this.#places[place] = place;
      this.#start[place] = start;
      this.#strategies[place]?.begin(random, this.#options.depth);
    }
  }

  /** One step of all walks that go on; after the last one the states are only looked at. */
  #advance(last: boolean): void {
    const { most } = this.#ground;
    const all = this.#live;
    const met: Met[] = [];
    for (let place = 0; place < all; place++) this.#before[place] = this.#places[place] as number;
    this.#live = 0;
    for (let from = 0; from < all; from += most) {
      const count = Math.min(most, all - from);
      add(met, this.#look(from, count));
      if (!last) add(met, this.#ground.expand(this.#states, from, count));
      this.#chooseAll(from, count, last ? NOTHING : this.#ground.records());
    }
    if (met.length === 0) return;
    this.#watcher.met(met, m => this.#tell(this.#before[m.walk] as number, m.action));
  }

  /** What is met in the states of these walks as such; what was visited before has nothing new to show. */
  #look(from: number, count: number): readonly Met[] {
    const { words } = this.#ground.layout;
    let fresh = 0;
    for (let walk = from; walk < from + count; walk++) {
      if (this.#watcher.visit(this.#states, walk * words)) this.#fresh[fresh++] = walk;
    }
    return fresh === 0 ? [] : this.#ground.look(this.#states, this.#fresh.subarray(0, fresh));
  }

  #chooseAll(from: number, count: number, { words: records, begin, end }: Records): void {
    const { words } = this.#ground.layout;
    const size = words + 2;
    let at = begin;
    for (let walk = from; walk < from + count; walk++) {
      const first = at;
      let n = 0;
      while (at < end && records[at + words + 1] === walk) {
        if (n === this.#commands.length) this.#widen();
        this.#commands[n++] = this.#commandOf[records[at + words] as number] as number;
        at += size;
      }
      this.#decide(walk, n, first, records);
    }
  }

  /** The walk takes one of the `n` records, or ends. */
  #decide(walk: number, n: number, begin: number, records: Int32Array): void {
    const watcher = this.#watcher;
    const { words } = this.#ground.layout;
    const states = this.#states;
    const place = this.#places[walk] as number;
    const offset = walk * words;
    if (watcher.quiet && !this.#owes(n)) watcher.quiet(this.#tell(place, -1), states, offset);
    if (n === 0) {
      watcher.end(this.#tell(place, -1), states, offset);
      return;
    }
    const commands = this.#commands;
    const taken = (this.#strategies[place] as Strategy).choose(commands, n);
    watcher.choose(commands, n, commands[taken] as number);
    const record = begin + taken * (words + 2);
    this.#trails[place * this.#options.depth + this.#step] = records[record + words] as number;
    // Walks that go on move up; whoever comes later stands behind them.
    const to = this.#live * words;
    for (let w = 0; w < words; w++) states[to + w] = records[record + w] as number;
    this.#places[this.#live] = place;
    this.#live++;
    this.#steps++;
  }

  #owes(count: number): boolean {
    for (let i = 0; i < count; i++) if (this.#own[this.#commands[i] as number] === 1) return true;
    return false;
  }

  #tell(place: number, action: number): Trail {
    return this.#trail.of(this.#first + place, place, action);
  }

  #path(place: number, action: number): Path {
    const from = place * this.#options.depth;
    const actions = [...this.#trails.subarray(from, from + this.#step)];
    if (action >= 0) actions.push(action);
    const start = this.#starts.at(this.#start[place] as number) as State;
    return { start, steps: actions.map(a => this.#actions.stepOf(a)) };
  }

  #widen(): void {
    const wider = new Int32Array(this.#commands.length * 2);
    wider.set(this.#commands);
    this.#commands = wider;
  }
}

/** The one trail that is lent, again and again. */
class OfPlace implements Trail {
  run = 0;
  #place = 0;
  #action = 0;
  readonly path: () => Path;

  constructor(path: (place: number, action: number) => Path) {
    this.path = () => path(this.#place, this.#action);
  }

  of(run: number, place: number, action: number): this {
    this.run = run;
    this.#place = place;
    this.#action = action;
    return this;
  }
}

const NOTHING: Records = { words: new Int32Array(0), begin: 0, end: 0 };

function add(to: Met[], more: readonly Met[]): void {
  for (const met of more) to.push(met);
}

function commandsByAction({ commands }: Program, actions: Actions): Int32Array {
  const by = new Int32Array(actions.count);
  for (const [c] of commands.entries()) by.fill(c, actions.number(c, 0), actions.endOf(c));
  return by;
}

/** The random numbers of a run: of other runs and other seeds they are others (the finaliser of MurmurHash3, twice). */
export function seedOf(seed: number, run: number): number {
  return mixed((mixed(seed) + run) | 0);
}

function mixed(number: number): number {
  let h = (number + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
