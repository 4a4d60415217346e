// A variable that nothing reads keeps the value it starts with, so that states which differ in it alone are one.
// Read is what decides anything: a guard, a requirement, an assert, a probe, a goal, where a mark is raised or a
// value may leave its range, and whatever such a variable is made from. What is only told in traces decides
// nothing: a trace is executed on the whole program. Commands, choices and slots keep their numbers, so a
// run of the one program is a run of the other.

import type {
  Check,
  Command,
  Program,
  Slot,
  Statement,
  Target,
  Term,
} from "../../model/program.ts";
import { readsOf } from "../reads.ts";
import { faultsOf, type Reads, rangeOf, rangesOfTemps } from "./safety.ts";

/** A program with fewer states, and the slots whose values it does not keep. */
export interface WithoutDead {
  readonly program: Program;
  /** Ascending. */
  readonly dead: readonly number[];
}

/** Takes out what is written but never read. */
export function withoutDeadVariables(program: Program): WithoutDead {
  const live = liveSlots(program);
  const dead = program.slots.flatMap((slot, i) => (live.has(i) || !varies(slot) ? [] : [i]));
  if (dead.length === 0) return { program, dead };
  const pinned = new Set(dead);
  return {
    dead,
    program: {
      ...program,
      slots: program.slots.map((slot, i) =>
        pinned.has(i) ? { ...slot, low: start(program, i), high: start(program, i) } : slot,
      ),
      initial: program.initial.map((values, i) => (pinned.has(i) ? values.slice(0, 1) : values)),
      commands: program.commands.map(command => {
        const needs = {
          ...scopeOf(program, command),
          live,
          temps: liveTemps(program, command, live),
        };
        return { ...command, effect: trimmed(command.effect, needs) };
      }),
    },
  };
}

function varies({ low, high }: Slot): boolean {
  return low < high;
}

function start({ initial, slots }: Program, slot: number): number {
  return initial[slot]?.[0] ?? slots[slot]?.low ?? 0;
}

// ---------------------------------------------------------------- what is read

interface Scope {
  readonly reads: Reads;
}

interface Needs extends Scope {
  readonly live: ReadonlySet<number>;
  readonly temps: ReadonlySet<number>;
}

function scopeOf({ slots }: Program, { params, effect, temps }: Command): Scope {
  const reads = { slots, params };
  return { reads: { ...reads, temps: rangesOfTemps(effect, temps, reads) } };
}

/** The least set that has what decides anything and what is made into it. */
function liveSlots(program: Program): Set<number> {
  const live = new Set<number>();
  const terms = [
    program.atRest,
    ...program.initially,
    ...program.probes.map(p => p.term),
    ...program.checks.flatMap(goalsOf),
    ...program.commands.map(c => c.guard),
  ];
  for (const term of terms) readsOf(term, live);
  for (let before = -1; before !== live.size; ) {
    before = live.size;
    for (const command of program.commands) liveTemps(program, command, live);
  }
  return live;
}

function goalsOf({ meaning }: Check): readonly Term[] {
  if (meaning.by === "possible") return [meaning.goal, ...(meaning.from ? [meaning.from] : [])];
  if (meaning.by === "quiet") return [meaning.bad, ...meaning.debts.map(d => d.held)];
  if (meaning.by !== "liveness") return [];
  return meaning.atoms.flatMap(atom => (atom.kind === "state" ? [atom.term] : []));
}

/** Adds to `live` what the command's effect needs; the temporaries that it needs. */
function liveTemps(program: Program, command: Command, live: Set<number>): ReadonlySet<number> {
  const temps = new Set<number>();
  const needs = { ...scopeOf(program, command), live, temps };
  for (let before = -1; before !== live.size + temps.size; ) {
    before = live.size + temps.size;
    for (const statement of command.effect) need(statement, needs);
  }
  return temps;
}

type Growing = Scope & { readonly live: Set<number>; readonly temps: Set<number> };

/** Notes what the statement reads, if it matters; does it. */
function need(statement: Statement, needs: Growing): boolean {
  switch (statement.kind) {
    case "tell":
      return false;
    case "mark":
      return true;
    case "require":
    case "assert":
      read(statement.test, needs);
      return true;
    case "assign":
      return needAssign(statement, needs);
    case "if": {
      const branches = [...statement.then, ...statement.else].map(s => need(s, needs));
      const matters = branches.includes(true) || mayFault(statement.test, needs);
      if (matters) read(statement.test, needs);
      return matters;
    }
  }
}

function needAssign(statement: Extract<Statement, { kind: "assign" }>, needs: Growing): boolean {
  if (!matters(statement, needs)) return false;
  const { to, value } = statement;
  read(value, needs);
  if (to.kind === "element") read(to.index, needs);
  if (to.kind === "temp") needs.temps.add(to.temp);
  else for (const slot of slotsOf(to)) needs.live.add(slot);
  return true;
}

/** It is stored where it is read, or storing it may be a fault. */
function matters({ to, value }: Extract<Statement, { kind: "assign" }>, needs: Needs): boolean {
  if (mayFault(value, needs) || (to.kind === "element" && mayFault(to.index, needs))) return true;
  if (to.kind === "temp") return needs.temps.has(to.temp);
  const slots = slotsOf(to);
  const { low, high } = rangeOf(value, needs.reads);
  const all = needs.reads.slots;
  const fits = slots.every(s => low >= (all[s]?.low ?? 0) && high <= (all[s]?.high ?? 0));
  return slots.some(s => needs.live.has(s)) || !fits;
}

function mayFault(term: Term, { reads }: Scope): boolean {
  return faultsOf(term, reads).size > 0;
}

function slotsOf(to: Exclude<Target, { kind: "temp" }>): number[] {
  if (to.kind === "slot") return [to.slot];
  return Array.from({ length: to.size }, (_, i) => to.base + i);
}

function read(term: Term, { live, temps }: Growing): void {
  readsOf(term, live);
  for (const temp of tempsOf(term)) temps.add(temp);
}

function tempsOf(term: Term): readonly number[] {
  switch (term.kind) {
    case "temp":
      return [term.temp];
    case "element":
      return tempsOf(term.index);
    case "not":
    case "negate":
    case "bit-count":
    case "bound":
      return tempsOf(term.of);
    case "binary":
      return [...tempsOf(term.left), ...tempsOf(term.right)];
    case "if":
      return [...tempsOf(term.test), ...tempsOf(term.then), ...tempsOf(term.else)];
    default:
      return [];
  }
}

// ---------------------------------------------------------------- what is left

/** The statements that matter. */
function trimmed(effect: readonly Statement[], needs: Needs): Statement[] {
  return effect.flatMap((statement): Statement[] => {
    if (statement.kind === "assign") return matters(statement, needs) ? [statement] : [];
    if (statement.kind === "tell") return [];
    if (statement.kind !== "if") return [statement];
    const then = trimmed(statement.then, needs);
    const otherwise = trimmed(statement.else, needs);
    const idle = then.length === 0 && otherwise.length === 0 && !mayFault(statement.test, needs);
    return idle ? [] : [{ ...statement, then, else: otherwise }];
  });
}
