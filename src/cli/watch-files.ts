// Which folders a test run looks at, and word of each change in one of them. What has changed is not asked here: systems
// tell it differently, so who hears of a change looks at the files again.

import { type FSWatcher, readdirSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { many, type Words } from "./asked.ts";
import { exists, reasonOf, shown, statOf } from "./read.ts";
import type { Planned } from "./test-plan.ts";
import { refuse } from "./usage.ts";

/** Milliseconds without a further change, after which somebody looks. */
const QUIET = 100;
const DEEPEST = 40;

/** The folders of all files of the run and of its baseline, and those in which new files would belong to it. */
export function foldersOf({ plan, chosen }: Planned, words: Words): Set<string> {
  const skip = many(words, "skip");
  const models = chosen.flatMap(({ job }) => (job.kind === "job" ? [job.source.name] : []));
  const files = [...plan.files, ...models].map(file => dirname(file));
  const given = plan.paths.filter(path => exists(path) && statOf(path).isDirectory());
  // What is moved away may come back.
  const above = plan.paths.map(path => dirname(path));
  const within = given.flatMap(path => [path, ...below(path, skip, 0)]);
  const baseline = many(words, "baseline").map(file => dirname(file));
  return new Set([...files, ...above, ...within, ...baseline]);
}

function below(folder: string, skip: readonly string[], depth: number): string[] {
  if (depth > DEEPEST) return [];
  return subfolders(folder)
    .filter(name => !name.startsWith(".") && name !== "node_modules" && !skip.includes(name))
    .map(name => join(folder, name))
    .flatMap(path => [path, ...below(path, skip, depth + 1)]);
}

/** A folder that goes away meanwhile has none. */
function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}

/** Watches folders and tells of changes, once for all that come within a moment. */
export class FileWatch {
  readonly #tell: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Watches these folders and no others. */
  follow(folders: ReadonlySet<string>): void {
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) {
      if (!this.#watchers.has(folder) && exists(folder)) this.#begin(folder);
    }
  }

  #begin(folder: string): void {
    try {
      const watcher = watch(folder, () => this.#hear());
      // A folder that is removed is a change like others; it is followed again when it is back.
      watcher.on("error", () => {
        watcher.close();
        this.#watchers.delete(folder);
        this.#hear();
      });
      this.#watchers.set(folder, watcher);
    } catch (error) {
      refuse(`${shown(folder)} cannot be watched: ${reasonOf(error)}`);
    }
  }

  #hear(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tell, QUIET);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
