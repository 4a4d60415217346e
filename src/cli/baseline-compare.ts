// A run beside the baseline: what changed, and the baseline as it is after somebody accepted that. A check that a limit of
// time or memory or an interrupt ended is not compared, and what was recorded of it stays: such numbers differ from run to run.

import {
  type Accepted,
  type Baseline,
  type BaselineEntry,
  byText,
  type Change,
  differences,
  type Measured,
  measure,
} from "../model/baseline.ts";
import type { StopReason } from "../model/outcome.ts";
import { nameOf, type Tested } from "../model/test-run.ts";

/** How files of the run and of the baseline are told to be the same. */
export interface Keys {
  /** The file from the folder of the baseline. */
  readonly keyOf: (file: string) => string;
  /** The file of the baseline as one of the run would be given. */
  readonly fileOf: (key: string) => string;
  /** The run would have had the file, if it were there still. */
  readonly isWithin: (key: string) => boolean;
}

/** All changes, by file; of a check that vanished there is one. */
export function compareWith(
  baseline: Baseline,
  tested: readonly Tested[],
  keys: Keys,
  present: ReadonlySet<string>,
): Change[] {
  const known = new Map(baseline.checks.map(entry => [entry.file, entry]));
  const changed = tested.flatMap(entry => changesOf(entry, known.get(keys.keyOf(entry.file))));
  const vanished = baseline.checks
    .filter(({ file }) => keys.isWithin(file) && !present.has(file))
    .map(({ file, name }): Change => {
      const text = "the check is gone";
      return { kind: "lost", file: keys.fileOf(file), name, about: "check", text };
    });
  return sortChanges([...changed, ...vanished]);
}

/** By file; of one file as they were told. */
export function sortChanges(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => byText(a.file, b.file));
}

function changesOf(entry: Tested, before: BaselineEntry | undefined): Change[] {
  const at = { file: entry.file, name: nameOf(entry) };
  const open = openReason(entry);
  if (open !== undefined) {
    return [{ kind: "open", ...at, about: "check", text: `not compared: it ended by ${open}` }];
  }
  if (!before) return [{ kind: "gained", ...at, about: "check", text: "the check is new" }];
  return differences(before, measure(entry.result)).map(d => ({ ...at, ...d }));
}

/** Where a run stops by these, its numbers are not the same the next time. */
const UNSTEADY: ReadonlyMap<StopReason, string> = new Map<StopReason, string>([
  ["seconds", "its limit of seconds"],
  ["memory", "its limit of memory"],
  ["interrupted", "an interrupt"],
]);

function openReason({ result }: Tested): string | undefined {
  const { complete, reason } = result;
  return complete || reason === undefined ? undefined : UNSTEADY.get(reason);
}

/** The baseline with the run in it; what was lost keeps the reason. */
export function accepted(
  baseline: Baseline,
  tested: readonly Tested[],
  keys: Keys,
  { reason, changes }: { readonly reason: string; readonly changes: readonly Change[] },
): Baseline {
  const checks = new Map(baseline.checks.map(entry => [entry.file, entry]));
  const gone = new Map(baseline.gone.map(entry => [entry.file, entry]));
  for (const { file, name } of changes.filter(c => c.kind === "lost" && c.about === "check")) {
    checks.delete(keys.keyOf(file));
    gone.set(keys.keyOf(file), { file: keys.keyOf(file), name, reason });
  }
  for (const entry of tested.filter(e => openReason(e) === undefined)) {
    const file = keys.keyOf(entry.file);
    const lost = changes.filter(c => c.kind === "lost" && c.file === entry.file).map(c => c.text);
    const kept = lost.length > 0 ? { reason, lost } : checks.get(file)?.accepted;
    checks.set(file, recorded(file, nameOf(entry), measure(entry.result), kept));
    gone.delete(file);
  }
  const sorted = <T extends { readonly file: string }>(all: ReadonlyMap<string, T>): T[] =>
    [...all.values()].sort((a, b) => byText(a.file, b.file));
  return { checks: sorted(checks), gone: sorted(gone) };
}

function recorded(
  file: string,
  name: string,
  measured: Measured,
  kept: Accepted | undefined,
): BaselineEntry {
  return { file, name, ...measured, accepted: kept };
}
