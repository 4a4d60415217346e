// Findings grouped by code, gravest first; many notes of one kind are cut to a few, and what is said of one setting only to
// its number, unless all are wanted.

import type { Finding } from "../model/result.ts";
import { FEW, type FindingGroup, findingGroups, SEVERITIES } from "./finding-groups.ts";
import { type Line, type Piece, piece, type ReportOptions, symbols, type Tone } from "./style.ts";
import { count, labelled, title } from "./words.ts";
import { hang } from "./wrap.ts";

export interface FindingOptions extends ReportOptions {
  readonly verbose?: boolean | undefined;
}

/** The findings under a title that counts them; nothing where there are none. */
export function findingLines(findings: readonly Finding[], options: FindingOptions): Line[] {
  if (findings.length === 0) return [];
  const counts = SEVERITIES.map(s => ({ s, n: findings.filter(f => f.severity === s).length }));
  const words = counts.filter(c => c.n > 0).map(c => count(c.n, c.s));
  return [
    ...title([piece("findings", "strong"), piece(`: ${words.join(", ")}`)], options),
    ...findingGroups(findings).flatMap(group => groupLines(group, options)),
  ];
}

const SEVERITY_TONE: Readonly<Record<Finding["severity"], Tone>> = {
  error: "bad",
  warning: "unsure",
  note: "dim",
};

function groupLines(group: FindingGroup, options: FindingOptions): Line[] {
  const { code, severity, findings } = group;
  const sign = symbols(options);
  const mark = { error: sign.bad, warning: sign.warning, note: sign.note }[severity];
  const shown = findings.slice(0, shownOf(group, options));
  const hidden = findings.length - shown.length;
  const times = findings.length > 1 ? ` (${findings.length})` : "";
  const cut = hidden > 0 && shown.length > 0;
  const folded = hidden > 0 && shown.length === 0;
  const why: Piece[] = folded ? [piece(" under this setting; --verbose lists them", "dim")] : [];
  return [
    ...hang(
      [piece(`  ${mark} ${severity}: `, SEVERITY_TONE[severity])],
      [piece(`${code}${times}`, "strong"), ...why],
      options.width,
    ),
    ...shown.flatMap(f => findingLine(f, options)),
    ...(cut ? [[piece(`    ${sign.more} ${hidden} more with --verbose`, "dim")]] : []),
  ];
}

function shownOf({ severity, folded }: FindingGroup, { verbose }: FindingOptions): number {
  if (verbose === true) return Number.POSITIVE_INFINITY;
  if (folded) return 0;
  return severity === "note" ? FEW : Number.POSITIVE_INFINITY;
}

function findingLine(f: Finding, options: ReportOptions): Line[] {
  const at = f.position;
  const position = at ? `  ${at.file}:${at.line}:${at.column}` : "";
  return [
    ...hang([piece("    ")], [piece(f.message), piece(position, "dim")], options.width),
    ...labelled("help: ", f.fix, 6, options),
  ];
}
