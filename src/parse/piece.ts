// A piece of text that is to be parsed on its own, and the way back into its file: an expression inside
// a YAML scalar may be folded, quoted or escaped, and still each of its words has a place in the file.
// Invariant: starts and ends, where given, have one entry for each character of `text`.

import { type Source, type Span, span } from "../base/source.ts";

export interface TextPiece {
  readonly source: Source;
  readonly text: string;
  /** Where the whole piece stands in the file. */
  readonly start: number;
  readonly end: number;
  /** Offsets of each character in the file; undefined where the text stands there verbatim from `start`. */
  readonly map?: OffsetMap | undefined;
  /** Whether the text is the content of a YAML quote: then an error may mean a name that lost its quotes. */
  readonly quoted?: boolean | undefined;
}

/** For each character of a text, where it starts and ends in the file. */
export interface OffsetMap {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The verbatim text of a source from start to end. */
export function piece(source: Source, start: number, end: number): TextPiece {
  return { source, text: source.text.slice(start, end), start, end };
}

/** The file's span of the characters from `from` to `to` of the piece. */
export function spanIn(text: TextPiece, from: number, to: number): Span {
  return span(
    text.source,
    startOf(text, from),
    to > from ? endOf(text, to - 1) : startOf(text, from),
  );
}

/** The part of a piece from `from` to `to`. */
export function part(text: TextPiece, from: number, to: number): TextPiece {
  const { start, end } = spanIn(text, from, to);
  const map = text.map && {
    starts: text.map.starts.slice(from, to),
    ends: text.map.ends.slice(from, to),
  };
  return { source: text.source, text: text.text.slice(from, to), start, end, map };
}

function startOf(text: TextPiece, i: number): number {
  if (!text.map) return text.start + i;
  return text.map.starts[i] ?? text.map.ends.at(-1) ?? text.start;
}

function endOf(text: TextPiece, i: number): number {
  return text.map ? (text.map.ends[i] ?? text.end) : text.start + i + 1;
}
