// Races as people read them: the table of pairs, what differs at the two ends, and a finding for each difference that the
// model does not declare to be meant. A model that says nothing of races gets one note for all, with the nearest.

import { place, position, type Span } from "../base/source.ts";
import type { AcceptedRace, RaceEnd, RaceSeen, RaceSide, RacesSeen } from "../model/races.ts";
import { accepts } from "../model/races.ts";
import type {
  DeclaredRace,
  Finding,
  Race,
  RaceOrder,
  RaceOutcome,
  RacePart,
  RaceTable,
} from "../model/result.ts";
import { showSlot } from "../model/show-slot.ts";
import { showStepName } from "../model/show-step.ts";
import type { Step } from "../model/stepper.ts";
import type { Trace } from "../model/trace.ts";
import type { Facts } from "./facts.ts";

/** Makes the run to a state and on. */
export type RunTo = (state: number, steps: readonly Step[], ending: string) => Trace;

/** The table, and what it gives cause to say. */
export interface Raced {
  readonly table: RaceTable;
  readonly findings: readonly Finding[];
}

const REASONS: Readonly<Record<NonNullable<RacesSeen["reason"]>, string>> = {
  states: "not all states were seen",
  seconds: "the time was over",
  memory: "the memory was used up",
  interrupted: "it was interrupted",
  random: "random walks do not try both orders of everything",
  compact: "a compact store keeps no states",
  size: "more than 500,000 transitions, or too many events; check --races asks anyway",
  symmetry: "under symmetry the replicas are not told apart",
};

/** So many races tell the run to the state where they differ. */
const MOST_RUNS = 8;

/** Reads what exploration found; `run` makes the runs of findings. */
export function racesFound(facts: Facts, seen: RacesSeen, run: RunTo): Raced {
  const accepted = facts.model.races;
  if (seen.reason !== undefined) {
    const none = { pairs: 0, same: 0, differ: 0, never: 0, sides: [], races: [], declared: [] };
    return { table: { ...none, reason: REASONS[seen.reason] }, findings: [] };
  }
  const judged = seen.races.map((_, i) => judgedBy(i, seen, accepted ?? []));
  const told = toldRuns(judged, facts);
  const used = [...new Set(seen.races.flatMap(r => r.sides))].sort((a, b) => a - b);
  const numbers = new Map(used.map((side, i) => [side, i]));
  const races = judged.map(each => raceOf(each, { facts, numbers, told }));
  const differ = judged.filter(j => j.race.difference !== undefined);
  const table: RaceTable = {
    pairs: races.length + seen.never,
    same: races.length - differ.length,
    differ: differ.length,
    never: seen.never,
    accepted: accepted && differ.filter(j => j.accepted !== undefined).length,
    sides: used.map(side => partOf(facts, seen.sides[side] as RaceSide)),
    races,
    declared: (accepted ?? []).map((a, i) => declaredOf(facts, a, countOf(judged, i))),
  };
  const open = differ.filter(j => j.accepted === undefined);
  const setting = { facts, table, run };
  const findings = accepted
    ? [...open.flatMap(each => undeclared(each, setting)), ...idle(table, accepted)]
    : undecided(open, setting);
  return { table, findings };
}

// ---------------------------------------------------------------- what is accepted

interface Judged {
  readonly race: RaceSeen;
  readonly index: number;
  readonly sides: readonly [RaceSide, RaceSide];
  /** The first entry that speaks of it, and all of them. */
  readonly accepted: number | undefined;
  readonly by: readonly number[];
}

function judgedBy(index: number, seen: RacesSeen, accepted: readonly AcceptedRace[]): Judged {
  const race = seen.races[index] as RaceSeen;
  const [a, b] = race.sides;
  const sides = [seen.sides[a] as RaceSide, seen.sides[b] as RaceSide] as const;
  const differs = race.difference !== undefined;
  const by = accepted.flatMap((entry, i) => (differs && accepts(entry, sides) ? [i] : []));
  return { race, index, sides, accepted: by[0], by };
}

function countOf(judged: readonly Judged[], entry: number): number {
  return judged.filter(j => j.by.includes(entry)).length;
}

function declaredOf(facts: Facts, accepted: AcceptedRace, matches: number): DeclaredRace {
  const { events, state, because, span } = accepted;
  const named = state && `${state.machine}.${stateName(facts, state.machine, state.state)}`;
  return { events, state: named, because, place: place(span), matches };
}

// ---------------------------------------------------------------- the table

function partOf(facts: Facts, { event, machine, state, span }: RaceSide): RacePart {
  return {
    kind: event.kind,
    event: event.name,
    machine,
    state: machine === undefined ? undefined : stateName(facts, machine, state ?? 0),
    place: place(span),
  };
}

function stateName(facts: Facts, machine: string, state: number): string {
  const found = facts.model.machines.find(m => m.name === machine);
  return found?.states[state]?.name ?? String(state);
}

interface Telling {
  readonly facts: Facts;
  readonly numbers: ReadonlyMap<number, number>;
  readonly told: ReadonlySet<Judged>;
}

/** What is not accepted tells its run rather, then what comes soon. */
function toldRuns(judged: readonly Judged[], facts: Facts): ReadonlySet<Judged> {
  const rank = (j: Judged) => (j.accepted === undefined ? 0 : 1);
  const depth = ({ race }: Judged) => facts.outcome.space.depthOf(race.difference?.state ?? 0);
  const differ = judged.filter(j => j.race.difference !== undefined);
  const inOrder = differ.sort(
    (x, y) => rank(x) - rank(y) || depth(x) - depth(y) || x.index - y.index,
  );
  return new Set(inOrder.slice(0, MOST_RUNS));
}

