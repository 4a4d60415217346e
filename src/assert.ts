// For tests: throws where a check does not come out as expected, with the screen a reader would get as the message.

import { check, type Settled } from "./api.ts";
import { renderDiagnostic } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import type { Result } from "./model/result.ts";
import { summary } from "./report/terminal.ts";

/** The result where all is as expected; otherwise an Error that tells the shortest run against it. */
export function assertHolds(source: Source, options: Settled = {}): Result {
  const checked = check(source, options);
  if (checked.kind === "refused") {
    throw new Error(checked.refusal.diagnostics.map(renderDiagnostic).join("\n\n"));
  }
  const { result } = checked;
  if (result.exitCode === 0) return result;
  throw new Error(summary(result, { width: 100, colour: false, unicode: true, next: [] }));
}
