// Why a temporal formula is false of a run that never ends. Of `eventually` and `leads-to` it is said where it was
// promised and that it never comes; of any other formula, where each of its atoms is true.

import type { Check, Meaning, Program } from "../model/program.ts";
import { showTerm, TRUTH } from "../model/show-term.ts";
import type { Interpreter } from "../model/stepper.ts";
import type { Atom, Temporal } from "../model/temporal.ts";
import type { Explanation } from "../model/trace.ts";
import { explainTerm, shorten } from "./explain.ts";
import { atomsAlong } from "./lasso.ts";
import { type Run, stateAt } from "./run.ts";

type Live = Extract<Meaning, { by: "liveness" }>;

/** What is said of an endless run: the property, and its atoms along the run. */
export function explainEndless(
  interpreter: Interpreter,
  check: Check,
  live: Live,
  run: Run,
): Explanation[] {
  if (run.loop === undefined) return [];
  const along = atomsAlong(interpreter, live.atoms, run);
  const text = (atom: number) => atomText(interpreter.program, live.atoms[atom]);
  const head = { text: check.text, value: "false", depth: 0 };
  const promised = promiseOf(live.formula);
  if (!promised) {
    const lines = along.map((truths, atom) => ({
      text: text(atom),
      value: whereTrue(truths, run.loop ?? 0, live.atoms[atom]),
      depth: 1,
    }));
    return [head, ...lines];
  }
  const { from, to } = promised;
  const asked = from === undefined ? 0 : lastPromise(along[from] ?? [], along[to] ?? [], run.loop);
  const missing = { text: text(to), value: `never true${since(asked)}`, depth: 1 };
  const premise = from === undefined ? [] : [{ text: text(from), value: at(asked), depth: 1 }];
  return [head, ...premise, missing, ...atTheEnd(interpreter, live.atoms[to], run)];
}

interface Promise {
  /** None: from the start. */
  readonly from?: number | undefined;
  readonly to: number;
}

/** `F to`, and `G (from -> F to)`, as numbers of atoms. */
function promiseOf(formula: Temporal): Promise | undefined {
  if (formula.kind === "F" && formula.of.kind === "atom") return { to: formula.of.atom };
  const body = formula.kind === "G" ? formula.of : undefined;
  if (body?.kind !== "implies" || body.left.kind !== "atom") return undefined;
  const { left, right } = body;
  if (right.kind !== "F" || right.of.kind !== "atom") return undefined;
  return { from: left.atom, to: right.of.atom };
}

/** The first position where it is promised and never comes from there on. */
function lastPromise(from: readonly boolean[], to: readonly boolean[], loop: number): number {
  const kept = to.lastIndexOf(true);
  const first = from.findIndex((yes, i) => yes && i > kept);
  // A promise before the last fulfilment counts too where that is not in the cycle: there is one after it, in the cycle.
  return first >= 0 ? first : loop;
}

function at(position: number): string {
  return position === 0 ? "true at the start" : `true after step ${position}`;
}

function since(position: number): string {
  return position === 0 ? "" : " from there on";
}

/** Of a run that stops: what the last state lacks. */
function atTheEnd(interpreter: Interpreter, atom: Atom | undefined, run: Run): Explanation[] {
  if (atom?.kind !== "state" || run.loop !== run.moves.length) return [];
  const own = atomText(interpreter.program, atom);
  const view = { interpreter, state: stateAt(run, run.moves.length) };
  return explainTerm(view, atom.term, 1).filter(line => line.text !== own);
}

const MOST_PLACES = 6;

function whereTrue(truths: readonly boolean[], loop: number, atom: Atom | undefined): string {
  if (truths.every(yes => yes)) return "always true";
  if (!truths.some(yes => yes)) return "never true";
  const places = truths.flatMap((yes, i) => (yes ? [i] : []));
  const where = atom?.kind === "step" ? during(places) : afterwards(places);
  const cycle = truths.slice(loop);
  const forever = cycle.every(yes => yes) ? "for ever" : "again and again";
  return `true ${where}${cycle.some(yes => yes) ? `, ${forever}` : ""}`;
}

/** What a step emits is so in the position before it. */
function during(places: readonly number[]): string {
  return `in ${steps(places.map(place => place + 1))}`;
}

function afterwards(places: readonly number[]): string {
  const later = places.filter(place => place > 0);
  const start = later.length < places.length ? ["at the start"] : [];
  return [...start, ...(later.length > 0 ? [`after ${steps(later)}`] : [])].join(" and ");
}

function steps(numbers: readonly number[]): string {
  const shown = numbers.slice(0, MOST_PLACES).join(", ");
  const rest = numbers.length - MOST_PLACES;
  return `step${numbers.length === 1 ? "" : "s"} ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function atomText(program: Program, atom: Atom | undefined): string {
  if (!atom) return "";
  if (atom.kind === "state")
    return shorten(showTerm(program, atom.term, { as: TRUTH, names: true }));
  const mark = program.marks[atom.mark];
  return mark?.kind === "event" ? mark.text : `mark ${atom.mark}`;
}
