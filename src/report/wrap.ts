// Widths and line breaks by what a terminal shows: wide East Asian characters and pictures take two
// columns, combining marks none. Words are never broken (a path or a command must stay copyable), so a
// word longer than the width makes a longer line.

import { GLUED, type Line, type Piece, piece } from "./style.ts";

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const NONE = /\p{Mn}|\p{Me}|\u200c|\u200d/u;
const NARROW_ONLY = /^[\u0020-\u007e]*$/;

/** Columns that the text takes. */
export function displayWidth(text: string): number {
  if (NARROW_ONLY.test(text)) return text.length;
  return [...text].reduce((sum, c) => sum + columns(c), 0);
}

function columns(character: string): number {
  if (NONE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Blanks after the text up to the width. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/** Blanks before the text up to the width. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** The text, or as much of it as leaves room for the ellipsis. */
export function truncate(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  let kept = "";
  let used = 0;
  for (const c of text) {
    used += columns(c);
    if (used > room) break;
    kept += c;
  }
  return kept + ellipsis;
}

/** Columns that the line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, p) => sum + displayWidth(p.text), 0);
}

const NARROWEST = 24;

/**
 * The content to the right of the prefix, broken at blanks, further lines under the first. Where the prefix leaves
 * too little room it stands alone and the content follows below.
 */
export function hang(prefix: Line, content: Line, width: number): Line[] {
  const indent = lineWidth(prefix);
  if (width - indent >= NARROWEST || indent <= 4) {
    const lines = flow(content, width - indent);
    return lines.map((line, i) => [...(i === 0 ? prefix : [piece(" ".repeat(indent))]), ...line]);
  }
  return [prefix, ...flow(content, width - 4).map(line => [piece("    "), ...line])];
}

/** A short text that should stay on one line as one word; a longer one stays breakable. */
export function glue(pieces: Line, limit: number = NARROWEST): Piece[] {
  if (lineWidth(pieces) > limit) return [...pieces];
  return pieces.map(p => ({ ...p, text: p.text.replaceAll(" ", GLUED) }));
}

/** Broken at blanks so that no line is wider than the width, words apart; at least one line. */
export function flow(content: Line, width: number): Line[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const word of words(content)) {
    const size = lineWidth(word.pieces);
    if (used > 0 && used + word.gap + size > width) {
      lines.push([]);
      used = 0;
    }
    const line = lines.at(-1) as Piece[];
    if (used > 0 && word.gap > 0) line.push(piece(" ".repeat(word.gap)));
    used += size + (used > 0 ? word.gap : 0);
    line.push(...word.pieces);
  }
  return lines;
}

interface Word {
  /** Blanks before it. */
  gap: number;
  readonly pieces: Piece[];
}

function words(content: Line): Word[] {
  const found: Word[] = [];
  let gap = 0;
  let open: Word | undefined;
  for (const p of content) {
    for (const part of p.text.split(/( +)/).filter(t => t !== "")) {
      if (part.startsWith(" ")) {
        gap += part.length;
        open = undefined;
        continue;
      }
      if (!open) {
        open = { gap, pieces: [] };
        found.push(open);
        gap = 0;
      }
      open.pieces.push({ text: part, tone: p.tone });
    }
  }
  return found;
}
