// Arrows and what looks like one. An arrow is `->`, `-->` or `→` with a space (or the line's edge) on both sides;
// so `s->state` in a mail's C code is prose. Everything else that people type for an arrow is found here too,
// because a broken arrow must be reported and not be skipped as prose.

import type { Sink } from "./codes.ts";
import type { TextPiece } from "./piece.ts";
import { report } from "./table-codes.ts";
import {
  cut,
  isUpper,
  masked,
  readName,
  spanOf,
  splitPiece,
  trim,
  withoutComment,
} from "./table-text.ts";

/** Arrows of a chain; to be used on masked text. */
export const ARROW: RegExp = /(?<=^|\s)(?:-{1,2}>|→)(?=\s|$)/gu;

// Longest first: reversed, unspaced, then the look-alikes of other notations and of word processors.
// Every repetition is bounded, so that a line of a million dashes costs no more than its length.
const NEAR =
  /<-{1,4}>?|(?<!-)-{1,3}\s{1,4}>|-{1,4}\[[^\][\s]{0,40}\]-{0,4}>|-{1,4}(?:left|right|up|down|[lrud])-{1,4}>|-{1,4}>>|(?<!-)-{1,2}>|-{3,8}>|={1,4}>|[–—~]{1,4}>|\.{2,4}>|[→⇒⟶⟹➔➜➡↦]|(?<=\s)(?:>{1,3}|--)(?=\s)/gu;

/** Whether the line holds an arrow of a chain. */
export function hasArrow(text: string): boolean {
  return masked(text).search(ARROW) >= 0;
}

/** Where the label begins: a colon with a space before or after it; -1 if there is none. */
export function labelColon(mask: string): number {
  return mask.search(/(?<=\s):|:(?=\s|$)/u);
}

/** Reports a broken arrow within a piece that should be a name; false if there is none. */
export function reportNearArrow(piece: TextPiece, sink: Sink): boolean {
  const match = [...masked(piece.text).matchAll(NEAR)][0];
  if (!match) return false;
  const token = match[0];
  const at = spanOf(cut(piece, match.index, match.index + token.length));
  if (token.startsWith("<"))
    report(sink, "arrow-reversed", at, {
      message: `'${token}' does not go from left to right`,
      fix: token.endsWith(">") ? "write two lines, 'A -> B' and 'B -> A'" : "write 'B -> A'",
    });
  else if (/^(?:-{1,2}>|→)$/u.test(token))
    report(sink, "arrow-unspaced", at, {
      message: `an arrow has a space on both sides`,
      fix: `write ' ${token} '`,
    });
  else
    report(sink, "not-an-arrow", at, {
      message: `'${token}' is not an arrow`,
      fix: "write ' -> '",
    });
  return true;
}

/**
 * Looks at a line that is no table line: is it prose, or a mistake in a table? It is a mistake if, split at
 * near-arrows, colons or spaces, it consists of nothing but names, and one of them is a state of this file,
 * written in upper case, or a trigger. Reports and returns true for a mistake.
 */
export function reportMistake(line: TextPiece, known: ReadonlySet<string>, sink: Sink): boolean {
  const text = withoutComment(line);
  const colon = labelColon(masked(text.text));
  const body = trim(colon < 0 ? text : cut(text, 0, colon));
  const parts = splitPiece(body, NEAR);
  if (parts.length > 1) {
    const items = parts.filter((p, i) => p.text !== "" || (i > 0 && i < parts.length - 1));
    const likely = items.length > 0 && items.every(isItem) && items.some(p => isStrong(p, known));
    return likely && reportNearArrow(body, sink);
  }
  if (reportSideBySide(body, known, sink)) return true;
  return colon >= 0 && reportAdjacency(text, colon, known, sink);
}

function isItem(piece: TextPiece): boolean {
  return /^(?:t:\S+|\[\*\])$/u.test(piece.text) || readName(piece) !== undefined;
}

function isStrong(piece: TextPiece, known: ReadonlySet<string>): boolean {
  const name = readName(piece)?.text;
  return name === undefined || known.has(name) || (isUpper(name) && name.length > 1);
}

function reportSideBySide(body: TextPiece, known: ReadonlySet<string>, sink: Sink): boolean {
  const words = splitPiece(body, /\s+/gu);
  const isState = (p: TextPiece): boolean => known.has(readName(p)?.text ?? "");
  const likely =
    words.length > 1 &&
    words.some(isState) &&
    words.every(p => isState(p) || /^t:[\w-]+$/u.test(p.text));
  if (likely)
    report(sink, "arrow-missing", spanOf(body), {
      message: "names of a table stand side by side without an arrow",
      fix: `write '${words.map(p => p.text).join(" -> ")}', or '#' before the line if it is prose`,
    });
  return likely;
}

function reportAdjacency(
  text: TextPiece,
  colon: number,
  known: ReadonlySet<string>,
  sink: Sink,
): boolean {
  const states = [cut(text, 0, colon), ...splitPiece(trim(cut(text, colon + 1)), /[\s,]+/gu)];
  const likely = states.length > 1 && states.every(p => known.has(readName(p)?.text ?? ""));
  if (likely)
    report(sink, "adjacency-without-header", spanOf(text), {
      message: "a list of next states stands without its header",
      fix: "put the line 'from: to' above the list",
    });
  return likely;
}
