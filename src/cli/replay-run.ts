// What `migcheck replay` does: the saved run on the model as it is now, told as a story, and whether it still shows
// what it was saved for; where one run alone cannot tell, the model is checked. Exit code 0: it does; 1: it does not any more; 2:
// there is no telling.

import { dirname, join } from "node:path";
import { compile } from "../compile.ts";
import { interpret } from "../engine/interpret.ts";
import { sendersOf } from "../model/model.ts";
import { checkReplay } from "../replay/check-replay.ts";
import type { ReplayFile } from "../replay/file.ts";
import { outOfDate } from "../replay/out-of-date.ts";
import { readReplay } from "../replay/read-file.ts";
import { story } from "../report/story.ts";
import { type Line, piece, type ReportOptions, render, symbols } from "../report/style.ts";
import { hang } from "../report/wrap.ts";
import { keepApart, outputsIn } from "./apart.ts";
import { type Asked, askedOf, one, type Words } from "./asked.ts";
import { kindOf, READABLE } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { complain, print, reportOptions } from "./output.ts";
import { exists, readSource, shown } from "./read.ts";
import { refusalText } from "./refusal.ts";
import { codeOf, openText, type Told, toldOf } from "./replay-told.ts";
import { type ReplayedRun, writeTest } from "./replay-vitest.ts";
import { plain, refuse, UsageError } from "./usage.ts";

/** Replays the file that the words name; the exit code. */
export async function runReplay(words: Words): Promise<number> {
  const path = one(words, "file") ?? "";
  const value = jsonIn(path);
  const { file, problem } = readReplay(value);
  if (!file) return refuse(`'${plain(path)}' is ${problem}`);
  const found = modelPath(path, file, one(words, "model"));
  const asked = settingsIn(file, path);
  const job = jobIn(found, asked);
  if (job.kind === "refused") return refused(job);
  keepApart(outputsIn(words, "out"), [path, found, job.source.name]);
  const { model, program, diagnostics } = compile(job.source, job.plan.settings);
  if (!model || !program) return refused({ kind: "refused", file: job.file, diagnostics });
  const by = sendersOf(model);
  const replayed = checkReplay(value, interpret(program), by);
  const asTest = wantsTest(words);
  const options = reportOptions(words);
  if (!asTest && replayed.trace) print(`${story(replayed.trace, options)}\n`);
  const told = await toldOf(replayed, job, file.property);
  if (told.kind === "refused") return refused(told);
  const missing = outOfDate(file, model, program);
  const run = { file, replayed, told, program, path: found, asked, missing };
  if (asTest) writeTest(run, one(words, "out"));
  else print(render(endLines(run, options), options));
  return codeOf(told);
}

function wantsTest(words: Words): boolean {
  const as = one(words, "as");
  if (as === undefined && words["out"] !== undefined) refuse("--out is for --as vitest");
  return as === "vitest";
}

/** As many steps as may be in a file, with room for long names. */
const LARGEST = 256 << 20;

function jsonIn(path: string): unknown {
  const { text } = readSource(path, LARGEST);
  try {
    return JSON.parse(text);
  } catch {
    return refuse(`'${plain(path)}' is not a replay file: it is not JSON`);
  }
}

/** As recorded; from the folder of the run, where it is not found from here. */
function modelPath(path: string, file: ReplayFile, said: string | undefined): string {
  if (said !== undefined) return said;
  const beside = join(dirname(path), file.file);
  const found = [file.file, beside].find(exists);
  return found ?? refuse(`the model '${plain(file.file)}' is not here; say --model FILE`);
}

/** The model with the recorded settings; of a scenario only its model and its other settings are used. */
function jobIn(path: string, asked: Asked): Job | Refused {
  const source = READABLE.test(path) ? readSource(path) : undefined;
  const kind = source && kindOf(source);
  // A saved run comes from anybody and names any file: of what is no model nothing is told but that.
  if (!source || !kind) return refuse(`${shown(path)} is no model and no scenario`);
  return jobOf({ kind, source }, asked, false);
}

/** What is wrong with them is the file's mistake, and said so. */
function settingsIn(file: ReplayFile, path: string): Asked {
  const words: Record<string, string[] | string> = { set: [], times: [], faults: [] };
  try {
    for (const setting of file.settings) {
      const [, flag = "", value = ""] = SETTING.exec(setting) ?? [];
      if (flag === "") refuse(`'${plain(setting)}' is none of --set, --variant, --times, --faults`);
      const list = words[flag];
      if (Array.isArray(list)) list.push(value);
      else words[flag] = value;
    }
    return askedOf(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return refuse(`the settings in '${plain(path)}': ${error.message}`);
  }
}

const SETTING = /^--(set|variant|times|faults) (.*)$/s;

function refused(entry: Refused): number {
  complain(refusalText(entry));
  return 2;
}

function endLines({ file, replayed, told }: ReplayedRun, options: ReportOptions): Line[] {
  const sign = symbols(options);
  const line = (symbol: string, text: string) =>
    hang([piece(`${symbol} `)], [piece(text)], options.width);
  const changed = replayed.changed
    ? line(sign.warning, "the model has changed since the run was saved")
    : [];
  const { problem } = replayed;
  if (problem !== undefined)
    return [...changed, ...line(sign.bad, `the run does not fit any more: ${problem}`)];
  const symbol = { same: sign.good, gone: sign.bad, open: sign.warning }[told.kind];
  return [...changed, ...line(symbol, `${file.property}: ${endText(file, told)}`)];
}

function endText({ ending }: ReplayFile, told: Told): string {
  const { kind, checked } = told;
  if (!checked) {
    return kind === "same"
      ? `as recorded: ${ending}`
      : "the run fits, but it does not show it any more";
  }
  if (kind === "open") return `one run alone cannot tell, and ${openText(told)}`;
  const now = kind === "same" ? "still violated" : "holds now";
  return `${now}: one run alone cannot tell, so the model was checked`;
}
