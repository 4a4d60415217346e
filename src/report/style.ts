// Styled text as data: a line is pieces, each a text with a tone, and only `render` turns tones into ANSI codes.
// So widths are those of the text, a reporter cannot forget to reset a colour, and every piece is cleaned of
// control characters where it is made: names come from strangers and end on terminals.

import { printable } from "../base/printable.ts";

/** What every text reporter is told about its output. */
export interface ReportOptions {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
  /** False: symbols are made of ASCII only. The user's own names stay as they are. */
  readonly unicode: boolean;
}

export type Tone = "plain" | "strong" | "dim" | "good" | "bad" | "unsure" | "accent";

export interface Piece {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Piece[];

export type SymbolName =
  | "good"
  | "bad"
  | "unsure"
  | "warning"
  | "note"
  | "arrow"
  | "decisive"
  | "cycle"
  | "dot"
  | "more";

/** How tones become characters. */
export type Style = Readonly<Record<Tone, (text: string) => string>>;

const same = (text: string): string => text;
const sgr = (on: string, off: string) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;

/** For pipes and `NO_COLOR`: the text and nothing else. */
export const plain: Style = {
  plain: same,
  strong: same,
  dim: same,
  good: same,
  bad: same,
  unsure: same,
  accent: same,
};

/** The sixteen colours that every terminal theme defines. */
export const colour: Style = {
  plain: same,
  strong: sgr("1", "22"),
  dim: sgr("2", "22"),
  good: sgr("32", "39"),
  bad: sgr("31", "39"),
  unsure: sgr("33", "39"),
  accent: sgr("36", "39"),
};

const UNICODE: Readonly<Record<SymbolName, string>> = {
  good: "✓",
  bad: "✗",
  unsure: "?",
  warning: "!",
  note: "·",
  arrow: "→",
  decisive: "▶",
  cycle: "↻",
  dot: "·",
  more: "…",
};

const ASCII: Readonly<Record<SymbolName, string>> = {
  good: "+",
  bad: "x",
  unsure: "?",
  warning: "!",
  note: "-",
  arrow: "->",
  decisive: ">",
  cycle: "@",
  dot: "|",
  more: "...",
};

/** The symbols that the terminal can show. */
export function symbols(options: ReportOptions): Readonly<Record<SymbolName, string>> {
  return options.unicode ? UNICODE : ASCII;
}

/** A text with a tone; control characters are replaced here and nowhere else. */
export function piece(text: string, tone: Tone = "plain"): Piece {
  return { text: printable(text), tone };
}

/** A blank at which a line is not broken; `render` makes it a plain one. */
export const GLUED = "\u00a0";

/** Lines as one text, without a newline at its end and without blanks at line ends. */
export function render(lines: readonly Line[], options: ReportOptions): string {
  const style = options.colour ? colour : plain;
  return lines
    .map(line =>
      trimmed(line)
        .map(p => paint(p, style))
        .join(""),
    )
    .join("\n");
}

function paint(p: Piece, style: Style): string {
  return p.text === "" ? "" : style[p.tone](p.text.replaceAll(GLUED, " "));
}

function trimmed(line: Line): Line {
  const last = line.findLastIndex(p => p.text.trim() !== "");
  return line.slice(0, last + 1).map((p, i) => (i === last ? { ...p, text: p.text.trimEnd() } : p));
}
