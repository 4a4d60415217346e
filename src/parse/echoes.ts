// The last step of every parse: what a syntax error of YAML leads to later on is an echo and not said again,
// and a file that is not a model at all does not fill the screen.

import { type Diagnostic, diagnostic, sortDiagnostics } from "../base/diagnostic.ts";
import { position } from "../base/source.ts";
import { PARSE_CODES, type Sink } from "./codes.ts";

const MOST = 200;

/** What an error of these codes is about was perhaps only swallowed by a broken line. */
const ABSENCES: ReadonlySet<string> = new Set([
  "missing-key",
  "property-without-kind",
  "empty-value",
]);

/** Sorted diagnostics without echoes of syntax errors on the damaged lines. */
export function finished(sink: Sink, damaged: ReadonlySet<number>): readonly Diagnostic[] {
  const real = damaged.size === 0 ? sink : sink.filter((d, i) => !isEcho(d, i, damaged));
  const sorted = sortDiagnostics(real);
  if (sorted.length <= MOST) return sorted;
  const last = sorted[MOST]?.span;
  const more = diagnostic("too-many-errors", `and ${sorted.length - MOST} more`, last);
  return [...sorted.slice(0, MOST), more];
}

/** The syntax errors themselves come first in the sink, one for each damaged line. */
function isEcho(d: Diagnostic, index: number, damaged: ReadonlySet<number>): boolean {
  if (index < damaged.size || !(d.code in PARSE_CODES)) return false;
  if (ABSENCES.has(d.code)) return true;
  return d.span !== undefined && damaged.has(position(d.span.source, d.span.start).line);
}
