// A shorter run that breaks the same property: steps are left out, chunks of them first, as long as what is left breaks it
// still. In the end every single step is needed.

import type { Broken, Looker } from "./broken.ts";
import type { Schedules } from "./schedule.ts";
import { type Resume, smaller } from "./shrink.ts";

/** Runs that are tried. */
const MOST_TRIED = 20_000;

/** See the head of this file. */
export function minimise(schedules: Schedules, looker: Looker, found: Broken): Broken {
  let best = found;
  let tried = 0;
  const better = (resume?: Resume): Resume | undefined => {
    for (const candidate of smaller(schedules, best.path, resume)) {
      if (tried++ >= MOST_TRIED) return undefined;
      const broken = looker.broken(candidate.path);
      if (!broken) continue;
      best = broken;
      return candidate.resume;
    }
    return undefined;
  };
  for (let resume = better(); resume; ) resume = better(resume);
  return best;
}
