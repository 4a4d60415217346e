// Checks and pictures in a thread of its own, one task after the other, so that the main thread stays free for
// signals and the progress line. A worker cannot load TypeScript, so this file is only used from dist.

// biome-ignore lint/style/noRestrictedImports: this file is the worker
import { parentPort, workerData } from "node:worker_threads";
import type { Source } from "./base/source.ts";
import { check } from "./check.ts";
import type { Checked, Plan } from "./model/job.ts";
import type { Progress } from "./model/outcome.ts";
import type { Piece, Suite, Trial, TriedPiece } from "./mutate.ts";

/** What the worker is started with: one number, not 0 once every check has to stop. */
export interface WorkerStart {
  readonly stop: SharedArrayBuffer;
}

/** What it is asked for; the answer is a `WorkerAnswer` of the same kind. */
export type WorkerTask =
  | { readonly kind: "check"; readonly source: Source; readonly plan: Plan }
  | { readonly kind: "draw"; readonly dot: string }
  | MutateTask;

/** A piece of the mutants of a model. */
export interface MutateTask {
  readonly kind: "mutate";
  readonly suite: Suite;
  readonly piece: Piece;
}

/** What it sends. */
export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | WorkerAnswer;

/** The end of a task. */
export type WorkerAnswer =
  | { readonly kind: "checked"; readonly checked: Checked }
  | { readonly kind: "drawn"; readonly svg: string }
  | { readonly kind: "mutated"; readonly tried: TriedPiece };

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
    case "mutate":
      return { kind: "mutated", tried: await mutated(task, flag) };
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

/** The last suite: its originals are explored once. */
let trial: { readonly model: string; readonly trial: Trial } | undefined;

async function mutated({ suite, piece }: MutateTask, flag: Int32Array): Promise<TriedPiece> {
  const { Trial, tryPiece } = await import("./mutate.ts");
  const stopped = () => Atomics.load(flag, 0) !== 0;
  const model = suite.source.name;
  if (trial?.model !== model) {
    const control = { now: () => performance.now(), progress: stopped };
    trial = { model, trial: new Trial(suite, control) };
  }
  return tryPiece(trial.trial, piece, stopped);
}

const flag = new Int32Array((workerData as WorkerStart).stop);
parentPort?.on("message", async (task: WorkerTask) => send(await answer(task, flag)));
