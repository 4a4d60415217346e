// What became of a file as plain data: the result, or the messages with their places, and nothing that holds a source's text.
// Findings of several settings of one model are put side by side here, for a run and for one put together from its parts.

import { posix } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import { position, type Span } from "../base/source.ts";
import type { Place, TestEntry, Tested, Trouble } from "../model/test-run.ts";
import { parseModel } from "../parse/parse.ts";
import { unite } from "./across-settings.ts";
import type { Refused } from "./jobs.ts";
import { refusalText } from "./refusal.ts";
import type { Done, Entry } from "./run-job.ts";

/** The entry as plain data. */
export function testEntry(entry: Entry): TestEntry {
  if (entry.kind === "done") {
    const { job, result } = entry;
    return { kind: "tested", file: job.file, result, expects: expectsOf(entry) };
  }
  const { file, message, diagnostics } = entry;
  const troubles = message === undefined ? diagnostics.map(troubleOf) : [toldIn(message)];
  return { kind: "refused", file, text: refusalText(entry), troubles };
}

function toldIn(message: NonNullable<Refused["message"]>): Trouble {
  return { code: "refused", severity: "error", message };
}

function troubleOf({ code, severity, message, span, fix }: Diagnostic): Trouble {
  const help = fix === undefined ? "" : `; ${fix}`;
  return { code, severity, message: `${message}${help}`, place: span && placeAt(span) };
}

function placeAt({ source, start }: Span): Place {
  return { file: source.name, ...position(source, start) };
}

/** Where what came out otherwise was expected: in the scenario, or in the model itself. */
function expectsOf({ job, result }: Done): Tested["expects"] {
  const wrong = new Set([
    ...result.verdicts.filter(v => !v.ok).map(v => v.property),
    ...result.counts.filter(c => !c.ok).map(c => c.name as string),
  ]);
  if (wrong.size === 0) return [];
  const expect = job.scenario?.expect ?? parseModel(job.source).tree?.expect ?? [];
  return expect
    .filter(e => wrong.has(e.name.text))
    .map(e => ({ name: e.name.text, place: placeAt(e.name.span) }));
}

/** The entries, without findings that another setting of the same model contradicts. */
export function uniteEntries(entries: readonly TestEntry[]): TestEntry[] {
  const groups = new Map<string, Tested[]>();
  for (const entry of entries) {
    if (entry.kind === "refused") continue;
    const file = posix.normalize(entry.result.modelFile ?? entry.file);
    groups.set(file, [...(groups.get(file) ?? []), entry]);
  }
  const united = new Map<TestEntry, TestEntry>();
  for (const group of groups.values()) {
    const results = unite(group.map(e => e.result));
    group.forEach((entry, i) => {
      united.set(entry, { ...entry, result: results[i] ?? entry.result });
    });
  }
  return entries.map(entry => united.get(entry) ?? entry);
}
