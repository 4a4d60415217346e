// Where each character of a YAML scalar's value stands in the file. The value is known (the YAML parser made it);
// here it is laid along the raw text: folding and indentation only ever change white space, so every other
// character of the value is found in order; quotes add escapes. Where that fails, the whole scalar is the place.

import type { Source } from "../base/source.ts";
import type { OffsetMap, TextPiece } from "./piece.ts";

export type ScalarStyle = "plain" | "single" | "double" | "block";

/** The value of a scalar that stands in the file from start to end, with the way back. */
export function scalarPiece(
  source: Source,
  value: string,
  at: { readonly start: number; readonly end: number },
  style: ScalarStyle,
): TextPiece {
  const quoted = style === "single" || style === "double";
  const start = quoted ? at.start + 1 : at.start;
  const verbatim = source.text.startsWith(value, start) && style !== "block";
  const base = { source, text: value, quoted: style !== "plain" };
  if (verbatim) return { ...base, start, end: start + value.length };
  return { ...base, start: at.start, end: at.end, map: align(source.text, value, at, style) };
}

type Range = { readonly start: number; readonly end: number };

function align(raw: string, value: string, at: Range, style: ScalarStyle): OffsetMap {
  const starts: number[] = [];
  const ends: number[] = [];
  let from = contentStart(raw, at, style);
  for (let i = 0; i < value.length; i++) {
    const char = value.charAt(i);
    const piece = locate(raw, from, { char, style, end: at.end });
    if (!piece) return everywhere(value.length, at);
    starts.push(piece.start);
    ends.push(piece.end);
    // An escape for a character outside the basic plane gives two code units at one place.
    if (piece.units === 2) {
      starts.push(piece.start);
      ends.push(piece.end);
      i++;
    }
    from = piece.end;
  }
  return { starts, ends };
}

function everywhere(length: number, at: Range): OffsetMap {
  return {
    starts: Array.from({ length }, () => at.start),
    ends: Array.from({ length }, () => at.end),
  };
}

function contentStart(raw: string, at: Range, style: ScalarStyle): number {
  if (style === "plain") return at.start;
  if (style !== "block") return at.start + 1;
  const line = raw.indexOf("\n", at.start);
  return line < 0 ? at.end : line + 1;
}

interface Wanted {
  readonly char: string;
  readonly style: ScalarStyle;
  readonly end: number;
}

interface Located extends Range {
  readonly units: number;
}

function locate(raw: string, from: number, wanted: Wanted): Located | undefined {
  const { char, style, end } = wanted;
  let at = from;
  if (isSpace(char)) {
    const found = style === "double" ? escapeAt(raw, at) : undefined;
    if (found?.value === char) return { start: at, end: at + found.length, units: 1 };
    return { start: at, end: Math.min(end, isSpace(raw.charAt(at)) ? at + 1 : at), units: 1 };
  }
  while (at < end && (isSpace(raw.charAt(at)) || isJoint(raw, at, style))) at++;
  if (style === "single" && char === "'") return literal(raw, at, "''");
  if (style !== "double" || raw.charAt(at) !== "\\") return literal(raw, at, char);
  const found = escapeAt(raw, at);
  if (!found?.value.startsWith(char)) return undefined;
  return { start: at, end: at + found.length, units: found.value.length };
}

function literal(raw: string, at: number, text: string): Located | undefined {
  return raw.startsWith(text, at) ? { start: at, end: at + text.length, units: 1 } : undefined;
}

function isSpace(char: string): boolean {
  return char === " " || char === "\n" || char === "\t" || char === "\r";
}

/** A backslash at the end of a line joins two lines of a double-quoted text. */
function isJoint(raw: string, at: number, style: ScalarStyle): boolean {
  return style === "double" && raw.charAt(at) === "\\" && /^\r?\n/.test(raw.slice(at + 1, at + 3));
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\x85"],
  ["_", "\xa0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

const HEX: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

function escapeAt(raw: string, at: number): { value: string; length: number } | undefined {
  if (raw.charAt(at) !== "\\") return undefined;
  const letter = raw.charAt(at + 1);
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) return { value: simple, length: 2 };
  const digits = HEX.get(letter);
  if (digits === undefined) return undefined;
  const code = Number.parseInt(raw.slice(at + 2, at + 2 + digits), 16);
  if (!(code >= 0 && code <= 0x10ffff)) return undefined;
  return { value: String.fromCodePoint(code), length: 2 + digits };
}
