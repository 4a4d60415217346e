// What stands behind `t:` or behind the colon of an arrow: `trigger [guard] / actions`, each part optional.
// Guard and actions are the language's own expressions and actions, read by its own parser.

import type { ActionSyntax, Syntax, Word } from "../model/syntax.ts";
import { parseActions } from "./action.ts";
import type { Sink } from "./codes.ts";
import { parseExpression } from "./expression.ts";
import type { TextPiece } from "./piece.ts";
import { reportNearArrow } from "./table-arrow.ts";
import { report } from "./table-codes.ts";
import { cut, masked, readName, spanOf, splitPiece, trim } from "./table-text.ts";

/** What lets a row happen and what it does; without triggers it is a step of the machine's own. */
export interface Label {
  readonly triggers: readonly Word[];
  readonly guard?: Syntax | "else" | undefined;
  readonly actions: readonly ActionSyntax[];
  /** Guard and actions as written, to tell rows apart. */
  readonly effect: string;
}

/** The label of an arrow without one. */
export const NO_LABEL: Label = { triggers: [], actions: [], effect: "" };

/** Reads `trigger [guard] / actions`; undefined where something in it was wrong. */
export function readLabel(piece: TextPiece, sink: Sink): Label | undefined {
  const text = trim(
    piece.text.trimEnd().endsWith(";") ? cut(piece, 0, piece.text.lastIndexOf(";")) : piece,
  );
  const parts = splitLabel(text, sink);
  if (!parts) return undefined;
  const triggers = parts.triggers.text === "" ? [] : readTriggers(parts.triggers, sink);
  const guard = parts.guard && readGuard(parts.guard, sink);
  const actions = parts.actions ? parseActions(parts.actions, sink) : [];
  if (!triggers || !actions || (parts.guard && !guard)) return undefined;
  return { triggers, guard, actions, effect: text.text.slice(parts.triggers.text.length).trim() };
}

interface LabelParts {
  readonly triggers: TextPiece;
  readonly guard?: TextPiece | undefined;
  readonly actions?: TextPiece | undefined;
}

function splitLabel(text: TextPiece, sink: Sink): LabelParts | undefined {
  const mask = masked(text.text);
  const guardAt = mask.search(/[[/]/u);
  if (guardAt < 0) return { triggers: text };
  const triggers = trim(cut(text, 0, guardAt));
  if (mask.charAt(guardAt) === "/") return { triggers, actions: trim(cut(text, guardAt + 1)) };
  const end = bracketEnd(mask, guardAt);
  if (end < 0) {
    report(sink, "unclosed-bracket", spanOf(cut(text, guardAt, guardAt + 1)), {
      message: "the guard's bracket is not closed",
      fix: "a label is written 'trigger [guard] / actions'",
    });
    return undefined;
  }
  const guard = trim(cut(text, guardAt + 1, end));
  const rest = trim(cut(text, end + 1));
  if (rest.text === "") return { triggers, guard };
  if (rest.text.startsWith("/")) return { triggers, guard, actions: trim(cut(rest, 1)) };
  report(sink, "label-syntax", spanOf(rest), {
    message: `'${rest.text}' stands behind the guard`,
    fix: "a label is written 'trigger [guard] / actions'",
  });
  return undefined;
}

function bracketEnd(mask: string, open: number): number {
  let depth = 0;
  for (let i = open; i < mask.length; i++) {
    if (mask.charAt(i) === "[") depth++;
    if (mask.charAt(i) === "]") depth--;
    if (depth === 0) return i;
  }
  return -1;
}

function readGuard(piece: TextPiece, sink: Sink): Syntax | "else" | undefined {
  return piece.text === "else" ? "else" : parseExpression(piece, sink);
}

function readTriggers(piece: TextPiece, sink: Sink): readonly Word[] | undefined {
  const words = splitPiece(piece, /,/gu).map(p => readTrigger(p, sink));
  return words.every(w => w !== undefined) ? words : undefined;
}

/** One trigger, with or without `t:`. */
export function readTrigger(piece: TextPiece, sink: Sink): Word | undefined {
  const bare = piece.text.startsWith("t:") ? cut(piece, 2) : piece;
  const name = readName(bare);
  if (name || reportNearArrow(bare, sink)) return name;
  const dashed = bare.text.trim().replaceAll(/\s+/gu, "-");
  report(sink, "not-a-name", spanOf(bare.text === "" ? piece : bare), {
    message: bare.text === "" ? "a trigger is missing" : `'${bare.text}' is not one trigger`,
    fix: /^[\p{L}\p{N}_-]+$/u.test(dashed) ? `write '${dashed}', or put it in quotes` : undefined,
  });
  return undefined;
}
