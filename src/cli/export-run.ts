// What `migcheck export` does: one file compiled under its settings, and the program written in the language of another
// checker, on stdout or in a file. What cannot be said exactly there is refused. Nothing is explored.

import { basename } from "node:path";
import { type Diagnostic, hasErrors, renderDiagnostic } from "../base/diagnostic.ts";
import { compile } from "../compile.ts";
import type { Program } from "../model/program.ts";
import { askedOf, one, type Words } from "./asked.ts";
import { checkTarget, filesOf, isNamedAs, stemOf } from "./export-target.ts";
import { LANGUAGES, type Language } from "./formats.ts";
import { inputsOf } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { complain, printExactly } from "./output.ts";
import { countText, refusalText } from "./refusal.ts";
import { fileWord } from "./shell.ts";
import { plain, refuse } from "./usage.ts";

/** What a format makes of a program: the file's text, and those of the files that belong beside it. */
interface Exported {
  readonly text: string;
  readonly beside: readonly string[];
  /** What stands in the way of an exact text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `file` is what the file will be called. */
type Write = (program: Program, file: string | undefined) => Promise<Exported>;

const WRITE: Record<Language, Write> = {
  promela: async (program, file) => {
    const { promelaOf, promelaTroubles } = await import("../report/promela/promela.ts");
    const diagnostics = promelaTroubles(program);
    const name = file === undefined ? undefined : fileWord(file);
    const text = hasErrors(diagnostics) ? "" : promelaOf(program, { file: name });
    return { text, beside: [], diagnostics };
  },
  tla: async (program, file) => {
    const { tlaOf } = await import("../report/tla/tla.ts");
    const name = file === undefined ? undefined : stemOf(file);
    const { module, config } = tlaOf(program, { name });
    return { text: module, beside: [config], diagnostics: [] };
  },
};

/** Exports what the words ask for; the exit code. */
export async function runExport(words: Words): Promise<number> {
  const output = one(words, "output");
  const language = languageOf(one(words, "to"), output);
  const job = jobIn(one(words, "file") ?? "", words);
  if (job.kind === "refused") {
    complain(refusalText(job));
    return 2;
  }
  if (output !== undefined) await checkTarget(language, output, [job.file, job.source.name]);
  const { program, diagnostics } = compile(job.source, job.plan.settings);
  if (!program) return refused(job.source.name, diagnostics);
  const exported = await WRITE[language](
    program,
    output === undefined ? undefined : basename(output),
  );
  if (hasErrors(exported.diagnostics)) return refused(job.source.name, exported.diagnostics);
  await deliver(exported, language, output);
  return 0;
}

function languageOf(to: string | undefined, output: string | undefined): Language {
  const said = LANGUAGES.find(language => language === to);
  const byEnding = LANGUAGES.find(language => output !== undefined && isNamedAs(language, output));
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

async function deliver(
  { text, beside }: Exported,
  language: Language,
  output: string | undefined,
): Promise<void> {
  if (output === undefined) return printExactly(text);
  const { writeFile } = await import("./write.ts");
  const texts = [text, ...beside];
  for (const [i, file] of filesOf(language, output).entries()) {
    writeFile(file, texts[i] ?? "");
    complain(`wrote ${plain(file)}`);
  }
}
