// Does a run break a property, and where first. Asked of single runs: of those that random runs have found, of what is left of them when
// they are made shorter, and of a run that is given as a path.

import type { Path } from "../../model/outcome.ts";
import type { Meaning } from "../../model/program.ts";
import type { Applied, Interpreter, State, Step } from "../../model/stepper.ts";
import { type Endless, endlessOf } from "./endless.ts";
import { Reaching } from "./reaching.ts";
import { walk } from "./walk.ts";

/** A run up to where it breaks the property, or reaches what it asks for. */
export interface Broken {
  readonly path: Path;
  /** Of a run that never ends: how many steps come before what is repeated, all of them where it stops for good. */
  readonly loop?: number | undefined;
  /** The cell in which a trigger arrives that nobody handles. */
  readonly probe?: number | undefined;
}

/** What is told elsewhere, by who judges runs. */
export interface Court {
  /** Is a state or a step bad for the check, as such. */
  readonly bad: (check: number) => Bad | undefined;
  /** Which checks of liveness a run breaks that goes round, or stops: none where it is not fair. */
  readonly endless: (run: Endless) => (check: number) => boolean;
}

/** See Court. */
export interface Bad {
  state(state: State, moves: boolean): boolean;
  step(from: State, taken: Applied & Step): boolean;
}

/** Looks at runs for one check. */
export class Looker {
  readonly #stepper: Interpreter;
  readonly #check: number;
  readonly #court: Court;
  readonly #meaning: Meaning | undefined;
  readonly #bad: Bad | undefined;
  readonly #reaching: Reaching | undefined;

  constructor(stepper: Interpreter, check: number, court: Court) {
    this.#stepper = stepper;
    this.#check = check;
    this.#court = court;
    this.#meaning = stepper.program.checks[check]?.meaning;
    this.#bad = court.bad(check) ?? reached(stepper, this.#meaning);
    if (this.#meaning?.by === "possible") this.#reaching = new Reaching(stepper, check);
  }

  /** Where the run breaks the check first. */
  broken(path: Path): Broken | undefined {
    if (this.#meaning?.by === "liveness") {
      const runs = endlessOf(this.#stepper, path);
      return runs.find(run => this.#court.endless(run)(this.#check));
    }
    const { states, applied } = walk(this.#stepper, path);
    return this.#meaning?.by === "possible"
      ? this.#lost(path, states)
      : this.#badIn(path, states, applied);
  }

  /** Is the goal lost in the state; false where that is not known. */
  isLost(state: State): boolean {
    return this.#reaching?.reaches(state) === false;
  }

  #badIn(path: Path, states: readonly State[], applied: readonly Applied[]): Broken | undefined {
    const bad = this.#bad;
    if (!bad) return undefined;
    const asksMoves = this.#meaning?.by === "deadlock";
    for (const [i, state] of states.entries()) {
      const stuck = asksMoves && !moves(this.#stepper, state);
      if (bad.state(state, !stuck)) return this.#at(path, i, state);
      const step = path.steps[i];
      const taken = applied[i];
      if (step && taken && bad.step(state, { ...taken, ...step })) {
        return { path: cut(path, i + 1) };
      }
    }
    return undefined;
  }

  #at(path: Path, length: number, state: State): Broken {
    const meaning = this.#meaning;
    const probes = meaning?.by === "cells" ? meaning.probes : [];
    return { path: cut(path, length), probe: probes.find(p => this.#stepper.probe(p, state)) };
  }

  /** From the first state on from which the goal is lost, the first that the check is about. */
  #lost(path: Path, states: readonly State[]): Broken | undefined {
    let from = states.length;
    while (from > 0 && this.isLost(states[from - 1] as State)) from--;
    for (let i = from; i < states.length; i++) {
      if (this.#stepper.concerned(this.#check, states[i] as State)) return { path: cut(path, i) };
    }
    return undefined;
  }
}

/** What a state must be like to be reached is looked for as what must not be. */
function reached(stepper: Interpreter, meaning: Meaning | undefined): Bad | undefined {
  if (meaning?.by !== "good-probe") return undefined;
  const { probe } = meaning;
  return { state: state => stepper.probe(probe, state), step: () => false };
}

function cut(path: Path, length: number): Path {
  return { start: path.start, steps: path.steps.slice(0, length) };
}

/** Can anything happen in the state beside faults of the world and triggers without effect. */
function moves(stepper: Interpreter, state: State): boolean {
  return stepper.enabled(state).some(({ command }) => {
    const { kind, policy } = stepper.program.commands[command] ?? {};
    return kind !== "fault" && policy === undefined;
  });
}
