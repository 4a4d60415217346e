// The folder that `check --out` writes: a front page, and for each result a folder with its page, its pictures,
// its data, and each run as a replay file and as ITF. Made as a whole before anything is written.

import { posix } from "node:path";
import { compile } from "../compile.ts";
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
import { type Draw, picturesOf, tracesOf } from "../report/pictures.ts";
import type { Job } from "./jobs.ts";
import type { Done, Entry } from "./run-job.ts";

/** All files of the report, by path in its folder. A picture that several results have is one file. */
export async function reportFolder(
  entries: readonly Entry[],
  draw: Draw,
): Promise<Map<string, string>> {
  const report: Report = { files: new Map(), pictures: new Map() };
  const name = nameGiver();
  name("index.html");
  name("museum.html");
  const index: IndexEntry[] = [];
  for (const { entry, drawn } of entries.map(e => ({ entry: e, drawn: drawingOf(e, draw) }))) {
    if (entry.kind === "refused") {
      index.push({ folder: folderOf(entry.file), refusal: entry });
      continue;
    }
    const { result } = entry;
    const folder = name(result.scenario ?? result.model);
    const { pictures, thumbnail } = await drawn();
    addResult(report, folder, entry, pictures);
    const place = folderOf(result.modelFile ?? result.file);
    index.push({ href: `${folder}/index.html`, folder: place, result, thumbnail });
  }
  const museum = museumPage(
    index.flatMap(({ href, result }) => (result ? [{ href, result }] : [])),
  );
  if (museum !== undefined) report.files.set("museum.html", museum);
  const museumName = museum === undefined ? undefined : "museum.html";
  report.files.set("index.html", indexPage(index, museumName));
  return report.files;
}

interface Report {
  readonly files: Map<string, string>;
  /** By what it holds, the path of each picture. */
  readonly pictures: Map<string, string>;
}

interface Drawn {
  readonly pictures: ReadonlyMap<string, string>;
  readonly thumbnail: string | undefined;
}

/** The drawing begins now, for all results at once; the answer is waited for in order. */
function drawingOf(entry: Entry, draw: Draw): () => Promise<Drawn> {
  if (entry.kind === "refused") return async () => ({ pictures: new Map(), thumbnail: undefined });
  const all = Promise.all([picturesOf(entry.result, draw), thumbnailOf(entry.result, draw)]);
  all.catch(() => undefined);
  return async () => {
    const [pictures, thumbnail] = await all;
    return { pictures, thumbnail };
  };
}

function addResult(report: Report, folder: string, entry: Done, pictures: Drawn["pictures"]): void {
  const elsewhere = new Map<string, string>();
  for (const [file, content] of pictures) {
    const known = report.pictures.get(content);
    if (known !== undefined) {
      elsewhere.set(file, `../${known}`);
      continue;
    }
    report.pictures.set(content, `${folder}/${file}`);
    report.files.set(`${folder}/${file}`, content);
  }
  const data = dataFiles(entry);
  const address = (file: string) => elsewhere.get(file) ?? `./${file}`;
  const page = resultPage(entry.result, new Map([...pictures, ...data]), { address });
  for (const [file, content] of data) report.files.set(`${folder}/${file}`, content);
  report.files.set(`${folder}/index.html`, page);
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === "." ? "" : folder;
}

/** The runs and the result for other programs. A witness as ITF is made by `show --as itf`. */
function dataFiles({ job, result }: Done): Map<string, string> {
  const files = replayFiles(job, result);
  for (const { stem, trace, ending } of tracesOf(result)) {
    if (ending === "violated") files.set(`${stem}.itf.json`, `${itf(trace, 0)}\n`);
  }
  files.set("result.json", `${toJson([result], 0)}\n`);
  files.set("report.md", markdown(result, { width: 100, colour: false, unicode: true }));
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
