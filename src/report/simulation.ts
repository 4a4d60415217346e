// A simulation on a terminal: how much of the model the runs have met, what they broke and how each run was found, and the first of
// them as a story.

import type { SimulatedVerdict, Simulation } from "../model/simulation.ts";
import type { Trace } from "../model/trace.ts";
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
import { verdictLines } from "./verdict-text.ts";
import { count, grouped, reasonLabel, runLength, title } from "./words.ts";
import { hang, padEnd } from "./wrap.ts";

/** How it is told. */
export interface SimulationTextOptions extends ReportOptions {
  /** Every story. */
  readonly verbose?: boolean | undefined;
  /** The file into which the run was saved. */
  readonly saved?: string | undefined;
}

/** Sentences wider than this are hard to read. */
const WIDEST = 120;

/** The screen for one simulation. */
export function simulationText(simulation: Simulation, whole: SimulationTextOptions): string {
  const options = { ...whole, width: Math.min(whole.width, WIDEST) };
  const sections = [
    heading(simulation, options),
    simulation.runs === 0 ? [] : coverage(simulation, options),
    verdicts(simulation, options),
    ...stories(simulation, options).map(v => story(v, simulation, options)),
    again(simulation, options),
  ];
  const full = sections.filter(s => s.length > 0);
  return render(
    full.flatMap((s, i) => (i === 0 ? s : [[], ...s])),
    options,
  );
}

function heading(s: Simulation, options: ReportOptions): Line[] {
  const sign = symbols(options);
  const ends: Readonly<Record<Simulation["exitCode"], [string, Tone, string]>> = {
    0: [sign.good, "good", "as expected"],
    1: [sign.bad, "bad", "not as expected"],
    3: [sign.unsure, "unsure", "undecided"],
  };
  const [symbol, tone, word] = ends[s.exitCode];
  const name = piece(s.scenario ?? s.model, "strong");
  const words = [name, piece("  "), piece(word, tone), piece("  "), piece(s.file, "dim")];
  return [
    ...hang([piece(`${symbol} `, tone)], words, options.width),
    ...hang([piece("  ")], dotted(manner(s), options), options.width),
  ];
}

function manner(s: Simulation): string[] {
  if (s.runs === 0 && !s.cut) return ["one run"];
  const made = isShort(s) ? `${grouped(s.runs)} of ` : "";
  const runs = `${made}${count(s.cut?.runs ?? s.runs, "run")} of up to ${count(s.depth, "step")}`;
  const facts = [`${count(s.steps, "step")} in all`, `strategy ${s.strategy}`, `seed ${s.seed}`];
  return [runs, ...facts, ...startsFact(s), ...cutFact(s)];
}

function startsFact({ starts }: Simulation): string[] {
  return starts === undefined ? [] : [`from the first ${grouped(starts)} initial states only`];
}

/** Were fewer runs made than were asked for. */
function isShort({ runs, cut }: Simulation): boolean {
  return cut !== undefined && runs < cut.runs;
}

function cutFact(s: Simulation): string[] {
  if (!s.cut) return [];
  return [`not all runs ${isShort(s) ? "made" : "made short"} (${s.cut.reason})`];
}

function dotted(facts: readonly string[], options: ReportOptions): Piece[] {
  const dot = piece(` ${symbols(options).dot} `, "dim");
  return facts.flatMap((fact, i) => (i === 0 ? [piece(fact)] : [dot, piece(fact)]));
}

function coverage(s: Simulation, options: ReportOptions): Line[] {
  const { races } = s;
  const lines: readonly (readonly [string, string])[] = [
    ["states", statesText(s)],
    ["rows", ofText(s.rows.met, s.rows.of)],
    ["cells", ofText(s.cells.met, s.cells.of)],
    ["races", `${count(races.exercised, "pair")} tried, ${grouped(races.both)} in both orders`],
  ];
  return lines.flatMap(([name, text]) =>
    hang([piece(`  ${padEnd(name, 8)}`, "dim")], [piece(text)], options.width),
  );
}

function statesText({ states, more, space }: Simulation): string {
  const seen = more ? `${grouped(states)} or more` : grouped(states);
  if (!space) return `${seen}; how many there are is not known`;
  const from = space.from === "expected" ? " (as the file expects)" : "";
  return `${ofText(states, space.states)}${from}`;
}

