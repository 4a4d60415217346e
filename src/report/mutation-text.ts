// What became of the mutants of a model, on a terminal: the score with its counts, then each survivor with its place, as the
// compiler's messages have it, and the shortest run on which it and the original part.

import { type Diagnostic, diagnostic, renderDiagnostic } from "../base/diagnostic.ts";
import {
  type FateCounts,
  fateCounts,
  MUTATION_OPERATORS,
  type MutantResult,
  type MutationResult,
  mutationScore,
  type Parting,
  type PartingStep,
  worstScore,
} from "../model/mutation.ts";
import { type Line, type Piece, piece, type ReportOptions, render, symbols } from "./style.ts";
import { count, grouped, title } from "./words.ts";
import { hang, lineWidth, padEnd, padStart, truncate } from "./wrap.ts";

export interface MutationOptions extends ReportOptions {
  /** Also who noticed what was noticed. */
  readonly verbose?: boolean | undefined;
}

/** The score that counts as good on a terminal. */
const GOOD = 0.9;
const WIDEST = 120;

/** One line for a list of models. */
export function mutationLine(result: MutationResult, options: ReportOptions): string {
  const counts = fateCounts(result.mutants);
  const room = Math.min(32, Math.floor(options.width / 3));
  const [symbol, tone] = symbolOf(counts, options);
  const name = truncate(piece(result.model).text, room, symbols(options).more);
  const start = [
    piece(`${symbol} `, tone),
    piece(padEnd(name, room), "strong"),
    piece(` ${scoreText(counts)}  `, tone),
  ];
  const words = countWords(result);
  const left = options.width - lineWidth(start);
  return render([[...start, piece(truncate(words, left, symbols(options).more))]], options);
}

/** The last line of several. */
export function mutationTotals(results: readonly MutationResult[], options: ReportOptions): string {
  const mutants = results.flatMap(r => r.mutants);
  const counts = fateCounts(mutants);
  const [symbol, tone] = symbolOf(counts, options);
  const words = `${count(results.length, "model")}, ${countWords({ mutants })}`;
  const line = hang(
    [piece(`${symbol} `, tone), piece(`${scoreText(counts)}  `, tone)],
    [piece(words)],
    options.width,
  );
  return render(line, options);
}

/** One model: counts, survivors, what is undecided. */
export function mutationScreen(result: MutationResult, whole: MutationOptions): string {
  const options = { ...whole, width: Math.min(whole.width, WIDEST) };
  const of = (kind: MutantResult["fate"]["kind"]) =>
    result.mutants.filter(m => m.fate.kind === kind);
  const sections: Line[][] = [
    heading(result, options),
    operatorLines(result, options),
    section(
      "survived",
      of("survived").map(m => survivorLines(m, options)),
      options,
    ),
    section(
      "undecided",
      of("undecided").map(m => undecidedLines(m, options)),
      options,
    ),
    options.verbose === true ? noticedLines(result, options) : [],
  ];
  const full = sections.filter(s => s.length > 0);
  return render(
    full.flatMap((s, i) => (i === 0 ? s : [[], ...s])),
    options,
  );
}

// ---------------------------------------------------------------- counts

function symbolOf(counts: FateCounts, options: ReportOptions): readonly [string, Piece["tone"]] {
  const sign = symbols(options);
  const score = mutationScore(counts);
  if (score === undefined) return [sign.unsure, "unsure"];
  if (score < GOOD) return [sign.bad, "bad"];
  return (worstScore(counts) ?? 0) < GOOD ? [sign.unsure, "unsure"] : [sign.good, "good"];
}

/** Rounded down, so that 1.00 is said of nothing else. */
function scoreText(counts: FateCounts): string {
  const score = mutationScore(counts);
  return score === undefined ? "   -" : (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);
}

const WORDS: readonly (readonly [MutantResult["fate"]["kind"], string])[] = [
  ["killed", "killed"],
  ["survived", "survived"],
  ["equivalent", "equivalent"],
  ["ill-formed", "ill-formed"],
  ["undecided", "undecided"],
];

function countWords({ mutants }: Pick<MutationResult, "mutants">): string {
  const counts = fateCounts(mutants);
  const parts = WORDS.flatMap(([kind, word]) =>
    counts[kind] === 0 ? [] : [`${grouped(counts[kind])} ${word}`],
  );
  return `${count(mutants.length, "mutant")}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`;
}

function heading(result: MutationResult, options: ReportOptions): Line[] {
  const counts = fateCounts(result.mutants);
  const [symbol, tone] = symbolOf(counts, options);
  const { possible, seed, settings, finished } = result;
  const drawn = seed === undefined ? "" : `, drawn from ${grouped(possible)} with seed ${seed}`;
  const cut = finished ? "" : "; interrupted, the others were not tried";
  const under = settings.map(
    s => `${s.name} (${s.complete ? "" : "more than "}${count(s.states, "state")})`,
  );
  return [
    ...hang(
      [piece(`${symbol} `, tone)],
      [
        piece(result.model, "strong"),
        piece("  "),
        piece(`score ${scoreText(counts).trim()}`, tone),
        piece("  "),
        piece(result.file, "dim"),
      ],
      options.width,
    ),
    ...hang([piece("  ")], [piece(`${countWords(result)}${drawn}${cut}`)], options.width),
    ...hang([piece("  under ", "dim")], [piece(under.join(", "), "dim")], options.width),
  ];
}

