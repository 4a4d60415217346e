// What the front page lists, in the order of a reader who looks for a system: by the folder of the model, in it by model,
// and of each model first its own result and then its scenarios. Order is otherwise that of the run.

import type { Refusal, Result } from "../model/result.ts";

/** A line of the index: a result with its page, or a text that was refused. */
export interface IndexEntry {
  /** Relative address of the result's page. */
  readonly href?: string | undefined;
  /** `models/qemu`: of the model's file, so that its scenarios stand with it. */
  readonly folder: string;
  readonly result?: Result | undefined;
  readonly refusal?: Refusal | undefined;
  /** An SVG, see `thumbnailOf`. */
  readonly thumbnail?: string | undefined;
}

/** An entry that was checked. */
export type Checked = IndexEntry & { readonly result: Result };

/** A model, its own result where it was checked as it stands, and its scenarios. */
export interface IndexModel {
  readonly name: string;
  readonly about?: string | undefined;
  readonly thumbnail?: string | undefined;
  readonly own: readonly Checked[];
  readonly scenarios: readonly Checked[];
}

/** A folder of models. */
export interface IndexFolder {
  readonly folder: string;
  readonly models: readonly IndexModel[];
  readonly refused: readonly Refusal[];
  readonly entries: readonly IndexEntry[];
}

/** The entries by folder, in the order in which the folders come first. */
export function indexFolders(entries: readonly IndexEntry[]): IndexFolder[] {
  return [...groupedBy(entries, entry => entry.folder)].map(([folder, list]) => ({
    folder,
    models: [...groupedBy(list.filter(isChecked), modelOf).values()].flatMap(modelsOf),
    refused: list.flatMap(({ refusal }) => (refusal ? [refusal] : [])),
    entries: list,
  }));
}

/** Is the entry what its author expects. */
export function isFine({ result }: IndexEntry): boolean {
  return result?.exitCode === 0;
}

function isChecked(entry: IndexEntry): entry is Checked {
  return entry.result !== undefined;
}

function modelOf({ result }: Checked): string {
  return (result.modelFile ?? result.file).replace(/^(?:\.\/)+/, "");
}

function modelsOf(entries: readonly Checked[]): IndexModel[] {
  const own = entries.filter(({ result }) => result.scenario === undefined);
  const first = own[0] ?? entries[0];
  if (!first) return [];
  const { model, about, modelAbout } = first.result;
  return [
    {
      name: model,
      about: modelAbout ?? (own.length > 0 ? about : undefined),
      thumbnail: first.thumbnail,
      own,
      scenarios: entries.filter(({ result }) => result.scenario !== undefined),
    },
  ];
}

function groupedBy<T>(list: readonly T[], keyOf: (of: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const of of list) {
    const key = keyOf(of);
    const group = groups.get(key);
    if (group) group.push(of);
    else groups.set(key, [of]);
  }
  return groups;
}
