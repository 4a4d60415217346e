// What one setting says never happens may happen under another that is checked in the same run: a finding of this kind is
// shown only where no other check of the same model file contradicts it, and says over how many settings it was looked at.

import { resolve } from "node:path";
import type { Finding, Result } from "../model/result.ts";
import type { Done, Entry } from "./run-job.ts";

/** Findings that something is absent; true where the message is to say under which setting. */
const ABSENCES: ReadonlyMap<string, boolean> = new Map([
  ["row-never-fires", true],
  ["state-never-reached", true],
  ["property-vacuous", true],
  ["property-part-idle", true],
  ["cas-never-stores", true],
  ["guard-constant", false],
  ["unused-variable", false],
  ["variable-never-written", false],
  ["race-unused", true],
]);

/** The entries of a run, their findings of absence put side by side by model file. */
export function acrossSettings(entries: readonly Entry[]): Entry[] {
  const groups = new Map<string, Done[]>();
  for (const entry of entries) {
    if (entry.kind !== "done") continue;
    const file = resolve(entry.job.source.name);
    groups.set(file, [...(groups.get(file) ?? []), entry]);
  }
  const results = new Map<Entry, Result>();
  for (const group of groups.values()) {
    const united = unite(group.map(e => e.result));
    group.forEach((entry, i) => {
      results.set(entry, united[i] ?? entry.result);
    });
  }
  return entries.map(entry => {
    const result = results.get(entry);
    return entry.kind === "done" && result ? { ...entry, result } : entry;
  });
}

/** The results of one model under several settings, without what another of them contradicts. */
export function unite(results: readonly Result[]): Result[] {
  const known = results.map(result => new Set(result.findings.map(keyOf)));
  return results.map(result => {
    const others = results.flatMap((r, i) => (r === result ? [] : [{ r, said: known[i] }]));
    const findings = result.findings.flatMap(finding => {
      if (!ABSENCES.has(finding.code)) return [finding];
      const denied = others.some(({ r, said }) => !said?.has(keyOf(finding)) && denies(r, finding));
      return denied ? [] : [placed(finding, result, results.length)];
    });
    return { ...result, findings };
  });
}

/** The text of a row may differ between settings, what is said of a guard is the finding itself. */
function keyOf({ code, position, message, about }: Finding): string {
  return JSON.stringify([code, position?.line, position?.column, about ? "" : message]);
}

/** Does a result without the finding show the contrary? It may also lack what the finding is about, or not have seen all. */
function denies(result: Result, { about }: Finding): boolean {
  switch (about?.kind) {
    case "row":
      return result.charts.some(c => c.edges.some(e => e.row === about.row && e.fired === true));
    case "state":
      return result.charts.some(
        c =>
          c.machine === about.machine &&
          c.states.some(s => s.name === about.state && s.reached === true),
      );
    case "property":
      return result.complete && result.verdicts.some(v => v.property === about.property);
    case "race":
      return (result.races?.declared ?? []).some(d => d.place === about.place && d.matches > 0);
    default:
      return true;
  }
}

/** The message with the settings it speaks of. */
function placed(finding: Finding, result: Result, settings: number): Finding {
  if (!ABSENCES.get(finding.code)) return finding;
  if (settings > 1) {
    return { ...finding, message: `in all ${settings} settings checked, ${finding.message}` };
  }
  const one = result.scenario !== undefined || result.constants.length > 0;
  if (!one) return finding;
  return { ...finding, message: `under this setting ${finding.message}`, oneSetting: true };
}
