// A run that never ends: it goes round for ever, or it stops in a state for good. Whether it breaks a formula and is fair
// is told here from what the interpreter does alone: which atoms are true where, who could have acted, who did.

import type { Command, Meaning, Program, Term } from "../model/program.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import type { Atom } from "../model/temporal.ts";
import { isTrueOf } from "../model/temporal-truth.ts";
import { type Move, type Run, stateAt } from "./run.ts";

type Live = Extract<Meaning, { by: "liveness" }>;

/** Does the run go on for ever, fairly, with the formula false. Undefined for a run without a cycle: it may go on. */
export function breaksIt(interpreter: Interpreter, live: Live, run: Run): boolean | undefined {
  if (run.loop === undefined) return undefined;
  return goesOn(interpreter, run) && isFalseOf(interpreter, live, run);
}

/** Does the run go on for ever, and fairly. */
export function goesOn(interpreter: Interpreter, run: Run): boolean {
  return !run.fault && closes(run) && unfair(interpreter, run) === undefined;
}

/** Is the formula false of the run, which goes on for ever. */
export function isFalseOf(interpreter: Interpreter, { formula, atoms }: Live, run: Run): boolean {
  const letters = lettersOf(interpreter, atoms, run);
  return !isTrueOf(formula, { stem: letters.slice(0, run.loop), loop: letters.slice(run.loop) });
}

/** Is the state after the cycle the one in which it starts. */
export function closes(run: Run): boolean {
  const [last, back] = [run.states.at(-1), run.states[run.loop ?? -1]];
  return last?.every((value, slot) => value === back?.[slot]) === true;
}

/** The steps that are repeated; none where the run stops. */
export function cycleOf(run: Run): readonly Move[] {
  return run.loop === undefined ? [] : run.moves.slice(run.loop);
}

/** The states in which the run is again and again. */
export function cycleStates(run: Run): readonly State[] {
  const from = run.loop ?? run.moves.length;
  return from === run.moves.length ? [stateAt(run, from)] : run.states.slice(from, -1);
}

/** By atom, is it true at each position: one for each step, and one more for staying where the run stops. */
export function atomsAlong(
  interpreter: Interpreter,
  atoms: readonly Atom[],
  run: Run,
): readonly boolean[][] {
  const stops = run.loop === run.moves.length;
  const positions = run.moves.length + (stops ? 1 : 0);
  return atoms.map(atom =>
    Array.from({ length: positions }, (_, i) => isTrueAt(interpreter, atom, run, i)),
  );
}

function isTrueAt(interpreter: Interpreter, atom: Atom, run: Run, position: number): boolean {
  if (atom.kind === "step") return run.moves[position]?.applied.marks.includes(atom.mark) === true;
  return isTrue(interpreter, atom.term, stateAt(run, position));
}

function isTrue(interpreter: Interpreter, term: Term, state: State): boolean {
  const value = interpreter.evaluate(term, state);
  return typeof value === "number" && value !== 0;
}

function lettersOf(interpreter: Interpreter, atoms: readonly Atom[], run: Run): number[] {
  const along = atomsAlong(interpreter, atoms, run);
  const positions = along[0]?.length ?? Math.max(1, run.moves.length);
  return Array.from({ length: positions }, (_, i) =>
    along.reduce((letter, truths, atom) => (truths[i] ? letter | (1 << atom) : letter), 0),
  );
}

// ---------------------------------------------------------------- fairness

/** Commands that must not be neglected together. */
interface Debt {
  readonly kind: "weak" | "strong";
  readonly who: string;
  readonly commands: ReadonlySet<number>;
}

/** Who is treated unfairly by the run, as the first of those who are. */
export function unfair(interpreter: Interpreter, run: Run): string | undefined {
  const taken = new Set(cycleOf(run).map(m => m.step.command));
  const enabled = cycleStates(run).map(state => stepsIn(interpreter, state));
  const neglected = debtsOf(interpreter.program).find(({ kind, commands }) => {
    if ([...commands].some(c => taken.has(c))) return false;
    const at = enabled.filter(here => [...commands].some(c => here.has(c))).length;
    return kind === "weak" ? at === enabled.length : at > 0;
  });
  return neglected?.who;
}

/** The commands that can be taken in the state; one that ends in a fault is none. */
export function stepsIn(interpreter: Interpreter, state: State): ReadonlySet<number> {
  const steps = interpreter.enabled(state).filter(s => interpreter.apply(state, s)?.next);
  return new Set(steps.map(s => s.command));
}

/** Triggers, faults, and what is ignored or refused are owed to nobody. */
function isOwed({ kind, policy }: Command): boolean {
  return kind !== "trigger" && kind !== "fault" && policy === undefined;
}

const debts = new WeakMap<Program, readonly Debt[]>();

function debtsOf(program: Program): readonly Debt[] {
  let all = debts.get(program);
  if (!all) {
    all = [...weakDebts(program), ...strongDebts(program)];
    debts.set(program, all);
  }
  return all;
}

/** An agent's own commands together, but for rows that are owed more or less. */
function weakDebts({ agents, commands }: Program): Debt[] {
  return agents.flatMap(({ name }, agent) => {
    const own = commands.flatMap((c, i) =>
      c.agent === agent && isOwed(c) && c.fair === "weak" ? [i] : [],
    );
    return own.length === 0 ? [] : [{ kind: "weak", who: name, commands: new Set(own) }];
  });
}

function strongDebts({ agents, commands, rows }: Program): Debt[] {
  const found = new Map<string, { who: string; commands: Set<number> }>();
  for (const [i, command] of commands.entries()) {
    const { agent = -1, row = -1, fair } = command;
    if (fair !== "strong" || !isOwed(command)) continue;
    const key = `${agent} ${row}`;
    const who = `${agents[agent]?.name}: ${rows[row]?.name ?? rows[row]?.text}`;
    const debt = found.get(key) ?? { who, commands: new Set() };
    found.set(key, debt);
    debt.commands.add(i);
  }
  return [...found.values()].map(debt => ({ kind: "strong", ...debt }));
}
