// A run as a short text: the number of its initial state, then for each step which of the enabled actions it takes, counted from
// 0 in the order of the interpreter, as in `0.3.0.2`; of a run that never ends also where it goes round: `0.3.0.2@1`.

import type { Path } from "../../model/outcome.ts";
import type { State, Step } from "../../model/stepper.ts";
import type { Schedules } from "./schedule.ts";

/** A run, and where it goes round. */
export interface Route {
  readonly path: Path;
  readonly loop?: number | undefined;
}

/** The text of the run. */
export function pathText(schedules: Schedules, { path, loop }: Route): string {
  const { stepper, starts } = schedules;
  const numbers = [starts.indexOf(path.start)];
  let state: State | undefined = path.start;
  for (const { command, choice } of path.steps) {
    if (!state) break;
    const enabled: readonly Step[] = stepper.enabled(state);
    numbers.push(enabled.findIndex(s => s.command === command && s.choice === choice));
    state = stepper.apply(state, { command, choice })?.next;
  }
  return `${numbers.join(".")}${loop === undefined ? "" : `@${loop}`}`;
}

/** The run that the text means, or why it means none. */
export function readPath(schedules: Schedules, text: string): Route | string {
  const parts = /^(\d{1,9}(?:\.\d{1,9}){0,100000})(?:@(\d{1,9}))?$/.exec(text);
  if (!parts)
    return "a path is the number of a run, a colon and numbers with dots between, as in 17:0.3.0.2";
  const [first = 0, ...numbers] = (parts[1] ?? "").split(".").map(Number);
  const start = schedules.starts.at(first);
  if (!start) return `there is no initial state ${first}; they are counted from 0`;
  const steps: Step[] = [];
  let state: State | undefined = start;
  for (const [i, number] of numbers.entries()) {
    const step: Step | undefined = state && schedules.stepper.enabled(state)[number];
    if (!state || !step) return `step ${i + 1} cannot be taken: ${why(schedules, state, number)}`;
    steps.push(step);
    state = schedules.stepper.apply(state, step)?.next;
  }
  const loop = parts[2] === undefined ? undefined : Number(parts[2]);
  if (loop !== undefined && loop > steps.length)
    return `the run has no step ${loop} to go round from`;
  return { path: { start, steps }, loop };
}

function why(schedules: Schedules, state: State | undefined, number: number): string {
  if (!state) return "the step before it fails";
  const count = schedules.stepper.enabled(state).length;
  if (count === 0) return "nothing can happen there";
  return `there is no action ${number} among the ${count} that can happen there, counted from 0`;
}
