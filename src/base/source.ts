// A source is a named text; a span is a piece of it. Every tree node, diagnostic and trace step
// points into a source by span, so that a line number survives from the file to the picture.

export interface Source {
  /** What the user calls it: a path as given, or `defineModel(name)`. */
  readonly name: string;
  readonly text: string;
}

/** Offsets into `source.text`, UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** One-based line and column, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function span(source: Source, start: number, end: number): Span {
  return { source, start, end: Math.max(start, end) };
}

/** The line and column of an offset. */
export function position(source: Source, offset: number): Position {
  const before = source.text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}

/** `file:line` of where the span starts, as stories and tables cite it. */
export function place(at: Span): string {
  return `${at.source.name}:${position(at.source, at.start).line}`;
}

/** The text that the span covers. */
export function textOf(at: Span): string {
  return at.source.text.slice(at.start, at.end);
}

/** The whole line (without its end) on which the offset stands. */
export function lineAt(source: Source, offset: number): string {
  const start = source.text.lastIndexOf("\n", offset - 1) + 1;
  const end = source.text.indexOf("\n", offset);
  return source.text.slice(start, end < 0 ? source.text.length : end).replace(/\r$/, "");
}
