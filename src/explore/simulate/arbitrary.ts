// Schedules as an arbitrary of fast-check, so that everything fast-check offers can be done with them: properties over runs of a
// model, shrinking, replay from seed and path. Steps are drawn from those that can happen, so nothing that is drawn is
// thrown away, and nothing that shrinking offers is invalid.

import * as fc from "fast-check";
import type { Rng } from "../../base/rng.ts";
import type { Path } from "../../model/outcome.ts";
import type { Command, CommandKind } from "../../model/program.ts";
import type { StrategyName } from "../../model/simulation.ts";
import type { Interpreter } from "../../model/stepper.ts";
import { Schedules } from "./schedule.ts";
import { type Resume, smaller } from "./shrink.ts";
import { DEFAULT_STRATEGY, strategyOf } from "./strategies.ts";

/** Which schedules. */
export interface ScheduleOptions {
  /** The most steps of a run; 50 when left out. */
  readonly depth?: number | undefined;
  readonly strategy?: StrategyName | undefined;
  /** Only commands of these kinds: triggers, deliveries (`message`), timeouts, faults, own steps. */
  readonly kinds?: readonly CommandKind[] | undefined;
  /** Only these commands. */
  readonly only?: ((command: Command) => boolean) | undefined;
}

/** The depth of schedules where none is given. */
export const DEFAULT_DEPTH = 50;

/** Runs of a program: an initial state and steps, each of which can happen in its turn. */
export function schedules(stepper: Interpreter, options: ScheduleOptions = {}): fc.Arbitrary<Path> {
  return new ScheduleArbitrary(stepper, options);
}

class ScheduleArbitrary extends fc.Arbitrary<Path> {
  readonly #schedules: Schedules;
  readonly #depth: number;
  readonly #strategy: StrategyName;

  constructor(stepper: Interpreter, options: ScheduleOptions) {
    super();
    const { kinds, only, depth = DEFAULT_DEPTH, strategy = DEFAULT_STRATEGY } = options;
    const allowed = (c: Command) => (kinds?.includes(c.kind) ?? true) && (only?.(c) ?? true);
    this.#schedules = new Schedules(stepper, allowed);
    this.#depth = depth;
    this.#strategy = strategy;
  }

  /** With a bias some runs are short. */
  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Path> {
    const { starts, stepper } = this.#schedules;
    const numbers: Rng = { below: n => random.nextInt(0, n - 1) };
    const short = biasFactor !== undefined && numbers.below(biasFactor) === 0;
    const depth = short ? numbers.below(this.#depth + 1) : this.#depth;
    const start = starts.at(numbers.below(starts.count));
    if (!start) throw new Error(`${stepper.program.name} has no initial state`);
    const strategy = strategyOf(this.#strategy, stepper.program);
    strategy.begin(numbers, depth);
    return new fc.Value(this.#schedules.draw(start, depth, strategy), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Path {
    return isPath(value) && value.steps.length <= this.#depth && this.#schedules.has(value);
  }

  override shrink(value: Path, context: unknown): fc.Stream<fc.Value<Path>> {
    const values = smaller(this.#schedules, value, context as Resume | undefined);
    return fc.stream(values).map(({ path, resume }) => new fc.Value(path, resume));
  }
}

function isPath(value: unknown): value is Path {
  if (typeof value !== "object" || value === null) return false;
  const { start, steps } = value as Partial<Path>;
  if (!(start instanceof Int32Array && Array.isArray(steps))) return false;
  return steps.every(step => Number.isInteger(step?.command) && Number.isInteger(step?.choice));
}
