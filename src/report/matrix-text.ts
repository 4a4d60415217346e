// State x trigger of one machine, for terminals and for Markdown. Every status has a sign of its own, so
// colour is never needed; the legend names only the signs used. Where the triggers' names are too wide
// the columns are numbered, and where the numbers are too wide the matrix comes in several blocks.

import type { CellStatus, Matrix, MatrixCell } from "../model/result.ts";
import {
  type Line,
  type Piece,
  piece,
  type ReportOptions,
  render,
  symbols,
  type Tone,
} from "./style.ts";
import { displayWidth, glue, hang, padEnd, truncate } from "./wrap.ts";

/** What a cell shows: its status, or that it is handled with a gap. */
export type CellSign = CellStatus | "gap";

interface Sign {
  readonly unicode: string;
  readonly ascii: string;
  readonly tone: Tone;
  readonly meaning: string;
}

const SIGNS: Readonly<Record<CellSign, Sign>> = {
  handled: { unicode: "●", ascii: "*", tone: "good", meaning: "handled" },
  gap: {
    unicode: "◐",
    ascii: "%",
    tone: "unsure",
    meaning: "handled, with a gap",
  },
  ignored: { unicode: "○", ascii: "o", tone: "plain", meaning: "ignored" },
  refused: { unicode: "⊘", ascii: "r", tone: "plain", meaning: "refused" },
  open: {
    unicode: "✗",
    ascii: "X",
    tone: "bad",
    meaning: "open (after that many steps)",
  },
  "cannot-arrive": { unicode: "–", ascii: "-", tone: "dim", meaning: "cannot arrive" },
  unreachable: { unicode: "∅", ascii: "_", tone: "dim", meaning: "state not reachable" },
  final: { unicode: "■", ascii: "#", tone: "dim", meaning: "final" },
  unknown: { unicode: "?", ascii: "?", tone: "unsure", meaning: "not known" },
};

const ORDER = Object.keys(SIGNS) as CellSign[];

/** What the cell shows. */
export function cellSign(cell: MatrixCell): CellSign {
  return cell.status === "handled" && cell.gap ? "gap" : cell.status;
}

/** Does anything in the matrix need the designer: a trigger that can arrive and finds no row, or no enabled row. */
export function hasOpenCells(matrix: Matrix): boolean {
  return matrix.cells.some(row => row.some(c => c.status === "open" || c.gap));
}

/** The matrix with its legend as text. */
export function matrixText(matrix: Matrix, options: ReportOptions): string {
  return render(matrixLines(matrix, options), options);
}

/** The matrix with its legend as lines. */
export function matrixLines(matrix: Matrix, options: ReportOptions): Line[] {
  const grid = gridOf(matrix, options);
  const blocks = split(grid, options.width);
  return [
    ...blocks.flatMap((columns, i) => [...(i === 0 ? [] : [[]]), ...block(grid, columns)]),
    [],
    ...(grid.numbered ? triggerLegend(matrix, options) : []),
    ...legend(matrix, options),
  ];
}

interface Grid {
  readonly states: readonly string[];
  readonly headers: readonly string[];
  readonly numbered: boolean;
  readonly cells: readonly (readonly Piece[])[];
  readonly stateWidth: number;
  /** Width of each column. */
  readonly widths: readonly number[];
}

const GAP = 2;

function gridOf(matrix: Matrix, options: ReportOptions): Grid {
  const cells = matrix.cells.map(row => row.map(c => sign(c, options)));
  const room = Math.max(8, Math.floor(options.width / 3));
  const states = matrix.states.map(s => truncate(piece(s).text, room, symbols(options).more));
  const stateWidth = Math.max(0, ...states.map(displayWidth));
  const widthsOf = (headers: readonly string[]) =>
    headers.map((h, j) =>
      Math.max(displayWidth(h), ...cells.map(row => displayWidth(row[j]?.text ?? ""))),
    );
  const named = matrix.triggers.map(t => piece(t).text);
  const total = widthsOf(named).reduce((sum, w) => sum + GAP + w, 2 + stateWidth);
  const numbered = total > options.width;
  const headers = numbered ? named.map((_, j) => String(j + 1)) : named;
  return { states, headers, numbered, cells, stateWidth, widths: widthsOf(headers) };
}

