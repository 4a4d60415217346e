// Checkpoints in a folder: the list of states in files that are written once, and a small file that says
// where the exploration stands, replaced by a rename. What a killed run leaves half written is in no
// list and is not looked at. Every file has its hash in the list, and the list its own.

// A checkpoint is written by the thread that explores, so this file may touch files.
import { createHash } from "node:crypto";
// biome-ignore lint/style/noRestrictedImports: see above
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getSystemErrorMap } from "node:util";
import { makeFolder } from "./make-folder.ts";
import type { Checkpoint, Piece, Standing } from "./model/checkpoint.ts";

const FORMAT = "migcheck checkpoint 2";
const HEAD = "checkpoint.json";
const SECONDS = 30;

interface Segment {
  readonly file: string;
  readonly count: number;
  readonly hash: string;
}

interface Head {
  readonly format: typeof FORMAT;
  /** The fingerprint of the program. */
  readonly program: string;
  /** 32-bit words of a state. */
  readonly words: number;
  readonly segments: readonly Segment[];
  readonly standing: Standing;
}

/** What is in the folder: nothing, a checkpoint of this program, or a reason why it cannot be used. */
export type Found =
  | { readonly kind: "none" }
  | {
      readonly kind: "good";
      readonly states: number;
      /** MiB that it took to get there. */
      readonly memory: number;
    }
  | { readonly kind: "bad"; readonly message: string };

/** Looks into the folder; reads everything, so that damage is found before the exploration starts. */
export function inspect(folder: string, program: string): Found {
  if (!existsSync(join(folder, HEAD))) return { kind: "none" };
  const head = headIn(folder);
  if (typeof head === "string") return { kind: "bad", message: head };
  if (head.program !== program) {
    const message = "it was made from another model, or under other settings or another version";
    return { kind: "bad", message };
  }
  for (const segment of head.segments) {
    if (bytesOf(folder, segment) === undefined) {
      return { kind: "bad", message: `its file '${segment.file}' is damaged or missing` };
    }
  }
  const total = head.segments.reduce((sum, s) => sum + s.count, 0);
  if (total !== head.standing.count) return { kind: "bad", message: "its list is damaged" };
  return { kind: "good", states: total, memory: head.standing.memory };
}

/** Keeps the checkpoints of a program in a folder. */
export class CheckpointFolder implements Checkpoint {
  readonly seconds: number;
  readonly #folder: string;
  readonly #program: string;
  #segments: Segment[] = [];
  #saved = 0;
  #words = 0;

  constructor(folder: string, program: string, seconds: number = SECONDS) {
    this.#folder = folder;
    this.#program = program;
    this.seconds = seconds;
    makeFolder(folder);
  }

  load(take: (piece: Piece) => void): Standing | undefined {
    if (inspect(this.#folder, this.#program).kind !== "good") return undefined;
    const head = headIn(this.#folder);
    if (typeof head === "string") return undefined;
    for (const segment of head.segments) {
      const bytes = bytesOf(this.#folder, segment) ?? new Uint8Array(0);
      // A copy: a short Buffer lies in a pool, and its bytes may begin anywhere.
      const all = new Int32Array(new Uint8Array(bytes).buffer);
      const border = segment.count * head.words;
      take({ states: all.subarray(0, border), origins: all.subarray(border) });
    }
    this.#segments = [...head.segments];
    this.#saved = head.standing.count;
    this.#words = head.words;
    return head.standing;
  }

  /** Throws in plain words what the system says; what was written stays, and the next call goes on from there. */
  save(standing: Standing, read: (from: number) => Piece): void {
    try {
      this.#save(standing, read);
    } catch (error) {
      throw new Error(wordsOf(error));
    }
  }

  #save(standing: Standing, read: (from: number) => Piece): void {
    let words = 0;
    while (this.#saved < standing.count) {
      const piece = read(this.#saved);
      const count = piece.origins.length;
      words = piece.states.length / count;
      const bytes = Buffer.concat([bytesIn(piece.states), bytesIn(piece.origins)]);
      const file = `states-${this.#saved}-${count}.bin`;
      this.#write(file, bytes);
      this.#segments.push({ file, count, hash: hashOf(bytes) });
      this.#saved += count;
    }
    this.#words ||= words;
    const head: Head = {
      format: FORMAT,
      program: this.#program,
      words: this.#words,
      segments: this.#segments,
      standing,
    };
    const text = JSON.stringify(head);
    this.#write(HEAD, Buffer.from(JSON.stringify({ hash: hashOf(Buffer.from(text)), text })));
  }

  /** Whole or not at all. */
  #write(name: string, bytes: Uint8Array): void {
    const path = join(this.#folder, name);
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  }
}

/** Without codes and paths: `no space left on device`. */
function wordsOf(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? message;
}

function bytesIn(words: Int32Array): Uint8Array {
  return new Uint8Array(words.slice().buffer);
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The bytes of a segment; undefined where they are not what was written. */
function bytesOf(folder: string, { file, hash }: Segment): Uint8Array | undefined {
  if (!/^states-\d+-\d+\.bin$/.test(file)) return undefined;
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  return hashOf(bytes) === hash ? bytes : undefined;
}

/** The list, or what is wrong with it. */
function headIn(folder: string): Head | string {
  try {
    const outer: unknown = JSON.parse(readFileSync(join(folder, HEAD), "utf8"));
    const { hash, text } = outer as { hash?: unknown; text?: unknown };
    if (typeof text !== "string" || hashOf(Buffer.from(text)) !== hash) {
      return "its list is damaged";
    }
    const head = JSON.parse(text) as Head;
    return head.format === FORMAT ? head : "it was made by another version of migcheck";
  } catch {
    return "its list is damaged";
  }
}
