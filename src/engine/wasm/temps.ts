// The values that temporaries have in an effect, which tell the types of their locals.

import { hull, type Interval, intervalOf, listed } from "../../model/interval.ts";
import type { Command, Slot, Statement } from "../../model/program.ts";

/** The values that each temporary of a command has anywhere in its effect. */
export function tempIntervals(
  command: Command,
  slots: readonly Slot[],
  params: readonly Interval[],
): readonly Interval[] {
  if (command.temps === 0) return [];
  const start: Interval[] = Array.from({ length: command.temps }, () => ({ low: 0, high: 0 }));
  const seen = [...start];
  flow(command.effect, start, { slots, params, seen });
  return seen;
}

interface Flow {
  readonly slots: readonly Slot[];
  readonly params: readonly Interval[];
  /** Grows. */
  readonly seen: Interval[];
}

/** What the temporaries hold after the statements; there are no loops, so one pass is exact. */
function flow(list: readonly Statement[], before: readonly Interval[], to: Flow): Interval[] {
  let temps = [...before];
  for (const s of list) {
    if (s.kind === "if") {
      const then = flow(s.then, temps, to);
      const otherwise = flow(s.else, temps, to);
      temps = then.map((interval, t) => hull(interval, otherwise[t] ?? interval));
    }
    if (s.kind !== "assign" || s.to.kind !== "temp") continue;
    const value = intervalOf(s.value, listed({ ...to, temps }));
    temps[s.to.temp] = value;
    to.seen[s.to.temp] = hull(to.seen[s.to.temp] ?? value, value);
  }
  return temps;
}
