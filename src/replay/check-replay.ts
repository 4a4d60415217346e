// Runs a replay file against the model as it is now: as far as it fits, and then says at which step it
// stops fitting and what could happen there instead. Actions are found by name, so a model may be
// edited around the run; the fingerprint tells that it was.

import { nearest } from "../base/nearest.ts";
import type { Check, Command, Probe, Program } from "../model/program.ts";
import { readValue } from "../model/read-value.ts";
import { showFault, showSlot } from "../model/show-slot.ts";
import { showTerm, TRUTH } from "../model/show-term.ts";
import type { Interpreter, State, Step } from "../model/stepper.ts";
import type { Binding, Trace } from "../model/trace.ts";
import { showValue } from "../model/types.ts";
import { actionName, changesOf } from "./action.ts";
import type { ReplayFile, ReplayStep } from "./file.ts";
import { fingerprint } from "./fingerprint.ts";
import { closes } from "./lasso.ts";
import { readReplay } from "./read-file.ts";
import { endOf, type Move, type Run, stateAt } from "./run.ts";
import { storyOf } from "./story.ts";
import { traceOfRun, withArrival } from "./trace.ts";
import { showsIt } from "./violation.ts";

export interface Replayed {
  /** As far as the run fits; undefined where not even its start does. */
  readonly trace?: Trace | undefined;
  /** Why the run does not fit to its end. */
  readonly problem?: string | undefined;
  /** The model does something else than when the file was written. */
  readonly changed: boolean;
  /** Is the property still broken (or reached) at the end; undefined where one run cannot tell or does not fit. */
  readonly violates?: boolean | undefined;
}

type Cell = Extract<Probe["about"], { kind: "cell" }>;

/** Checks the untrusted file and runs it; `by` says who sends a trigger. */
export function checkReplay(
  value: unknown,
  interpreter: Interpreter,
  by: ReadonlyMap<string, string>,
): Replayed {
  const { file, problem } = readReplay(value);
  if (!file) return { problem, changed: false };
  const { program } = interpreter;
  const changed = file.fingerprint !== fingerprint(program);
  const start = startOf(interpreter, file);
  if (typeof start === "string") return { problem: start, changed };
  const walk = walkThrough(interpreter, start, file);
  const check = program.checks.find(c => c.property === file.property);
  if (walk.problem === undefined && check) {
    return { changed, ...atEnd(interpreter, check, walk, by) };
  }
  const missing = `the model has no property ${quoted(file.property)} any more`;
  const ending = walk.problem ?? missing;
  const trace = traceOfRun(program, walk.run, { by, property: file.property, ending });
  return { trace, changed, problem: ending };
}

// ---------------------------------------------------------------- the start

/** Only where there is a choice the file decides. */
function startOf(interpreter: Interpreter, file: ReplayFile): State | string {
  const { program } = interpreter;
  const given = new Map(file.start.map(b => [b.name, b.value]));
  const state = new Int32Array(program.slots.length);
  for (const [i, slot] of program.slots.entries()) {
    const values = program.initial[i] ?? [];
    const wanted = given.get(slot.name);
    const value = values.length === 1 ? values[0] : startValue(program, i, wanted);
    if (value === undefined) {
      const what = wanted === undefined ? "as the file does not say" : `as ${quoted(wanted)}`;
      return `start: ${slot.name} cannot start ${what}`;
    }
    state[i] = value;
  }
  const broken = program.initially.find(term => interpreter.evaluate(term, state) !== 1);
  return broken
    ? `start: it is no initial state any more, ${showTerm(program, broken, { as: TRUTH, names: true })} is false`
    : state;
}

function startValue(program: Program, slot: number, wanted: string | undefined) {
  const show = program.slots[slot]?.show;
  const read =
    wanted !== undefined && show?.kind === "scalar" ? readValue(show.type, wanted) : undefined;
  const values = program.initial[slot] ?? [];
  return values.find(v => v === read || showSlot(program, slot, v) === wanted);
}

// ---------------------------------------------------------------- the steps

interface Walk {
  readonly run: Run;
  readonly problem?: string | undefined;
  /** The cell into which the last step's trigger arrives. */
  readonly cell?: Cell | undefined;
}

function walkThrough(interpreter: Interpreter, start: State, file: ReplayFile): Walk {
  const { program } = interpreter;
  const names = new Map(program.commands.map((c, i) => [c.name, i]));
  const states: State[] = [start];
  const moves: Move[] = [];
  for (const [i, step] of file.steps.entries()) {
    const run: Run = { states, moves, fault: moves.at(-1)?.applied.fault };
    const stop = (problem: string): Walk => ({ run, problem: `step ${i + 1}: ${problem}` });
    if (run.fault) return stop(`the run ended before: ${showFault(program, run.fault)}`);
    if (step.unhandled) {
      if (i + 1 < file.steps.length) return stop("nothing can come after a trigger that is open");
      const cell = cellOf(interpreter, endOf(run), step);
      return cell ? { run, cell } : stop(`something is said of ${quoted(step.action)} here`);
    }
    const move = moveOf(interpreter, endOf(run), step, names);
    if (typeof move === "string") return stop(move);
    moves.push(move);
    if (move.applied.next) states.push(move.applied.next);
  }
  return closed(program, { states, moves, fault: moves.at(-1)?.applied.fault, loop: file.loop });
}

