// Chains into rows. Here it is decided which lower-case names are phases: that takes all chains of the file,
// since a name that stands at the start or end of some chain is a state everywhere.

import type { Span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import type { OpenQuestion } from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import type { Chain, Item } from "./table-chain.ts";
import { ask, report } from "./table-codes.ts";
import { type Label, NO_LABEL } from "./table-label.ts";
import { isLower, isUpper, through } from "./table-text.ts";

/** One row of the table; `from` is undefined for a row from any state, `target` where the state stays. */
export interface Row {
  readonly from: Word | undefined;
  readonly trigger?: Word | undefined;
  readonly target: Word | undefined;
  /** The phase. */
  readonly name?: string | undefined;
  readonly label: Label;
  readonly span: Span;
}

/** What the chains of a file say. */
export interface Rows {
  readonly rows: readonly Row[];
  /** `[*] -> A` and `A -> [*]`. */
  readonly initial: readonly Word[];
  readonly final: readonly Word[];
}

/** One arrow line may make this many rows, a file ten times as many. */
const MOST_ROWS = 10_000;

/** All rows of the chains; `declared` are states named elsewhere (directives, edges of matrices). */
export function rowsOf(
  chains: readonly Chain[],
  declared: ReadonlySet<string>,
  into: { readonly sink: Sink; readonly open: OpenQuestion[] },
): Rows {
  const states = new Set([...declared, ...chains.flatMap(endsOf).map(w => w.text)]);
  const found = { rows: [] as Row[], initial: [] as Word[], final: [] as Word[] };
  for (const chain of chains) {
    for (const hop of hopsOf(chain, states, into.sink)) {
      if (hop.from.kind === "star") found.initial.push(...namesOf(hop.to));
      else if (hop.to.kind === "star") found.final.push(...namesOf(hop.from));
      else if (tooMany(hop, found.rows.length)) {
        report(into.sink, "too-many-rows", chain.span, "this line makes too many rows");
        return found;
      } else found.rows.push(...product(hop, into.open));
    }
  }
  return found;
}

/** The states at both ends of a chain. */
export function endsOf(chain: Chain): readonly Word[] {
  const ends = [chain.items[0], chain.items.at(-1)];
  return ends.flatMap(item => (item ? namesOf(item) : []));
}

function namesOf(item: Item): readonly Word[] {
  return item.kind === "names" ? item.names : [];
}

interface Hop {
  readonly from: Item;
  readonly to: Item;
  readonly phase?: Word | undefined;
  readonly label: Label;
  readonly span: Span;
}

function hopsOf(chain: Chain, states: ReadonlySet<string>, sink: Sink): Hop[] {
  const phases = phasesOf(chain.items, states);
  const hops: Hop[] = [];
  let from: Item | undefined;
  let phase: Word | undefined;
  let label = chain.label;
  for (const [i, item] of chain.items.entries()) {
    if (phases.has(i)) {
      if (phase) reportPhases(item.span, phase, sink);
      phase = namesOf(item)[0];
    } else if (item.kind === "trigger") label = item.label;
    else {
      if (from) {
        hops.push({ from, to: item, phase, label, span: hopSpan(chain, from, item) });
        label = NO_LABEL;
      }
      from = item;
      phase = undefined;
    }
  }
  return hops;
}

function hopSpan(chain: Chain, from: Item, to: Item): Span {
  return chain.label === NO_LABEL ? through(from.span, to.span) : through(from.span, chain.span);
}

function reportPhases(at: Span, first: Word, sink: Sink): void {
  report(sink, "phases-in-a-row", at, {
    message: "two phases in a row, without a state in between",
    notes: [{ message: "the first one", span: first.span }],
    fix: "if they are states, list them in a line 'states: ...'",
  });
}

/**
 * The places of the phases: lower-case names, no state elsewhere, that stand between two states in upper case
 * (on the right, a trigger may come first). Names in a row are looked at together.
 */
function phasesOf(items: readonly Item[], states: ReadonlySet<string>): ReadonlySet<number> {
  const phases = new Set<number>();
  let run: number[] = [];
  let left = false;
  for (const [i, item] of items.entries()) {
    if (run.length > 0 && item.kind === "trigger" && isMain(items[i + 1])) {
      for (const k of run) phases.add(k);
    }
    if (left && mayBePhase(item, states)) {
      run.push(i);
      continue;
    }
    if (isMain(item)) for (const k of run) phases.add(k);
    run = [];
    left = isMain(item);
  }
  return phases;
}

function mayBePhase(item: Item, states: ReadonlySet<string>): boolean {
  const [name, ...more] = namesOf(item);
  return name !== undefined && more.length === 0 && isLower(name.text) && !states.has(name.text);
}

/** A state in upper case, or any state. */
function isMain(item: Item | undefined): boolean {
  if (!item) return false;
  return item.kind === "any" || (item.kind === "names" && item.names.every(n => isUpper(n.text)));
}

function tooMany(hop: Hop, already: number): boolean {
  const triggers = Math.max(1, hop.label.triggers.length);
  const count = Math.max(1, namesOf(hop.from).length) * namesOf(hop.to).length * triggers;
  return count > MOST_ROWS || already + count > 10 * MOST_ROWS;
}

function product(hop: Hop, open: OpenQuestion[]): Row[] {
  const sources = hop.from.kind === "any" ? [undefined] : namesOf(hop.from);
  const triggers = hop.label.triggers.length > 0 ? hop.label.triggers : [undefined];
  if (hop.phase && hop.label.triggers.length === 0) {
    const message = `the text does not say what ends the phase '${hop.phase.text}'; taken as a step of the machine's own`;
    ask(open, "phase-without-trigger", hop.phase.span, message);
  }
  return sources.flatMap(from =>
    namesOf(hop.to).flatMap(target =>
      triggers.map(trigger => ({
        from,
        trigger,
        target,
        name: hop.phase?.text,
        label: hop.label,
        span: rowSpan(hop, from, target),
      })),
    ),
  );
}

/** The row's part of the line; of a list, the name that tells this row from the others. */
function rowSpan(hop: Hop, from: Word | undefined, target: Word): Span {
  if (namesOf(hop.to).length > 1) return target.span;
  return from && namesOf(hop.from).length > 1 ? from.span : hop.span;
}
