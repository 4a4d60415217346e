// One model on a terminal: what a designer reads within a second, most important first. The verdicts with
// their symbols and words, the first counterexample as a story, holes in the table, findings, what to do next.

import { unreachable } from "../base/bug.ts";
import type { Matrix, Result, Verdict, VerdictWord } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { findingLines } from "./finding-text.ts";
import { hasOpenCells, matrixLines } from "./matrix-text.ts";
import { hasRaces, raceLine, raceLines } from "./race-text.ts";
import { storyLines } from "./story.ts";
import {
  type Line,
  type Piece,
  piece,
  type ReportOptions,
  render,
  symbols,
  type Tone,
} from "./style.ts";
import { countLines, verdictLines } from "./verdict-text.ts";
import { waitLines } from "./waits-text.ts";
import {
  count,
  countOfStates,
  duration,
  grouped,
  quoted,
  reasonLabel,
  runLength,
  title,
} from "./words.ts";
import { hang, lineWidth, padEnd, padStart, truncate } from "./wrap.ts";

export interface SummaryOptions extends ReportOptions {
  /** Every finding, note and story. */
  readonly verbose?: boolean | undefined;
  /** Every pair of things that can happen in one state, and whether their order matters. */
  readonly races?: boolean | undefined;
  /** What to do next; by default `nextSteps`. */
  readonly next?: readonly NextStep[] | undefined;
}

/** A command worth running after this result, and what it shows. */
export interface NextStep {
  readonly command: string;
  readonly about: string;
}

/** Sentences wider than this are hard to read; matrices may use the whole terminal. */
const WIDEST = 120;

/** The screen for one result. */
export function summary(result: Result, whole: SummaryOptions): string {
  const options = { ...whole, width: Math.min(whole.width, WIDEST) };
  const told = stories(result, options.verbose === true);
  const sections = [
    heading(result, options),
    verdictLines(result.verdicts, options),
    countLines(result.counts, options),
    options.races === true ? [] : raceSummary(result, options),
    ...told.map(v => storySection(v, options)),
    ...openMatrices(result).map(m => matrixSection(m, whole)),
    options.verbose === true ? waitSection(result, options) : [],
    options.races === true ? raceSection(result, options) : [],
    findingLines(result.findings, options),
    nextLines(result, options),
  ];
  const full = sections.filter(s => s.length > 0);
  return render(
    full.flatMap((s, i) => (i === 0 ? s : [[], ...s])),
    options,
  );
}

function heading(result: Result, options: ReportOptions): Line[] {
  const [symbol, tone, word] = outcome(result, options);
  const name = result.scenario ?? result.model;
  return [
    ...hang(
      [piece(`${symbol} `, tone)],
      [
        piece(name, "strong"),
        piece("  "),
        piece(word, tone),
        piece("  "),
        piece(result.file, "dim"),
      ],
      options.width,
    ),
    ...hang([piece("  ")], sizeWords(result, options), options.width),
    ...constantLine(result, options),
  ];
}

function outcome(result: Result, options: ReportOptions): [string, Tone, string] {
  const sign = symbols(options);
  switch (result.exitCode) {
    case 0:
      return [sign.good, "good", "as expected"];
    case 1:
      return [sign.bad, "bad", "not as expected"];
    case 3:
      return [sign.unsure, "unsure", "undecided"];
    default:
      return unreachable(result.exitCode, "exit code");
  }
}

function sizeWords(result: Result, options: ReportOptions): Piece[] {
  const covered = result.complete
    ? piece("all states seen", "dim")
    : piece(`not all states seen${result.reason ? ` (${result.reason})` : ""}`, "unsure");
  const dot = piece(` ${symbols(options).dot} `, "dim");
  const facts = [
    piece(countOfStates(result)),
    piece(count(result.transitions, "transition")),
    piece(`depth ${result.depth}`),
    covered,
    piece(duration(result.timing), "dim"),
  ];
  return facts.flatMap((f, i) => (i === 0 ? [f] : [dot, f]));
}

function constantLine(result: Result, options: ReportOptions): Line[] {
  if (result.constants.length === 0) return [];
  const words = result.constants.map(c => `${c.name} = ${c.value}`).join(", ");
  return hang([piece("  with ", "dim")], [piece(words, "dim")], options.width);
}

type Told = Verdict & { readonly trace: Trace };

/** The violated verdicts whose stories are told: the first that was not expected, or the first, or all. */
function stories(result: Result, all: boolean): Told[] {
  const broken = result.verdicts.filter(isTold);
  const first = broken.find(v => !v.ok) ?? broken[0];
  return all || !first ? broken : [first];
}

function isTold(v: Verdict): v is Told {
  return v.verdict === "violated" && v.trace !== undefined;
}

