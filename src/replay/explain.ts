// Why a property is true or false of a state (or a step), by its parts: of a false conjunction the false
// side, of a true disjunction the true one, of a false implication both, each with the variables that
// it reads. It walks the lowered term, so it says what was checked, with every `define` written out.

import type { Check, Program, Term } from "../model/program.ts";
import { showAs, showFault, showSlot } from "../model/show-slot.ts";
import { membersOf, showTerm, TRUTH } from "../model/show-term.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import { termParts } from "../model/term-parts.ts";
import type { Explanation } from "../model/trace.ts";
import { beforeLast, endOf, type Run } from "./run.ts";

/** Where a term is looked at; `old` is the state before, of a step. */
export interface View {
  readonly interpreter: Interpreter;
  readonly state: State;
  readonly old?: State | undefined;
}

const MOST_PARTS = 12;
const WIDEST = 160;

/** The parts that decide a term, from `depth` on. */
export function explainTerm(view: View, term: Term, depth = 0): Explanation[] {
  const parts = decisive(view, term);
  const seen = new Set<string>();
  const lines = parts.slice(0, MOST_PARTS).flatMap(part => explainPart(view, part, depth, seen));
  const rest = parts.length - MOST_PARTS;
  const more = { text: `${rest} more parts`, value: "", depth };
  return rest > 0 ? [...lines, more] : lines;
}

function explainPart(view: View, part: Term, depth: number, seen: Set<string>): Explanation[] {
  const { program } = view.interpreter;
  const text = shorten(showTerm(program, part, { as: TRUTH, names: true }));
  const variables = valuesIn(view, part, { depth: depth + 1, seen, but: text });
  return [{ text, value: truth(view, part), depth }, ...variables];
}

interface Listing {
  readonly depth: number;
  /** What has been listed. */
  readonly seen: Set<string>;
  /** What the line above has just said. */
  readonly but: string;
}

/** What the term reads, with values: variables, and definitions by cases with what made them so below them. */
function valuesIn(view: View, term: Term, listing: Listing): Explanation[] {
  const { depth, seen, but } = listing;
  const named = namedIn(view, term);
  const here = [...named, ...readsHere(view, term).map(read => slotIn(view, read))];
  if (named.some(({ text }) => seen.has(text))) return [];
  const fresh = here.filter(({ text }) => text !== but && !seen.has(text));
  for (const { text } of fresh) seen.add(text);
  const below = { ...listing, depth: depth + named.length };
  const parts = takenOf(view, term).flatMap(part => valuesIn(view, part, below));
  return [...fresh.map(line => ({ ...line, depth })), ...parts];
}

type Value = Pick<Explanation, "text" | "value">;

function namedIn(view: View, term: Term): Value[] {
  if (term.kind !== "if" || term.meant?.name === undefined) return [];
  const { program } = view.interpreter;
  const { name, type } = term.meant;
  const value = view.interpreter.evaluate(term, view.state, view.old);
  const shown =
    typeof value === "number"
      ? showAs(program, { kind: "scalar", type }, value)
      : showFault(program, value);
  return [{ text: name, value: shown }];
}

function slotIn(view: View, { slot, old }: Read): Value {
  const { program } = view.interpreter;
  const name = program.slots[slot]?.name ?? String(slot);
  const value = (old ? view.old : view.state)?.[slot] ?? 0;
  return { text: old ? `old(${name})` : name, value: showSlot(program, slot, value) };
}

/** The parts of a term that were looked at: of a choice the test and the branch taken. */
function takenOf(view: View, term: Term): readonly Term[] {
  if (term.kind !== "if") return termParts(term);
  const test = holds(view, term.test);
  if (test === undefined) return [term.test];
  return [term.test, test ? term.then : term.else];
}

/** The text, cut where it would fill more than two lines. */
export function shorten(text: string): string {
  return text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 3)}...`;
}

/** The truth of a term in words; a fault says what it is. */
export function truth(view: View, term: Term): string {
  const value = view.interpreter.evaluate(term, view.state, view.old);
  if (typeof value !== "number") return showFault(view.interpreter.program, value);
  return value === 0 ? "false" : "true";
}

function holds(view: View, term: Term): boolean | undefined {
  const value = view.interpreter.evaluate(term, view.state, view.old);
  return typeof value === "number" ? value !== 0 : undefined;
}

/** The smallest parts that make the term what it is. */
function decisive(view: View, term: Term): Term[] {
  if (term.kind === "not") return decisive(view, term.of);
  if (term.kind === "if") {
    const branch = holds(view, term.test) === false ? term.else : term.then;
    return [...decisive(view, term.test), ...decisive(view, branch)];
  }
  const { kind } = term;
  if (kind === "const") return [];
  if (kind !== "binary" || (term.op !== "and" && term.op !== "or") || membersOf(term)) {
    return [term];
  }
  return sides(view, term).flatMap(side => decisive(view, side));
}

/** `and` is settled by a false side, `or` by a true one; a fault settles both. */
function sides(view: View, term: Extract<Term, { kind: "binary" }>): Term[] {
  const settling = term.op === "or";
  const left = holds(view, term.left);
  if (left === undefined || left === settling) return [term.left];
  const right = holds(view, term.right);
  return right === undefined || right === settling ? [term.right] : [term.left, term.right];
}

/** A slot as a term reads it. */
export interface Read {
  readonly slot: number;
  readonly old: boolean;
}

/** The slots that a term without parameters and temporaries reads in a state, each once, in order. */
export function readsOf(view: View, term: Term): Read[] {
  const found = new Map<string, Read>();
  const walk = (t: Term): void => {
    for (const read of readsHere(view, t)) found.set(`${read.slot} ${read.old}`, read);
    for (const part of termParts(t)) walk(part);
  };
  walk(term);
  return [...found.values()];
}

function readsHere(view: View, term: Term): Read[] {
  if (term.kind === "slot") return [{ slot: term.slot, old: term.old === true }];
  if (term.kind !== "element") return [];
  const index = view.interpreter.evaluate(term.index, view.state, view.old);
  if (typeof index !== "number") return [];
  return [{ slot: term.base + index, old: term.old === true }];
}

/** Why the property of a check is as the end of the run shows it. */
export function explainProbe(
  interpreter: Interpreter,
  check: Check,
  probe: number,
  run: Run,
): Explanation[] {
  const of = interpreter.program.probes[probe];
  if (!of) return [];
  const old = of.kind === "step" ? beforeLast(run) : undefined;
  const view: View = { interpreter, state: endOf(run), old };
  const probed = truth(view, of.term);
  const found = check.kind === "never" || check.kind === "reachable";
  const value = probed === "true" ? String(found) : probed;
  const head = { text: check.text, value, depth: 0 };
  return [head, ...explainTerm(view, of.term, 1)];
}

/** The slots that a program's term reads directly, in whatever state. */
export function slotsOf(term: Term): number[] {
  const here = term.kind === "slot" ? [term.slot] : [];
  return [...here, ...termParts(term).flatMap(slotsOf)];
}

/** A slot and its value as an explanation. */
export function explainSlot(
  program: Program,
  slot: number,
  state: State,
  depth: number,
): Explanation {
  const text = program.slots[slot]?.name ?? String(slot);
  return { text, value: showSlot(program, slot, state[slot] ?? 0), depth };
}

/** Does the term need parameters or temporaries, so that no state alone gives it a value. */
export function isOpen(term: Term): boolean {
  return term.kind === "param" || term.kind === "temp" || termParts(term).some(isOpen);
}
