// The baseline's file: JSON with one line for each verdict, row, cell and race, sorted, so that a change of a model is a few
// lines of a diff. It is written whole or not at all.

import type {
  Accepted,
  Baseline,
  BaselineEntry,
  Gone,
  MeasuredVerdict,
} from "../model/baseline.ts";
import { exists, shown } from "./read.ts";
import { readText } from "./read-text.ts";
import { among, flag, list, Misfit, object, optional, type Shape, text, whole } from "./shape.ts";
import { jsonLine } from "./test-json.ts";
import { refuse } from "./usage.ts";

const FORMAT = "migcheck-baseline";
const VERSION = 1;

/** What is in the file; undefined where there is none. */
export function readBaseline(path: string): Baseline | undefined {
  if (!exists(path)) return undefined;
  try {
    const { checks, gone } = FILE(JSON.parse(readText(path)), "the file");
    return { checks, gone };
  } catch (error) {
    if (error instanceof SyntaxError)
      return refuse(`${shown(path)} is no baseline: it is not JSON`);
    if (error instanceof Misfit) return refuse(`${shown(path)} is no baseline: ${error.message}`);
    throw error;
  }
}

interface File extends Baseline {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
}

const WORDS = ["holds", "violated", "reached", "unreached", "undecided"] as const;

const ENTRY: Shape<BaselineEntry> = object<BaselineEntry>({
  file: text,
  name: text,
  states: whole,
  transitions: whole,
  depth: whole,
  complete: flag,
  verdicts: list(
    object<MeasuredVerdict>({ property: text, verdict: among(...WORDS), length: optional(whole) }),
  ),
  rows: list(text),
  cells: list(text),
  races: list(text),
  accepted: optional(object<Accepted>({ reason: text, lost: list(text) })),
});

const FILE: Shape<File> = object<File>({
  format: among(FORMAT),
  version: among(VERSION),
  checks: list(ENTRY),
  gone: list(object<Gone>({ file: text, name: text, reason: text })),
});

/** The text of the file. */
export function baselineText({ checks, gone }: Baseline): string {
  const head = [`"format": ${jsonLine(FORMAT)}`, `"version": ${VERSION}`];
  const lists = [
    `"checks": ${items(checks.map(entryText), 1)}`,
    `"gone": ${items(
      gone.map(({ file, name, reason }) => jsonLine({ file, name, reason })),
      1,
    )}`,
  ];
  return `{\n${[...head, ...lists].map(line => `  ${line}`).join(",\n")}\n}\n`;
}

function entryText(entry: BaselineEntry): string {
  const { file, name, states, transitions, depth, complete, accepted } = entry;
  const lines = [
    ...Object.entries({ file, name, states, transitions, depth, complete }).map(
      ([key, value]) => `${jsonLine(key)}: ${jsonLine(value)}`,
    ),
    `"verdicts": ${items(entry.verdicts.map(jsonLine), 3)}`,
    ...(["rows", "cells", "races"] as const).map(
      key => `${jsonLine(key)}: ${items(entry[key].map(jsonLine), 3)}`,
    ),
    ...(accepted
      ? [
          `"accepted": ${block(
            [
              `"reason": ${jsonLine(accepted.reason)}`,
              `"lost": ${items(accepted.lost.map(jsonLine), 4)}`,
            ],
            3,
            "{}",
          )}`,
        ]
      : []),
  ];
  return block(lines, 2, "{}");
}

function items(texts: readonly string[], depth: number): string {
  return texts.length === 0 ? "[]" : block(texts, depth, "[]");
}

/** The lines between brackets, `depth` levels deep. */
function block(lines: readonly string[], depth: number, [open, close]: string): string {
  const margin = "  ".repeat(depth);
  return `${open}\n${lines.map(line => `${margin}  ${line}`).join(",\n")}\n${margin}${close}`;
}
