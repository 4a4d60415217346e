// The verdicts of one result as aligned lines: what needs the designer first, built-in checks that hold
// on one line at the end. A symbol and a word for each, so that colour is never the only mark.

import { unreachable } from "../base/bug.ts";
import type { CountExpectation, Verdict } from "../model/result.ts";
import { type Line, piece, type ReportOptions, symbols } from "./style.ts";
import { count, grouped, labelled, reasonLabel, shortLength } from "./words.ts";
import { displayWidth, hang, padEnd } from "./wrap.ts";

const BUILT_IN = new Set(["deadlock", "unhandled", "range", "assert", "observer"]);

/** All verdicts, one line each and what belongs under it. */
export function verdictLines(verdicts: readonly Verdict[], options: ReportOptions): Line[] {
  const quiet = verdicts.filter(v => isQuiet(v));
  const loud = verdicts.filter(v => !isQuiet(v)).sort((a, b) => urgency(a) - urgency(b));
  const widest = Math.max(0, ...loud.map(v => displayWidth(piece(v.property).text)));
  const columns = {
    name: Math.min(widest, Math.floor(options.width / 3)),
    details: Math.min(20, Math.max(0, ...loud.map(v => displayWidth(verdictDetails(v))))),
  };
  return [
    ...loud.flatMap(v => verdictLine(v, columns, options)),
    ...(quiet.length === 0 ? [] : quietLine(quiet, options)),
  ];
}

/** A built-in check that holds, as it should. */
function isQuiet(v: Verdict): boolean {
  return BUILT_IN.has(v.kind) && v.verdict === "holds" && v.ok;
}

function urgency(v: Verdict): number {
  const mark = mood(v);
  if (mark === "bad") return 0;
  if (mark === "unsure") return 1;
  return 2;
}

function mood(v: Verdict): "good" | "bad" | "unsure" {
  if (v.verdict === "undecided") return "unsure";
  if (!v.ok) return "bad";
  return v.verdict === "violated" || v.verdict === "unreached" ? "unsure" : "good";
}

const VERDICT_COLUMN = "undecided".length;

interface Columns {
  readonly name: number;
  readonly details: number;
}

function verdictLine(v: Verdict, columns: Columns, options: ReportOptions): Line[] {
  const tone = mood(v);
  const indent = VERDICT_COLUMN + 6;
  const details = verdictDetails(v);
  const prefix = [
    piece(`  ${verdictSymbol(v, options)} `, tone),
    piece(padEnd(v.verdict, VERDICT_COLUMN), tone),
    piece("  "),
  ];
  const words = [
    piece(padEnd(piece(v.property).text, columns.name), "strong"),
    piece("  "),
    piece(padEnd(details, columns.details), v.ok ? "dim" : "bad"),
    piece(options.width >= ROOMY ? `  ${saying(v)}` : "", "dim"),
  ];
  const because = v.verdict === "violated" || !v.ok ? v.because : undefined;
  return [
    ...hang(prefix, words, options.width),
    ...labelled("", v.verdict === "undecided" ? v.reason : undefined, indent, options),
    ...labelled(`${reasonLabel(v)} `, because, indent, options),
  ];
}

const ROOMY = 90;

/** Kinds whose text alone would read as the claim that it is true. */
const NAMED_KINDS = new Set(["never", "step", "stable", "reachable", "possible", "eventually"]);

function saying(v: Verdict): string {
  return NAMED_KINDS.has(v.kind) ? `${v.kind} ${v.text}` : v.text;
}

function verdictSymbol(v: Verdict, options: ReportOptions): string {
  const sign = symbols(options);
  switch (v.verdict) {
    case "holds":
    case "reached":
      return sign.good;
    case "violated":
    case "unreached":
      return sign.bad;
    case "undecided":
      return sign.unsure;
    default:
      return unreachable(v.verdict, "verdict");
  }
}

function verdictDetails(v: Verdict): string {
  const plain = v.length === undefined ? "" : count(v.length, "step");
  const length = v.trace ? shortLength(v.trace) : plain;
  return [length, expectation(v)].filter(w => w !== "").join(", ");
}

function expectation(v: Verdict): string {
  if (v.ok && v.expected) return "as expected";
  if (v.ok) return v.verdict === "violated" ? "counts as a finding only" : "";
  if (!v.expected) return "";
  const steps = v.expected.length === undefined ? "" : ` in ${count(v.expected.length, "step")}`;
  return `expected: ${v.expected.verdict}${steps}`;
}

function quietLine(quiet: readonly Verdict[], options: ReportOptions): Line[] {
  const names = quiet.map(v => v.property).join(", ");
  const prefix = [
    piece(`  ${symbols(options).good} `, "good"),
    piece(padEnd("holds", VERDICT_COLUMN), "good"),
    piece("  "),
  ];
  return hang(prefix, [piece(names, "dim")], options.width);
}

/** Counts that are not as expected. */
export function countLines(counts: readonly CountExpectation[], options: ReportOptions): Line[] {
  return counts
    .filter(c => !c.ok)
    .flatMap(c =>
      hang(
        [
          piece(`  ${symbols(options).bad} `, "bad"),
          piece(padEnd("count", VERDICT_COLUMN), "bad"),
          piece("  "),
        ],
        [piece(`${c.name} is ${grouped(c.actual)}, expected ${grouped(c.expected)}`)],
        options.width,
      ),
    );
}
