// Worker threads that take tasks in the order in which they are given, each the next one as soon as it is free.
// The first interrupt asks all running checks to stop and waits for what they have found; the second ends the process.
// A thread that dies (of memory, of a mistake of ours) loses its own task only.

import { Worker } from "node:worker_threads";
import { Bug } from "../base/bug.ts";
import type { Checked } from "../model/job.ts";
import type { TriedPiece } from "../mutate.ts";
import { renderSvg } from "../report/svg.ts";
import type { MutateTask, WorkerAnswer, WorkerMessage, WorkerTask } from "../worker.ts";
import type { Job } from "./jobs.ts";
import type { ProgressLine } from "./progress.ts";
import { insistence } from "./signals.ts";
import { UsageError } from "./usage.ts";

/** A task with those who wait for it. */
interface Order {
  readonly task: WorkerTask;
  readonly line?: ProgressLine | undefined;
  resolve(answer: WorkerAnswer): void;
  reject(error: unknown): void;
}

/** Threads in `src` would have to load TypeScript. */
export const HAS_WORKERS: boolean = !import.meta.url.endsWith(".ts");

/** So many threads at most; the first is started with the first task. */
export class Crew {
  readonly #size: number;
  readonly #stop = new SharedArrayBuffer(4);
  readonly #flag = new Int32Array(this.#stop);
  readonly #orders: Order[] = [];
  readonly #free: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #running = new Map<Worker, Order>();
  readonly #drawn = new Map<string, Promise<string>>();
  readonly #asksAgain = insistence();
  readonly #interrupt = (): void => this.#stopChecks();

  constructor(size: number) {
    this.#size = size;
  }

  /** The user asked for an end: no further check is to be begun. */
  get interrupted(): boolean {
    return Atomics.load(this.#flag, 0) !== 0;
  }

  async check({ source, plan }: Job, line?: ProgressLine): Promise<Checked> {
    const answer = await this.#order({ kind: "check", source, plan }, line);
    if (answer.kind !== "checked") throw new Bug(`a check was answered by ${answer.kind}`);
    return answer.checked;
  }

  /** Tries a piece of the mutants of a model. */
  async mutate(piece: Omit<MutateTask, "kind">, line?: ProgressLine): Promise<TriedPiece> {
    const answer = await this.#order({ kind: "mutate", ...piece }, line);
    if (answer.kind !== "mutated") throw new Bug(`mutants were answered by ${answer.kind}`);
    return answer.tried;
  }

  /** The picture of a DOT text; the same text is laid out once. */
  draw(dot: string): Promise<string> {
    const known = this.#drawn.get(dot);
    if (known) return known;
    const drawn = this.#draw(dot);
    this.#drawn.set(dot, drawn);
    return drawn;
  }

  async #draw(dot: string): Promise<string> {
    if (!HAS_WORKERS) return renderSvg(dot);
    const answer = await this.#order({ kind: "draw", dot });
    if (answer.kind !== "drawn") throw new Bug(`a picture was answered by ${answer.kind}`);
    return answer.svg;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map(worker => worker.terminate()));
  }

  #order(task: WorkerTask, line?: ProgressLine): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      this.#orders.push({ task, line, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    const order = this.#orders[0];
    if (!order) return;
    const worker = this.#free.pop() ?? this.#hire();
    if (!worker) return;
    this.#orders.shift();
    if (order.task.kind !== "draw") this.#listen(true);
    this.#running.set(worker, order);
    worker.ref();
    worker.postMessage(order.task);
  }

  #hire(): Worker | undefined {
    if (this.#all.size >= this.#size) return;
    const url = new URL("../worker.js", import.meta.url);
    const worker = new Worker(url, { workerData: { stop: this.#stop } });
    this.#all.add(worker);
    worker.on("message", (message: WorkerMessage) => this.#hear(worker, message));
    worker.on("error", error => this.#lose(worker, error));
    worker.on("exit", code => this.#lose(worker, new Error(`a worker ended with code ${code}`)));
    return worker;
  }

  #hear(worker: Worker, message: WorkerMessage): void {
    if (message.kind === "progress") {
      this.#running.get(worker)?.line?.show(message.progress);
      return;
    }
    const order = this.#end(worker);
    this.#free.push(worker);
    // An idle thread keeps no process alive.
    worker.unref();
    order?.resolve(message);
    this.#next();
  }

  #lose(worker: Worker, error: unknown): void {
    if (!this.#all.delete(worker)) return;
    const at = this.#free.indexOf(worker);
    if (at >= 0) this.#free.splice(at, 1);
    this.#end(worker)?.reject(explained(error));
    this.#next();
  }

  /** What the thread was at. */
  #end(worker: Worker): Order | undefined {
    const order = this.#running.get(worker);
    this.#running.delete(worker);
    order?.line?.clear();
    if (!this.#checks().length) this.#listen(false);
    return order;
  }

  #checks(): Order[] {
    return [...this.#running.values()].filter(({ task }) => task.kind !== "draw");
  }

  /** Signals are ours while a check runs; else they end the process, and nothing was written yet. */
  #listen(listening: boolean): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.off(signal, this.#interrupt);
      if (listening) process.on(signal, this.#interrupt);
    }
  }

  #stopChecks(): void {
    if (this.#asksAgain()) process.exit(130);
    if (this.interrupted) return;
    Atomics.store(this.#flag, 0, 1);
    const [first] = this.#checks();
    first?.line?.say("stopping; press Ctrl-C again to leave without a result");
  }
}

function explained(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? new UsageError(NO_MEMORY) : error;
}

const NO_MEMORY =
  "the check ran out of memory; --limit-memory or --limit-states ends it with what was found";
