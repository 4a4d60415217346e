// Whole runs for SPIN's `ltl`, under `-DLTL=`. Before each choice of an action there is a look: which agents owe a
// step, whose turn of fairness it is, and what the atoms of formulas are. `fair` is 1 again and again exactly in fair
// runs, so a formula needs one premise and no more. A look that only says what was known is a stutter, of which no
// formula without `X` can tell; what `X` and events need, the atoms show late: a letter is shown when it is complete.

import type { Command } from "../../model/program.ts";
import { ableLines, indent } from "./action-text.ts";
import type { Action } from "./actions.ts";
import { begunName, sightName } from "./ltl.ts";
import { comment } from "./names.ts";
import { eventsOf, type RunProperty, truthOf } from "./properties.ts";
import type { TermWriter } from "./term-text.ts";

/** What the text about runs is made of. */
export interface Runs {
  readonly writer: TermWriter;
  readonly actions: readonly Action[];
  readonly properties: readonly RunProperty[];
  /** What is owed, numbered from 1. */
  readonly owed: readonly Owed[];
}

/** The commands of an agent together, or one row of an agent. */
export interface Owed {
  readonly number: number;
  readonly key: string;
  readonly strong: boolean;
  readonly actions: readonly Action[];
}

/** All that is owed, in order of commands. */
export function owedOf(actions: readonly Action[]): Owed[] {
  const byKey = new Map<string, Action[]>();
  for (const action of actions) {
    const key = owedKey(action.command);
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), action]);
  }
  return [...byKey].map(([key, list], i) => ({
    number: i + 1,
    key,
    strong: key.startsWith("strong"),
    actions: list,
  }));
}

/** Triggers, faults and what is not fair are never owed. */
function owedKey({ kind, agent, policy, fair, row }: Command): string | undefined {
  const own = kind === "own" || kind === "message" || kind === "timeout";
  if (!own || policy !== undefined || agent === undefined || fair === "none") return;
  if (fair === "weak") return `weak ${agent}`;
  return row === undefined ? undefined : `strong ${agent} ${row}`;
}

/** The number of what is paid by an action, 0 where nothing is. */
export function paidBy({ command }: Action, owed: readonly Owed[]): number {
  const key = owedKey(command);
  return owed.find(o => o.key === key)?.number ?? 0;
}

// ---------------------------------------------------------------- declarations

/** The variables and switches, before the process. */
export function runDeclarations(runs: Runs): string[] {
  const { properties, owed } = runs;
  if (properties.length === 0) return [];
  const number = owed.length > 255 ? "short" : "byte";
  const strong = owed.filter(o => o.strong);
  const marks = [...eventsOf(properties)];
  return [
    "/* Whole runs, for formulas. */",
    "#ifdef LTL",
    "#define RUNS(n) (LTL == 0 || LTL == n)",
    `${number} turn; ${comment("what waits to be paid; all have been in turn: fair is 1")}`,
    "bit fair;",
    `${number} paid; ${comment("by the last step")}`,
    `bit rest; ${comment("nothing is owed: the run may stop here for ever")}`,
    `bit broken; ${comment("this is no run, or it broke a promise: never fair again")}`,
    ...owed.map(o => `bit able_${o.number}; ${comment(`0 between; ${aboutOwed(runs, o)}`)}`),
    ...strong.map(o => `bit promise_${o.number}; ${comment("it will never be able again")}`),
    ...marks.map(m => `bit happened_${m};`),
    "#define moves(n) paid = n; rest = 0",
    ...marks.map(m => `#define happens_${m} happened_${m} = 1`),
    "#define no_step broken = 1",
    "#else",
    "#define RUNS(n) 0",
    "#define moves(n) skip",
    ...marks.map(m => `#define happens_${m} skip`),
    "#define no_step skip",
    "#endif",
    ...properties.flatMap(p => [`#if RUNS(${p.number})`, ...sightVariables(p), "#endif"]),
    "",
  ];
}

function aboutOwed({ writer }: Runs, { strong, actions }: Owed): string {
  const command = actions[0]?.command;
  const agent = writer.program.agents[command?.agent ?? -1]?.name ?? "";
  return strong ? `strongly fair: ${command?.name}` : `weakly fair: ${agent}`;
}

/** How many positions after a letter's own it is shown: `X` looks ahead, and events are those of the step after. */
function lateness({ look }: RunProperty): number {
  const ahead = Math.max(0, ...look.ltl.sights.map(s => s.ahead));
  const steps = look.ltl.sights.some(s => look.atoms[s.atom]?.kind === "step");
  return ahead + (steps ? 1 : 0);
}

/** The values that atoms had so many positions ago are kept as far as something will show them. */
function kept(property: RunProperty): { atom: number; ago: number }[] {
  const late = lateness(property);
  const most = new Map<number, number>();
  for (const { atom, ahead } of property.look.ltl.sights) {
    most.set(atom, Math.max(most.get(atom) ?? 0, late - ahead));
  }
  const all = [...most].flatMap(([atom, ago]) =>
    Array.from({ length: ago + 1 }, (_, i) => ({ atom, ago: ago - i })),
  );
  return all.filter(({ atom, ago }) => ago >= newest(property, atom));
}

