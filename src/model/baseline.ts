// What was measured of each check when it was last accepted, and how a run differs from it. Numbers, verdicts and covered
// parts of the table may only grow by themselves; whatever shrinks or turns out otherwise is lost until a person accepts it.

import type { MatrixCell, RacePart, Result, VerdictWord } from "./result.ts";

/** What is kept of one check. */
export interface Measured {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** The whole space was seen. */
  readonly complete: boolean;
  readonly verdicts: readonly MeasuredVerdict[];
  /** Rows that fired, by id. */
  readonly rows: readonly string[];
  /** `machine: state x trigger` of cells where the trigger arrived and something is said about it. */
  readonly cells: readonly string[];
  /** Pairs of things that can both happen in one state, and whether their order matters. */
  readonly races: readonly string[];
}

export interface MeasuredVerdict {
  readonly property: string;
  readonly verdict: VerdictWord;
  readonly length?: number | undefined;
}

/** A check as recorded. */
export interface BaselineEntry extends Measured {
  /** From the folder of the baseline's file. */
  readonly file: string;
  readonly name: string;
  /** The last loss that somebody accepted, and why. */
  readonly accepted?: Accepted | undefined;
}

export interface Accepted {
  readonly reason: string;
  readonly lost: readonly string[];
}

/** A check that somebody let go, and why. */
export interface Gone {
  readonly file: string;
  readonly name: string;
  readonly reason: string;
}

export interface Baseline {
  readonly checks: readonly BaselineEntry[];
  readonly gone: readonly Gone[];
}

/** What is lost fails the run, what is gained is told, what a limit left open is not compared. */
export interface Change {
  readonly kind: "lost" | "gained" | "open";
  /** The check's file as given, and its name. */
  readonly file: string;
  readonly name: string;
  readonly about: ChangeAbout;
  readonly text: string;
}

export type ChangeAbout =
  | "check"
  | "states"
  | "transitions"
  | "depth"
  | "complete"
  | "verdict"
  | "row"
  | "cell"
  | "race";

/** How the change is told apart from its check. */
export type Difference = Pick<Change, "kind" | "about" | "text">;

/** Codepoint order, the same on every machine. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// ---------------------------------------------------------------- what is kept

/** The numbers, verdicts and covered parts of a result. */
export function measure(result: Result): Measured {
  const { states, transitions, depth, complete } = result;
  return {
    states,
    transitions,
    depth,
    complete,
    verdicts: result.verdicts
      .map(({ property, verdict, length }) => ({ property, verdict, length }))
      .toSorted((a, b) => byText(a.property, b.property)),
    rows: sorted(result.charts.flatMap(c => c.edges.filter(e => e.fired).map(e => e.row))),
    cells: sorted(coveredCells(result)),
    races: sorted(coveredRaces(result)),
  };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(byText);
}

function coveredCells({ matrices }: Result): string[] {
  return matrices.flatMap(({ machine, states, triggers, cells }) =>
    cells.flatMap((row, s) =>
      row.flatMap((cell, t) =>
        isCovered(cell) ? [`${machine}: ${states[s]} x ${triggers[t]}`] : [],
      ),
    ),
  );
}

function isCovered({ status, rows }: MatrixCell): boolean {
  return status === "handled" && rows.some(row => row.fired);
}

/** A pair whose order begins to matter, or stops to, is another race than before. */
function coveredRaces({ races }: Result): string[] {
  return (races?.races ?? []).map(({ sides, differing }) => {
    const [one, other] = sides.map(i => sideName(races?.sides[i]));
    return `${one} | ${other}: ${differing === 0 ? "same either way" : "differs"}`;
  });
}

function sideName(side: RacePart | undefined): string {
  const { machine, state, event = "" } = side ?? {};
  return machine === undefined ? event : `${event} in ${machine}/${state}`;
}

// ---------------------------------------------------------------- what differs

/** How a check differs from what was recorded of it, in a fixed order. */
export function differences(before: Measured, now: Measured): Difference[] {
  return [
    ...completeness(before, now),
    ...(["states", "transitions", "depth"] as const).flatMap(about =>
      number(about, before[about], now[about]),
    ),
    ...verdicts(before.verdicts, now.verdicts),
    ...(["row", "cell", "race"] as const).flatMap(about =>
      names(about, before[`${about}s`], now[`${about}s`]),
    ),
  ];
}

function completeness(before: Measured, now: Measured): Difference[] {
  if (before.complete === now.complete) return [];
  return now.complete
    ? [{ kind: "gained", about: "complete", text: "all states are seen now" }]
    : [{ kind: "lost", about: "complete", text: "not all states are seen any more" }];
}

function number(about: "states" | "transitions" | "depth", was: number, is: number): Difference[] {
  if (was === is) return [];
  return [
    { kind: is < was ? "lost" : "gained", about, text: `${about}: ${was} before, ${is} now` },
  ];
}

/** A verdict or a length that is not what it was is lost, whichever way it turned: somebody has to look. */
function verdicts(
  before: readonly MeasuredVerdict[],
  now: readonly MeasuredVerdict[],
): Difference[] {
  const was = new Map(before.map(v => [v.property, v]));
  const is = new Map(now.map(v => [v.property, v]));
  const about = "verdict";
  return sorted([...was.keys(), ...is.keys()]).flatMap((property): Difference[] => {
    const [old, fresh] = [was.get(property), is.get(property)];
    const text = `${property}: ${outcome(old)} before, ${outcome(fresh)} now`;
    if (!old) return [{ kind: "gained", about, text: `${property} is checked now` }];
    if (!fresh) return [{ kind: "lost", about, text: `${property} is not checked any more` }];
    const same = old.verdict === fresh.verdict && old.length === fresh.length;
    return same ? [] : [{ kind: "lost", about, text }];
  });
}

function outcome(v: MeasuredVerdict | undefined): string {
  if (!v) return "nothing";
  return v.length === undefined ? v.verdict : `${v.verdict} in ${v.length}`;
}

const COVERED = { row: "row", cell: "cell", race: "race" } as const;

function names(
  about: keyof typeof COVERED,
  before: readonly string[],
  now: readonly string[],
): Difference[] {
  const [was, is] = [new Set(before), new Set(now)];
  const word = COVERED[about];
  return sorted([...before, ...now]).flatMap((name): Difference[] => {
    if (was.has(name) && is.has(name)) return [];
    return was.has(name)
      ? [{ kind: "lost", about, text: `${word} ${name} is not covered any more` }]
      : [{ kind: "gained", about, text: `${word} ${name} is covered now` }];
  });
}