function storySection(v: Told, options: ReportOptions): Line[] {
  const steps = runLength(v.trace);
  return [
    ...title([piece(v.property, "strong"), piece(` is violated in ${steps}`)], options),
    ...hang([piece("  ")], [piece(v.text), piece("  "), piece(v.place, "dim")], options.width),
    [],
    ...storyLines(v.trace, { ...options, because: v.because, reason: reasonLabel(v) }),
  ];
}

function openMatrices(result: Result): readonly Matrix[] {
  return result.matrices.filter(hasOpenCells);
}

function matrixSection(matrix: Matrix, options: ReportOptions): Line[] {
  const words = [piece(matrix.machine, "strong"), piece(": state x trigger")];
  return [...title(words, options), ...matrixLines(matrix, options)];
}

function waitSection({ waits }: Result, options: ReportOptions): Line[] {
  if (!waits || (waits.waits.length === 0 && waits.reason === undefined)) return [];
  const words = [piece("waits", "strong"), piece(": who wakes whom")];
  return [...title(words, options), ...waitLines(waits, options)];
}

function raceSummary({ races }: Result, options: SummaryOptions): Line[] {
  const silent = races?.reason === undefined ? !hasRaces(races) : options.verbose !== true;
  return races && !silent ? raceLine(races, options, true) : [];
}

function raceSection({ races }: Result, options: ReportOptions): Line[] {
  if (!races) return [];
  const words = [piece("races", "strong"), piece(": does the order matter")];
  return [...title(words, options), ...raceLines(races, options)];
}

/** The commands worth running after this result. */
export function nextSteps(result: Result): NextStep[] {
  const target = [result.file, ...result.settings].map(quoted).join(" --set ");
  const broken = stories(result, true);
  const told = stories(result, false);
  const others = broken.filter(v => !told.includes(v));
  const verb = (v: Verdict) => `migcheck replay ${target} --property ${quoted(v.property)}`;
  return [
    ...told.map(v => ({ command: verb(v), about: "this run again, step by step" })),
    ...others.map(v => ({ command: verb(v), about: `how ${v.property} is violated` })),
    { command: `migcheck show ${target}`, about: "the table, its matrix and its pictures" },
  ];
}

function nextLines(result: Result, options: SummaryOptions): Line[] {
  if (result.exitCode === 0 && options.next === undefined) return [];
  const steps = options.next ?? nextSteps(result);
  if (steps.length === 0) return [];
  const commands = steps.map(s => [piece("  "), piece(s.command, "accent")]);
  const widest = Math.max(...commands.map(lineWidth));
  const abouts = steps.map(s => piece(s.about, "dim"));
  const beside = abouts.every(a => widest + 2 + lineWidth([a]) <= options.width);
  return [
    ...title([piece("next", "strong")], options),
    ...commands.flatMap((command, i) => {
      const about = abouts[i] ?? piece("");
      const gap = piece(" ".repeat(widest - lineWidth(command) + 2));
      if (beside) return [[...command, gap, about]];
      return [command, ...hang([piece("      ")], [about], options.width)];
    }),
  ];
}

/** One line for a list of results: symbol, name, sizes, what came out and whether that was expected. */
export function oneLine(result: Result, options: ReportOptions): string {
  const [symbol, tone, word] = outcome(result, options);
  const more = symbols(options).more;
  const room = Math.min(32, Math.floor(options.width / 3));
  const name = truncate(piece(result.scenario ?? result.model).text, room, more);
  const start = [
    piece(`${symbol} `, tone),
    piece(padEnd(name, room), "strong"),
    piece(` ${padStart(grouped(result.states), 10)} states`),
    ...(options.width >= 120
      ? [piece(` ${padStart(grouped(result.transitions), 10)} transitions`)]
      : []),
    piece("  "),
  ];
  const left = options.width - lineWidth(start);
  const words = {
    0: `${word}: ${tally(result)}`,
    1: surprises(result) || word,
    3: surprises(result) || tally(result),
  }[result.exitCode];
  return render([[...start, piece(truncate(piece(words).text, left, more), tone)]], options);
}

/** What was not as expected, by name. */
function surprises(result: Result): string {
  return [
    ...result.verdicts.filter(v => !v.ok).map(v => `${v.property} ${v.verdict}`),
    ...result.counts.filter(c => !c.ok).map(c => `${c.name} ${grouped(c.actual)}`),
  ].join(", ");
}

const VERDICT_WORDS: readonly VerdictWord[] = [
  "violated",
  "undecided",
  "unreached",
  "holds",
  "reached",
];

function tally(result: Result): string {
  const counts = VERDICT_WORDS.map(w => [w, result.verdicts.filter(v => v.verdict === w).length]);
  return counts
    .filter(([, n]) => n !== 0)
    .map(([w, n]) => `${n} ${w === "holds" && n !== 1 ? "hold" : w}`)
    .join(", ");
}
