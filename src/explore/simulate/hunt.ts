// What random runs are watched for: where each property is broken first, and what was seen of the model. What a single state or step
// shows is noted as it is met. Whether a goal is lost and whether a run that never ends breaks something is asked of
// the interpreter where runs end, or come to rest, as long as that stays within bounds.

import { unreachable } from "../../base/bug.ts";
import { unpack } from "../../model/layout.ts";
import type { Meaning, Program } from "../../model/program.ts";
import { isQuiet } from "../../model/quiet.ts";
import type { Interpreter, State } from "../../model/stepper.ts";
import type { RaceCover } from "../races/cover.ts";
import { type Broken, type Court, Looker } from "./broken.ts";
import { Distinct } from "./distinct.ts";
import { endlessOf } from "./endless.ts";
import type { Ground, Met } from "./ground.ts";
import type { Trail, Watcher } from "./runs.ts";

/** Where a property was broken, or reached, first. */
export interface Hit extends Broken {
  readonly check: number;
  readonly run: number;
}

/** What the hunt is for. */
export interface HuntOptions {
  readonly court: Court;
  readonly races?: RaceCover | undefined;
  /** Stop when all of these checks have a hit. */
  readonly until?: readonly number[] | undefined;
}

/** Steps that the interpreter takes to look for runs that never end. */
const MOST_RERUN = 40_000;
/** Steps that it takes to find where on a run a goal was lost, if there was cause to reach it. */
const MOST_RETRACED = 200_000;

/** See the head of this file. */
export class Hunt implements Watcher {
  readonly hits: Map<number, Hit> = new Map();
  /** By command: did it happen, if only beside a run. */
  readonly fired: boolean[];
  /** By probe. */
  readonly probes: boolean[];
  readonly distinct: Distinct;
  quiet?: Watcher["quiet"];
  readonly #stepper: Interpreter;
  readonly #ground: Ground;
  readonly #options: HuntOptions;
  /** What a probe, a mark, a fault and a deadlock are for. */
  readonly #byProbe: readonly (readonly number[])[];
  readonly #byMark: readonly (readonly number[])[];
  readonly #byFault: readonly number[];
  readonly #byDeadlock: readonly number[];
  readonly #lost: Map<number, Looker>;
  readonly #endless: Set<number>;
  readonly #quiet: Set<number>;
  /** States in which runs ended and nothing was lost, and states that were asked whether they are quiet. */
  readonly #ends: Distinct;
  readonly #rests: Distinct;
  readonly #state: State;
  #rerun = MOST_RERUN;
  #retraced = MOST_RETRACED;
  /** Of the run that was asked last whether it never ends: its states. */
  #asked = 0;

  constructor(ground: Ground, stepper: Interpreter, options: HuntOptions) {
    const { program } = stepper;
    this.#ground = ground;
    this.#stepper = stepper;
    this.#options = options;
    this.#state = new Int32Array(program.slots.length);
    const { words } = ground.layout;
    this.distinct = new Distinct(words);
    this.#ends = new Distinct(words);
    this.#rests = new Distinct(words);
    this.fired = program.commands.map(() => false);
    this.probes = program.probes.map(() => false);
    this.#byProbe = program.probes.map((_, probe) => checksOfProbe(program, probe));
    this.#byMark = program.marks.map((_, mark) =>
      checksBy(program, m => m.by === "marks" && m.marks.includes(mark)),
    );
    this.#byFault = checksBy(program, m => m.by === "faults");
    this.#byDeadlock = checksBy(program, m => m.by === "deadlock");
    const looker = (check: number) => [check, new Looker(stepper, check, options.court)] as const;
    this.#lost = new Map(checksBy(program, m => m.by === "possible").map(looker));
    this.#endless = new Set(checksBy(program, m => m.by === "liveness"));
    this.#quiet = new Set(checksBy(program, m => m.by === "quiet"));
    if (this.#quiet.size + this.#endless.size > 0) this.quiet = this.#rest.bind(this);
  }

  met(met: readonly Met[], trail: (met: Met) => Trail): void {
    for (const { what } of met) {
      if (what.kind === "fired") this.fired[what.command] = true;
      if (what.kind === "probe") this.probes[what.probe] = true;
    }
    for (const [check, m] of this.#firstOf(met)) {
      const { run, path } = trail(m);
      const probe = m.what.kind === "probe" ? m.what.probe : undefined;
      this.#hit(check, run, { path: path(), probe });
    }
  }

