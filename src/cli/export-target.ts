// The files that an export writes. They are looked at before the first is written: none may be the model itself, lie
// where a folder is, or have a name under which the other checker does not read it.

import { type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Language } from "./formats.ts";
import { shown } from "./read.ts";
import { refuse } from "./usage.ts";

/** The ending of the text, and those of the files beside it. */
const ENDINGS: Record<Language, readonly [string, ...string[]]> = {
  promela: ["pml"],
  tla: ["tla", "cfg"],
};

/** A path or name without its ending. */
export function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/, "");
}

/** Whether the file's ending is that of the language. */
export function isNamedAs(language: Language, path: string): boolean {
  return path.endsWith(`.${ENDINGS[language][0]}`);
}

/** All files of an export, the named one first. */
export function filesOf(language: Language, output: string): readonly string[] {
  const [, ...beside] = ENDINGS[language];
  return [output, ...beside.map(ending => `${stemOf(output)}.${ending}`)];
}

/** Refuses an output that cannot be written or that would be of no use; `inputs` are the files that were read. */
export async function checkTarget(
  language: Language,
  output: string,
  inputs: readonly string[],
): Promise<void> {
  if (inputs.some(input => isSame(input, output))) {
    refuse(`${shown(output)} is the file that is exported: write to another one`);
  }
  if (language === "tla") await checkModule(output);
  else if (Object.values(ENDINGS.tla).some(ending => output.endsWith(`.${ending}`))) {
    const name = `${stemOf(output)}.${ENDINGS[language][0]}`;
    refuse(`${shown(output)} is a name for TLA+, and --to is ${language}: write ${shown(name)}`);
  }
  for (const file of filesOf(language, output)) {
    if (statOf(file)?.isDirectory()) refuse(`${shown(file)} cannot be written: it is a folder`);
  }
}

async function checkModule(output: string): Promise<void> {
  const { moduleName } = await import("../report/tla/names.ts");
  const name = `${moduleName(stemOf(basename(output)))}.tla`;
  if (basename(output) === name) return;
  refuse(
    `${shown(output)} cannot be read by TLC, which wants a file that is named like its module: write ${shown(join(dirname(output), name))}`,
  );
}

function isSame(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [a, b] = [statOf(one), statOf(other)];
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
