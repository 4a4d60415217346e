// What `migcheck init` does: three small files that check, as a start; nothing that exists is touched.

import { join } from "node:path";
import { one, type Words } from "./asked.ts";
import { print } from "./output.ts";
import { exists, shown } from "./read.ts";
import { shellWord } from "./shell.ts";
import { MODEL } from "./templates/model.ts";
import { SCENARIO } from "./templates/scenario.ts";
import { TEST } from "./templates/test.ts";
import { refuse } from "./usage.ts";
import { writeFiles } from "./write.ts";

/** The files by name. */
export const TEMPLATES: ReadonlyMap<string, string> = new Map([
  ["protocol.yaml", MODEL],
  ["scenarios/careless.yaml", SCENARIO],
  ["protocol.test.mjs", TEST],
]);

/** Writes them; the exit code. */
export async function runInit(words: Words): Promise<number> {
  const folder = one(words, "folder") ?? ".";
  const there = [...TEMPLATES.keys()].map(name => join(folder, name)).filter(exists);
  if (there.length > 0)
    refuse(`${there.map(shown).join(", ")} exists already; nothing was written`);
  writeFiles(folder, TEMPLATES);
  const abouts = [
    "the model",
    "the same with a mistake, and what is expected of it",
    "both as a test",
  ];
  const names = [...TEMPLATES.keys()].map(name => join(folder, name));
  const width = Math.max(...names.map(n => n.length));
  print(names.map((name, i) => `${name.padEnd(width)}  ${abouts[i]}`).join("\n"));
  print(`\nnext: migcheck check ${shellWord(folder)}`);
  return 0;
}