/** What is repeated for ever must lead back to where it starts. */
function closed(program: Program, run: Run): Walk {
  if (run.loop === undefined || run.fault || closes(run)) return { run };
  const [end, back] = [endOf(run), stateAt(run, run.loop)];
  const [change] = changesOf(program, back, end);
  const unlike = change ? `: ${change.name} is ${change.to}, not ${change.from}` : "";
  const problem = `the cycle does not lead back to the state after step ${run.loop}${unlike}`;
  return { run: { ...run, loop: undefined }, problem };
}

function moveOf(
  interpreter: Interpreter,
  state: State,
  { action, params }: ReplayStep,
  names: ReadonlyMap<string, number>,
): Move | string {
  const { program } = interpreter;
  const index = names.get(action);
  const command = program.commands[index ?? -1];
  if (index === undefined || !command) {
    const near = nearest(action, names.keys());
    const hint = near === undefined ? "" : `, did you mean \`${near}\`?`;
    return `the model has no action ${quoted(action)}${hint}; ${enabledHere(interpreter, state)}`;
  }
  const choice = choiceOf(command, params);
  if (typeof choice === "string") return choice;
  const step = { command: index, choice };
  const applied = interpreter.apply(state, step);
  const name = actionName(program, step);
  return applied
    ? { step, applied }
    : `\`${name}\` is not enabled any more; ${enabledHere(interpreter, state)}`;
}

/** The choice that gives the command's parameters these values. */
function choiceOf(command: Command, params: readonly Binding[]): number | string {
  const given = new Map(params.map(p => [p.name, p.value]));
  let choice = 0;
  for (const param of command.params) {
    const wanted = given.get(param.name);
    const read = wanted === undefined ? undefined : readValue(param.type, wanted);
    const digit = param.values.findIndex(v => v === read || showValue(param.type, v) === wanted);
    if (digit < 0) {
      const what = wanted === undefined ? "needs a value" : `cannot be ${quoted(wanted)}`;
      return `parameter ${param.name} of \`${command.name}\` ${what}`;
    }
    choice = choice * param.values.length + digit;
  }
  return choice;
}

const MOST_ENABLED = 8;

function enabledHere(interpreter: Interpreter, state: State): string {
  const steps: Step[] = interpreter.enabled(state);
  if (steps.length === 0) return "nothing is enabled here";
  const names = steps.slice(0, MOST_ENABLED).map(s => actionName(interpreter.program, s));
  const more = steps.length > MOST_ENABLED ? [`${steps.length - MOST_ENABLED} more`] : [];
  return `enabled here: ${[...names, ...more].join("; ")}`;
}

function cellOf(interpreter: Interpreter, state: State, step: ReplayStep): Cell | undefined {
  const { program } = interpreter;
  const abouts = program.probes.flatMap(({ about }, probe) =>
    about.kind === "cell" ? [{ about, probe }] : [],
  );
  return abouts.find(
    ({ about, probe }) =>
      about.trigger === step.action &&
      about.machine === step.unhandled?.machine &&
      stateName(program, about) === step.unhandled.state &&
      interpreter.probe(probe, state),
  )?.about;
}

function stateName(program: Program, cell: Cell): string | undefined {
  const slot = program.agents.find(a => a.machine === cell.machine)?.state;
  return slot === undefined ? undefined : showSlot(program, slot, cell.state);
}

// ---------------------------------------------------------------- the end

function atEnd(
  interpreter: Interpreter,
  check: Check,
  { run, cell }: Walk,
  by: ReadonlyMap<string, string>,
): Pick<Replayed, "trace" | "violates"> {
  const violates = cell ? check.meaning.by === "cells" : showsIt(interpreter, check, run);
  if (violates) return { violates, trace: storyOf(interpreter, check, run, { by, cell }) };
  const ending = unconfirmed(check, violates);
  const trace = traceOfRun(interpreter.program, run, { by, property: check.property, ending });
  if (!cell) return { violates, trace };
  return { violates, trace: withArrival(interpreter.program, trace, endOf(run), { cell, by }) };
}

function unconfirmed({ property, meaning }: Check, violates: boolean | undefined): string {
  if (violates === undefined) return `the run fits; alone it cannot tell whether ${property} holds`;
  return `here ${property} is not ${meaning.by === "good-probe" ? "reached" : "violated"}`;
}

/** A text of the file without what could steer a terminal, and not too long. */
function quoted(text: string): string {
  const plain = text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "\ufffd");
  return `\`${plain.length > 80 ? `${plain.slice(0, 77)}...` : plain}\``;
}
