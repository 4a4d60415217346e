// Runs checks. Exploration is synchronous, so a signal could not be seen while it runs: what is not done in the
// first moments on the main thread is started again in a worker, like all that comes after it, and the main thread
// listens.

import { check } from "../check.ts";
import type { Checked } from "../model/job.ts";
import { type Crew, HAS_WORKERS } from "./crew.ts";
import type { Job } from "./jobs.ts";
import type { ProgressLine } from "./progress.ts";

/** How long the main thread works by itself: milliseconds of the processor, which others may keep busy, and of the clock. */
const MOMENT = 300;
const MOST = 600;

const now = (): number => performance.now();

/** Where the checks of one command run. */
export class Executor {
  readonly crew: Crew;
  readonly #start = now();
  readonly #used = process.cpuUsage();

  constructor(crew: Crew) {
    this.crew = crew;
  }

  /** Checks on this thread if that is quick, else in a worker. */
  async execute(job: Job, line: ProgressLine): Promise<Checked> {
    return this.#checkHere(job) ?? this.crew.check(job, line);
  }

  #checkHere({ source, plan }: Job): Checked | undefined {
    // A checkpoint is kept by one run, and this one may be given up.
    let slow = this.#isLate() || (HAS_WORKERS && plan.checkpoint !== undefined);
    if (slow) return;
    const progress = (): boolean => {
      slow = this.#isLate();
      return slow;
    };
    const checked = check(source, { ...plan, now, progress });
    return slow ? undefined : checked;
  }

  #isLate(): boolean {
    const past = now() - this.#start;
    if (!HAS_WORKERS || past <= MOMENT) return false;
    const { user, system } = process.cpuUsage(this.#used);
    return past > MOST || (user + system) / 1000 > MOMENT;
  }
}
