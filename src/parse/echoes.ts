// The last step of every parse: what a syntax error of YAML leads to later on is an echo and not said again,
// and a file that is not a model at all does not fill the screen.

import { type Diagnostic, diagnostic, sortDiagnostics } from "../base/diagnostic.ts";
import type { Sink } from "./codes.ts";
import { lineNumbers } from "./lines.ts";

const MOST = 200;

/** What an error of these codes is about was perhaps only swallowed by a broken line. */
const ABSENCES: ReadonlySet<string> = new Set([
  "missing-key",
  "property-without-kind",
  "empty-value",
]);

/** Sorted diagnostics without echoes of syntax errors on the damaged lines. */
export function finished(sink: Sink, damaged: ReadonlySet<number>): readonly Diagnostic[] {
  const sorted = sortDiagnostics(damaged.size === 0 ? sink : withoutEchoes(sink, damaged));
  if (sorted.length <= MOST) return sorted;
  const last = sorted[MOST]?.span;
  const more = diagnostic("too-many-errors", `and ${sorted.length - MOST} more`, last);
  return [...sorted.slice(0, MOST), more];
}

/** The syntax errors themselves come first in the sink, one for each damaged line. */
function withoutEchoes(sink: Sink, damaged: ReadonlySet<number>): Sink {
  const errors = sink.slice(0, damaged.size);
  const text = errors[0]?.span?.source.text ?? "";
  const lineOf = lineNumbers(text);
  const rest = sink.slice(damaged.size).filter(d => {
    const line = d.span && lineOf(d.span.start);
    return !(ABSENCES.has(d.code) || (line !== undefined && damaged.has(line)));
  });
  return [...errors, ...rest];
}
