// Liveness checks within the limits of the whole check: what exploring has left of the time is theirs.

import { decideEndless } from "./explore/endless.ts";
import type { CheckOptions } from "./model/job.ts";
import type { Endlessly, Outcome, Progress, StopReason } from "./model/outcome.ts";
import type { Interpreter } from "./model/stepper.ts";

/** Decides the liveness check with this index; `start` is when the check began. */
export function endlessIn(
  interpreter: Interpreter,
  outcome: Outcome,
  options: CheckOptions,
  start: number,
): (check: number) => Endlessly {
  const memory = options.limits.memory ?? Number.POSITIVE_INFINITY;
  const stop = stopper(outcome, options, start);
  return index => {
    const meaning = interpreter.program.checks[index]?.meaning;
    if (meaning?.by !== "liveness") return { kind: "refused", message: "it is no liveness check" };
    return decideEndless(outcome, interpreter, meaning, { memory, stop });
  };
}

function stopper(
  { states, transitions, depth }: Outcome,
  { limits, now, progress }: CheckOptions,
  start: number,
): () => StopReason | undefined {
  const end = start + (limits.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const told: Progress = { states, transitions, frontier: 0, depth, memory: 0 };
  return () => {
    if (now() >= end) return "seconds";
    return progress?.(told) === true ? "interrupted" : undefined;
  };
}
