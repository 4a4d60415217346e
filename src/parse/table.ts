// Plain-text tables, as people write them in mail, to a tree. The rules are in docs/tables.md.
// The way: lines -> sorted and read (table-scan) -> put together (table-facts) -> tree (table-build).
// Invariant: no line is lost. It is read, reported as a mistake, or listed as prose.

import { sortDiagnostics } from "../base/diagnostic.ts";
import { type Source, span } from "../base/source.ts";
import type { OpenQuestion } from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import type { Parsed } from "./parsed.ts";
import { reportMistake } from "./table-arrow.ts";
import { treeOf } from "./table-build.ts";
import { ask, report } from "./table-codes.ts";
import { factsOf } from "./table-facts.ts";
import { checkNames } from "./table-names.ts";
import { scan } from "./table-scan.ts";
import { type Line, readLines, spanOf, through } from "./table-text.ts";

/** Reads a table out of any text; never throws. No tree where no state is named. */
export function parseTable(source: Source): Parsed {
  const sink: Sink = [];
  const open: OpenQuestion[] = [];
  const lines = readLines(source);
  const found = scan(lines, sink);
  const facts = factsOf(found, { sink, open });
  const states = new Set(facts.mentions.map(w => w.text));
  const prose = found.others.filter(line => !reportMistake(line, states, sink));
  if (states.size === 0) {
    reportNothing(source, sink);
    return { tree: undefined, diagnostics: sortDiagnostics(sink) };
  }
  checkNames(facts, sink);
  askProse(prose, lines, open);
  const tree = treeOf(source, facts, { sink, open });
  open.sort((a, b) => a.span.start - b.span.start);
  return { tree, diagnostics: sortDiagnostics(sink) };
}

function reportNothing(source: Source, sink: Sink): void {
  if (sink.length > 0) return;
  report(sink, "no-rows", span(source, 0, 0), {
    message: "there is no row, matrix or list of states in this file",
    fix: "write 'A -> t:trigger -> B', or 'A -> B : trigger'; an arrow has spaces on both sides",
  });
}

/** More ranges than this are not listed one by one. */
const MOST_RANGES = 20;

function askProse(prose: readonly Line[], lines: readonly Line[], open: OpenQuestion[]): void {
  const blank = (from: number, to: number): boolean =>
    lines.slice(from, to).every(l => l.text === "");
  const ranges: { readonly first: Line; last: Line }[] = [];
  for (const line of prose) {
    const range = ranges.at(-1);
    if (range && blank(range.last.number, line.number - 1)) range.last = line;
    else ranges.push({ first: line, last: line });
  }
  const [range] = ranges;
  if (!range) return;
  const shown = ranges.slice(0, MOST_RANGES).map(r => lineRange(r.first.number, r.last.number));
  const more = ranges.length > MOST_RANGES ? ` and ${ranges.length - MOST_RANGES} more places` : "";
  const word = prose.length === 1 ? "line" : "lines";
  const verb = prose.length === 1 ? "was" : "were";
  const message = `${word} ${shown.join(", ")}${more} ${verb} read as prose`;
  ask(open, "prose-skipped", through(spanOf(range.first), spanOf(range.last)), message);
}

function lineRange(first: number, last: number): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
