// Pieces of a table's text: lines without quote marks and bullets, names, quoted names, comments.
// Invariant: a piece knows where it stands, so whatever is read from it has the file's line and column.

import { type Source, type Span, span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import type { TextPiece } from "./piece.ts";

/** A line without quote marks, bullet and surrounding space; `number` counts from 1. */
export interface Line extends TextPiece {
  readonly number: number;
}

/** The part of a piece from one index to another. */
export function cut(piece: TextPiece, from: number, to: number = piece.text.length): TextPiece {
  const text = piece.text.slice(from, Math.max(from, to));
  const start = piece.start + from;
  return { source: piece.source, text, start, end: start + text.length };
}

/** The piece without surrounding space. */
export function trim(piece: TextPiece): TextPiece {
  const lead = piece.text.length - piece.text.trimStart().length;
  return cut(piece, lead, lead + piece.text.trim().length);
}

/** Where the piece stands; an empty piece is a place between two characters. */
export function spanOf(piece: TextPiece): Span {
  return span(piece.source, piece.start, piece.end);
}

/** From the start of one place to the end of another. */
export function through(from: Span, to: Span): Span {
  return span(from.source, from.start, to.end);
}

const QUOTE_MARKS = /^(?:\s*>)*\s*/;
// An asterisk or a dash before an arrow is not a bullet: `* -> X` is a row, `- > X` a broken arrow.
const BULLET = /^(?:[-*+•‣◦–]|\d{1,3}[.)]|[a-z]\))\s+(?!(?:->|-->|→|>)(?:\s|$))/u;

/** All lines of the file; quote marks (`> >> `), one bullet (`-`, `*`, `1.`) and indentation are taken off. */
export function readLines(source: Source): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of source.text.split("\n")) {
    const quoted = QUOTE_MARKS.exec(raw)?.[0].length ?? 0;
    const bullet = BULLET.exec(raw.slice(quoted))?.[0].length ?? 0;
    const text = raw.slice(quoted + bullet).trimEnd();
    const from = start + quoted + bullet;
    lines.push({ source, start: from, end: from + text.length, text, number: lines.length + 1 });
    start += raw.length + 1;
  }
  return lines;
}

const OPENS = /[\s,:([{|]/u;
const CLOSES = /[\s,:;.)\]}|]/u;

/** The text with every quoted name replaced by letters, so that separators inside quotes are not seen. */
export function masked(text: string): string {
  let out = "";
  let i = 0;
  while (i < text.length) {
    const close = quoteEnd(text, i);
    out += close < 0 ? text.charAt(i) : "q".repeat(close + 1 - i);
    i = close < 0 ? i + 1 : close + 1;
  }
  return out;
}

function quoteEnd(text: string, at: number): number {
  const mark = text.charAt(at);
  if (mark !== '"' && mark !== "'" && mark !== "`") return -1;
  if (at > 0 && !OPENS.test(text.charAt(at - 1))) return -1;
  const close = text.indexOf(mark, at + 1);
  if (close <= at + 1) return -1;
  return close + 1 === text.length || CLOSES.test(text.charAt(close + 1)) ? close : -1;
}

/** The piece up to a comment: ` # ...` or ` // ...`. */
export function withoutComment(piece: TextPiece): TextPiece {
  const found = /(?:^|\s)(?:#(?=\s|$)|\/\/)/u.exec(masked(piece.text));
  return trim(found ? cut(piece, 0, found.index) : piece);
}

/** Splits at every match of a separator outside quotes; parts are trimmed and may be empty. */
export function splitPiece(piece: TextPiece, separator: RegExp): TextPiece[] {
  const parts: TextPiece[] = [];
  let from = 0;
  for (const match of masked(piece.text).matchAll(separator)) {
    parts.push(trim(cut(piece, from, match.index)));
    from = match.index + match[0].length;
  }
  return [...parts, trim(cut(piece, from))];
}

const NAME = /^[\p{L}\p{N}_$](?:[\p{L}\p{N}_$.-]*[\p{L}\p{N}_$])?$/u;

/** A name: one word, or any text in quotes (`"`, `'`, backticks) or Markdown's `**`; otherwise undefined. */
export function readName(piece: TextPiece): Word | undefined {
  const at = trim(piece);
  const bare = at.text.replace(/^\*\*(.+)\*\*$/u, "$1").trim();
  const text = unquoted(bare);
  if (text !== undefined) return { text, span: spanOf(at) };
  return NAME.test(bare) ? { text: bare, span: spanOf(at) } : undefined;
}

function unquoted(text: string): string | undefined {
  if (text.length < 3 || quoteEnd(text, 0) !== text.length - 1) return undefined;
  const inner = text.slice(1, -1).trim();
  return inner === "" ? undefined : inner;
}

/** Written without a lower-case letter, as the states of the mails are. */
export function isUpper(name: string): boolean {
  return name === name.toUpperCase() && name !== name.toLowerCase();
}

/** Written without an upper-case letter, as phases are. */
export function isLower(name: string): boolean {
  return name === name.toLowerCase() && name !== name.toUpperCase();
}
