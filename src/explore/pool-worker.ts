// A thread of an exploration in shards: waits for a phase, does its part, says so. A worker cannot load
// TypeScript, so this file is only used from dist.

// biome-ignore lint/style/noRestrictedImports: this file is the worker
import { workerData } from "node:worker_threads";
import { CONTROL, Control, PART, PHASES } from "./control.ts";
import { MachineFull } from "./machine.ts";
import { Member } from "./member.ts";
import type { PoolTask } from "./pool.ts";

function run({ modules, memories, control: shared, worker }: PoolTask): void {
  const control = new Control(modules, shared);
  const member = new Member(modules, memories, worker);
  control.start();
  for (let phase = 0; ; phase++) {
    control.waitWhile(CONTROL.phase, phase);
    const what = control.words[CONTROL.what];
    if (what === PHASES.stop) break;
    try {
      if (what === PHASES.expand) {
        const count = control.part(worker, PART.count);
        control.tell(worker, member.expand(count, control.part(worker, PART.from)));
        control.setPart(worker, PART.transitions, member.first.takeTransitions());
        control.setPart(worker, PART.noted, member.first.notes().length / 3);
      } else {
        member.insert(control);
        control.setPart(worker, PART.pages, member.bytes / 65_536);
      }
    } catch (error) {
      Atomics.store(control.words, CONTROL.failed, error instanceof MachineFull ? 1 : 2);
    }
    control.done();
  }
}

run(workerData as PoolTask);
