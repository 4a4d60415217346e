// Findings grouped by code, gravest first; many notes of one kind are cut to a few unless all are wanted.

import type { Finding } from "../model/result.ts";
import { type Line, piece, type ReportOptions, symbols, type Tone } from "./style.ts";
import { count, labelled, title } from "./words.ts";
import { hang } from "./wrap.ts";

export interface FindingOptions extends ReportOptions {
  readonly verbose?: boolean | undefined;
}

const SEVERITIES = ["error", "warning", "note"] as const;
const NOTES_SHOWN = 3;

/** The findings under a title that counts them; nothing where there are none. */
export function findingLines(findings: readonly Finding[], options: FindingOptions): Line[] {
  if (findings.length === 0) return [];
  const counts = SEVERITIES.map(s => ({ s, n: findings.filter(f => f.severity === s).length }));
  const words = counts.filter(c => c.n > 0).map(c => count(c.n, c.s));
  const groups = SEVERITIES.flatMap(s => byCode(findings.filter(f => f.severity === s)));
  return [
    ...title([piece("findings", "strong"), piece(`: ${words.join(", ")}`)], options),
    ...groups.flatMap(group => findingGroup(group, options)),
  ];
}

function byCode(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const f of findings) {
    const group = groups.get(f.code);
    if (group) group.push(f);
    else groups.set(f.code, [f]);
  }
  return [...groups.values()];
}

const SEVERITY_TONE: Readonly<Record<Finding["severity"], Tone>> = {
  error: "bad",
  warning: "unsure",
  note: "dim",
};

function findingGroup(group: readonly Finding[], options: FindingOptions): Line[] {
  const first = group[0];
  if (!first) return [];
  const sign = symbols(options);
  const mark = { error: sign.bad, warning: sign.warning, note: sign.note }[first.severity];
  const tone = SEVERITY_TONE[first.severity];
  const collapse = first.severity === "note" && options.verbose !== true;
  const shown = collapse ? group.slice(0, NOTES_SHOWN) : group;
  const hidden = group.length - shown.length;
  const times = group.length > 1 ? ` (${group.length})` : "";
  return [
    ...hang(
      [piece(`  ${mark} ${first.severity}: `, tone)],
      [piece(`${first.code}${times}`, "strong")],
      options.width,
    ),
    ...shown.flatMap(f => findingLine(f, options)),
    ...(hidden > 0 ? [[piece(`    ${sign.more} ${hidden} more with --verbose`, "dim")]] : []),
  ];
}

function findingLine(f: Finding, options: ReportOptions): Line[] {
  const at = f.position;
  const position = at ? `  ${at.file}:${at.line}:${at.column}` : "";
  return [
    ...hang([piece("    ")], [piece(f.message), piece(position, "dim")], options.width),
    ...labelled("help: ", f.fix, 6, options),
  ];
}
