// The guard of a row is turned round, or is not asked for. `else` can only be dropped.

import { printSyntax } from "../model/print-syntax.ts";
import { type Change, cited, rowWords } from "./operator.ts";
import type { Site } from "./site.ts";

/** The row with its guard negated. */
export function negateGuard(site: Site): readonly Change[] {
  const { row } = site;
  const { guard } = row;
  if (guard === undefined || guard === "else") return [];
  const words = `the guard ${cited(printSyntax(guard))} of ${rowWords(site)} is negated`;
  const rows = [{ ...row, guard: { kind: "not", of: guard, span: guard.span } as const }];
  return [{ operator: "negate-guard", words, span: guard.span, rows }];
}

/** The row without its guard. */
export function dropGuard(site: Site): readonly Change[] {
  const { row } = site;
  const { guard } = row;
  if (guard === undefined) return [];
  const text = guard === "else" ? guard : printSyntax(guard);
  const words = `${rowWords(site)} does not ask for ${cited(text)}`;
  const span = guard === "else" ? row.span : guard.span;
  return [{ operator: "drop-guard", words, span, rows: [{ ...row, guard: undefined }] }];
}
