// What `migcheck export` does: one file compiled under its settings, and the program written in the language of another
// checker, on stdout or in a file. What cannot be said exactly there is refused. Nothing is explored.

import { basename } from "node:path";
import { type Diagnostic, hasErrors, renderDiagnostic } from "../base/diagnostic.ts";
import { compile } from "../check.ts";
import type { Program } from "../model/program.ts";
import { keepApart } from "./apart.ts";
import { askedOf, one, type Words } from "./asked.ts";
import { LANGUAGES, type Language } from "./formats.ts";
import { inputsOf } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { complain, print } from "./output.ts";
import { countText, refusalText } from "./refusal.ts";
import { plain, refuse } from "./usage.ts";

/** What a format makes of a program: the file's text, and files that belong beside it. */
interface Exported {
  readonly text: string;
  /** Ending to text. */
  readonly beside: ReadonlyMap<string, string>;
  /** What stands in the way of an exact text. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Format {
  readonly ending: string;
  /** `file` is what the file will be called. */
  readonly write: (program: Program, file: string | undefined) => Promise<Exported>;
}

const FORMATS: Record<Language, Format> = {
  promela: {
    ending: "pml",
    write: async (program, file) => {
      const { promelaOf, promelaTroubles } = await import("../report/promela/promela.ts");
      const diagnostics = promelaTroubles(program);
      const text = hasErrors(diagnostics) ? "" : promelaOf(program, { file });
      return { text, beside: new Map(), diagnostics };
    },
  },
  tla: {
    ending: "tla",
    write: async (program, file) => {
      const { tlaOf } = await import("../report/tla/tla.ts");
      const { module, config } = tlaOf(program, { name: file?.replace(/\.[^.]*$/, "") });
      return { text: module, beside: new Map([["cfg", config]]), diagnostics: [] };
    },
  },
};

/** Exports what the words ask for; the exit code. */
export async function runExport(words: Words): Promise<number> {
  const output = one(words, "output");
  const format = FORMATS[languageOf(one(words, "to"), output)];
  const job = jobIn(one(words, "file") ?? "", words);
  if (job.kind === "refused") {
    complain(refusalText(job));
    return 2;
  }
  const { program, diagnostics } = compile(job.source, job.plan.settings);
  if (!program) return refused(job.source.name, diagnostics);
  const exported = await format.write(program, output === undefined ? undefined : basename(output));
  if (hasErrors(exported.diagnostics)) return refused(job.source.name, exported.diagnostics);
  const files = filesOf(exported, output);
  const outputs = files.map(([path]) => ({ flag: "output", path }));
  keepApart(outputs, [job.file, job.source.name]);
  await deliver(exported, files);
  return 0;
}

function languageOf(to: string | undefined, output: string | undefined): Language {
  const said = LANGUAGES.find(language => language === to);
  const byEnding = LANGUAGES.find(language => output?.endsWith(`.${FORMATS[language].ending}`));
  const language = said ?? byEnding;
  return language ?? refuse(`export needs --to: ${LANGUAGES.join(" or ")}`);
}

function jobIn(file: string, words: Words): Job | Refused {
  const [input, ...more] = inputsOf([file]);
  const name = input?.kind === "unreadable" ? input.file : input?.source.name;
  if (!input || more.length > 0 || name !== file) {
    return refuse(`'${plain(file)}' is a folder; export takes one file`);
  }
  return jobOf(input, askedOf(words), false);
}

function refused(file: string, diagnostics: readonly Diagnostic[]): number {
  for (const d of diagnostics) complain(`${renderDiagnostic(d)}\n`);
  complain(countText(file, diagnostics));
  return 2;
}

type Files = readonly (readonly [path: string, content: string])[];

/** The files to write; none where the text goes to stdout. */
function filesOf({ text, beside }: Exported, output: string | undefined): Files {
  if (output === undefined) return [];
  const stem = output.replace(/\.[^./]*$/, "");
  return [[output, text], ...[...beside].map(([end, other]) => [`${stem}.${end}`, other] as const)];
}

async function deliver({ text }: Exported, files: Files): Promise<void> {
  if (files.length === 0) return print(text);
  const { writeFile } = await import("./write.ts");
  for (const [file, content] of files) {
    writeFile(file, content);
    complain(`wrote ${plain(file)}`);
  }
}
