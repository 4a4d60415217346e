// What `migcheck show` does: one file, checked as its settings say, and one view of it on stdout or in a file.

import { Bug } from "../base/bug.ts";
import { hasErrors, renderDiagnostic } from "../base/diagnostic.ts";
import { compile } from "../compile.ts";
import type { Program } from "../model/program.ts";
import type { Result } from "../model/result.ts";
import { keepApart, outputsIn } from "./apart.ts";
import { type Asked, askedOf, many, one, type Words } from "./asked.ts";
import { Crew } from "./crew.ts";
import { type Format, STAGES, type Stage, type Subject } from "./formats.ts";
import { inputsOf } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { complain, print, printJson, reportOptions } from "./output.ts";
import { countText, refusalText } from "./refusal.ts";
import { runJobs } from "./run-job.ts";
import { plain, refuse } from "./usage.ts";
import { type View, viewOf } from "./view.ts";

/** Shows what the words ask for; the exit code. */
export async function runShow(words: Words): Promise<number> {
  const property = one(words, "property");
  const asked = withoutProperties(askedOf({ ...words, property: undefined }));
  const file = one(words, "file") ?? "";
  const subject = subjectOf(words);
  const job = jobIn(file, asked, subject === "graph" || formatOf(words) === "markdown");
  if (job.kind === "refused") return refused(job);
  keepApart(outputsIn(words, "output"), [job.file, job.source.name]);
  const stage = STAGES.find(s => s === one(words, "stage"));
  if (stage) return showStage(job, stage, words);
  const [entry = job] = await runJobs([() => job], new Crew(1), { jobs: 1, tell: () => undefined });
  if (entry.kind === "refused") return refused(entry);
  if (entry.kind === "job") throw new Bug("a job was not run");
  const text = await render(entry.result, { words, property, subject });
  await deliver(text, words, JSONS.includes(formatOf(words)));
  return 0;
}

function withoutProperties(asked: Asked): Asked {
  return { ...asked, settings: { ...asked.settings, properties: undefined } };
}

function jobIn(file: string, asked: Asked, graph: boolean): Job | Refused {
  const inputs = inputsOf([file]);
  const [input] = inputs;
  if (!input || inputs.length > 1 || !isNamed(input, file)) {
    return refuse(`'${plain(file)}' is a folder; show takes one file`);
  }
  return jobOf(input, asked, graph);
}

function isNamed(input: ReturnType<typeof inputsOf>[number], file: string): boolean {
  return (input.kind === "unreadable" ? input.file : input.source.name) === file;
}

function refused(entry: Refused): number {
  complain(refusalText(entry));
  return 2;
}

// ---------------------------------------------------------------- views

interface Wish {
  readonly words: Words;
  readonly property: string | undefined;
  readonly subject: Subject | undefined;
}

function render(result: Result, { words, property, subject }: Wish): Promise<string> {
  const format = formatOf(words);
  const view: View = {
    result,
    format,
    subject: subject ?? defaultSubject(format, property),
    property,
    machine: one(words, "machine"),
    options: reportOptions(words),
  };
  return viewOf(view);
}

function defaultSubject(format: Format, property: string | undefined): Subject {
  if (property === undefined) return "machine";
  return format === "dot" ? "trace" : "sequence";
}

function subjectOf(words: Words): Subject | undefined {
  return one(words, "of") as Subject | undefined;
}

const ENDINGS: ReadonlyMap<string, Format> = new Map([
  ["svg", "svg"],
  ["dot", "dot"],
  ["gv", "dot"],
  ["mmd", "mermaid"],
  ["puml", "plantuml"],
  ["md", "markdown"],
  ["itf.json", "itf"],
  ["json", "json"],
]);

/** As said, or by the ending of the file to write. */
function formatOf(words: Words): Format {
  const said = one(words, "as") as Format | undefined;
  const file = one(words, "output") ?? "";
  const ending = [...ENDINGS].find(([end]) => file.endsWith(`.${end}`));
  return said ?? ending?.[1] ?? (words["property"] === undefined ? "table" : "story");
}

// ---------------------------------------------------------------- stages

async function showStage(job: Job, stage: Stage, words: Words): Promise<number> {
  const compiled = compile(job.source, job.plan.settings);
  const { diagnostics } = compiled;
  if (diagnostics.length > 0) {
    for (const d of diagnostics) complain(`${renderDiagnostic(d)}\n`);
    complain(countText(job.source.name, diagnostics));
  }
  const text = await stageText(compiled, stage);
  if (text !== undefined) await deliver(text.split("\n").map(plain).join("\n"), words);
  return hasErrors(diagnostics) ? 2 : 0;
}

async function stageText(
  { tree, model, program }: ReturnType<typeof compile>,
  stage: Stage,
): Promise<string | undefined> {
  switch (stage) {
    case "tree":
      return tree && (await import("../parse/print.ts")).printTree(tree);
    case "model":
      return model && (await import("../resolve/print-model.ts")).printModel(model);
    case "program":
      return program && (await import("../replay/print-program.ts")).printProgram(program);
    case "wat":
      return program && (await watOf(program));
  }
}

async function watOf(program: Program): Promise<string> {
  const { compileToWasm } = await import("../engine/wasm/compile.ts");
  const code = compileToWasm(program, { all: false });
  return (
    code?.text() ??
    ";; this program has too many actions or too large states for code; the interpreter explores it\n"
  );
}

/** Formats that other programs read by the letter. */
const JSONS: readonly Format[] = ["json", "itf"];

async function deliver(text: string, words: Words, isJson = false): Promise<void> {
  const [file, ...more] = many(words, "output");
  if (more.length > 0) refuse("--output is given twice");
  if (file === undefined) return isJson ? printJson(text) : print(text);
  const { writeFile } = await import("./write.ts");
  writeFile(file, text.endsWith("\n") ? text : `${text}\n`);
  complain(`wrote ${plain(file)}`);
}