function sign(cell: MatrixCell, options: ReportOptions): Piece {
  const { tone } = SIGNS[cellSign(cell)];
  return piece(cellText(cell, options), tone);
}

function cellText(cell: MatrixCell, options: ReportOptions): string {
  const s = SIGNS[cellSign(cell)];
  const number = cell.status === "open" && cell.length !== undefined ? String(cell.length) : "";
  return (options.unicode ? s.unicode : s.ascii) + number;
}

/** Columns in groups that fit side by side; at least one in each. */
function split(grid: Grid, width: number): number[][] {
  const groups: number[][] = [[]];
  let used = 2 + grid.stateWidth;
  for (const [j, w] of grid.widths.entries()) {
    const group = groups.at(-1) ?? [];
    if (group.length > 0 && used + GAP + w > width) {
      groups.push([j]);
      used = 2 + grid.stateWidth + GAP + w;
    } else {
      group.push(j);
      used += GAP + w;
    }
  }
  return groups;
}

function block(grid: Grid, columns: readonly number[]): Line[] {
  const margin = (text: string) => piece(`  ${padEnd(text, grid.stateWidth)}`, "strong");
  const column = (p: Piece, j: number): Piece => ({
    text: " ".repeat(GAP) + padEnd(p.text, grid.widths[j] ?? 0),
    tone: p.tone,
  });
  const head = columns.map(j => column(piece(grid.headers[j] ?? "", "dim"), j));
  const rows = grid.states.map((state, i) => [
    margin(state),
    ...columns.map(j => column(grid.cells[i]?.[j] ?? piece(""), j)),
  ]);
  return [[margin(""), ...head], ...rows];
}

function triggerLegend(matrix: Matrix, options: ReportOptions): Line[] {
  const names = matrix.triggers.flatMap((t, j) => [
    piece(j === 0 ? "" : "   "),
    ...glue([piece(`${j + 1} `, "dim"), piece(t)]),
  ]);
  return hang([piece("  ")], names, options.width);
}

function signsUsed(matrix: Matrix): CellSign[] {
  const used = new Set(matrix.cells.flatMap(row => row.map(cellSign)));
  return ORDER.filter(s => used.has(s));
}

const LEGEND = 34;

function legend(matrix: Matrix, options: ReportOptions): Line[] {
  const entries = signsUsed(matrix).flatMap((name, i) => {
    const s = SIGNS[name];
    const mark = options.unicode ? s.unicode : s.ascii;
    return [
      piece(i === 0 ? "" : "   "),
      ...glue([piece(mark, s.tone), piece(` ${s.meaning}`, "dim")], LEGEND),
    ];
  });
  return hang([piece("  ")], entries, options.width);
}

/** The matrix as a Markdown table with a legend; `code` makes a name inert. */
export function matrixMarkdown(matrix: Matrix, code: (name: string) => string): string {
  const header = ["", ...matrix.triggers.map(code)];
  const rows = matrix.states.map((state, i) => [
    code(state),
    ...(matrix.cells[i] ?? []).map(c => markdownCell(c, code)),
  ]);
  const meanings = signsUsed(matrix).map(s => `${SIGNS[s].unicode} ${SIGNS[s].meaning}`);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(header),
    line(header.map(() => "---")),
    ...rows.map(line),
    "",
    meanings.join(" · "),
  ].join("\n");
}

function markdownCell(cell: MatrixCell, code: (name: string) => string): string {
  const text = cellText(cell, { width: 80, colour: false, unicode: true });
  const targets = [...new Set(cell.rows.map(r => r.target))];
  return targets.length === 0 ? text : `${text} ${targets.map(code).join(", ")}`;
}
