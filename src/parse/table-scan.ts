// Every line of a file sorted into what it is: directive, chain, list, matrix, comment, or neither. What is neither
// is prose, unless it looks like a mistake in a table; that is decided last, when the states are known.

import type { Sink } from "./codes.ts";
import type { TextPiece } from "./piece.ts";
import { hasArrow } from "./table-arrow.ts";
import { type Chain, readChain } from "./table-chain.ts";
import { report } from "./table-codes.ts";
import { nothingSaid, readDirective, reportAlmostDirective, type Said } from "./table-directive.ts";
import { NO_LABEL } from "./table-label.ts";
import { findBlock, headlessRows, type Matrix, readMatrix } from "./table-matrix.ts";
import {
  cut,
  type Line,
  masked,
  readName,
  spanOf,
  splitPiece,
  trim,
  withoutComment,
} from "./table-text.ts";

/** The lines of a file, sorted. */
export interface Scan {
  readonly chains: readonly Chain[];
  readonly matrices: readonly Matrix[];
  readonly said: Said;
  /** Lines that are nothing of a table. */
  readonly others: readonly Line[];
}

interface Draft {
  readonly lines: readonly Line[];
  readonly chains: Chain[];
  readonly matrices: Matrix[];
  readonly said: Said;
  readonly others: Line[];
  readonly sink: Sink;
}

/** Sorts and reads all lines; mistakes inside a line are reported here. */
export function scan(lines: readonly Line[], sink: Sink): Scan {
  const draft: Draft = { lines, chains: [], matrices: [], said: nothingSaid(), others: [], sink };
  let index = 0;
  while (index < lines.length) index = scanLine(draft, index);
  return draft;
}

const ADJACENCY = /^from\s*:\s*to$/u;

/** Reads what starts on this line and returns the index behind it. */
function scanLine(draft: Draft, index: number): number {
  const { lines, sink } = draft;
  const line = lines[index];
  if (!line || line.text === "" || /^(?:#|\/\/|```)/u.test(line.text)) return index + 1;
  const block = findBlock(lines, index);
  if (block) {
    draft.matrices.push(readMatrix(block, sink));
    return block.end;
  }
  const behind = behindComment(lines, index);
  if (behind > index) return behind;
  if (ADJACENCY.test(withoutComment(line).text)) return scanLists(draft, index + 1);
  if (hasArrow(line.text)) pushDefined(draft.chains, readChain(line, sink));
  else if (!readDirective(line, draft.said, sink) && !reportAlmostDirective(line, sink))
    return scanOther(draft, index);
  return index + 1;
}

function scanOther(draft: Draft, index: number): number {
  const line = draft.lines[index];
  const end = headlessRows(draft.lines, index);
  if (!line || end === index) {
    pushDefined(draft.others, line);
    return index + 1;
  }
  report(draft.sink, "matrix-header-missing", spanOf(line), {
    message: "rows of 0 and 1 stand without a line of names above",
    fix: "put a line with the names of the columns above, without a blank line between",
  });
  return end;
}

function pushDefined<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

/** A C comment that ends on this line or a later one, alone on its lines. */
function behindComment(lines: readonly Line[], index: number): number {
  if (!lines[index]?.text.startsWith("/*")) return index;
  const end = lines.findIndex((l, i) => i >= index && l.text.includes("*/"));
  return end >= 0 && lines[end]?.text.endsWith("*/") ? end + 1 : index;
}

/** Lists `A: B C D` below the line `from: to`, up to a blank line. */
function scanLists(draft: Draft, from: number): number {
  let index = from;
  for (let line = draft.lines[index]; line && line.text !== ""; line = draft.lines[++index]) {
    if (/^(?:#|\/\/)/u.test(line.text)) continue;
    if (hasArrow(line.text)) pushDefined(draft.chains, readChain(line, draft.sink));
    else pushDefined(draft.chains, readList(withoutComment(line), draft.sink));
  }
  return index;
}

function readList(line: TextPiece, sink: Sink): Chain | undefined {
  const colon = masked(line.text).indexOf(":");
  const sources = readNames(trim(cut(line, 0, Math.max(0, colon))), sink);
  const targets = readNames(trim(cut(line, colon + 1)), sink);
  if (colon < 0 || sources?.names.length === 0) {
    report(sink, "adjacency-line", spanOf(line), {
      message: "this is no list of next states",
      fix: "write 'A: B C', or end the lists with a blank line",
    });
    return undefined;
  }
  if (!sources || !targets) return undefined;
  const items = targets.names.length > 0 ? [sources, targets] : [sources];
  return { items, label: NO_LABEL, span: spanOf(line) };
}

function readNames(
  piece: TextPiece,
  sink: Sink,
): Extract<Chain["items"][number], { kind: "names" }> | undefined {
  const parts = piece.text === "" ? [] : splitPiece(piece, /[\s,]+/gu);
  const names = parts.map(readName);
  for (const [i, part] of parts.entries()) {
    if (!names[i]) report(sink, "not-a-name", spanOf(part), `'${part.text}' is not a name`);
  }
  return names.every(n => n !== undefined)
    ? { kind: "names", names, span: spanOf(piece) }
    : undefined;
}
