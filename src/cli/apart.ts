// Every file that a command writes is another one, and none is a file that it reads: looked at before anything runs, by where
// the paths lead.

import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { many, type Words } from "./asked.ts";
import { shown } from "./read.ts";
import { refuse } from "./usage.ts";
import { linked } from "./write.ts";

/** A file that is to be written, and the flag that names it. */
export interface Output {
  readonly flag: string;
  readonly path: string;
}

/** What these flags name; `-` is stdout. */
export function outputsIn(words: Words, ...flags: readonly string[]): Output[] {
  return flags.flatMap(flag =>
    many(words, flag).flatMap(path => (path === "-" ? [] : [{ flag, path }])),
  );
}

/** Refuses outputs that are one file, or one with an input. */
export function keepApart(outputs: readonly Output[], inputs: Iterable<string>): void {
  const taken = new Map<string, Output>();
  for (const output of outputs) {
    const place = placeOf(output.path);
    if (place === undefined) continue;
    const other = taken.get(place);
    if (other) {
      refuse(`--${other.flag} and --${output.flag} both write ${shown(output.path)}`);
    }
    taken.set(place, output);
  }
  if (taken.size === 0) return;
  for (const input of inputs) {
    const output = taken.get(placeOf(input) ?? "");
    if (output) {
      refuse(
        `--${output.flag} ${shown(output.path)} would overwrite ${shown(input)}, which is read`,
      );
    }
  }
}

/** One name for each file, however it is called; of what is no plain file none: a device takes any number of texts. */
function placeOf(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat) return stat.isFile() ? realpathSync(path) : undefined;
    return missingPlace(resolve(linked(path)));
  } catch {
    return undefined;
  }
}

/** Of a file that is not there, by the part of its path that is. */
function missingPlace(path: string): string {
  const folder = dirname(path);
  if (folder === path) return path;
  const there = statSync(folder, { throwIfNoEntry: false });
  return join(there ? realpathSync(folder) : missingPlace(folder), basename(path));
}
