// A replay file comes from a stranger: every field is looked at as an own property of plain data, every
// list and text has a largest size, and what does not fit is said in words instead of thrown.

import type { Binding } from "../model/trace.ts";
import { REPLAY_FORMAT, REPLAY_VERSION, type ReplayFile, type ReplayStep } from "./file.ts";

const MOST_STEPS = 1_000_000;
const MOST_SLOTS = 100_000;
const MOST_PARAMS = 100;
const MOST_SETTINGS = 10_000;
const LONGEST = 10_000;

/** The file, or what is wrong with it. */
export type ReadReplay =
  | { readonly file: ReplayFile; readonly problem?: undefined }
  | { readonly file?: undefined; readonly problem: string };

/** Checks what JSON.parse made of a replay file. */
export function readReplay(value: unknown): ReadReplay {
  const { file, problem } = readRun(value);
  return file ? { file } : { problem: `not a replay file: ${problem}` };
}

/** The same of a run that never was a file: the problem names the field alone. */
export function readRun(value: unknown): ReadReplay {
  try {
    return { file: replayFile(value) };
  } catch (thrown) {
    if (thrown instanceof Misfit) return { problem: thrown.message };
    throw thrown;
  }
}

/** Thrown and caught in this file only. */
class Misfit extends Error {}

type Fields = (key: string) => unknown;

function replayFile(value: unknown): ReplayFile {
  const of = fields(value, "the file");
  if (of("format") !== REPLAY_FORMAT) throw new Misfit(`'format' is not '${REPLAY_FORMAT}'`);
  if (of("version") !== REPLAY_VERSION) throw new Misfit(`'version' is not ${REPLAY_VERSION}`);
  const steps = list(of("steps"), "steps", MOST_STEPS).map((s, i) => step(s, `steps[${i}]`));
  return {
    format: REPLAY_FORMAT,
    version: REPLAY_VERSION,
    file: text(of("file"), "file"),
    model: text(of("model"), "model"),
    settings: list(of("settings"), "settings", MOST_SETTINGS).map(s => text(s, "settings")),
    property: text(of("property"), "property"),
    fingerprint: text(of("fingerprint"), "fingerprint"),
    start: list(of("start"), "start", MOST_SLOTS).map(b => binding(b, "start")),
    steps,
    loop: loopIn(of("loop"), steps.length),
    ending: text(of("ending"), "ending"),
  };
}

function step(value: unknown, at: string): ReplayStep {
  const of = fields(value, at);
  const action = text(of("action"), `${at}.action`);
  const params = list(of("params"), `${at}.params`, MOST_PARAMS).map(b => binding(b, at));
  if (of("unhandled") === undefined) return { action, params };
  const cell = fields(of("unhandled"), `${at}.unhandled`);
  const machine = text(cell("machine"), `${at}.unhandled.machine`);
  const state = text(cell("state"), `${at}.unhandled.state`);
  return { action, params, unhandled: { machine, state } };
}

function loopIn(value: unknown, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > most) {
    throw new Misfit(`'loop' is not a whole number from 0 to ${most}`);
  }
  return value;
}

function binding(value: unknown, at: string): Binding {
  const of = fields(value, at);
  return { name: text(of("name"), `${at}: name`), value: text(of("value"), `${at}: value`) };
}

/** Own properties only, so that nothing is read from a prototype. */
function fields(value: unknown, at: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Misfit(`${at} is not an object`);
  }
  const own = new Map<string, unknown>(Object.entries(value));
  return key => own.get(key);
}

function list(value: unknown, at: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new Misfit(`'${at}' is not a list`);
  if (value.length > most) throw new Misfit(`'${at}' has more than ${most} entries`);
  return value;
}

function text(value: unknown, at: string): string {
  if (typeof value !== "string") throw new Misfit(`'${at}' is not a text`);
  if (value.length > LONGEST) throw new Misfit(`'${at}' is longer than ${LONGEST} characters`);
  return value;
}
