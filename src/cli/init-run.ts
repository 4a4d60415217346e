// What `migcheck init` does: three small files that check, as a start; nothing that exists is touched.

import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { one, type Words } from "./asked.ts";
import { print } from "./output.ts";
import { exists, shown } from "./read.ts";
import { shellWord } from "./shell.ts";
import { MODEL } from "./templates/model.ts";
import { SCENARIO } from "./templates/scenario.ts";
import { TEST } from "./templates/test.ts";
import { refuse } from "./usage.ts";
import { makeFolder, writeFile } from "./write.ts";

/** The files by name. */
export const TEMPLATES: ReadonlyMap<string, string> = new Map([
  ["protocol.yaml", MODEL],
  ["scenarios/careless.yaml", SCENARIO],
  ["protocol.test.mjs", TEST],
]);

/** Writes them; the exit code. */
export async function runInit(words: Words): Promise<number> {
  const folder = one(words, "folder") ?? ".";
  const names = [...TEMPLATES.keys()].map(name => join(folder, name));
  const there = names.filter(exists);
  if (there.length > 0)
    refuse(`${there.map(shown).join(", ")} exists already; nothing was written`);
  writeAll(folder);
  const abouts = [
    "the model",
    "the same with a mistake, and what is expected of it",
    "both as a test",
  ];
  const width = Math.max(...names.map(n => n.length));
  print(names.map((name, i) => `${name.padEnd(width)}  ${abouts[i]}`).join("\n"));
  print(`\nnext: migcheck check ${shellWord(folder)}`);
  print("      npm install --save-dev migcheck  (for the test)");
  print(`      node --test ${shellWord(join(folder, "protocol.test.mjs"))}`);
  return 0;
}

/** All of them or none: half of them would be in the way of the next try. */
function writeAll(folder: string): void {
  const files = [...TEMPLATES].map(([name, text]) => [join(folder, name), text] as const);
  for (const [path] of files) makeFolder(dirname(path), path);
  const written: string[] = [];
  try {
    for (const [path, text] of files) {
      writeFile(path, text);
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw error;
  }
}
