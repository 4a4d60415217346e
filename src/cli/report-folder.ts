// The folder that `check --out` writes: a front page, and for each result a folder with its page, its pictures,
// its data, and each run as a replay file and as ITF. Made as a whole before anything is written.

import { posix } from "node:path";
import { compile } from "../check.ts";
import type { Program } from "../model/program.ts";
import type { Result } from "../model/result.ts";
import { traceFile } from "../replay/file.ts";
import { nameGiver } from "../report/file-name.ts";
import { resultPage } from "../report/html.ts";
import { type IndexEntry, indexPage, thumbnailOf } from "../report/html-index.ts";
import { museumPage } from "../report/html-museum.ts";
import { itf } from "../report/itf.ts";
import { toJson } from "../report/json.ts";
import { markdown } from "../report/markdown.ts";
import { picturesOf, tracesOf } from "../report/pictures.ts";
import type { Job } from "./jobs.ts";
import type { Entry } from "./run-job.ts";

/** All files of the report, by path in its folder. */
export async function reportFolder(entries: readonly Entry[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const name = nameGiver();
  name("index.html");
  name("museum.html");
  const index: IndexEntry[] = [];
  for (const entry of entries) {
    if (entry.kind === "refused") {
      index.push({ folder: folderOf(entry.file), refusal: entry });
      continue;
    }
    const { result } = entry;
    const folder = name(result.scenario ?? result.model);
    for (const [file, content] of await resultFiles(entry.job, result)) {
      files.set(`${folder}/${file}`, content);
    }
    const thumbnail = await thumbnailOf(result);
    index.push({ href: `${folder}/index.html`, folder: folderOf(result.file), result, thumbnail });
  }
  const museum = museumPage(
    index.flatMap(({ href, result }) => (result ? [{ href, result }] : [])),
  );
  if (museum !== undefined) files.set("museum.html", museum);
  files.set("index.html", indexPage(index, museum === undefined ? undefined : "museum.html"));
  return files;
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === "." ? "" : folder;
}

async function resultFiles(job: Job, result: Result): Promise<Map<string, string>> {
  const files = new Map(await picturesOf(result));
  for (const [name, content] of replayFiles(job, result)) files.set(name, content);
  for (const { stem, trace } of tracesOf(result)) files.set(`${stem}.itf.json`, `${itf(trace)}\n`);
  files.set("result.json", `${toJson([result])}\n`);
  files.set("report.md", markdown(result, { width: 100, colour: false, unicode: true }));
  files.set("index.html", resultPage(result, files));
  return files;
}

/** The replay files of all results, by name. */
export function replayFolder(entries: readonly Entry[]): Map<string, string> {
  const name = nameGiver();
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind === "refused") continue;
    const { job, result } = entry;
    const prefix = entries.length === 1 ? "" : `${name(result.scenario ?? result.model)}.`;
    for (const [file, content] of replayFiles(job, result)) files.set(prefix + file, content);
  }
  return files;
}

/** Every run of the result as a replay file, by name. */
function replayFiles(job: Job, result: Result): Map<string, string> {
  const traces = tracesOf(result);
  const program = traces.length > 0 ? programOf(job) : undefined;
  if (!program) return new Map();
  return new Map(
    traces.map(({ stem, trace }) => [
      `${stem}.trace.json`,
      `${JSON.stringify(traceFile(program, trace, result), undefined, 2)}\n`,
    ]),
  );
}

function programOf(job: Job): Program | undefined {
  return compile(job.source, job.plan.settings).program;
}
