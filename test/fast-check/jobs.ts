// A small manager of migration jobs as people write them, asynchronous, with and without a race: between finding that the
// job is active and writing that it has completed, a cancel may come.

import { type ConformsSettings, conforms, Refused, type System } from "../../src/fast-check.ts";

type Io = (what: string) => Promise<void>;

export class Jobs {
  status = "none";
  readonly io: Io;

  constructor(io: Io) {
    this.io = io;
  }

  start(): void {
    if (this.status !== "none") throw new Refused();
    this.status = "active";
    void this.run();
  }

  async cancel(): Promise<void> {
    if (this.status !== "active") throw new Refused();
    this.status = "cancelling";
    await this.io("stop");
    this.status = "cancelled";
  }

  /** The planted race: it checks, then waits, then writes. */
  protected async run(): Promise<void> {
    await this.io("copy");
    if (this.status !== "active") return;
    await this.io("persist");
    this.status = "completed";
  }
}

export class CarefulJobs extends Jobs {
  protected override async run(): Promise<void> {
    await this.io("copy");
    await this.io("persist");
    if (this.status === "active") this.status = "completed";
  }
}

/** The adapter: all waiting is a task of the scheduler. */
export function systemOf(make: new (io: Io) => Jobs): System<Jobs> {
  return {
    create: ({ scheduler }) => new make(what => scheduler.schedule(Promise.resolve(), what)),
    apply: (jobs, trigger) => (trigger === "start" ? jobs.start() : jobs.cancel()),
    observe: ({ status }) => ({ status }),
    settle: () => undefined,
  };
}

/** A system that does not race, with other methods. */
export function changed(make: (jobs: Jobs) => Partial<System<Jobs>>): System<Jobs> {
  const system = systemOf(CarefulJobs);
  return { ...system, ...make(new Jobs(async () => undefined)) };
}

export const JOB: URL = new URL("job.yaml", import.meta.url);

/** What it rejects with, as text; empty where it does not. */
export async function failureOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

/** The same of a system of jobs. */
export function failing<S>(system: System<S>, settings?: ConformsSettings): Promise<string> {
  return failureOf(conforms(JOB, system, settings));
}
