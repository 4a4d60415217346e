// A run as a story: who did what, by which row, what changed, and which step decided it. Everything
// that happened is told, however long the run; only values that stay the same are left out.

import { unreachable } from "../base/bug.ts";
import type { Change, Decision, Explanation, Happening, Trace, TraceStep } from "../model/trace.ts";
import { type Line, type Piece, piece, type ReportOptions, render, symbols } from "./style.ts";
import { goesRound } from "./words.ts";
import { displayWidth, glue, hang, padEnd, padStart, truncate } from "./wrap.ts";

export interface StoryOptions extends ReportOptions {
  /** Why the property matters; a trace alone does not know. */
  readonly because?: string | undefined;
  /** What stands before it; `because` when left out. */
  readonly reason?: string | undefined;
  /** Rows in full, however long. */
  readonly verbose?: boolean | undefined;
}

/** The whole run from its start to what is wrong at its end. */
export function story(trace: Trace, options: StoryOptions): string {
  return render(storyLines(trace, options), options);
}

/** The story as lines, for reports that put it among others. */
export function storyLines(trace: Trace, options: StoryOptions): Line[] {
  const teller = tellerFor(trace, options);
  return [
    ...startLines(trace, teller),
    ...trace.steps.flatMap(step => stepLines(trace, step, teller)),
    ...cycleEnd(trace, teller),
    ...endLines(trace, teller),
  ];
}

interface Teller {
  readonly options: StoryOptions;
  readonly sign: ReturnType<typeof symbols>;
  /** Columns left of the text: the mark, the number, a gap. */
  readonly margin: number;
}

function tellerFor(trace: Trace, options: StoryOptions): Teller {
  const digits = String(trace.steps.length).length;
  return { options, sign: symbols(options), margin: 2 + Math.max(2, digits) + 3 };
}

function under(content: Line, teller: Teller): Line[] {
  return hang([piece(" ".repeat(teller.margin))], content, teller.options.width);
}

const FEW = 16;

function startLines(trace: Trace, teller: Teller): Line[] {
  const told = new Set([
    ...trace.steps.flatMap(s => s.changes.map(c => c.name)),
    ...trace.explanation.map(e => e.text),
  ]);
  const all = trace.start.length <= FEW;
  const shown = trace.start.filter(b => all || told.has(b.name));
  const others = trace.start.length - shown.length;
  const words = listed(shown.map(b => [piece(`${b.name} = `, "dim"), piece(b.value)]));
  const rest = others > 0 ? [piece(` (and ${others} that never change)`, "dim")] : [];
  return hang([piece(padEnd("start", teller.margin), "dim")], [...words, ...rest], width(teller));
}

function width(teller: Teller): number {
  return teller.options.width;
}

function stepLines(trace: Trace, step: TraceStep, teller: Teller): Line[] {
  const decisive = trace.decision?.step === step.number;
  const mark = decisive ? teller.sign.decisive : "";
  const number = padStart(String(step.number), teller.margin - 5);
  const prefix = [piece(padEnd(mark, 2), "bad"), piece(number, "strong"), piece("   ")];
  return [
    ...cycleStart(trace, step, teller),
    ...hang(prefix, headline(step, teller), width(teller)),
    ...rowLines(step, teller),
    ...changeLines(step, teller),
    ...happeningLines(step, teller),
    ...(step.fault === undefined
      ? []
      : under([piece(`${teller.sign.bad} `, "bad"), piece(step.fault, "bad")], teller)),
    ...(decisive ? decisionLines(trace, teller) : []),
  ];
}

function headline(step: TraceStep, teller: Teller): Line {
  const policy = step.policy ? [piece(`, ${step.policy}`, "unsure")] : [];
  return [...deed(step, teller), ...parameters(step), ...ofRow(step), ...policy];
}

