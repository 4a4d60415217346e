// Lines of a matrix taken apart into cells: words, tabs, commas, Markdown pipes, and rows of a C array with
// designators. What the cells mean is decided in table-matrix.ts.

import type { TextPiece } from "./piece.ts";
import { cut, masked, readName, splitPiece, trim, withoutComment } from "./table-text.ts";

/** How the cells of a line are separated. */
export type Style = "pipe" | "comma" | "space" | "c";

/** The cells of one line; in style `c` the name stands apart from the cells. */
export interface Cells {
  readonly style: Style;
  readonly name?: TextPiece | undefined;
  readonly cells: readonly TextPiece[];
  readonly line: TextPiece;
}

const YES = new Set(["1", "x", "X", "✓", "✔"]);
const NO = new Set(["0", ".", "-", "✗", "·"]);

/** What a cell says; undefined if it is no cell. Markdown's `**1**` and `` `1` `` count as 1. */
export function cellValue(piece: TextPiece): boolean | undefined {
  const text = piece.text.replace(/^(\*\*|\*|`)(.+)\1$/u, "$2");
  if (YES.has(text)) return true;
  return NO.has(text) ? false : undefined;
}

/** A line of dashes, as under the header of a Markdown table. */
export function isRule(text: string): boolean {
  return /^[\s|:+=-]{2,}$/u.test(text) && /[-=]/u.test(text);
}

/** The pattern is quadratic in runs of space; no array of states is wider than this. */
const LONGEST_C_ROW = 4000;
const C_ROW =
  /^(?:\/\*\s*([^\s*:]+)\s*:?\s*\*\/)?\s*(?:\[\s*([^\][\s]+)\s*\]\s*=)?\s*\{([^{}]*)\}\s*,?\s*(?:\/\/.*|\/\*.*\*\/)?$/u;

/** The cells of a line of any style. */
export function cellsOf(line: TextPiece): Cells {
  const c = cRow(line);
  if (c) return c;
  const text = withoutComment(line);
  const mask = masked(text.text);
  if (mask.includes("|"))
    return { style: "pipe", cells: splitPiece(withoutEdges(text), /\|/gu), line: text };
  if (mask.includes(",")) return { style: "comma", cells: commaCells(text), line: text };
  return { style: "space", cells: splitPiece(text, /\s+/gu), line: text };
}

function withoutEdges(text: TextPiece): TextPiece {
  const from = text.text.startsWith("|") ? 1 : 0;
  const to =
    text.text.length > 1 && text.text.endsWith("|") ? text.text.length - 1 : text.text.length;
  return cut(text, from, to);
}

function commaCells(text: TextPiece): TextPiece[] {
  const cells = splitPiece(text, /,/gu);
  return cells.at(-1)?.text === "" ? cells.slice(0, -1) : cells;
}

function cRow(line: TextPiece): Cells | undefined {
  if (!line.text.includes("{") || line.text.length > LONGEST_C_ROW) return undefined;
  const match = C_ROW.exec(line.text);
  if (!match) return undefined;
  const body = line.text.indexOf(
    "{",
    match[2] ? line.text.indexOf("]") : line.text.indexOf("*/") + 1,
  );
  const name = match[1] ?? match[2];
  const at = name === undefined ? -1 : line.text.indexOf(name);
  return {
    style: "c",
    name: name === undefined ? undefined : cut(line, at, at + name.length),
    cells: commaCells(trim(cut(line, body + 1, body + 1 + (match[3] ?? "").length))),
    line,
  };
}

/** The names above a C array: a comment that holds nothing but names. */
export function cHeader(line: TextPiece): Cells | undefined {
  const match = /^\/\*(.*)\*\/$/u.exec(line.text);
  if (!match || match[1]?.includes("*/")) return undefined;
  const cells = splitPiece(trim(cut(line, 2, line.text.length - 2)), /[\s,|]+/gu).filter(
    p => p.text !== "",
  );
  return cells.length > 0 ? { style: "c", cells, line } : undefined;
}

/** Whether a line looks like a row: a name, then cells of which at least half are known. */
export function looksLikeRow(row: Cells): boolean {
  const cells = row.style === "c" ? row.cells : row.cells.slice(1);
  const least = row.style === "space" ? 2 : 1;
  const known = cells.filter(c => cellValue(c) !== undefined).length;
  const first = row.style === "c" ? undefined : row.cells[0];
  const named = !first || first.text === "" || readName(first) !== undefined;
  return named && cells.length >= least && 2 * known >= cells.length;
}

/** Whether a line can be the names above a matrix: a corner of any text, and names. */
export function looksLikeHeader(header: Cells): boolean {
  const first = header.style === "c" ? undefined : header.cells[0];
  const others = first ? header.cells.slice(1) : header.cells;
  const names = others.filter(p => readName(p) !== undefined);
  // A state may be called X, as one of QEMU's job table is; but 0 and 1 are not names of columns.
  if (names.every(p => cellValue(p) !== undefined && !isLetter(p))) return false;
  if (!first || header.style !== "space") return 2 * names.length >= others.length;
  const named = readName(first) !== undefined || CORNER.test(first.text);
  return named && names.length === others.length;
}

function isLetter(piece: TextPiece): boolean {
  return /^x$/iu.test(piece.text);
}

/** A corner of two words. */
const CORNER = /^[^\s\\/]+[\\/][^\s\\/]+$/u;
