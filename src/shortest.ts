// From a run that random steps have found to the one that is told: steps are left out as long as the property breaks still, and then the
// states are searched breadth first, so many of them, for a shorter run. Where that finds one it is the shortest there is, the same
// that `check` shows; where the space is too large for it, ways round are looked for beside the run.

import { Bug } from "./base/bug.ts";
import { unavoidable } from "./explore/avoidance.ts";
import { type Broken, type Court, Looker } from "./explore/simulate/broken.ts";
import { minimise } from "./explore/simulate/minimise.ts";
import type { Schedules } from "./explore/simulate/schedule.ts";
import { withShortcuts } from "./explore/simulate/shortcut.ts";
import { LivenessChecks } from "./liveness.ts";
import type { CheckOptions } from "./model/job.ts";
import type { Outcome } from "./model/outcome.ts";
import type { Check } from "./model/program.ts";
import type { Proof, SimulationPlan } from "./model/simulation.ts";
import type { State } from "./model/stepper.ts";
import type { Trace } from "./model/trace.ts";
import { badnessOf } from "./replay/badness.ts";
import { decide, type Unavoidable } from "./replay/decide.ts";
import { hitsOf } from "./replay/hits.ts";
import { type Run, rerun } from "./replay/run.ts";
import { storyOf } from "./replay/story.ts";
import { showsIt } from "./replay/violation.ts";
import { search } from "./search.ts";

/** States that are searched for shorter runs, for all properties together. */
const MOST_STATES = 100_000;

/** A run and what is known of its length. */
export interface Short extends Broken {
  readonly proof: Proof;
}

/** What runs are made short with. */
export interface Surroundings {
  readonly schedules: Schedules;
  readonly court: Court;
  readonly plan: SimulationPlan;
  /** The checks that are to be asked for. */
  readonly asked: ReadonlySet<number>;
  /** Trigger to who sends it. */
  readonly by: ReadonlyMap<string, string>;
}

/** Makes runs of one model short, and traces of them. */
export class Shortest {
  readonly #of: Surroundings;
  readonly #options: CheckOptions;
  #outcome: Outcome | undefined;

  constructor(of: Surroundings) {
    this.#of = of;
    const { asked } = of;
    const { settings, engine, command } = of.plan;
    const limits = { states: MOST_STATES };
    const still = { all: false, graph: false, now: () => 0 };
    this.#options = { settings, engine, command, limits, asked, ...still };
  }

  /** How many states there are, where it was found out. */
  get space(): number | undefined {
    return this.#outcome?.complete ? this.#outcome.states : undefined;
  }

  /** The shortest run that could be found. */
  of(check: number, found: Broken): Short {
    const { schedules, court } = this.#of;
    const looker = new Looker(schedules.stepper, check, court);
    const small = minimise(schedules, looker, found);
    const nearest = this.#nearest(check);
    const { states } = this.#searched;
    if (nearest && lengthOf(nearest) <= lengthOf(small)) {
      return { ...nearest, proof: { kind: "shortest", states } };
    }
    const steps = this.#seenTo();
    const { broken, states: more } = withShortcuts(schedules, looker, small);
    const proof: Proof =
      steps + 1 >= lengthOf(broken) && broken.loop === undefined
        ? { kind: "shortest", states }
        : { kind: "among", states: states + more, steps };
    return { ...broken, proof };
  }

  /** The run as people read it; of one that does not break the check undefined. */
  trace(index: number, { path, loop, probe }: Broken): Trace | undefined {
    const { schedules, by } = this.#of;
    const { stepper } = schedules;
    const check = stepper.program.checks[index] as Check;
    const run: Run = { ...rerun(stepper, path), loop };
    if (showsIt(stepper, check, run) === false) return undefined;
    const about = stepper.program.probes[probe ?? -1]?.about;
    const cell = about?.kind === "cell" ? about : undefined;
    const trace = storyOf(stepper, check, run, { by, cell });
    const { meaning } = check;
    if (meaning.by === "good-probe" || meaning.by === "liveness") return trace;
    const doomed = this.#doomed(index);
    const decision = decide(stepper, run, { unavoidable: doomed, arrival: meaning.by === "cells" });
    return { ...trace, decision };
  }

  get #searched(): Outcome {
    this.#outcome ??= search(this.#of.schedules.stepper.program, this.#options).outcome;
    return this.#outcome;
  }

  /** The nearest place where the search found it. */
  #nearest(index: number): Broken | undefined {
    const { program } = this.#of.schedules.stepper;
    const outcome = this.#searched;
    if (program.checks[index]?.meaning.by === "liveness") return this.#endless(index);
    const [found] = hitsOf(program, outcome, index);
    if (found) {
      const { start, steps } = outcome.space.path(found.hit.state);
      const last = found.hit.step ? [found.hit.step] : [];
      return { path: { start, steps: [...steps, ...last] }, probe: found.probe };
    }
    if (outcome.complete && outcome.lostReason === undefined) {
      throw new Bug(`a random run breaks ${program.checks[index]?.property}, and no state does`);
    }
    return undefined;
  }

  #endless(index: number): Broken | undefined {
    const outcome = this.#searched;
    if (!outcome.complete) return undefined;
    const checks = new LivenessChecks(this.#of.schedules.stepper, outcome, this.#options, 0);
    const decided = checks.decide(index);
    return decided.kind === "violated" ? decided.run : undefined;
  }

  /** All runs of at most so many steps were looked at. */
  #seenTo(): number {
    const { states, frontier, space } = this.#searched;
    return frontier === 0 ? 0 : space.depthOf(states - frontier);
  }

  /** From which states the violation can no longer be avoided; only where the whole space was seen. */
  #doomed(index: number): Unavoidable | undefined {
    const { stepper } = this.#of.schedules;
    const outcome = this.#outcome;
    const isDoomed = outcome && unavoidable(outcome, stepper, badnessOf(stepper, index));
    if (!outcome || !isDoomed) return undefined;
    return (state: State) => {
      const number = outcome.space.find(state);
      return number < 0 ? undefined : isDoomed(number);
    };
  }
}

function lengthOf({ path }: Broken): number {
  return path.steps.length;
}
