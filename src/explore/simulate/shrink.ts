// Smaller schedules than a given one, the boldest first: without the second half, without a quarter, ..., without a single step, after
// Zeller and Hildebrandt (Simplifying and isolating failure-inducing input, 2002); then with smaller choices, then from an earlier initial
// state. Steps that can no longer happen are left out. Each is shorter, or as long and smaller in its choices, or only its
// start is earlier; so shrinking ends.

import type { Path } from "../../model/outcome.ts";
import type { Step } from "../../model/stepper.ts";
import { type Schedules, same } from "./schedule.ts";

/** Of many initial states the first ones are tried. */
const EARLIER = 4096;

/** Where a pass over a schedule goes on: how many steps are left out at once, and from which on. */
export interface Resume {
  readonly size: number;
  readonly offset: number;
}

/** A smaller schedule, and where to go on if it is taken. */
export interface Smaller {
  readonly path: Path;
  readonly resume: Resume;
}

/** See the head of this file. Without `resume` from the beginning. No schedule comes twice. */
export function* smaller(
  schedules: Schedules,
  path: Path,
  resume: Resume = { size: path.steps.length, offset: 0 },
): Generator<Smaller> {
  const seen = new Set<string>([keyOf(path)]);
  for (const candidate of candidates(schedules, path, resume)) {
    const key = keyOf(candidate.path);
    if (seen.has(key)) continue;
    seen.add(key);
    yield candidate;
  }
}

function* candidates(schedules: Schedules, path: Path, resume: Resume): Generator<Smaller> {
  const { steps } = path;
  let { offset } = resume;
  for (let size = Math.min(resume.size, steps.length); size >= 1; size = Math.floor(size / 2)) {
    for (const at of offsets(steps.length, size, offset)) {
      const left = [...steps.slice(0, at), ...steps.slice(at + size)];
      yield { path: schedules.keep(path.start, left), resume: { size, offset: at } };
    }
    offset = 0;
  }
  const next = { size: 1, offset: 0 };
  for (const changed of smallerChoices(schedules, path)) yield { path: changed, resume: next };
  for (let i = 0; i < EARLIER; i++) {
    const start = schedules.starts.at(i);
    if (!start || same(start, path.start)) return;
    yield { path: schedules.keep(start, steps), resume: next };
  }
}

/** Where the steps to leave out begin: from `first` on to the end, then those before it. */
function* offsets(length: number, size: number, first: number): Generator<number> {
  for (let at = first; at < length; at += size) yield at;
  for (let at = 0; at < Math.min(first, length); at += size) yield at;
}

/** One step with a smaller choice: the smallest, one half as large, the next smaller. */
function* smallerChoices(schedules: Schedules, { start, steps }: Path): Generator<Path> {
  for (const [at, step] of steps.entries()) {
    const { choice } = step;
    if (choice === 0) continue;
    for (const less of new Set([0, Math.floor(choice / 2), choice - 1])) {
      const changed: readonly Step[] = steps.with(at, { ...step, choice: less });
      yield schedules.keep(start, changed);
    }
  }
}

function keyOf({ start, steps }: Path): string {
  return `${start.join()};${steps.map(s => `${s.command}.${s.choice}`).join()}`;
}
