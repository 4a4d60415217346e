// `migcheck replay FILE --as vitest`: the run as a test file, on stdout or into a file. The test names the model by its
// address from its own folder, or, on stdout, by its path from here.

import { dirname, relative, resolve, sep } from "node:path";
import type { Program } from "../model/program.ts";
import type { Binding } from "../model/trace.ts";
import type { Replayed } from "../replay/check-replay.ts";
import type { ReplayFile } from "../replay/file.ts";
import { type TestSettings, vitestFile } from "../report/vitest-file.ts";
import type { Asked } from "./asked.ts";
import { complain, print, printJson } from "./output.ts";
import { shown } from "./read.ts";
import { openText, type Told } from "./replay-told.ts";
import { plain, refuse } from "./usage.ts";
import { writeFile } from "./write.ts";

/** What is known of the run. */
export interface ReplayedRun {
  readonly file: ReplayFile;
  readonly replayed: Replayed;
  readonly told: Told;
  readonly program: Program;
  /** The model's or scenario's file, as found. */
  readonly path: string;
  readonly asked: Asked;
  /** What it names and the model no longer has. */
  readonly missing: string | undefined;
}

/** Writes the test; refuses a run that is no counterexample. */
export function writeTest(run: ReplayedRun, out: string | undefined): void {
  const { file, program } = run;
  const check = program.checks.find(c => c.property === file.property);
  if (check?.meaning.by === "good-probe") {
    refuse(`'${plain(file.property)}' is ${check.kind}: its run is no counterexample`);
  }
  const text = testOf(run, out);
  if (out === undefined) printJson(text);
  else writeFile(out, text);
  if (out !== undefined) print(`test: ${plain(out)}`);
  const remark = remarkOn(run);
  if (remark !== undefined) complain(`${out === undefined ? "the test" : shown(out)} ${remark}`);
}

/** What is to be known of a test that does not fail as it should. */
function remarkOn({ told, missing, file, replayed }: ReplayedRun): string | undefined {
  if (missing !== undefined) {
    return `is out of date and fails: ${plain(file.model)} has no ${plain(missing)}`;
  }
  switch (told.kind) {
    case "same":
      return undefined;
    case "open":
      return `fails, but whether the property is broken cannot be told: ${openText(told)}`;
    case "gone": {
      const now = told.checked
        ? "the property holds now"
        : "the run does not break the property any more";
      return `passes already: ${replayed.problem ?? now}`;
    }
  }
}

function testOf({ file, replayed, program, path, asked }: ReplayedRun, out?: string): string {
  const choosable = program.slots.filter((_, i) => (program.initial[i] ?? []).length > 1);
  const names = new Set(choosable.map(s => s.name));
  return vitestFile({
    file: addressOf(path, out),
    model: file.model,
    property: file.property,
    settings: settingsOf(asked),
    start: file.start.filter(b => names.has(b.name)),
    steps: file.steps,
    loop: file.loop,
    ending: file.ending,
    alone: replayed.problem !== undefined || replayed.violates !== undefined,
  });
}

function addressOf(path: string, out: string | undefined) {
  if (out === undefined) return { path, from: "here" as const };
  const address = relative(dirname(resolve(out)), resolve(path));
  return { path: address.split(sep).join("/"), from: "test" as const };
}

function settingsOf({ settings: { constants, variant, times, faults } }: Asked): TestSettings {
  const list = (map: ReadonlyMap<string, string | number>): Binding[] =>
    [...map].map(([name, value]) => ({ name, value: String(value) }));
  return { set: list(constants), variant, times: list(times), faults: list(faults) };
}