  /** For each check that was not broken before, what breaks it first. */
  #firstOf(met: readonly Met[]): ReadonlyMap<number, Met> {
    const first = new Map<number, Met>();
    for (const m of met) {
      for (const check of this.#checksOf(m)) {
        const other = first.get(check);
        if (!this.hits.has(check) && (!other || isBefore(m, other))) first.set(check, m);
      }
    }
    return first;
  }

  visit(states: Int32Array, offset: number): boolean {
    return !this.distinct.meet(states, offset);
  }

  choose(commands: Int32Array, count: number, taken: number): void {
    this.#options.races?.seeCommands(commands, count, taken);
  }

  end(trail: Trail, states: Int32Array, offset: number): void {
    if (this.#lost.size > 0) this.#lookForLost(trail, states, offset);
    // Whether it never ends was asked when it came to rest, just before.
    this.#rerun -= this.#endless.size * this.#asked;
  }

  round(): boolean {
    const { until } = this.#options;
    return until?.every(check => this.hits.has(check)) === true;
  }

  /** The machines owe nothing here, but perhaps what changes nothing. */
  #rest(trail: Trail, states: Int32Array, offset: number): void {
    if (this.#quiet.size > 0 && this.#rests.add(states, offset)) {
      this.#lookForQuiet(trail, states, offset);
    }
    this.#asked = 0;
    if (this.#endless.size > 0 && this.#rerun > 0) this.#lookForEndless(trail);
    else if (this.#quiet.size === 0) this.quiet = undefined;
  }

  #lookForQuiet(trail: Trail, states: Int32Array, offset: number): void {
    unpack(this.#ground.layout, states, offset, this.#state);
    for (const check of this.#quiet) {
      if (!this.#stepper.concerned(check, this.#state)) continue;
      if (!isQuiet(this.#stepper, this.#state)) continue;
      this.#hit(check, trail.run, { path: trail.path() });
      this.#quiet.delete(check);
    }
  }

  #lookForLost(trail: Trail, states: Int32Array, offset: number): void {
    if (this.#ends.has(states, offset)) return;
    unpack(this.#ground.layout, states, offset, this.#state);
    let reached = true;
    for (const [check, looker] of this.#lost) {
      if (!looker.isLost(this.#state)) continue;
      reached = false;
      if (this.#retraced <= 0) continue;
      const path = trail.path();
      this.#retraced -= path.steps.length;
      const broken = looker.broken(path);
      if (!broken) continue;
      this.#hit(check, trail.run, broken);
      this.#lost.delete(check);
    }
    if (reached) this.#ends.add(states, offset);
  }

  #lookForEndless(trail: Trail): void {
    const path = trail.path();
    this.#asked = path.steps.length + 1;
    this.#rerun -= this.#endless.size * this.#asked;
    const runs = endlessOf(this.#stepper, path);
    const asked = runs.map(run => ({ run, breaks: this.#options.court.endless(run) }));
    for (const check of this.#endless) {
      const broken = asked.find(({ breaks }) => breaks(check))?.run;
      if (!broken) continue;
      this.#hit(check, trail.run, broken);
      this.#endless.delete(check);
    }
  }

  #hit(check: number, run: number, broken: Broken): void {
    this.hits.set(check, { ...broken, check, run });
  }

  #checksOf({ what }: Met): readonly number[] {
    switch (what.kind) {
      case "probe":
        return this.#byProbe[what.probe] ?? [];
      case "mark":
        return this.#byMark[what.mark] ?? [];
      case "fault":
        return this.#byFault;
      case "deadlock":
        return this.#byDeadlock;
      case "fired":
        return [];
      default:
        return unreachable(what);
    }
  }
}

/** By run, then states before actions, then by action. */
function isBefore(one: Met, other: Met): boolean {
  return one.walk === other.walk ? one.action < other.action : one.walk < other.walk;
}

function checksOfProbe(program: Program, probe: number): readonly number[] {
  return checksBy(program, m => {
    if (m.by === "bad-probe" || m.by === "good-probe") return m.probe === probe;
    return m.by === "cells" && m.probes.includes(probe);
  });
}

function checksBy({ checks }: Program, is: (meaning: Meaning) => boolean): number[] {
  return checks.flatMap(({ meaning }, index) => (is(meaning) ? [index] : []));
}
