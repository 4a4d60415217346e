// A model in a folder of its own, the run of one of its properties beside it, and edits of the model.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { check, compile, NO_SETTINGS } from "../../src/index.ts";
import { traceFile } from "../../src/replay/file.ts";
import { folder, ROOT } from "./run.ts";

export const RACE: string = readFileSync(join(ROOT, "test/cli/files/race.yaml"), "utf8");

/** Of which no run alone can tell that it has no way back. */
export const NO_WAY_BACK = `model: m
machines:
  m: { initial: a, states: { a: { on: { go: b } }, b: { type: rest } }, unhandled: ignore }
triggers: { go: {} }
properties: { back: { possible: m.state == a } }
`;

/** A folder with the model and the run of a property. */
export function saved(
  property: string = "cancel-is-kept",
  text: string = RACE,
  set: Record<string, string> = {},
): { readonly dir: string; readonly run: string } {
  const dir = folder();
  mkdirSync(join(dir, "models"));
  const source = { name: join(dir, "models/model.yaml"), text };
  writeFileSync(source.name, text);
  const checked = check(source, { set });
  const { program } = compile(source, {
    ...NO_SETTINGS,
    constants: new Map(Object.entries(set)),
  });
  if (checked.kind === "refused" || !program) throw new Error("the model is refused");
  const { result } = checked;
  const trace = result.verdicts.find(v => v.property === property)?.trace;
  if (!trace) throw new Error(`there is no run of ${property}`);
  const run = join(dir, "run.trace.json");
  writeFileSync(run, JSON.stringify(traceFile(program, trace, result)));
  return { dir, run };
}

export function edit(dir: string, from: string, to: string): void {
  const file = join(dir, "models/model.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** There is a way back, which the run of `NO_WAY_BACK` does not take. */
export function addWayBack(dir: string): void {
  edit(dir, "type: rest", "on: { go: a }");
  edit(dir, "go: {}", "go: { times: 2 }");
}
