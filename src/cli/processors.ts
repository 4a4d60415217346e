// How many processors there are for this process. In a container the machine may have more than it is allowed to use,
// and threads that exceed the allowance are stopped until the next period: then more of them are slower than fewer.

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Where Linux says how much processor time a control group may use in which period: in one file (version 2) or in two. */
const QUOTA_FILES = [
  ["/sys/fs/cgroup/cpu.max"],
  ["/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"],
] as const;

/** Those of the machine, or as many as are allowed where that is less; at least 1. */
export function processors(): number {
  const allowed = QUOTA_FILES.map(files => allowedBy(files.map(textOf).join(" ")));
  return Math.max(1, Math.floor(Math.min(availableParallelism(), ...allowed)));
}

/** How many processors a quota allows, from its text: microseconds, or `max`, of how many microseconds. */
export function allowedBy(text: string): number {
  const [quota, period] = text.split(/\s+/).map(Number);
  if (quota === undefined || period === undefined) return Number.POSITIVE_INFINITY;
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
