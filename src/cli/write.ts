// Writing files: a plain file under a temporary name first and then renamed, so that nobody ever reads half of it; into a device,
// a pipe or what stdout goes to, as it is. Links stay. A report of many files is only begun when all of it has been made.

import { randomUUID } from "node:crypto";
import {
  fstatSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { makeFolder as makeFolders } from "../make-folder.ts";
import { exists, isFolder, reasonOf, shown } from "./read.ts";
import { refuse, UsageError } from "./usage.ts";

/** Writes one file, and the folders it lies in. */
export function writeFile(path: string, content: string): void {
  makeFolder(dirname(path), path);
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    const stream = stat && [process.stdout, process.stderr].find(s => isOpen(s.fd, stat));
    if (stream) stream.write(content);
    else if (stat && !stat.isFile()) writeFileSync(path, content);
    else replaceFile(stat ? realpathSync(path) : linked(path), content);
  } catch (error) {
    refuse(`${shown(path)} cannot be written: ${reasonOf(error)}`);
  }
}

/** Makes a folder and those it lies in, for a file there. */
export function makeFolder(folder: string, file: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    const wrong = noFolderIn(folder);
    const reason = wrong === undefined ? reasonOf(error) : `${shown(wrong)} is not a folder`;
    refuse(`${shown(file)} cannot be written: ${reason}`);
  }
}

/** The part of the path that is something else. */
function noFolderIn(folder: string): string | undefined {
  if (exists(folder)) return isFolder(folder) ? undefined : folder;
  return dirname(folder) === folder ? undefined : noFolderIn(dirname(folder));
}

/** Is it what the process has open under this number; a rename would take it away from there. */
function isOpen(fd: number, { dev, ino }: Stats): boolean {
  try {
    const open = fstatSync(fd);
    return open.dev === dev && open.ino === ino;
  } catch {
    return false;
  }
}

/** Where a link leads, also one to a file that is not there yet. */
export function linked(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const to = readlinkSync(path);
  return linked(isAbsolute(to) ? to : `${realpathSync(dirname(path))}/${to}`);
}

function replaceFile(path: string, content: string): void {
  // Containers that share a folder have the same process numbers.
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes all files of a folder; names may hold `/`. What is written when one cannot be stays, and is said to be a part. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  let written = 0;
  for (const [name, content] of files) {
    try {
      writeFile(join(folder, name), content);
    } catch (error) {
      if (!(error instanceof UsageError) || written === 0) throw error;
      const part = `${written} of ${files.size} files are written`;
      refuse(`${error.message}; ${shown(folder)} is incomplete: ${part}`);
    }
    written++;
  }
}
