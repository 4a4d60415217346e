// Which files the arguments mean: files as named, folders with all they hold, in sorted order. What a file is,
// is told by its name and its content: in a folder other YAML and JSON is passed over, a named file must be one.

import { type Dirent, readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "../base/source.ts";
import { KEYS } from "../parse/keys.ts";
import { isScenario } from "../parse/scenario.ts";
import { readSource, reasonOf, shown, startOf, statOf } from "./read.ts";
import { refuse, UsageError } from "./usage.ts";

/** A file to check, or why it cannot be read. */
export type Input =
  | { readonly kind: "model" | "scenario"; readonly source: Source }
  | { readonly kind: "unreadable"; readonly file: string; readonly message: string };

/** How the names of models and scenarios end. */
export const READABLE: RegExp = /\.(?:ya?ml|json|table)$/i;
const WRITTEN = /^\s*\{\s*"format"\s*:\s*"migcheck-/;
const DEEPEST = 40;
/** What is larger is read by nobody (read.ts). */
const LARGE = 1 << 20;

/** The inputs in order, each once. Folders called as `skip` says are passed over unless they are named themselves. */
export function inputsOf(paths: readonly string[], skip: readonly string[] = []): Input[] {
  const files = new Map<string, { readonly file: string; readonly named: boolean }>();
  const problems: Input[] = [];
  for (const path of paths) {
    try {
      const found = isFolder(path) ? filesIn(path, skip, 0) : [path];
      for (const file of found) {
        const key = resolve(file);
        const other = files.get(key);
        files.set(key, { file: other?.file ?? file, named: other?.named || file === path });
      }
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  }
  return [...problems, ...[...files.values()].flatMap(({ file, named }) => inputOf(file, named))];
}

function isFolder(path: string): boolean {
  return statOf(path).isDirectory();
}

function filesIn(folder: string, skip: readonly string[], depth: number): string[] {
  if (depth > DEEPEST) return [];
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return entriesOf(folder).flatMap(entry => {
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    const path = prefix === "./" ? entry.name : `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      return skip.includes(entry.name) ? [] : filesIn(path, skip, depth + 1);
    }
    return READABLE.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return listing(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return refuse(`${shown(folder)} cannot be read: ${reasonOf(error)}`);
  }
}

function listing(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

function inputOf(file: string, named: boolean): Input[] {
  try {
    if (!named && isPlainlyOther(file)) return [];
    const kind = READABLE.test(file) ? undefined : "other";
    if (kind) refuse(`${shown(file)} is no model: a name ends in .yaml, .yml, .json or .table`);
    if (!named && isOurs(startOf(file))) return [];
    const source = readSource(file);
    const found = kindOf(source) ?? (named && isNearlyModel(source) ? "model" : undefined);
    if (found) return [{ kind: found, source }];
    if (!named) return [];
    return refuse(`${shown(file)} is neither a model nor a scenario: ${whatElse(source)}`);
  } catch (error) {
    return [unreadable(file, error)];
  }
}

/** A JSON file that cannot be read as a model and does not look like one: empty, as a shell makes it, or large. */
function isPlainlyOther(file: string): boolean {
  if (!file.toLowerCase().endsWith(".json")) return false;
  const { size } = statOf(file);
  if (size <= LARGE) return size === 0;
  const head = startOf(file);
  const looksLikeOne = /"(?:model|machines|scenario)"\s*:/.test(head);
  return !looksLikeOne || isOurs(head);
}

function whatElse(source: Source): string {
  if (isReplay(source.text)) return "it is a replay file, for migcheck replay";
  if (isWritten(source)) return "it is a result that migcheck wrote";
  return "it has no key 'model' or 'scenario'";
}

function unreadable(file: string, error: unknown): Input {
  if (!(error instanceof UsageError)) throw error;
  return { kind: "unreadable", file, message: error.message };
}

/** What the file holds, by a look at its keys; broken files count by what they seem to be. */
export function kindOf(source: Source): "model" | "scenario" | undefined {
  if (source.name.toLowerCase().endsWith(".table")) return "model";
  if (isWritten(source)) return undefined;
  if (isScenario(source)) return "scenario";
  const { text } = source;
  const keys = keysIn(source);
  if (keys) return keys.some(key => key === "model" || key === "machines") ? "model" : undefined;
  const key = /^\s*\{/.test(text)
    ? /["']?\b(?:model|machines)["']?\s*:/
    : /^(["']?)(?:model|machines)\1[ \t]*:(?:\s|$)/m;
  return key.test(text) ? "model" : undefined;
}

/** The keys at the top of a JSON text; undefined where it is none. */
function keysIn({ text }: Source): readonly string[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return Object.keys(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Did we write it: a saved run, a result, a baseline. */
function isWritten(source: Source): boolean {
  if (isOurs(source.text)) return true;
  const keys = keysIn(source);
  return keys?.includes("verdicts") === true && keys.includes("exitCode");
}

/** A file without a model's name that has other keys of one: the parser says what is missing. */
function isNearlyModel({ name, text }: Source): boolean {
  if (isWritten({ name, text })) return false;
  const keys = [...text.slice(0, 100_000).matchAll(/^[ {]*["']?([\w-]+)["']?[ \t]*:/gm)];
  return keys.some(([, key]) => KEYS.model.some(known => known === key && !COMMON.has(known)));
}

/** Keys that many other files have too. */
const COMMON: ReadonlySet<string> = new Set([
  "about",
  "source",
  "types",
  "events",
  "variables",
  "properties",
]);

/** Is it a run, a baseline or a result that we wrote, however large. */
function isOurs(text: string): boolean {
  return WRITTEN.test(text);
}

function isReplay(text: string): boolean {
  return isOurs(text) && text.slice(0, 100).includes('"migcheck-replay"');
}
