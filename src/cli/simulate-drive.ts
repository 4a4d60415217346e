// Drives a simulation to its end on the main thread: now and then it rests, so that signals are heard, time is kept and the line is
// written. The first interrupt ends it with what was found so far, the second ends the process.

import type { Cut, Simulated, SimulationProgress } from "../model/simulation.ts";
import type { ProgressLine } from "./progress.ts";
import { insistence } from "./signals.ts";

/** A simulation that rests now and then, and may be told to end. */
export type Simulating = Generator<SimulationProgress, Simulated, Cut | undefined>;

/** How it is driven. */
export interface Driving {
  readonly line: ProgressLine<SimulationProgress>;
  /** Time for the runs. */
  readonly seconds?: number | undefined;
}

/** Milliseconds between two rests. */
const BETWEEN = 50;

/** What the simulation yields. */
export async function drive(
  simulation: Simulating,
  { line, seconds = Number.POSITIVE_INFINITY }: Driving,
): Promise<Simulated> {
  const end = performance.now() + seconds * 1000;
  let rested = performance.now();
  const stop = new Interrupt(line);
  try {
    for (let next = simulation.next(); ; ) {
      if (next.done) return next.value;
      const now = performance.now();
      if (now - rested >= BETWEEN || next.value.short) {
        // What takes long comes next, so it is said at once.
        if (next.value.short) line.clear();
        line.show(next.value);
        await new Promise(resolve => setImmediate(resolve));
        rested = performance.now();
      }
      const late = now >= end ? "seconds" : undefined;
      next = simulation.next(stop.wanted ? "interrupted" : late);
    }
  } finally {
    stop.close();
    line.clear();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Signals are ours while it runs. */
class Interrupt {
  wanted = false;
  readonly #line: Driving["line"];
  readonly #asksAgain = insistence();
  readonly #hear = (): void => {
    if (this.#asksAgain()) process.exit(130);
    if (this.wanted) return;
    this.wanted = true;
    this.#line.say("stopping; press Ctrl-C again to leave without a result");
  };

  constructor(line: Driving["line"]) {
    this.#line = line;
    for (const signal of SIGNALS) process.on(signal, this.#hear);
  }

  close(): void {
    for (const signal of SIGNALS) process.off(signal, this.#hear);
  }
}
