// The decisive step: the last one before which the violation could still be avoided. A state from
// which every continuation violates stays so, hence there is exactly one such step in a trace.

import type { Interpreter, State, Step } from "../model/stepper.ts";
import type { Alternative, Decision } from "../model/trace.ts";
import { actionName, commandOf, consequence } from "./action.ts";
import { type Run, stateAt } from "./run.ts";

/** Does every continuation of the state violate; undefined where that is not known of it. */
export type Unavoidable = (state: State) => boolean | undefined;

const MOST_ALTERNATIVES = 8;

export interface DecideOptions {
  readonly unavoidable?: Unavoidable | undefined;
  /** What violates comes after the run: a trigger arrives. */
  readonly arrival?: boolean | undefined;
}

/** Undefined for a run without steps; without `unavoidable` the last step, not proven. */
export function decide(
  interpreter: Interpreter,
  run: Run,
  { unavoidable, arrival }: DecideOptions,
): Decision | undefined {
  const last = run.moves.length + (arrival ? 1 : 0);
  if (last === 0) return undefined;
  const known = unavoidable && run.states.slice(0, last).map(unavoidable);
  const proven = known?.every(k => k !== undefined) === true;
  const step = proven && known ? known.lastIndexOf(false) + 1 : last;
  if (step === 0) return { step, alternatives: [], proven };
  const all = alternatives(interpreter, run, step - 1, proven ? unavoidable : undefined);
  const more = all.length - MOST_ALTERNATIVES;
  return {
    step,
    alternatives: all.slice(0, MOST_ALTERNATIVES),
    proven,
    ...(more > 0 ? { more } : {}),
  };
}

/** What else was possible after so many moves, first what still avoids the violation. */
function alternatives(
  interpreter: Interpreter,
  run: Run,
  moves: number,
  unavoidable: Unavoidable | undefined,
): Alternative[] {
  const state = stateAt(run, moves);
  const taken = run.moves[moves]?.step;
  const all = interpreter
    .enabled(state)
    .filter(step => step.command !== taken?.command || step.choice !== taken.choice)
    .map(step => alternative(interpreter, state, step, unavoidable));
  const rank = (a: Alternative) => (a.avoids === true ? 0 : 1);
  return all.toSorted((a, b) => rank(a) - rank(b));
}

function alternative(
  interpreter: Interpreter,
  state: State,
  step: Step,
  unavoidable: Unavoidable | undefined,
): Alternative {
  const { program } = interpreter;
  const applied = interpreter.apply(state, step) ?? { marks: [], tells: [] };
  const doomed = applied.next && unavoidable?.(applied.next);
  return {
    text: `${actionName(program, step)} -> ${consequence(program, state, applied)}`,
    row: program.rows[commandOf(program, step).row ?? -1]?.id,
    avoids: doomed === undefined ? undefined : !doomed,
  };
}