function raceOf(judged: Judged, { facts, numbers, told }: Telling): Race {
  const { race, accepted } = judged;
  const [a, b] = race.sides;
  return {
    sides: [numbers.get(a) ?? 0, numbers.get(b) ?? 0],
    states: race.states,
    differing: race.differing,
    difference: race.difference && outcomeOf(facts, race.difference, told.has(judged)),
    accepted,
  };
}

type Difference = NonNullable<RaceSeen["difference"]>;

function outcomeOf(facts: Facts, { state, ends }: Difference, told: boolean): RaceOutcome {
  const { program, outcome } = facts;
  const path = told ? outcome.space.path(state).steps : undefined;
  const order = ({ kind, steps }: RaceEnd): RaceOrder => ({
    steps: steps.map(step => showStepName(program, step)),
    end: kind,
  });
  return {
    after: outcome.space.depthOf(state),
    run: path?.map(step => showStepName(program, step)),
    orders: [order(ends[0]), order(ends[1])],
    values: valuesOf(facts, ends),
  };
}

/** Roles of bookkeeping: told only where nothing else differs. */
const INNER: ReadonlySet<string> = new Set(["budget", "step", "timer"]);

function valuesOf(
  { program, outcome }: Facts,
  [one, other]: readonly [RaceEnd, RaceEnd],
): RaceOutcome["values"] {
  if (one.state < 0 || other.state < 0) return [];
  const [left, right] = [one, other].map(({ state }) => {
    const values = new Int32Array(program.slots.length);
    outcome.space.read(state, values);
    return values;
  });
  const all = program.slots.flatMap(({ name, role }, slot) => {
    const ends = [left?.[slot] ?? 0, right?.[slot] ?? 0] as const;
    if (ends[0] === ends[1]) return [];
    const shown = [showSlot(program, slot, ends[0]), showSlot(program, slot, ends[1])] as const;
    return [{ name, ends: shown, inner: INNER.has(role) }];
  });
  const outer = all.filter(v => !v.inner);
  return (outer.length > 0 ? outer : all).map(({ name, ends }) => ({ name, ends }));
}

// ---------------------------------------------------------------- findings

interface Setting {
  readonly facts: Facts;
  readonly table: RaceTable;
  readonly run: RunTo;
}

function undeclared({ race, sides, index }: Judged, { table, run }: Setting): Finding[] {
  const { difference } = race;
  const outcome = table.races[index]?.difference;
  const [a, b] = sides;
  if (!difference || !outcome) return [];
  const [left, right] = (table.races[index] as Race).sides.map(i => table.sides[i] as RacePart);
  if (!left || !right) return [];
  const ends = endsText(outcome, [left, right]);
  const message = `it matters which comes first, ${nameOf(left)} or ${nameOf(right)}: ${ends}`;
  const witness = run(difference.state, difference.ends[0].steps, message);
  const fix = "declare it under 'races: accepted:' with the reason, or make both orders end alike";
  const span = a.machine === undefined ? b.span : a.span;
  return [
    { code: "race-undeclared", severity: "warning", message, position: at(span), witness, fix },
  ];
}

/** Of a model that says nothing of races: one note, at the difference that is met first. */
function undecided(open: readonly Judged[], setting: Setting): Finding[] {
  const depth = ({ race }: Judged) =>
    setting.facts.outcome.space.depthOf(race.difference?.state ?? 0);
  const [nearest] = open.toSorted((x, y) => depth(x) - depth(y) || x.index - y.index);
  const many = open.length === 1 ? "1 pair of events ends" : `${open.length} pairs of events end`;
  return (nearest ? undeclared(nearest, setting) : []).map(finding => ({
    ...finding,
    severity: "note",
    message: `${many} differently by which comes first, and the model says of none that it is meant; the nearest: ${finding.message}`,
    fix: "check --races lists them; under 'races: accepted:' the model says which are meant, and why",
  }));
}

function nameOf({ event, kind, state, machine }: RacePart): string {
  if (state === undefined) return `'${event}'`;
  return kind === "row" ? `'${event}' (in ${state})` : `'${event}' (${machine} in ${state})`;
}

const MOST_VALUES = 3;

/** `cancel first: status = cancelled; fails first: status = failed`. */
function endsText({ orders, values }: RaceOutcome, parts: readonly [RacePart, RacePart]): string {
  const side = (i: 0 | 1) => {
    const shown = values.slice(0, MOST_VALUES).map(v => `${v.name} = ${v.ends[i]}`);
    const other = parts[i === 0 ? 1 : 0].event;
    const what: Record<RaceOrder["end"], string[]> = {
      both: shown.length === 0 ? ["both happen"] : shown,
      fault: ["what must not happen"],
      disabled: [`'${other}' cannot happen any more`, ...shown],
    };
    return `'${parts[i].event}' first: ${what[orders[i].end].join(", ")}`;
  };
  return `${side(0)}; ${side(1)}`;
}

function at(span: Span): Finding["position"] {
  const { line, column } = position(span.source, span.start);
  return { file: span.source.name, line, column };
}

/** Entries that accept nothing. */
function idle({ declared }: RaceTable, accepted: readonly AcceptedRace[]): Finding[] {
  return declared.flatMap(({ events, state, matches, place: where }, i) => {
    const span = accepted[i]?.span;
    if (matches > 0 || !span) return [];
    const there = state === undefined ? "" : ` in ${state}`;
    const message = `the order of '${events[0]}' and '${events[1]}'${there} never matters: there is nothing to accept`;
    const about = { kind: "race", place: where } as const;
    return [
      { code: "race-unused", severity: "warning", message, position: at(span), about } as const,
    ];
  });
}
