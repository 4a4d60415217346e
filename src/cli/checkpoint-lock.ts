// One run at a time keeps checkpoints in a folder: a file there says which one. That of a run that was killed does not
// keep others out.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { reasonOf, shown } from "./read.ts";
import { refuse } from "./usage.ts";

const LOCK = "lock";

/** Refuses where a run that is still there has the folder. */
export function refuseTaken(folder: string): void {
  const path = join(folder, LOCK);
  const holder = holderIn(path);
  if (holder === undefined || !isAlive(holder)) return;
  refuse(
    `another run (process ${holder}) keeps its checkpoints in ${shown(folder)}: wait for it or take another folder; if there is none, remove ${shown(path)}`,
  );
}

/** Takes the folder, which is there, for this process until it ends. */
export function takeFolder(folder: string): void {
  refuseTaken(folder);
  const path = join(folder, LOCK);
  try {
    rmSync(path, { force: true });
    writeFileSync(path, `${process.pid} ${hostname()}\n`, { flag: "wx" });
  } catch (error) {
    refuse(`${shown(path)} cannot be written: ${reasonOf(error)}`);
  }
  process.once("exit", () => rmSync(path, { force: true }));
}

/** The number of the process of this machine that wrote the file. Of another machine nothing is known, and a job that moves goes on. */
function holderIn(path: string): number | undefined {
  try {
    const [, pid, host] = /^([1-9]\d*) (\S*)\n$/.exec(readFileSync(path, "utf8")) ?? [];
    return pid === undefined || host !== hostname() ? undefined : Number(pid);
  } catch {
    return undefined;
  }
}

/** A killed run may have had the number that this one has now. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
