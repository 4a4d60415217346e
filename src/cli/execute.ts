// Runs one job. Exploration is synchronous, so a signal could not be seen while it runs: a run that is not
// done after a moment on the main thread is started again in a worker, and the main thread listens.
// The first interrupt asks the worker to stop and waits for what it has found; the second ends the process.

import { Worker } from "node:worker_threads";
import { check } from "../check.ts";
import type { Checked } from "../model/job.ts";
import type { WorkerJob, WorkerMessage } from "../worker.ts";
import type { Job } from "./jobs.ts";
import type { ProgressLine } from "./progress.ts";
import { refuse } from "./usage.ts";

/** How long the main thread tries by itself, in milliseconds. */
const MOMENT = 300;

const now = (): number => performance.now();

/** A check that ended, and whether the user ended it. */
export interface Executed {
  readonly checked: Checked;
  readonly interrupted: boolean;
}

/** Checks on this thread if that is quick, else in a worker. */
export async function execute({ source, plan }: Job, line: ProgressLine): Promise<Executed> {
  const worker = new URL("../worker.js", import.meta.url);
  const alone = import.meta.url.endsWith(".ts");
  const start = now();
  let slow = false;
  const progress = (): boolean => {
    slow = !alone && now() - start > MOMENT;
    return slow;
  };
  const checked = check(source, { ...plan, now, progress });
  if (!slow) return { checked, interrupted: false };
  return inWorker(worker, { source, plan, stop: new SharedArrayBuffer(4) }, line);
}

function inWorker(url: URL, job: WorkerJob, line: ProgressLine): Promise<Executed> {
  const flag = new Int32Array(job.stop);
  const interrupt = (): void => {
    if (Atomics.load(flag, 0) !== 0) process.exit(130);
    Atomics.store(flag, 0, 1);
    line.say("stopping; press Ctrl-C again to leave without a result");
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  const worker = new Worker(url, { workerData: job });
  const done = new Promise<Executed>((resolve, reject) => {
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "progress") line.show(message.progress);
      else resolve({ checked: message.checked, interrupted: Atomics.load(flag, 0) !== 0 });
    });
    worker.on("error", reject);
    worker.on("exit", code => reject(new Error(`the worker ended with code ${code}`)));
  });
  return done.catch(explained).finally(() => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    line.clear();
  });
}

function explained(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
  return refuse(
    "the check ran out of memory; --limit-memory or --limit-states ends it with what was found",
  );
}
