// The user's mistakes as data: collected in lists, never thrown, printed once at the edge.

import { printable } from "./printable.ts";
import { lineAt, position, type Span } from "./source.ts";

export type Severity = "error" | "warning" | "note";

/** A further place that belongs to the message, such as the other half of a conflict. */
export interface Note {
  readonly message: string;
  readonly span?: Span;
}

export interface Diagnostic {
  /** Stable, kebab-case, such as `unknown-state`; listed in docs/diagnostics.md. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, one sentence, without position. */
  readonly message: string;
  readonly span?: Span;
  readonly notes: readonly Note[];
  /** What would be right, such as "did you mean 'paused'?". */
  readonly fix?: string;
}

export interface DiagnosticExtras {
  readonly notes?: readonly Note[];
  readonly fix?: string | undefined;
  readonly severity?: Severity;
}

export function diagnostic(
  code: string,
  message: string,
  at?: Span,
  extras: DiagnosticExtras = {},
): Diagnostic {
  return {
    code,
    severity: extras.severity ?? "error",
    message,
    notes: extras.notes ?? [],
    ...(at ? { span: at } : {}),
    ...(extras.fix ? { fix: extras.fix } : {}),
  };
}

export function hasErrors(list: readonly Diagnostic[]): boolean {
  return list.some(d => d.severity === "error");
}

/** Sorted by file, place, code, and without repeats: the order in which they are printed. */
export function sortDiagnostics(list: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const key = (d: Diagnostic) => `${d.span?.source.name} ${d.span?.start} ${d.code} ${d.message}`;
  const order = (a: Diagnostic, b: Diagnostic) =>
    compare(a.span?.source.name ?? "", b.span?.source.name ?? "") ||
    (a.span?.start ?? -1) - (b.span?.start ?? -1) ||
    compare(a.code, b.code) ||
    compare(a.message, b.message);
  return [...list].sort(order).filter(d => !seen.has(key(d)) && seen.add(key(d)));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A diagnostic as text: place, message, excerpt with a caret, notes, fix. No colour, no trailing newline, and nothing of a stranger's file that could steer a terminal. */
export function renderDiagnostic(d: Diagnostic): string {
  const message = printable(d.message);
  const lines = [`${head(d.span)}${d.severity}: ${message} [${d.code}]`, ...excerpt(d.span)];
  for (const note of d.notes)
    lines.push(`${head(note.span)}note: ${printable(note.message)}`, ...excerpt(note.span));
  if (d.fix) lines.push(`  help: ${printable(d.fix)}`);
  return lines.join("\n");
}

function head(at: Span | undefined): string {
  if (!at) return "";
  const { line, column } = position(at.source, at.start);
  const name = printable(at.source.name);
  // A runner of GitHub takes a line that begins with two colons for a command.
  return `${/^\s*::/.test(name) ? "./" : ""}${name}:${line}:${column}: `;
}

const WIDEST = 160;

function excerpt(at: Span | undefined): string[] {
  if (!at) return [];
  const { line, column } = position(at.source, at.start);
  const whole = lineAt(at.source, at.start);
  const from = column > WIDEST - 40 ? column - 60 : 0;
  const text = printable(whole.slice(from, from + WIDEST));
  const width = Math.max(1, Math.min(at.end - at.start, text.length - (column - 1 - from)));
  const gutter = `${line}`;
  return [
    `  ${gutter} | ${text}`,
    `  ${" ".repeat(gutter.length)} | ${" ".repeat(Math.max(0, column - 1 - from))}${"^".repeat(width)}`,
  ];
}