function deed(step: TraceStep, teller: Teller): Piece[] {
  const agent = step.agent ?? "outside";
  const cause = step.cause ?? "";
  const to = step.partner === undefined ? "" : ` ${teller.sign.arrow} ${step.partner}`;
  switch (step.kind) {
    case "trigger":
      return [
        piece(`${step.by ?? "outside"}: `, "accent"),
        piece(cause, "strong"),
        piece(` ${teller.sign.arrow} ${agent}`),
      ];
    case "own":
      return [
        piece(agent, "accent"),
        piece(`${step.step > 1 ? " goes on" : " acts on its own"}${to}`),
        ...(step.row?.name === undefined ? [] : [piece(": "), piece(step.row.name, "strong")]),
      ];
    case "message":
      return [piece(agent, "accent"), piece(" receives "), piece(cause, "strong"), piece(to)];
    case "timeout":
      return [piece(agent, "accent"), piece(" runs out of "), piece(cause, "strong")];
    case "fault":
      return [piece("fault", "unsure"), piece(faultWords(step))];
    default:
      return unreachable(step.kind, "kind of step");
  }
}

function faultWords(step: TraceStep): string {
  const what = step.cause ?? step.happenings.map(h => happening(h)).join(", ");
  return what === "" ? "" : `: ${what}`;
}

function parameters(step: TraceStep): Piece[] {
  if (step.params.length === 0) return [];
  return [piece(` (${step.params.map(p => `${p.name} = ${p.value}`).join(", ")})`)];
}

function ofRow(step: TraceStep): Piece[] {
  return step.steps > 1
    ? [piece(", "), ...glue([piece(`step ${step.step} of ${step.steps}`)])]
    : [];
}

function rowLines(step: TraceStep, teller: Teller): Line[] {
  const row = step.row;
  if (!row) return [];
  // Of an own step the name stands in the first line; of others the cause does.
  const named = row.name === undefined || step.kind === "own" ? [] : [piece(row.name), piece(": ")];
  const text = row.text === "" ? [] : [piece(shortened(row.text, teller), "dim"), piece("  ")];
  return under([...named, ...text, piece(row.place, "dim")], teller);
}

const ROW_LINES = 2;

/** Rows of many actions are cut: the changes below tell what they did, the place where to read them. */
function shortened(text: string, teller: Teller): string {
  if (teller.options.verbose === true) return text;
  const columns = Math.max(40, Math.min(width(teller), WIDEST) - teller.margin);
  return truncate(text, ROW_LINES * columns, ` ${teller.sign.more}`);
}

const WIDEST = 120;

function changeLines(step: TraceStep, teller: Teller): Line[] {
  if (step.changes.length === 0) return under([piece("nothing changes", "dim")], teller);
  const inOrder = [...step.changes].sort((a, b) => Number(isCounter(a)) - Number(isCounter(b)));
  return under(listed(inOrder.map(c => change(c, teller))), teller);
}

/** Budgets and the place in a row: true, and seldom what the reader looks for. */
function isCounter(c: Change): boolean {
  return /\.(left|step|crashes-left|losses-left|duplicates-left)$/.test(c.name);
}

function change(c: Change, teller: Teller): Piece[] {
  const arrow = teller.sign.arrow;
  if (isCounter(c)) return [piece(`${c.name}: ${c.from} ${arrow} ${c.to}`, "dim")];
  return [piece(`${c.name}: `), piece(`${c.from} ${arrow} `), piece(c.to, "strong")];
}

function happeningLines(step: TraceStep, teller: Teller): Line[] {
  if (step.kind === "fault" && step.cause === undefined) return [];
  const told = step.happenings.filter(h => step.kind !== "message" || h.kind !== "receive");
  if (told.length === 0) return [];
  return under(listed(told.map(h => [piece(happening(h), "accent")])), teller);
}

/** What the step did outside its own variables, in words. */
export function happening(h: Happening): string {
  switch (h.kind) {
    case "emit":
      return h.value === undefined ? `emits ${h.event}` : `emits ${h.event}(${h.value})`;
    case "send":
      return `sends ${h.message} to ${h.channel}`;
    case "receive":
      return `receives ${h.message} from ${h.channel}`;
    case "lose":
      return `${h.message} is lost from ${h.channel}`;
    case "duplicate":
      return `${h.message} is doubled in ${h.channel}`;
    case "acquire":
    case "release":
    case "post":
    case "set":
    case "reset":
      return `${h.kind}s ${h.on}`;
    case "take":
      return `takes ${h.on}`;
    case "give":
      return `gives ${h.on} back`;
    case "wait":
      return `has waited for ${h.on}`;
    case "cas":
      return h.stored ? `cas of ${h.variable} stored` : `cas of ${h.variable} found another value`;
    case "crash":
      return `${h.process} crashes`;
    default:
      return unreachable(h, "happening");
  }
}

