// Matrices of 0 and 1 with names on both edges. Rows named like the columns: a transition matrix, one step of the
// machine's own for each 1. Rows that are not states: a trigger x state matrix, 1 handled and 0 refused.
// A block is a header line and the lines below it up to a blank line or something else.

import { didYouMean } from "../base/nearest.ts";
import type { Word } from "../model/syntax.ts";
import type { Sink } from "./codes.ts";
import type { TextPiece } from "./piece.ts";
import { hasArrow } from "./table-arrow.ts";
import {
  type Cells,
  cellsOf,
  cellValue,
  cHeader,
  isRule,
  looksLikeHeader,
  looksLikeRow,
} from "./table-cells.ts";
import { report } from "./table-codes.ts";
import { cut, type Line, readName, spanOf } from "./table-text.ts";

/** A 0 or 1 of a matrix and what stands on the edges. */
export interface Cell {
  readonly row: Word;
  readonly column: Word;
  readonly value: boolean;
  readonly at: Word["span"];
}

/** A matrix that has been read. */
export interface Matrix {
  readonly kind: "transitions" | "triggers";
  readonly columns: readonly Word[];
  readonly rows: readonly Word[];
  readonly cells: readonly Cell[];
}

/** The lines of a matrix, before they are read. */
export interface Block {
  readonly header: Cells;
  readonly rows: readonly Cells[];
  /** Index of the first line behind the block. */
  readonly end: number;
}

/** The matrix that starts on the line with this index, if one does. */
export function findBlock(lines: readonly Line[], index: number): Block | undefined {
  const line = lines[index];
  if (!line || line.text === "" || hasArrow(line.text)) return undefined;
  const header = cHeader(line) ?? cellsOf(line);
  const first = nextRow(lines, index + 1, header);
  if (!first || !looksLikeHeader(header) || !looksLikeRow(first.row)) return undefined;
  if (Math.abs(first.row.cells.length - header.cells.length) > 2) return undefined;
  const rows: Cells[] = [];
  let next: Found | undefined = first;
  let end = index + 1;
  while (next && belongs(next.row, header)) {
    rows.push(next.row);
    end = next.index + 1;
    next = nextRow(lines, end, header);
  }
  return { header, rows, end };
}

interface Found {
  readonly row: Cells;
  readonly index: number;
}

/** The next line that is no rule; none behind a blank line or a line of another style. */
function nextRow(lines: readonly Line[], from: number, header: Cells): Found | undefined {
  let index = from;
  while (isRule(lines[index]?.text ?? "")) index++;
  const line = lines[index];
  if (!line || line.text === "" || hasArrow(line.text)) return undefined;
  const row = cellsOf(line);
  return row.style === header.style ? { row, index } : undefined;
}

/** In a line of pipes or commas everything belongs to the block; words must look like a row. */
function belongs(row: Cells, header: Cells): boolean {
  if (row.style === "pipe" || row.style === "c") return true;
  const first = row.cells[0]?.text;
  const rest = row.cells.slice(1).every(c => cellValue(c) !== undefined);
  const named = rest && row.cells.length > 1 && header.cells.some(c => c.text === first);
  return looksLikeRow(row) || named || row.cells.every(c => cellValue(c) !== undefined);
}

/** Rows of 0 and 1 that stand without names above: two such lines or more. */
export function headlessRows(lines: readonly Line[], index: number): number {
  let end = index;
  while (isCellRow(lines[end])) end++;
  return end - index >= 2 ? end : index;
}

function isCellRow(line: Line | undefined): boolean {
  if (!line || line.text === "" || hasArrow(line.text)) return false;
  const row = cellsOf(line);
  const cells = row.style === "c" ? row.cells : row.cells.slice(1);
  return looksLikeRow(row) && cells.length > 1 && cells.every(c => cellValue(c) !== undefined);
}

/** Reads the names and cells of a block; whatever is wrong is reported. */
export function readMatrix(block: Block, sink: Sink): Matrix {
  const { corner, columns: heads } = splitHeader(block);
  const columns = heads.map(p => edgeName(p, "column", sink));
  reportTwice(columns, "column", sink);
  const read = block.rows.map(row => readRow(row, columns, sink));
  const rows = read.map(r => r.name);
  reportTwice(rows, "row", sink);
  const named = { columns: defined(columns), rows: defined(rows) };
  const kind = kindOf(corner, named.columns, named.rows);
  const complete = [...columns, ...rows].every(w => w !== undefined);
  if (kind === "transitions" && complete) reportNotSquare(named.columns, named.rows, sink);
  return { kind, ...named, cells: read.flatMap(r => r.cells) };
}

function defined(words: readonly (Word | undefined)[]): Word[] {
  return words.filter(w => w !== undefined);
}

interface Header {
  readonly corner?: TextPiece | undefined;
  readonly columns: readonly TextPiece[];
}

