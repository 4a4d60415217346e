// The flags --checkpoint, --checkpoint-seconds and --resume: what is in the folder is looked at before the check
// starts, so that a checkpoint that cannot be used is one message and nothing is overwritten.

import { statSync } from "node:fs";
import { inspect } from "../checkpoint.ts";
import { compile } from "../compile.ts";
import { makeFolder } from "../make-folder.ts";
import { explorationFingerprint } from "../replay/fingerprint.ts";
import { one, seconds, type Words } from "./asked.ts";
import { refuseTaken, takeFolder } from "./checkpoint-lock.ts";
import type { Job, Refused } from "./jobs.ts";
import { reasonOf } from "./read.ts";
import { plain, refuse, UsageError } from "./usage.ts";

const SECONDS = 30;

/** A run of several inputs has no checkpoint. */
export function refuseCheckpoint(words: Words): void {
  if (one(words, "checkpoint") !== undefined) {
    refuse("--checkpoint is for one model or scenario, and several were given");
  }
}

/** The job with its checkpoint, if one is wished. */
export function withCheckpoint(job: Job | Refused, words: Words): Job | Refused {
  const folder = one(words, "checkpoint");
  if (folder === undefined) {
    if (words["resume"] === true) refuse("--resume needs --checkpoint and the folder it is in");
    if (one(words, "checkpoint-seconds") !== undefined) {
      refuse("--checkpoint-seconds needs --checkpoint and a folder");
    }
    return job;
  }
  const checkpoint = { folder, seconds: seconds(words, "checkpoint-seconds") ?? SECONDS };
  if (job.kind === "refused") return job;
  if (job.plan.random) refuse("--checkpoint is for a check of all states, not for random runs");
  if (job.plan.reduce) refuse("--checkpoint and a scenario with 'reduce' do not go together");
  if (job.plan.store === "compact") refuse("--checkpoint needs the exact store");
  if (job.plan.engine === "interpreter") refuse("--checkpoint needs the engine wasm");
  const { program } = compile(job.source, job.plan.settings);
  if (!program) return job;
  const found = look(
    folder,
    explorationFingerprint(program, job.plan.all),
    words["resume"] === true,
  );
  if (found.kind === "good") refuseMemory(found.memory, job.plan.limits.memory);
  make(folder);
  takeFolder(folder);
  return { ...job, plan: { ...job.plan, checkpoint } };
}

/** The limit of the run before is enough, unless it was that which ended it. */
function refuseMemory(needed: number, limit: number | undefined): void {
  if (limit === undefined || needed <= limit) return;
  refuse(
    `the checkpoint needs about ${Math.ceil(needed)} MiB, and the limit is ${limit}: allow more with --limit-memory`,
  );
}

/** What is there, if it can be used as is asked for. */
function look(folder: string, program: string, resume: boolean): ReturnType<typeof inspect> {
  if (isFile(folder)) refuse(`--checkpoint takes a folder, and '${plain(folder)}' is a file`);
  refuseTaken(folder);
  const found = lookInto(folder, program);
  const name = plain(folder);
  if (found.kind === "bad") refuse(`the checkpoint in '${name}' cannot be used: ${found.message}`);
  if (found.kind === "good" && !resume) {
    refuse(
      `there is a checkpoint in '${name}': add --resume to go on from it, or take another folder`,
    );
  }
  if (found.kind === "none" && resume) refuse(`there is no checkpoint in '${name}'`);
  return found;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** So that a folder that cannot be made is known before the check starts. */
function make(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    refuse(`'${plain(folder)}' cannot be written: ${reasonOf(error)}`);
  }
}

function lookInto(folder: string, program: string): ReturnType<typeof inspect> {
  try {
    return inspect(folder, program);
  } catch {
    throw new UsageError(`'${plain(folder)}' cannot be read`);
  }
}
