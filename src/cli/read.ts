// Files from outside as text: small enough, UTF-8, not empty; whatever is wrong with one is one line.

import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import type { Source } from "../base/source.ts";
import { plain, refuse } from "./usage.ts";

const LARGEST = 1 << 20;

/** A model, scenario or replay file, of at most so many bytes. */
export function readSource(path: string, largest: number = LARGEST): Source {
  const bytes = readBytes(path, largest);
  if (bytes.length === 0) refuse(`${shown(path)} is empty`);
  return { name: path, text: decode(path, bytes) };
}

function readBytes(path: string, largest: number): Buffer {
  const stat = statOf(path);
  if (stat.isDirectory()) refuse(`${shown(path)} is a folder`);
  if (!stat.isFile()) refuse(`${shown(path)} is not a file`);
  if (stat.size > largest) {
    const mebibytes = (stat.size / (1 << 20)).toFixed(1);
    refuse(`${shown(path)} is too large: ${mebibytes} MiB, at most ${largest >> 20} MiB is read`);
  }
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(`${shown(path)} cannot be read: ${reasonOf(error)}`);
  }
}

/** The first characters; of what cannot be read none. */
export function startOf(path: string): string {
  try {
    if (!statSync(path).isFile()) return "";
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(4096);
      return bytes.toString("latin1", 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}

/** Is it a folder; what cannot be looked at is none. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** The file's or folder's status; a missing one is refused. */
export function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    return refuse(`${shown(path)} cannot be read: ${reasonOf(error)}`);
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse(`${shown(path)} is not UTF-8 text`);
  }
}

/** Whether there is something of that name, a dangling link included. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file or folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ENOTDIR", "a part of the path is not a folder"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "too many links"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ENOSPC", "there is no space left"],
  ["EDQUOT", "the quota is used up"],
  ["EFBIG", "files of that size are not allowed"],
  ["EROFS", "the file system is read-only"],
  ["EEXIST", "it exists already"],
]);

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS.get(code) ?? (code || plain(String(error)));
}

/** A path in a message. */
export function shown(path: string): string {
  return `'${plain(path)}'`;
}