/** A table: of each kind of change how many were noticed. */
function operatorLines({ mutants }: MutationResult, options: ReportOptions): Line[] {
  const used = MUTATION_OPERATORS.flatMap(operator => {
    const of = mutants.filter(m => m.mutation.operator === operator);
    return of.length === 0 ? [] : [{ operator, counts: fateCounts(of) }];
  });
  if (used.length === 0) return [];
  const columns = WORDS.filter(([kind]) => used.some(u => u.counts[kind] > 0));
  const room = Math.max(...used.map(u => u.operator.length));
  const head = columns.map(([, word]) => piece(`  ${word}`, "dim"));
  return [
    ...title([piece("changes", "strong")], options),
    [piece(`  ${padEnd("", room)}`), ...head],
    ...used.map(({ operator, counts }) => [
      piece(`  ${padEnd(operator, room)}`),
      ...columns.map(([kind, word]) => {
        const tone = kind === "survived" && counts[kind] > 0 ? "bad" : "plain";
        const n = counts[kind] === 0 ? "" : grouped(counts[kind]);
        return piece(`  ${padStart(n, word.length)}`, tone);
      }),
    ]),
  ];
}

/** Which property noticed how many first. */
function noticedLines({ mutants }: MutationResult, options: ReportOptions): Line[] {
  const by = new Map<string, number>();
  for (const { fate } of mutants) {
    if (fate.kind === "killed") by.set(fate.property, (by.get(fate.property) ?? 0) + 1);
  }
  if (by.size === 0) return [];
  const room = Math.max(...[...by.values()].map(n => grouped(n).length));
  const lines = [...by]
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([property, n]) => [piece(`  ${padStart(grouped(n), room)}  `), piece(property)]);
  return [...title([piece("noticed first by", "strong")], options), ...lines];
}

// ---------------------------------------------------------------- one by one

function section(
  name: string,
  blocks: readonly (readonly Line[])[],
  options: ReportOptions,
): Line[] {
  if (blocks.length === 0) return [];
  return [
    ...title([piece(name, "strong")], options),
    ...blocks.flatMap((block, i) => (i === 0 ? block : [[], ...block])),
  ];
}

function survivorLines({ mutation, fate }: MutantResult, options: ReportOptions): Line[] {
  const { operator, words, span } = mutation;
  const said = diagnostic(operator, `no property notices that ${words}`, span, {
    severity: "warning",
  });
  const parting = fate.kind === "survived" ? fate.parting : undefined;
  return [...excerptLines(said), ...(parting ? partingLines(parting, options) : [])];
}

function undecidedLines({ mutation, fate }: MutantResult, options: ReportOptions): Line[] {
  const { operator, words, span } = mutation;
  const said = diagnostic(operator, words, span, { severity: "note" });
  if (fate.kind !== "undecided") return excerptLines(said);
  const why = `not decided under ${fate.setting}: ${fate.reason}`;
  return [...excerptLines(said), ...hang([piece("  ")], [piece(why, "unsure")], options.width)];
}

function excerptLines(said: Diagnostic): Line[] {
  return renderDiagnostic(said)
    .split("\n")
    .map((line, i) => [piece(line, i === 0 ? "plain" : "dim")]);
}

/** Longer runs are cut in the middle. */
const MOST_STEPS = 8;

function partingLines(
  { setting, steps, original, mutant }: Parting,
  options: ReportOptions,
): Line[] {
  const after = steps.length === 0 ? "at once" : `after ${count(steps.length, "step")}`;
  const shown = steps.length > MOST_STEPS ? steps.slice(-MOST_STEPS) : steps;
  const left = steps.length - shown.length;
  const line = (start: string, words: string): Line[] =>
    hang([piece(start, "dim")], [piece(words)], options.width);
  return [
    ...hang([piece("  ")], [piece(`they part ${after}, under ${setting}:`, "dim")], options.width),
    ...(left > 0 ? [[piece(`    ${symbols(options).more} ${count(left, "step")}`, "dim")]] : []),
    ...shown.flatMap(step => line("    ", step)),
    ...line("    then, the original only: ", stepText(original, options)),
    ...line("    then, the mutant only:   ", stepText(mutant, options)),
  ];
}

function stepText(step: PartingStep | undefined, options: ReportOptions): string {
  if (!step) return "nothing more";
  const { arrow } = symbols(options);
  const changes = step.changes.map(c => c.replace(" -> ", ` ${arrow} `)).join(", ");
  return `${step.action}${changes === "" ? "" : ` (${changes})`}`;
}
