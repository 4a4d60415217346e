// Findings by severity and code, for every format alike. What never happens under one setting is seldom a fault of the
// model: a scenario switches rows off on purpose. So a longer list of it is folded into one line that counts it.

import type { Finding } from "../model/result.ts";

/** Findings of one severity and code. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: Finding["severity"];
  readonly findings: readonly Finding[];
  /** Many, and said of this setting only: the count is enough unless the list is asked for. */
  readonly folded: boolean;
}

export const SEVERITIES = ["error", "warning", "note"] as const;

/** So many are shown where more would be noise. */
export const FEW = 3;

/** The gravest first, in each severity by the code that comes first. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  return SEVERITIES.flatMap(severity => {
    const groups = new Map<string, Finding[]>();
    for (const f of findings.filter(of => of.severity === severity)) {
      const group = groups.get(f.code);
      if (group) group.push(f);
      else groups.set(f.code, [f]);
    }
    return [...groups].map(([code, list]) => {
      const folded = list.length > FEW && list.every(f => f.oneSetting === true);
      return { code, severity, findings: list, folded };
    });
  });
}
