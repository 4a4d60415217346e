// A thread of an exploration by several: waits for a phase, does its part, says so. A worker cannot load
// TypeScript, so this file is only used from dist.

// biome-ignore lint/style/noRestrictedImports: this file is the worker
import { workerData } from "node:worker_threads";
import { Control, PHASES } from "./control.ts";
import { Errand } from "./errand.ts";
import { MachineFull } from "./machine.ts";
import { Member } from "./member.ts";
import type { PoolTask } from "./pool.ts";

function run({ modules, memories, control: shared, errand: offers, worker }: PoolTask): void {
  const control = new Control(modules, shared);
  const errand = new Errand(offers);
  const serve = () => {
    if (!member.helpToGrow(errand)) control.rest();
  };
  const member: Member = new Member(modules, memories, { control, worker, serve });
  let { phase } = control;
  control.start();
  for (; control.what !== PHASES.stop; phase++) {
    control.awaitPhase(phase);
    if (control.what === PHASES.stop) break;
    try {
      member.expandAll();
    } catch (error) {
      control.failed = error instanceof MachineFull ? 1 : 2;
    }
    control.done();
  }
}

run(workerData as PoolTask);
