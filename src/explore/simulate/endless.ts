// Runs that never end, made of a run that does: it stops at its end for good, or goes round from where its last state was before, each
// also with all that changes nothing. They are the same for every property, so they are made and executed once for all.

import type { Path } from "../../model/outcome.ts";
import { isOwn, isQuiet } from "../../model/quiet.ts";
import type { Interpreter, State, Step } from "../../model/stepper.ts";
import { walk } from "./walk.ts";

/** A run that goes on for ever. */
export interface Endless {
  readonly path: Path;
  /** How many steps come before what is repeated, all of them where it stops for good. */
  readonly loop: number;
}

/** See the head of this file. None of a run that fails. */
export function endlessOf(stepper: Interpreter, path: Path): readonly Endless[] {
  const { states } = walk(stepper, path);
  const last = states.at(-1) as State;
  if (states.length !== path.steps.length + 1) return [];
  const loops = mayStop(stepper, last) ? [path.steps.length] : [];
  const back = states.findLastIndex((s, i) => i + 1 < states.length && equal(s, last));
  if (back >= 0) loops.push(back);
  return loops.flatMap(loop => {
    const idle = idling(stepper, path, { states, loop });
    const isPlain = idle.steps.length === path.steps.length;
    return isPlain ? [{ path, loop }] : [path, idle].map(p => ({ path: p, loop }));
  });
}

/** Is no step owed there but such as change nothing. */
function mayStop(stepper: Interpreter, state: State): boolean {
  if (isQuiet(stepper, state)) return true;
  return stepper.enabled(state).every(step => {
    if (!isOwn(stepper.program.commands[step.command])) return true;
    const next = stepper.apply(state, step)?.next;
    return !next || equal(next, state);
  });
}

/** The run with all own steps that change nothing, in each state of what is repeated. */
function idling(
  stepper: Interpreter,
  path: Path,
  { states, loop }: { readonly states: readonly State[]; readonly loop: number },
): Path {
  const steps: Step[] = [...path.steps.slice(0, loop)];
  const stops = loop === path.steps.length;
  for (let i = loop; i < (stops ? loop + 1 : path.steps.length); i++) {
    const state = states[i] as State;
    for (const step of stepper.enabled(state)) {
      if (!isOwn(stepper.program.commands[step.command])) continue;
      const next = stepper.apply(state, step)?.next;
      if (next && equal(next, state)) steps.push(step);
    }
    const taken = path.steps[i];
    if (taken) steps.push(taken);
  }
  return { start: path.start, steps };
}

function equal(one: State, other: State): boolean {
  return one.every((value, slot) => value === other[slot]);
}
