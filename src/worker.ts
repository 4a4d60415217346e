// A check in a thread of its own, so that the main thread stays free for signals and the progress line.
// A worker cannot load TypeScript, so this file is only used from dist.

// biome-ignore lint/style/noRestrictedImports: this file is the worker
import { parentPort, workerData } from "node:worker_threads";
import type { Source } from "./base/source.ts";
import { check } from "./check.ts";
import type { Checked, Plan } from "./model/job.ts";
import type { Progress } from "./model/outcome.ts";

/** What the worker is started with. */
export interface WorkerJob {
  readonly source: Source;
  readonly plan: Plan;
  /** One number; not 0 once the run has to stop. */
  readonly stop: SharedArrayBuffer;
}

/** What it sends. */
export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly checked: Checked };

const BETWEEN = 100;

function run({ source, plan, stop }: WorkerJob): void {
  const flag = new Int32Array(stop);
  const send = (message: WorkerMessage) => parentPort?.postMessage(message);
  let last = performance.now();
  const progress = (now: Progress): boolean => {
    const time = performance.now();
    if (time - last >= BETWEEN) {
      last = time;
      send({ kind: "progress", progress: now });
    }
    return Atomics.load(flag, 0) !== 0;
  };
  const checked = check(source, { ...plan, now: () => performance.now(), progress });
  send({ kind: "done", checked });
}

run(workerData as WorkerJob);
