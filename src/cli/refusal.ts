// Files that cannot be checked, as text: every message of a file at once, then how many there are.

import { type Diagnostic, renderDiagnostic } from "../base/diagnostic.ts";
import type { Refused } from "./jobs.ts";
import { plain } from "./usage.ts";

/** What is said of a file that cannot be checked. */
export function refusalText({ file, message, diagnostics }: Refused): string {
  if (message !== undefined) return `error: ${plain(message)}`;
  return [...diagnostics.map(d => `${renderDiagnostic(d)}\n`), countText(file, diagnostics)].join(
    "\n",
  );
}

/** `3 errors in x.yaml`, `1 error and 2 warnings in x.yaml`. */
export function countText(file: string, diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic["severity"]) =>
    diagnostics.filter(d => d.severity === severity).length;
  const parts = (["error", "warning"] as const)
    .map(s => [of(s), s] as const)
    .filter(([n]) => n > 0)
    .map(([n, s]) => `${n} ${s}${n === 1 ? "" : "s"}`);
  return `${parts.join(" and ")} in ${plain(file)}`;
}