function decisionLines(trace: Trace, teller: Teller): Line[] {
  const decision = trace.decision;
  if (!decision) return [];
  const words = decisionWords(decision, trace.steps.length);
  const others = alternativesText(decision);
  return [
    ...under([piece(`${teller.sign.decisive} ${words}`, "bad")], teller),
    ...(others === "" ? [] : under([piece(`possible instead: ${others}`)], teller)),
  ];
}

/** The first few in words: enough to see that it need not have come so. */
export function alternativesText({ alternatives, more = 0 }: Decision): string {
  const told = alternatives.slice(0, MOST_TOLD).map(a => a.text);
  const rest = alternatives.length - told.length + more;
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

const MOST_TOLD = 3;

function decisionWords(decision: Decision, last: number): string {
  if (!decision.proven) return "the last step at which something else was possible";
  if (decision.step === last) return "decisive: until here it could be avoided";
  return "decisive: after this step every continuation ends here";
}

function cycleStart(trace: Trace, step: TraceStep, teller: Teller): Line[] {
  if (trace.loop === undefined || step.number !== trace.loop + 1) return [];
  return hang([piece(padEnd(teller.sign.cycle, teller.margin), "bad")], CYCLE_START, width(teller));
}

const CYCLE_START: Line = [piece("the cycle begins: what follows can repeat for ever", "bad")];

function cycleEnd(trace: Trace, teller: Teller): Line[] {
  if (!goesRound(trace)) return [];
  const back =
    trace.loop === 0 ? "back to the start" : `back to the state after step ${trace.loop}`;
  const prefix = [piece(padEnd(teller.sign.cycle, teller.margin), "bad")];
  return hang(prefix, [piece(back, "bad")], width(teller));
}

function endLines(trace: Trace, teller: Teller): Line[] {
  const { because, reason = "because" } = teller.options;
  return [
    ...hang(
      [piece(padEnd("end", teller.margin), "dim")],
      [piece(trace.ending, "strong")],
      width(teller),
    ),
    ...explanationLines(trace, teller),
    ...idleLines(trace, teller),
    ...(because === undefined ? [] : under([piece(`${reason} `, "dim"), piece(because)], teller)),
  ];
}

function explanationLines(trace: Trace, teller: Teller): Line[] {
  const texts = trace.explanation.map(e => " ".repeat(indentOf(e, teller)) + piece(e.text).text);
  const widest = Math.max(0, ...texts.map(displayWidth));
  const values = Math.max(0, ...trace.explanation.map(e => displayWidth(piece(e.value).text)));
  const fits = teller.margin + widest + 2 + values <= width(teller);
  return trace.explanation.flatMap((e, i) => {
    const value = piece(e.value, "strong");
    const margin = piece(" ".repeat(teller.margin));
    if (fits) return [[margin, piece(padEnd(texts[i] ?? "", widest + 2)), value]];
    const prefix = [margin, piece(" ".repeat(indentOf(e, teller)))];
    return hang(prefix, [piece(e.text), piece("  is ", "dim"), value], width(teller));
  });
}

/** Who never gets a turn in what goes on for ever. */
function idleLines(trace: Trace, teller: Teller): Line[] {
  const idle = trace.idle ?? [];
  if (idle.length === 0) return [];
  const head = idleHead(trace, idle.length);
  return [
    ...under([piece(head, "dim")], teller),
    ...idle.flatMap(({ agent, text }) => {
      const prefix = [piece(`${" ".repeat(teller.margin)}  `), piece(`${agent}: `, "accent")];
      return hang(prefix, [piece(text)], width(teller));
    }),
  ];
}

/** What is listed: everybody, or who takes no part in the cycle. */
export function idleHead(trace: Trace, idle: number): string {
  if (!goesRound(trace)) return "where everybody is, for good:";
  return idle === 1 ? "never gets a turn meanwhile:" : "never get a turn meanwhile:";
}

/** Deep parts of a formula must not run out of a narrow terminal. */
function indentOf(e: Explanation, teller: Teller): number {
  return Math.min(2 * e.depth, Math.max(0, width(teller) - teller.margin - 24));
}

function listed(items: readonly (readonly Piece[])[]): Piece[] {
  const last = items.length - 1;
  return items.flatMap((item, i) =>
    i === last ? glue(item) : [...glue([...item, piece(",", "dim")]), piece(" ")],
  );
}
