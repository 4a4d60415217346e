// The picture of a run, written where a failing test can name it. The name is made of the model, the property and the test, so
// that the same failure writes the same file again and two tests never write the same one.

import { dirname, join } from "node:path";
import { fnv1a64 } from "../base/hash.ts";
import { exists, shown, statOf } from "../cli/read.ts";
import { plain, refuse } from "../cli/usage.ts";
import { writeFile } from "../cli/write.ts";
import { fromHere } from "../given.ts";
import type { Trace } from "../model/trace.ts";
import { safeName } from "../report/file-name.ts";
import { sequenceSvg } from "../report/sequence-svg.ts";

/** Where pictures are written when nothing else is said. */
export const PICTURES = ".migcheck";

/** A picture to be written. */
export interface Picture {
  readonly trace: Trace;
  /** Is the run one that breaks the property, or one that reaches it. */
  readonly ending: "violated" | "reached";
  /** What tells this picture from others of the same model and property: the test, the settings. */
  readonly where: readonly string[];
}

/** Writes the picture and says where it is; a folder that cannot be written is said and is no error of the test. */
export function pictureLine(picture: Picture, folder: string | false | undefined): string[] {
  if (folder === false) return [];
  const { trace, ending, where } = picture;
  const mark = fnv1a64(where.join("\n")).slice(0, 8);
  const name = `${safeName(trace.model)}-${safeName(trace.property)}-${mark}.svg`;
  const path = join(folder ?? PICTURES, name);
  try {
    refuseFile(dirname(path));
    if (folder === undefined) keepOutOfGit();
    writeFile(path, sequenceSvg(trace, ending));
  } catch (error) {
    return [`no picture: ${error instanceof Error ? error.message : String(error)}`];
  }
  return [`picture: ${plain(fromHere(path))}`];
}

function refuseFile(folder: string): void {
  if (exists(folder) && !statOf(folder).isDirectory()) refuse(`${shown(folder)} is no folder`);
}

function keepOutOfGit(): void {
  const file = join(PICTURES, ".gitignore");
  if (!exists(file)) writeFile(file, "*\n");
}
