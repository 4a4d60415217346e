// A shorter run that breaks the same property: steps are left out, chunks of them first, as long as what is left breaks it
// still. In the end every single step is needed.

import type { Broken, Looker } from "./broken.ts";
import type { Schedules } from "./schedule.ts";
import { type Resume, smaller } from "./shrink.ts";

/** Steps of all runs that are tried; beyond them the shortest so far must do. */
const MOST_STEPS = 1_000_000;

/** See the head of this file. */
export function minimise(schedules: Schedules, looker: Looker, found: Broken): Broken {
  let best = found;
  let steps = 0;
  const better = (resume?: Resume): Resume | undefined => {
    for (const candidate of smaller(schedules, best.path, resume)) {
      if (steps > MOST_STEPS) return undefined;
      steps += best.path.steps.length + 1;
      const broken = looker.broken(candidate.path);
      if (!broken || !isSmaller(broken, best)) continue;
      best = broken;
      return candidate.resume;
    }
    return undefined;
  };
  for (let resume = better(); resume; ) resume = better(resume);
  return best;
}

/** What goes round may be told with more steps than were tried. */
function isSmaller(one: Broken, other: Broken): boolean {
  const [length, most] = [one.path.steps.length, other.path.steps.length];
  return length < most || (length === most && one.loop === undefined);
}