/** The first cell of the header is a corner if the rows are as long as the header. */
function splitHeader(block: Block): Header {
  const { cells, style } = block.header;
  const [first, ...others] = cells;
  if (style === "c" || !first) return { columns: cells };
  if (first.text === "" || /[\\/]/u.test(first.text)) return { corner: first, columns: others };
  const count = (n: number): number => block.rows.filter(r => r.cells.length === n).length;
  const same = count(cells.length);
  const more = count(cells.length + 1);
  const isCorner = same === more ? CORNER.test(first.text) : same > more;
  return isCorner ? { corner: first, columns: others } : { columns: cells };
}

const TRIGGERS = /^(?:verb|trigger|command|event)s?(?:$|[\\/\s])/iu;
const CORNER = /^(?:verb|trigger|command|event|from|state)s?$/iu;

function kindOf(
  corner: TextPiece | undefined,
  columns: readonly Word[],
  rows: readonly Word[],
): Matrix["kind"] {
  if (corner && TRIGGERS.test(corner.text)) return "triggers";
  if (corner && /^from\b/iu.test(corner.text)) return "transitions";
  const states = new Set(columns.map(c => c.text));
  const shared = rows.filter(r => states.has(r.text)).length;
  return shared > 0 && 2 * shared >= rows.length ? "transitions" : "triggers";
}

function edgeName(piece: TextPiece, edge: "row" | "column", sink: Sink): Word | undefined {
  const name = readName(piece);
  if (name) return name;
  if (piece.text === "")
    report(sink, "edge-name-missing", spanOf(piece), {
      message: `this ${edge} has no name`,
      fix: "every row and column of a matrix is named",
    });
  else
    report(sink, "not-a-name", spanOf(piece), {
      message: `'${piece.text}' is not one name`,
      fix: "put a name of several words in quotes",
    });
  return undefined;
}

function readRow(
  row: Cells,
  columns: readonly (Word | undefined)[],
  sink: Sink,
): { readonly name: Word | undefined; readonly cells: readonly Cell[] } {
  const { head, cells } = splitRow(row, columns);
  const name = edgeName(head, "row", sink);
  if (cells.length !== columns.length) {
    const extra = cells[columns.length];
    report(sink, "matrix-ragged", extra ? spanOf(extra) : spanOf(head), {
      message: `this row has ${count(cells.length, "cell")} for ${count(columns.length, "column")}`,
      notes: columns[0] ? [{ message: "the columns", span: columns[0].span }] : [],
    });
    return { name, cells: [] };
  }
  const read = cells.map((cell, i) => readCell(cell, name, columns[i], sink));
  return { name, cells: read.filter(c => c !== undefined) };
}

function count(n: number, what: string): string {
  return n === 1 ? `1 ${what}` : `${n} ${what}s`;
}

function splitRow(
  row: Cells,
  columns: readonly (Word | undefined)[],
): { readonly head: TextPiece; readonly cells: readonly TextPiece[] } {
  const [first, ...others] = row.cells;
  const nothing = cut(row.line, 0, 0);
  if (row.style === "c") return { head: row.name ?? nothing, cells: row.cells };
  if (!first) return { head: nothing, cells: [] };
  const unnamed =
    row.cells.length === columns.length &&
    cellValue(first) !== undefined &&
    !columns.some(c => c?.text === first.text);
  return unnamed ? { head: nothing, cells: row.cells } : { head: first, cells: others };
}

function readCell(
  piece: TextPiece,
  row: Word | undefined,
  column: Word | undefined,
  sink: Sink,
): Cell | undefined {
  const value = cellValue(piece);
  if (value === undefined)
    report(sink, "cell-unknown", spanOf(piece), {
      message: piece.text === "" ? "this cell is empty" : `'${piece.text}' is not a cell`,
      fix: "write 1 or x for yes, 0, . or - for no",
    });
  if (value === undefined || !row || !column) return undefined;
  return { row, column, value, at: spanOf(piece) };
}

function reportTwice(names: readonly (Word | undefined)[], edge: string, sink: Sink): void {
  const seen = new Map<string, Word>();
  for (const name of defined(names)) {
    const first = seen.get(name.text);
    if (!first) seen.set(name.text, name);
    else
      report(sink, "duplicate-name", name.span, {
        message: `the ${edge} '${name.text}' stands twice`,
        notes: [{ message: "the first one", span: first.span }],
      });
  }
}

function reportNotSquare(columns: readonly Word[], rows: readonly Word[], sink: Sink): void {
  const missing = (these: readonly Word[], those: readonly Word[], edge: string): void => {
    const names = new Set(those.map(w => w.text));
    for (const word of these.filter(w => !names.has(w.text)))
      report(sink, "matrix-not-square", word.span, {
        message: `'${word.text}' has no ${edge}: a transition matrix names the same states on both edges`,
        fix: didYouMean(word.text, names),
      });
  };
  missing(rows, columns, "column");
  missing(columns, rows, "row");
}
