// Schedules are runs as lists of choices: a start and steps, each of which can happen where the ones before have led. The last
// step may fail (a value outside its range, an assert): a run ends there. Everything here keeps that: what is drawn is drawn
// from what can happen, and what a change has made impossible is left out.

import type { Path } from "../../model/outcome.ts";
import type { Command } from "../../model/program.ts";
import type { Interpreter, State, Step } from "../../model/stepper.ts";
import { gathered, type Starts } from "./starts.ts";
import type { Strategy } from "./strategy.ts";

/** The schedules of a model, or those of them that do with some of its commands. */
export class Schedules {
  readonly stepper: Interpreter;
  readonly #allowed: readonly boolean[];
  #starts: Starts | undefined;

  /** `starts` where they are known already. */
  constructor(
    stepper: Interpreter,
    only: (command: Command) => boolean = () => true,
    starts?: Starts,
  ) {
    this.stepper = stepper;
    this.#starts = starts;
    this.#allowed = stepper.program.commands.map(only);
  }

  /** The initial states that are drawn from. */
  get starts(): Starts {
    this.#starts ??= gathered(this.stepper);
    return this.#starts;
  }

  /** What can happen in a state. */
  enabled(state: State): Step[] {
    return this.stepper.enabled(state).filter(step => this.#allowed[step.command]);
  }

  /** A run of at most `depth` steps, as the strategy picks them; shorter where nothing can happen any more. */
  draw(start: State, depth: number, strategy: Strategy): Path {
    const steps: Step[] = [];
    let state: State | undefined = start;
    while (state && steps.length < depth) {
      const enabled = this.enabled(state);
      if (enabled.length === 0) break;
      const commands = Int32Array.from(enabled, step => step.command);
      const step = enabled[strategy.choose(commands, commands.length)] as Step;
      steps.push(step);
      state = this.stepper.apply(state, step)?.next;
    }
    return { start, steps };
  }

  /** The run that takes of these steps those that can happen, in order. */
  keep(start: State, steps: Iterable<Step>): Path {
    const kept: Step[] = [];
    let state: State | undefined = start;
    for (const step of steps) {
      if (!this.#allowed[step.command]) continue;
      const applied = this.stepper.apply(state, step);
      if (!applied) continue;
      kept.push(step);
      state = applied.next;
      if (!state) break;
    }
    return { start, steps: kept };
  }

  /** Is this a schedule: does it begin in an initial state, and can every step happen. */
  has(path: Path): boolean {
    if (this.starts.indexOf(path.start) < 0) return false;
    return this.keep(path.start, path.steps).steps.length === path.steps.length;
  }
}

/** Do two states have the same values. */
export function same(one: State, other: State): boolean {
  return one.length === other.length && one.every((value, slot) => value === other[slot]);
}
