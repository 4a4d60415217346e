// Races in words: one line of numbers for every screen, and the list of what differs for those who ask, each pair with what
// comes of either order. Pairs that end alike are named by their first side only, since there are many.

import type { DeclaredRace, Race, RaceOutcome, RacePart, RaceTable } from "../model/result.ts";
import { type Line, type Piece, piece, type ReportOptions, symbols } from "./style.ts";
import { count, grouped } from "./words.ts";
import { glue, hang, lineWidth } from "./wrap.ts";

/** `cancel`, where the event says of which machine it is; otherwise `cancel (monitor in idle)`. */
export function partText({ event, kind, machine, state }: RacePart): string {
  if (machine === undefined || state === undefined) return event;
  return kind === "row" ? `${event} (in ${state})` : `${event} (${machine} in ${state})`;
}

/** `40 pairs, 31 same either way, 7 differ (5 accepted), 2 never together`. */
export function raceNumbers(table: RaceTable): string {
  if (table.reason !== undefined) return notLookedFor(table.reason);
  const { pairs, same, differ, never, accepted } = table;
  const told = accepted === undefined || differ === 0 ? "" : ` (${grouped(accepted)} accepted)`;
  return [
    count(pairs, "pair"),
    `${grouped(same)} same either way`,
    `${grouped(differ)} ${differ === 1 ? "differs" : "differ"}${told}`,
    `${grouped(never)} never together`,
  ].join(", ");
}

/** Why there is no table. */
export function notLookedFor(reason: string): string {
  return `not looked for: ${reason}`;
}

/** Whether there is anything to tell of races: some can happen, or some are declared. */
export function hasRaces(table: RaceTable | undefined): table is RaceTable {
  return table !== undefined && (table.races.length > 0 || table.declared.length > 0);
}

/** What comes of one order: the values that differ, or why the second event does not come to pass. */
export function endTexts(outcome: RaceOutcome, first: 0 | 1, other: RacePart): string[] {
  const values = outcome.values.map(({ name, ends }) => `${name} = ${ends[first]}`);
  switch (outcome.orders[first].end) {
    case "both":
      return values.length === 0 ? ["both happen"] : values;
    case "fault":
      return ["ends in a broken range or assert"];
    case "disabled":
      return [`${other.event} cannot happen any more`, ...values];
  }
}

/** The two sides of a race. */
export function partsOf(table: RaceTable, race: Race): readonly [RacePart, RacePart] {
  const [a, b] = race.sides;
  return [table.sides[a] as RacePart, table.sides[b] as RacePart];
}

/** By side, the races that have it. */
export function racesBySide({ sides, races }: RaceTable): readonly (readonly Race[])[] {
  const found: Race[][] = sides.map(() => []);
  for (const race of races) for (const side of new Set(race.sides)) found[side]?.push(race);
  return found;
}

/** Why a difference is meant, if the model says so. */
export function acceptedOf(table: RaceTable, race: Race): DeclaredRace | undefined {
  return race.accepted === undefined ? undefined : table.declared[race.accepted];
}

// ---------------------------------------------------------------- the list

/** The line with the numbers; `hint` where the list does not follow. */
export function raceLine(table: RaceTable, options: ReportOptions, hint: boolean): Line[] {
  const told = glue([piece("check --races lists them", "dim")]);
  const more = hint && table.differ > 0 ? [piece("  "), ...told] : [];
  return hang(
    [piece("  races  ", "dim")],
    [piece(raceNumbers(table), "dim"), ...more],
    options.width,
  );
}

/** Every pair that differs with both ends, then those that do not, by their first side. */
export function raceLines(table: RaceTable, options: ReportOptions): Line[] {
  const differ = table.races.filter(r => r.difference);
  const open = differ.filter(r => r.accepted === undefined);
  const accepted = differ.filter(r => r.accepted !== undefined);
  return [
    ...hang([piece("  ")], [piece(raceNumbers(table), "dim")], options.width),
    ...[...open, ...accepted].flatMap(race => [[], ...differenceLines(table, race, options)]),
    ...sameLines(table, options),
  ];
}

function differenceLines(table: RaceTable, race: Race, options: ReportOptions): Line[] {
  const { difference, states, differing } = race;
  if (!difference) return [];
  const [left, right] = partsOf(table, race);
  const accepted = acceptedOf(table, race);
  const sign = symbols(options);
  const mark = accepted ? piece(`  ${sign.good} `, "good") : piece(`  ${sign.warning} `, "unsure");
  const often = `${grouped(differing)} of ${count(states, "state")}, first after ${count(difference.after, "step")}`;
  const names = [piece(partText(left), "strong"), piece(" and "), piece(partText(right), "strong")];
  const firsts = [left, right].map(part => piece(`    ${part.event} first  `));
  const widest = Math.max(...firsts.map(p => lineWidth([p])));
  const ends = ([0, 1] as const).flatMap(i => {
    const first = firsts[i] as Piece;
    const gap = piece(" ".repeat(widest - lineWidth([first])));
    const end = endTexts(difference, i, i === 0 ? right : left).join(", ");
    return hang([first, gap], [piece(end)], options.width);
  });
  return [
    ...hang([mark], [...names, piece(`  ${often}`, "dim")], options.width),
    ...runLines(difference, options),
    ...ends,
    ...(accepted
      ? hang([piece("    ")], [piece(`accepted: ${accepted.because}`, "dim")], options.width)
      : []),
  ];
}

function runLines({ run }: RaceOutcome, options: ReportOptions): Line[] {
  if (!run || run.length === 0) return [];
  const { arrow } = symbols(options);
  return hang([piece("    after ", "dim")], [piece(run.join(` ${arrow} `), "dim")], options.width);
}

function sameLines(table: RaceTable, options: ReportOptions): Line[] {
  const bySide = racesBySide(table);
  const groups = table.sides.flatMap((side, i) => {
    const others = (bySide[i] ?? [])
      .filter(r => !r.difference && r.sides[0] === i)
      .map(r => partText(table.sides[r.sides[1]] as RacePart));
    return others.length === 0 ? [] : [{ side, others }];
  });
  if (groups.length === 0) return [];
  return [
    [],
    [piece("  same either way", "dim")],
    ...groups.flatMap(({ side, others }) =>
      hang(
        [piece("    ")],
        [piece(`${partText(side)} with `), piece(others.join(", "), "dim")],
        options.width,
      ),
    ),
  ];
}

// ---------------------------------------------------------------- Markdown

/** What differs as a Markdown table; `code` makes a text inert, `prose` a sentence. */
export function racesMarkdown(
  table: RaceTable,
  code: (text: string) => string,
  prose: (text: string) => string,
): string {
  const differ = table.races.filter(r => r.difference);
  if (differ.length === 0) return `${raceNumbers(table)}.`;
  const rows = differ.flatMap(race => {
    const { difference } = race;
    if (!difference) return [];
    const [left, right] = partsOf(table, race);
    const because = acceptedOf(table, race)?.because;
    const ends = ([0, 1] as const).map(i => endTexts(difference, i, i === 0 ? right : left));
    return [
      [
        code(partText(left)),
        code(partText(right)),
        ...ends.map(texts => texts.map(code).join(", ")),
        String(difference.after),
        because === undefined ? "" : prose(because),
      ].join(" | "),
    ];
  });
  return [
    `${raceNumbers(table)}.`,
    "",
    "| one | other | one first | other first | after | accepted |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(row => `| ${row} |`),
  ].join("\n");
}
