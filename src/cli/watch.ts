// `test --watch`: a first run, and after each change of a file what that file touches: itself, and the scenarios of a model; of a
// changed baseline nothing runs, and all results are compared anew. Files are compared by what they hold, so that a save without
// a change, or one that an editor makes in three steps, is one change or none.

import type { TestEntry } from "../model/test-run.ts";
import { count } from "../report/words.ts";
import type { Words } from "./asked.ts";
import { baselineOf, type Wanted } from "./baseline.ts";
import { complain, print } from "./output.ts";
import { type Hands, runChosen, runOf } from "./test-chosen.ts";
import { type Ending, endRun } from "./test-end.ts";
import { type Chosen, type Planned, plannedOf } from "./test-plan.ts";
import { plain, UsageError } from "./usage.ts";
import { Bell } from "./watch-bell.ts";
import { FileWatch, foldersOf } from "./watch-files.ts";
import { listen } from "./watch-keys.ts";

/** What is known between two runs. */
interface Known {
  planned: Planned;
  ending: Ending;
  /** By file: what its last result depends on, and the result. */
  readonly entries: Map<string, { readonly texts: string; readonly entry: TestEntry }>;
  code: number;
}

/** Runs until somebody ends it; the exit code of the last run. */
export async function watch(words: Words, ending: Ending, hands: Hands): Promise<number> {
  const known: Known = { planned: plannedOf(words), ending, entries: new Map(), code: 0 };
  const bell = new Bell();
  const files = new FileWatch(() => bell.ring("changed"));
  const unlisten = listen(wish => bell.ring(wish));
  try {
    files.follow(foldersOf(known.planned, words));
    await runChanged(known, hands, known.planned.chosen);
    // The folder that was taken by default stays the same.
    const same = { ...words, paths: known.planned.plan.paths };
    while (!bell.isEnd && !hands.crew.interrupted) {
      const why = await bell.next();
      const turn = { words: same, files, all: why === "all" };
      if (why !== "end") await again(known, hands, turn);
    }
    return known.code;
  } finally {
    files.close();
    unlisten();
  }
}

interface Turn {
  readonly words: Words;
  readonly files: FileWatch;
  readonly all: boolean;
}

/** Looks again at all files and runs what is not as it was. */
async function again(known: Known, hands: Hands, { words, files, all }: Turn): Promise<void> {
  const planned = valid(() => plannedOf(words));
  if (!planned) return;
  known.planned = planned;
  const other = otherBaseline(known, words);
  known.ending = { ...known.ending, baseline: other ?? known.ending.baseline };
  files.follow(foldersOf(planned, words));
  const isSame = ({ file, texts }: Chosen) => known.entries.get(file)?.texts === texts;
  const touched = all ? planned.chosen : planned.chosen.filter(c => !isSame(c));
  const names = new Set(planned.chosen.map(c => c.file));
  const gone = [...known.entries.keys()].filter(file => !names.has(file));
  for (const file of gone) known.entries.delete(file);
  if (touched.length + gone.length === 0 && !other) return;
  print("");
  tellFiles(
    "again",
    touched.map(c => c.file),
  );
  tellFiles("gone", gone);
  tellFiles("compared with", other ? [other.file] : []);
  await runChanged(known, hands, touched);
}

function tellFiles(word: string, files: readonly string[]): void {
  if (files.length === 0) return;
  const more = files.length > MOST ? [`and ${files.length - MOST} more`] : [];
  print([`${word}:`, ...files.slice(0, MOST).map(plain), ...more].join(" "));
}

const MOST = 4;

/** The baseline, if it is not what it was; one that cannot be read is not taken. */
function otherBaseline({ ending }: Known, words: Words): Wanted | undefined {
  const found = valid(() => baselineOf(words));
  return JSON.stringify(found?.before) === JSON.stringify(ending.baseline?.before)
    ? undefined
    : found;
}

/** What the words mean now; where they mean nothing any more, that is said and the next change awaited. */
function valid<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(plain(error.message));
    return undefined;
  }
}

async function runChanged(known: Known, hands: Hands, touched: readonly Chosen[]): Promise<void> {
  const { planned, ending, entries } = known;
  const texts = new Map(touched.map(c => [c.file, c.texts]));
  for (const entry of await runChosen(touched, hands, ending)) {
    entries.set(entry.file, { entry, texts: texts.get(entry.file) ?? "" });
  }
  const all = planned.chosen.flatMap(({ file }) => entries.get(file)?.entry ?? []);
  const fresh = new Set(touched.map(c => c.file));
  known.code = await endRun({ run: runOf(planned, all), fresh }, ending);
  if (hands.crew.interrupted) return;
  print(`\nwatching ${count(planned.chosen.length, "file")}; q ends, a runs all`);
}