/** What happened is of the step that led here, so of the position before. */
function newest({ look }: RunProperty, atom: number): number {
  return look.atoms[atom]?.kind === "step" ? 1 : 0;
}

function keptName({ number }: RunProperty, atom: number, ago: number): string {
  return `ltl_${number}_${atom + 1}_was_${ago}`;
}

function sightVariables(property: RunProperty): string[] {
  const { number, look } = property;
  const late = lateness(property);
  const names = look.ltl.sights.map(s => `byte ${sightName(number, s)} = 2;`);
  if (late === 0) return [`bit ${begunName(number)};`, ...names];
  const was = kept(property).map(k => `bit ${keptName(property, k.atom, k.ago)};`);
  return [`bit ${begunName(number)};`, `byte seen_${number};`, ...was, ...names];
}

/** The formulas themselves. */
export function formulaLines({ properties }: Runs): string[] {
  return properties.flatMap(({ number, look }) => [
    `#if RUNS(${number})`,
    `ltl property_${number} { ([] <> (fair == 1)) -> ${look.ltl.text} }`,
    "#endif",
  ]);
}

// ---------------------------------------------------------------- looking

/** Before the choice of an action, within the loop. */
export function lookAtRun(runs: Runs): string[] {
  const { owed, writer, properties } = runs;
  const strong = owed.filter(o => o.strong);
  return [
    "/* The look: who can go on, whose turn it is, what the formulas see. */",
    "d_step { true ->",
    ...indent([
      ...owed.flatMap(o => [
        ...o.actions.flatMap(action => ableLines(action, writer, o.number)),
        `goto unable_${o.number};`,
        `able_at_${o.number}: able_${o.number} = 1;`,
        `unable_${o.number}: skip;`,
      ]),
      ...strong.map(({ number: n }) => `if :: promise_${n} && able_${n} -> broken = 1 :: else fi;`),
      ...owed.map(
        ({ number: n, strong: s }) =>
          `if :: turn == ${n - 1} && (paid == ${n} || ${s ? "promise" : "!able"}_${n}) -> turn = ${n} :: else fi;`,
      ),
      `if :: turn == ${owed.length} -> fair = 1; turn = 0 :: else -> fair = 0 fi;`,
      `rest = !(${["broken", ...owed.map(o => `able_${o.number}`)].join(" || ")});`,
      ...owed.map(o => `able_${o.number} = 0;`),
      ...properties.flatMap(p => seeing(p, runs)),
      ...[...eventsOf(properties)].map(m => `happened_${m} = 0;`),
      "paid = 0;",
      "skip",
    ]),
    "};",
    "if :: broken -> goto unfair :: else fi;",
    ...(strong.length === 0 ? [] : ["promise:"]),
  ];
}

/** More options beside the actions. */
export function runOptions({ owed }: Runs): string[] {
  const strong = owed.filter(o => o.strong);
  return [
    "/* Where nothing is owed, the run may stop. */",
    ":: rest -> goto stopped",
    ...strong.flatMap(({ number: n }) => [
      "/* From now on it is never able again. */",
      `:: d_step { !promise_${n} -> promise_${n} = 1 }; goto promise`,
    ]),
  ];
}

/** Behind the loop. */
export function runEnds(runs: Runs): string[] {
  return [
    "stopped: do",
    ":: d_step { true ->",
    ...indent(["fair = 1; rest = 0;", ...runs.properties.flatMap(p => seeing(p, runs)), "skip"]),
    "}",
    "od;",
    "unfair: do :: d_step { true -> fair = 0; rest = 0 } od",
  ];
}

/** What a formula sees now. */
function seeing(property: RunProperty, { writer }: Runs): string[] {
  const { number, look } = property;
  const late = lateness(property);
  const now = (atom: number): string => {
    const of = look.atoms[atom];
    if (of?.kind === "step") return `happened_${of.mark}`;
    const domains = { slots: writer.program.slots, temps: new Map<number, never>() };
    const text = of ? writer.text(truthOf(of.term, false, domains), domains) : "false";
    return `(${text} -> 1 : 0)`;
  };
  const begin = `${begunName(number)} = 1;`;
  const only = (lines: readonly string[]) => [`#if RUNS(${number})`, ...lines, "#endif"];
  const shows = look.ltl.sights.map(s => {
    const from = late === 0 ? now(s.atom) : keptName(property, s.atom, late - s.ahead);
    return `${sightName(number, s)} = ${from};`;
  });
  if (late === 0) return only([...shows, begin]);
  const shifts = kept(property).map(({ atom, ago }) => {
    const isNewest = ago === newest(property, atom);
    const from = isNewest ? now(atom) : keptName(property, atom, ago - 1);
    return `${keptName(property, atom, ago)} = ${from};`;
  });
  return only([
    ...shifts,
    "if",
    `:: seen_${number} < ${late} -> seen_${number} = seen_${number} + 1`,
    `:: else -> ${[...shows, begin].join(" ").replace(/;$/, "")}`,
    "fi;",
  ]);
}
