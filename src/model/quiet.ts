// Quiet states: those where the machines owe no step any more, so that what happens next is up to the outside.

import type { Command } from "./program.ts";
import type { State, Stepper } from "./stepper.ts";

/** Is the step the machines' own business: not a trigger, nor a fault of the world. */
export function isOwn(command: Command | undefined): boolean {
  return command?.kind !== "trigger" && command?.kind !== "fault";
}

/** Nothing happens any more unless the outside does something. */
export function isQuiet(stepper: Stepper, state: State): boolean {
  return !stepper.owes(state);
}
