// Checks and pictures in a thread of its own, one task after the other, so that the main thread stays free for
// signals and the progress line. A worker cannot load TypeScript, so this file is only used from dist.

// biome-ignore lint/style/noRestrictedImports: this file is the worker
import { parentPort, workerData } from "node:worker_threads";
import type { Source } from "./base/source.ts";
import { check } from "./check.ts";
import type { Checked, Plan } from "./model/job.ts";
import type { Progress } from "./model/outcome.ts";

/** What the worker is started with: one number, not 0 once every check has to stop. */
export interface WorkerStart {
  readonly stop: SharedArrayBuffer;
}

/** What it is asked for; the answer is a `WorkerAnswer` of the same kind. */
export type WorkerTask =
  | { readonly kind: "check"; readonly source: Source; readonly plan: Plan }
  | { readonly kind: "draw"; readonly dot: string };

/** What it sends. */
export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | WorkerAnswer;

/** The end of a task. */
export type WorkerAnswer =
  | { readonly kind: "checked"; readonly checked: Checked }
  | { readonly kind: "drawn"; readonly svg: string };

const BETWEEN = 100;

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function answer(task: WorkerTask, flag: Int32Array): Promise<WorkerAnswer> {
  switch (task.kind) {
    case "check":
      return { kind: "checked", checked: checked(task.source, task.plan, flag) };
    case "draw": {
      const { renderSvg } = await import("./report/svg.ts");
      return { kind: "drawn", svg: await renderSvg(task.dot) };
    }
  }
}

function checked(source: Source, plan: Plan, flag: Int32Array): Checked {
  let last = performance.now();
  const progress = (now: Progress): boolean => {
    const time = performance.now();
    if (time - last >= BETWEEN) {
      last = time;
      send({ kind: "progress", progress: now });
    }
    return Atomics.load(flag, 0) !== 0;
  };
  return check(source, { ...plan, now: () => performance.now(), progress });
}

const flag = new Int32Array((workerData as WorkerStart).stop);
parentPort?.on("message", async (task: WorkerTask) => send(await answer(task, flag)));
