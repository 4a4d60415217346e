// A schedule executed: its states, and what its steps did.

import type { Path } from "../../model/outcome.ts";
import type { Applied, Interpreter, State } from "../../model/stepper.ts";

/** As far as the schedule can go; a step that fails is the last and has no state. */
export interface Walked {
  readonly states: readonly State[];
  readonly applied: readonly Applied[];
}

/** The states of a schedule and what its steps did. */
export function walk(stepper: Interpreter, { start, steps }: Path): Walked {
  const states: State[] = [start];
  const all: Applied[] = [];
  for (const step of steps) {
    const applied = stepper.apply(states.at(-1) as State, step);
    if (!applied) break;
    all.push(applied);
    if (!applied.next) break;
    states.push(applied.next);
  }
  return { states, applied: all };
}