function ofText(met: number, of: number): string {
  if (met === of) return of === 0 ? "none" : `all ${grouped(of)}`;
  const percent = Math.floor((met / of) * 1000) / 10;
  return `${grouped(met)} of ${grouped(of)}, ${percent} %`;
}

// ---------------------------------------------------------------- what was found

function verdicts(s: Simulation, options: ReportOptions): Line[] {
  const met = s.verdicts.filter(v => v.trace);
  const missing = s.verdicts.filter(v => !v.trace);
  return [
    ...verdictLines(met, options),
    ...unmetLines(
      "should be met",
      missing.filter(v => !v.ok),
      options,
    ),
    ...unmetLines(
      "not met",
      missing.filter(v => v.ok),
      options,
    ),
  ];
}

/** What no run has met, with why it should have been, or without. */
function unmetLines(
  word: string,
  list: readonly SimulatedVerdict[],
  options: ReportOptions,
): Line[] {
  const [first] = list;
  if (!first) return [];
  const names = list.map(v =>
    v.ok || !v.expected ? v.property : `${v.property} (${v.expected.verdict})`,
  );
  const tone: Tone = first.ok ? "dim" : "unsure";
  const head = [
    piece(`  ${symbols(options).unsure} `, tone),
    piece(padEnd(word, 9), tone),
    piece("  "),
  ];
  return hang(head, [piece(names.join(", "), tone)], options.width);
}

type Told = SimulatedVerdict & { readonly trace: Trace };

function stories(s: Simulation, { verbose }: SimulationTextOptions): readonly Told[] {
  const told = s.verdicts.filter((v): v is Told => v.trace !== undefined);
  const broken = told.filter(v => v.verdict === "violated");
  if (verbose === true || s.runs === 0) return told;
  return [broken.find(v => !v.ok) ?? broken[0]].filter(v => v !== undefined);
}

function story(v: Told, s: Simulation, options: ReportOptions): Line[] {
  const words = ` is ${v.verdict} in ${runLength(v.trace)}`;
  return [
    ...title([piece(v.property, "strong"), piece(words)], options),
    ...hang([piece("  ")], [piece(v.text), piece("  "), piece(v.place, "dim")], options.width),
    ...hang([piece("  ")], [piece(foundText(v, s), "dim")], options.width),
    [],
    ...storyLines(v.trace, { ...options, because: v.because, reason: reasonLabel(v) }),
  ];
}

/** How the run was found and what is known of its length. */
function foundText({ found, trace }: Told, { runs }: Simulation): string {
  if (!found) return "";
  const run = `run ${grouped(found.run)}`;
  if (runs === 0) return run;
  const { proof } = found;
  if (!proof) return `found in ${run}; not made short`;
  const states = count(proof.states, "state");
  const at = `found in ${run} after ${count(found.length, "step")}`;
  if (proof.kind === "shortest") return `${at}; no run is shorter (${states} searched)`;
  const length = trace.steps.length;
  return `${at}; ${count(length, "step")} is the shortest of what was searched: all runs of up to ${count(proof.steps, "step")}, and ways round, ${states}`;
}

const MOST_COMMANDS = 5;

/** Commands that repeat what was broken, and with `verbose` what was reached. */
function again(s: Simulation, options: SimulationTextOptions): Line[] {
  const told = s.verdicts.filter(v => v.verdict === "violated" || options.verbose === true);
  const found = s.runs === 0 ? [] : told.flatMap(v => (v.found ? [v.found.command] : []));
  const shown = options.verbose === true ? found : found.slice(0, MOST_COMMANDS);
  const left = found.length - shown.length;
  const more = left === 0 ? [] : [[piece(`  and ${left} more, with --verbose`, "dim")]];
  const saved = options.saved === undefined ? [] : [[piece(`saved: ${options.saved}`)]];
  if (shown.length === 0) return saved;
  return [
    ...title([piece("again", "strong")], options),
    ...shown.flatMap(c => hang([piece("  ")], [piece(c, "accent")], options.width)),
    ...more,
    ...saved,
  ];
}
