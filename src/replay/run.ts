// A run that really happened: every step of a path executed again by the interpreter. Nothing of a
// trace is taken from exploration but the choices, so a wrong engine cannot show a wrong story.

import { Bug } from "../base/bug.ts";
import type { Path } from "../model/outcome.ts";
import type { Applied, Fault, Interpreter, State, Step } from "../model/stepper.ts";

export interface Move {
  readonly step: Step;
  readonly applied: Applied;
}

export interface Run {
  /** The start, and the state after each move; a faulting move has none. At least one. */
  readonly states: readonly State[];
  readonly moves: readonly Move[];
  /** Of the last move. */
  readonly fault?: Fault | undefined;
  /** Of a run that never ends: the moves before it goes round; all moves where it stops for good. */
  readonly loop?: number | undefined;
}

/** Executes the path, and then `last`, by the interpreter; a path that cannot be executed is a Bug. */
export function rerun(interpreter: Interpreter, path: Path, last?: Step): Run {
  const states: State[] = [path.start.slice()];
  const moves: Move[] = [];
  const steps = last ? [...path.steps, last] : path.steps;
  for (const [i, step] of steps.entries()) {
    const applied = interpreter.apply(endOf({ states, moves }), step);
    if (!applied)
      throw new Bug(`step ${i + 1} of ${steps.length} (${describe(step)}) cannot happen`);
    moves.push({ step, applied });
    if (applied.next) states.push(applied.next.slice());
    else if (i + 1 < steps.length)
      throw new Bug(`step ${i + 1} of ${steps.length} has no successor`);
  }
  return { states, moves, fault: moves.at(-1)?.applied.fault };
}

function describe(step: Step): string {
  return `command ${step.command}, choice ${step.choice}`;
}

/** The state in which the run ends; of a faulting run the one before the fault. */
export function endOf(run: Run): State {
  return stateAt(run, run.states.length - 1);
}

/** The state after so many moves. */
export function stateAt(run: Run, moves: number): State {
  const state = run.states[moves];
  if (!state) throw new Bug(`a run of ${run.moves.length} steps has no state ${moves}`);
  return state;
}

/** The state before the last move; undefined for a run without moves. */
export function beforeLast(run: Run): State | undefined {
  return run.moves.length === 0 ? undefined : run.states[run.moves.length - 1];
}
